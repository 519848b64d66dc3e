"""One document taken in, and places in its text.

All offsets are code points into ``Source.text``, half-open: ``text[start:end]`` is exactly the
words. They are final: whoever changes text makes a new ``Source``.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from briefgen.model.base import Frozen


class Extent(Frozen):
    """A stretch of the text of a source that is known from the context."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Span(Extent):
    """A stretch of the text of the source named by ``source``."""

    source: str


class Source(Frozen):
    """One document: its text in NFC with paragraphs parted by a blank line, and where it came from.

    ``id`` is derived from ``sha256``, the hash of the bytes that were read, so that a file keeps
    its id however many others lie beside it. ``published`` is None for an undated source: its
    relative dates stay as written.
    """

    id: str
    text: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    retrieved: date | None = Field(None, description="the day on which it was fetched from a URL")
    path: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""
    marking: str | None = None
    grade: str | None = Field(
        None, description="how far whoever reads trusts it: Admiralty code, like B2"
    )
    hidden_words: int = Field(
        0, description="words that its file holds and does not show, which are left out of the text"
    )
    hidden_characters: int = Field(
        0, description="characters without a width, or that turn the direction, which are left out"
    )
