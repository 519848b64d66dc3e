"""Small corrections to inlines that every set page wants."""

from __future__ import annotations

import re
from itertools import zip_longest

from briefgen.model.document import Citation, Inline, Inlines, Text

_NO_BREAK_SPACE = "\u00a0"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A date, a figure with its scale, a number: half of one at the end of a line reads as another one.
_ONE_THING = re.compile(
    rf"\b[0-3]?\d (?:{_MONTHS})(?: (?:19|20)\d\d)?\b"
    r"|\b\d[\d.,]* (?:thousand|million|billion|trillion)\b"
    r"|\b[Nn]o\. \d+"
    r"|\breported by \d+ of \d+\b"
)


# The place in a source, behind its number: "[3] para. 7".
_PLACE = re.compile(r" [^\W\d]{2,5}\. \d+(?=\D|$)")


def glued(content: Inlines) -> Inlines:
    """``content`` with spaces that do not break where a line must not end: before a citation
    (``[3]`` alone at the start of a line looks like a mistake) and the paragraph cited, within
    dates and large figures."""
    return tuple(
        Text(_glued(inline.text, before, following)) if isinstance(inline, Text) else inline
        for before, inline, following in zip_longest((None, *content[:-1]), content, content[1:])
        if inline is not None
    )


def _glued(text: str, before: Inline | None, following: Inline | None) -> str:
    whole = _ONE_THING.sub(_unbroken, text)
    if isinstance(before, Citation) and (place := _PLACE.match(whole)):
        whole = _unbroken(place) + whole[place.end() :]
    # What follows a semicolon is cited for something else.
    is_cited = isinstance(following, Citation) and not whole.endswith("; ")
    return whole[:-1] + _NO_BREAK_SPACE if is_cited and whole.endswith(" ") else whole


def _unbroken(found: re.Match[str]) -> str:
    return found[0].replace(" ", _NO_BREAK_SPACE)
