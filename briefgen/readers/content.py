"""What one format reader finds in the bytes of one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.errors import Code


@dataclass(frozen=True)
class Attachment:
    """A file inside a file: ``name`` as its sender gave it, ``media_type`` as declared, and
    ``address`` where it can be had whole, if it is only part of something."""

    name: str
    media_type: str
    data: bytes
    address: str | None = None


@dataclass(frozen=True)
class Refused:
    """A file inside a file that was not taken out of it, and why: as in ``ReaderError``."""

    name: str
    problem: str
    remedy: str
    code: Code


@dataclass(frozen=True)
class Content:
    """Text and stated metadata, as found; None means that the file does not say.

    ``text`` has its paragraphs parted by blank lines and may be otherwise untidy:
    ``finish.finish_text`` tidies it. Titles and names may hold stray white space too.
    ``hidden_words`` counts what the file holds and does not show, which ``text`` is without.
    ``notices`` tell what is amiss with the text and calls for no refusal.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    hidden_words: int = 0
    attachments: tuple[Attachment, ...] = ()
    refused: tuple[Refused, ...] = ()
    notices: tuple[str, ...] = ()
