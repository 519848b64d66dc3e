"""Which writing system the characters of a text belong to, and which way it runs.

Writers ask here where a text has to change its font, its direction or its language, so that all
of them change it at the same places.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """A writing system that wants something of a writer: a font, a direction, a way to break."""

    WESTERN = "western"  # Latin, Greek, Cyrillic, and all that is not named below
    ARABIC = "arabic"
    HEBREW = "hebrew"
    INDIC = "indic"  # Devanagari to Sinhala
    THAI = "thai"
    SOUTH_EAST = "south-east"  # Lao, Khmer, Burmese
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    SYMBOL = "symbol"  # pictures and signs that come with no letters: emoji, arrows, dingbats


EAST_ASIAN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
RIGHT_TO_LEFT = frozenset({Script.ARABIC, Script.HEBREW})
# What Word calls complex: letters that join, stack or run from right to left.
COMPLEX = RIGHT_TO_LEFT | {Script.INDIC, Script.THAI, Script.SOUTH_EAST}

# Blocks of Unicode 16 by their first character; each reaches to the next one.
_STARTS: tuple[tuple[int, Script], ...] = (
    (0x0000, Script.WESTERN),
    (0x0590, Script.HEBREW),
    (0x0600, Script.ARABIC),  # with Syriac, Thaana and the other scripts that join
    (0x0900, Script.INDIC),
    (0x0E00, Script.THAI),
    (0x0E80, Script.SOUTH_EAST),
    (0x0F00, Script.INDIC),  # Tibetan
    (0x1000, Script.SOUTH_EAST),  # Burmese
    (0x10A0, Script.WESTERN),  # Georgian
    (0x1100, Script.HANGUL),
    (0x1200, Script.WESTERN),
    (0x1780, Script.SOUTH_EAST),  # Khmer
    (0x1800, Script.WESTERN),
    (0x2190, Script.SYMBOL),
    (0x2C00, Script.WESTERN),
    (0x2E80, Script.HAN),
    (0x3040, Script.KANA),
    (0x3100, Script.HAN),
    (0x3130, Script.HANGUL),
    (0x3190, Script.HAN),
    (0x31F0, Script.KANA),
    (0x3200, Script.HAN),
    (0xA000, Script.WESTERN),
    (0xA960, Script.HANGUL),
    (0xA980, Script.WESTERN),
    (0xAC00, Script.HANGUL),
    (0xD800, Script.WESTERN),
    (0xF900, Script.HAN),
    (0xFB00, Script.WESTERN),
    (0xFB1D, Script.HEBREW),
    (0xFB50, Script.ARABIC),
    (0xFE00, Script.WESTERN),
    (0xFE30, Script.HAN),
    (0xFE50, Script.WESTERN),
    (0xFE70, Script.ARABIC),
    (0xFEFF, Script.WESTERN),
    (0xFF00, Script.HAN),
    (0xFF66, Script.KANA),
    (0xFFA0, Script.HANGUL),
    (0xFFE0, Script.HAN),
    (0xFFF0, Script.WESTERN),
    (0x10800, Script.ARABIC),
    (0x11000, Script.INDIC),
    (0x12000, Script.WESTERN),
    (0x1B000, Script.KANA),
    (0x1B170, Script.WESTERN),
    (0x1D000, Script.SYMBOL),
    (0x1E000, Script.WESTERN),
    (0x1E800, Script.ARABIC),
    (0x1F000, Script.SYMBOL),
    (0x20000, Script.HAN),
    (0x40000, Script.WESTERN),
)
_FIRST = [start for start, _ in _STARTS]
# The first character that can be of another script than the Western ones.
_LEAST = "\u0590"
# Belong to whatever stands around them, though a block has them.
_ANYBODY = frozenset("،؛؟ـ")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@lru_cache(maxsize=8192)
def script_of(character: str) -> Script:
    """The script of one character; signs, digits and spaces count as Western."""
    return _STARTS[bisect_right(_FIRST, ord(character)) - 1][1]


def is_western(text: str) -> bool:
    """Whether all of ``text`` is Western: then it runs to the right, in one font."""
    return text.isascii() or all(c < _LEAST or script_of(c) is Script.WESTERN for c in text)


def scripts(text: str) -> Counter[Script]:
    """How many characters of each script ``text`` has, Western ones left out."""
    if text.isascii():
        return Counter()
    found = Counter(script_of(c) for c in text if c >= _LEAST)
    del found[Script.WESTERN]
    return found


def runs(text: str) -> Iterator[tuple[Script, str]]:
    """``text`` in pieces of one script each, in order.

    Spaces, digits and signs between two pieces of one script go with it; between two scripts, and
    at the ends, they are Western. A mark goes with the letter that it stands on.
    """
    if is_western(text):
        if text:
            yield Script.WESTERN, text
        return
    kinds = _kinds(text)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or kinds[at] != kinds[start]:
            yield kinds[start], text[start:at]
            start = at


def _kinds(text: str) -> list[Script]:
    """The script of each character in its place."""
    kinds: list[Script | None] = [None if _is_neutral(c) else script_of(c) for c in text]
    before: Script = Script.WESTERN
    last = -1
    for at, kind in enumerate(kinds):
        if kind is None:
            if unicodedata.category(text[at]).startswith("M"):
                kinds[at] = before
                last = at
            continue
        # What stands between two letters of one script is within it.
        if kind is before and last >= 0:
            kinds[last + 1 : at] = [kind] * (at - last - 1)
        before, last = kind, at
    return [kind or Script.WESTERN for kind in kinds]


def _is_neutral(character: str) -> bool:
    """Whether ``character`` takes the script of what stands around it."""
    if character in _ANYBODY:
        return False
    if character >= _LEAST and script_of(character) is not Script.WESTERN:
        return False
    return not character.isalpha()


def direction(text: str, default: str = "ltr") -> str:
    """``ltr`` or ``rtl``: which way a paragraph of ``text`` runs, by its first letter (Unicode
    Standard Annex 9, P2 and P3), as a browser finds it for ``dir="auto"``."""
    if text.isascii():
        return "ltr" if default == "ltr" or any(c.isalpha() for c in text) else default
    classes = (unicodedata.bidirectional(c) for c in text)
    return next((_STRONG[c] for c in classes if c in _STRONG), default)


def has_right_to_left(text: str) -> bool:
    """Whether any of ``text`` runs from right to left."""
    return not text.isascii() and any(
        c >= _LEAST and unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in text
    )


def is_right_to_left(language: str) -> bool:
    """Whether documents in ``language`` run from right to left."""
    return language.partition("-")[0].lower() in {"ar", "fa", "he", "iw", "ps", "ur", "yi"}


def east_asian_language(texts: Iterable[str], language: str = "") -> str:
    """The language that Chinese characters in ``texts`` are most likely in: one character is drawn
    in four ways. ``language`` is that of the document; kana and Hangul tell better."""
    found: Counter[Script] = Counter()
    for text in texts:
        found += scripts(text)
    main = language.partition("-")[0].lower()
    if main in {"ja", "ko", "zh"}:
        return language
    if found[Script.KANA] and found[Script.KANA] * 8 >= found[Script.HAN]:
        return "ja"
    if found[Script.HANGUL] and found[Script.HANGUL] * 2 >= found[Script.HAN]:
        return "ko"
    return "zh" if found[Script.HAN] else ""
