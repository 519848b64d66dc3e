"""Text on its way into Markdown: nothing in it may become structure, code or a link."""

from __future__ import annotations

import re
from string import punctuation
from typing import Any

import markupsafe

from briefgen.text.typography import curly

# CommonMark 2.4: any ASCII punctuation character may be backslash-escaped, and then stands for
# itself wherever it occurs; so all of them are, and no context needs to be known.
_PUNCTUATION = re.compile(f"([{re.escape(punctuation)}])")
_SPACE = re.compile(r"\s+")


class Markup(markupsafe.Markup):
    """Text that is Markdown already. Whatever is added to it, joined with it or put into it is
    escaped for Markdown first; the class that it comes from would do so for HTML, and leave a
    ``#`` or ``[`` of an article as it stands."""

    @classmethod
    def escape(cls, s: Any, /) -> Markup:
        return cls(s) if isinstance(s, Markup) else cls(escape(curly(str(s))))


def escape(text: str) -> Markup:
    """``text`` as Markdown that shows exactly its characters, on one line."""
    flat = _SPACE.sub(" ", text)
    return Markup(_PUNCTUATION.sub(r"\\\1", flat))


def finalize(value: object) -> object:
    """What a template expression prints: Markdown made by briefgen as it is, all else escaped,
    with the quotation marks of good typography."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return escape(curly(str(value)))
