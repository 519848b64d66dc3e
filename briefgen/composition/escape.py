"""Text on its way into Markdown: nothing in it may become structure, code or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sized
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
        return cls(s) if isinstance(s, Markup) else cls(escape(curly(words_of(s))))


class PrintedWholeError(TypeError):
    """Something is printed that has no words of its own: an item, a list, a macro."""


def words_of(value: object) -> str:
    """``value`` as a reader may see it: text, a number, a date; of None or an empty list nothing.

    Raises:
        PrintedWholeError: it has no words of its own, but only what a programmer sees of it.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) or type(value).__str__ is not object.__str__:
        return str(value)
    if isinstance(value, Mapping):
        what = "an item is printed whole; print what it says, like"
        raise PrintedWholeError(f"{what} {{{{ statement(fact) }}}} or {{{{ quote|speech }}}}")
    if isinstance(value, list | tuple | set | Iterator):
        if isinstance(value, Sized) and not value:
            return ""
        what = "a list is printed whole; go through it, with {% for one in … %}, or print words"
        raise PrintedWholeError(f"{what} in a row with |list")
    what = "something is printed that has no words, a macro perhaps; call it, like"
    raise PrintedWholeError(f"{what} {{{{ statement(fact) }}}}")


def escape(text: str) -> Markup:
    """``text`` as Markdown that shows exactly its characters, on one line."""
    flat = _SPACE.sub(" ", text)
    return Markup(_PUNCTUATION.sub(r"\\\1", flat))


def finalize(value: object) -> object:
    """What a template expression prints: Markdown made by briefgen as it is, all else escaped,
    with the quotation marks of good typography."""
    if isinstance(value, Markup):
        return value
    return escape(curly(words_of(value)))
