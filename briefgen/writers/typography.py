"""Small corrections to inlines that every set page wants."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest

from briefgen.model.document import Citation, Inline, Inlines, Text
from briefgen.text.phrasebook import months, scales

_NO_BREAK_SPACE = "\u00a0"


@cache
def _one_thing() -> re.Pattern[str]:
    """A day with its month, a figure with its scale, a number: half of one at the end of a line
    reads as another one. A year may begin a line: what is longer leaves lines too short. They are
    known in every language of briefs, since a brief quotes in others than its own: "12 March",
    "12. März", "1er mars", "12 de marzo". Two words in brackets are one mark."""
    names, sizes = (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for words in (months(), scales())
    )
    return re.compile(
        # A day that was put in is read at one glance: "[on 13 March 2026]".
        rf"\[(?:[Oo]n )?[0-3]?\d (?:{names}) \d{{4}}(?=\])|\[[Oo]n (?=the )"
        rf"|\b[0-3]?\d (?:{names}) \d{{4}}(?=\])"
        rf"|\b(?:[0-3]?\d(?:\.|er|º)? )(?:de )?(?:{names})\b"
        rf"|\b\d[\d.,]* (?:{sizes})\b"
        r"|\b(?:[Nn]o|Nr)\. \d+"
        r"|(?<=\breported by )\d+ of \d+\b|(?<=\()\d+ independent\b"
        r"|\([^\W\d_]{1,12} [^\W\d_]{1,12}\)"
    )


# A short word that ends a paragraph would have its last line to itself.
_LAST_WORD = re.compile(r"(?<!\S{13}) (?=[\w’'-]{1,5}[.!?…][”’»)\]]{0,2}$)")
_ONE_LINE = 40  # characters that no line is too short for
# The place in a source, behind its number: "[3] para. 7". A template may have glued half of it.
_PLACE = re.compile(rf"[ {_NO_BREAK_SPACE}][^\W\d]{{2,5}}\. \d+(?=\D|$)")


def glued(content: Inlines) -> Inlines:
    """``content`` with spaces that do not break where a line must not end: before a citation
    (``[3]`` alone at the start of a line looks like a mistake) and the paragraph cited, within
    dates and large figures, before a short word that ends it."""
    return tuple(
        Text(_glued(inline.text, before, following)) if isinstance(inline, Text) else inline
        for before, inline, following in zip_longest((None, *content[:-1]), content, content[1:])
        if inline is not None
    )


def _glued(text: str, before: Inline | None, following: Inline | None) -> str:
    whole = _one_thing().sub(_unbroken, text)
    if isinstance(before, Citation) and (place := _PLACE.match(whole)):
        whole = _unbroken(place) + whole[place.end() :]
    if following is None and len(whole) > _ONE_LINE:
        whole = _LAST_WORD.sub(_unbroken, whole)
    # What follows a semicolon is cited for something else.
    is_cited = isinstance(following, Citation) and not whole.endswith("; ")
    return whole[:-1] + _NO_BREAK_SPACE if is_cited and whole.endswith(" ") else whole


def _unbroken(found: re.Match[str]) -> str:
    return found[0].replace(" ", _NO_BREAK_SPACE)
