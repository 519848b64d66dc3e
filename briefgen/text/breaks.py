"""Where a line may end: between words, and between Chinese and Japanese characters.

A part of Unicode Standard Annex 14 that needs no table of its own. Korean is parted at its spaces,
as its newspapers do. Thai is parted at spaces and in front of the vowels that are written first in
a syllable: true word breaks would need a dictionary.
"""

from __future__ import annotations

import unicodedata

from briefgen.text.scripts import Script, script_of

_OPENING = frozenset("（［｛〔〈《「『【〘〖〝‘“«([{￥＄£€$#№")
_CLOSING = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〙〗〟’”»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;?!)]}%％‰…‥℃\u00a0"
)
_FIRST_VOWELS = frozenset("เแโใไເແໂໃໄ")  # of a syllable: Thai and Lao
_BREAKS_AFTER = frozenset("—\u200b")
_GLUE = frozenset("\u00a0\u202f\u2060\u2011\ufeff\u200d")


def words(text: str) -> list[str]:
    """``text`` in the pieces that a line may be broken between, each with the spaces behind it.
    Joined they are ``text``."""
    pieces: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            pieces.append(text[start:at])
            start = at
    return [*pieces, text[start:]] if text else []


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " " or after in _GLUE or before in _GLUE:
        return False
    if before == " " or before in _BREAKS_AFTER or before == "\u3000":
        return True
    if unicodedata.combining(after) or unicodedata.category(after).startswith("M"):
        return False
    if after in _FIRST_VOWELS:
        return True
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(character: str) -> bool:
    return character >= "\u2e80" and script_of(character) in {Script.HAN, Script.KANA}


def clusters(text: str) -> list[str]:
    """``text`` letter by letter, marks and joined signs with what they belong to: where a word
    that is longer than a line may be broken."""
    made: list[str] = []
    for letter in text:
        joined = bool(made) and (
            unicodedata.category(letter).startswith("M")
            or letter in "\u200c\u200d"
            or made[-1].endswith("\u200d")
        )
        if joined:
            made[-1] += letter
        else:
            made.append(letter)
    return made
