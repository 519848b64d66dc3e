"""Text as words that can be compared, each with its place.

Two texts say the same where their words and marks are the same, one by one. What is not looked at
is white space, the Unicode form (NFC, NFKC) and the glyph of a quotation mark or apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

_WORD = re.compile(r"\.{3}|…|\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|_")
_GLYPHS = dict.fromkeys(map(ord, "“”„‟«»\"″‹›‘’‚‛'`´′"), "'")
_SEPARATOR = "\x1f"
MARK = "'"  # the key of every quotation mark and apostrophe
CUT = "…"  # the key of an ellipsis, however it is written
ENDS = frozenset(".!?")


def key_of(token: str) -> str:
    """A word as it is compared."""
    if token in {"…", "..."}:
        return CUT
    return unicodedata.normalize("NFKC", token).translate(_GLYPHS)


def keys_of(text: str) -> tuple[str, ...]:
    """The words and marks of ``text`` as they are compared."""
    return tuple(key_of(m.group()) for m in _WORD.finditer(unicodedata.normalize("NFC", text)))


def is_word(key: str) -> bool:
    """Whether a key is a word or number, not a mark."""
    return key[0].isalnum()


class Wording:
    """A text with its words: ``keys[n]`` stands at ``text[starts[n]:ends[n]]`` (code points)."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_WORD.finditer(text))
        self.keys = tuple(key_of(m.group()) for m in found)
        self.starts = tuple(m.start() for m in found)
        self.ends = tuple(m.end() for m in found)

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """All words in small letters in one string, and where in it each begins."""
        places, parts, at = [], [], 1
        for key in self.keys:
            folded = key.casefold()
            places.append(at)
            parts.append(folded)
            at += len(folded) + 1
        return _SEPARATOR + _SEPARATOR.join(parts) + _SEPARATOR, places

    def find(self, keys: Sequence[str], *, start: int = 0) -> Iterator[int]:
        """Where ``keys`` stand word by word, as indexes from ``start`` on. The first word may be
        written with a capital or without: it may have opened a sentence in either text."""
        if not keys:
            return
        folded, places = self._folded
        wanted = _SEPARATOR + _SEPARATOR.join(key.casefold() for key in keys) + _SEPARATOR
        at = folded.find(wanted, places[start] - 1 if start < len(places) else len(folded))
        while at >= 0:
            n = bisect_left(places, at + 1)
            if self.keys[n + 1 : n + len(keys)] == tuple(keys[1:]) and _same_start(
                self.keys[n], keys[0]
            ):
                yield n
            at = folded.find(wanted, at + 1)

    def holds(self, keys: Sequence[str]) -> bool:
        """Whether ``keys`` stand here word by word, whatever their capitals."""
        folded, _ = self._folded
        wanted = _SEPARATOR + _SEPARATOR.join(key.casefold() for key in keys) + _SEPARATOR
        return bool(keys) and wanted in folded

    def at(self, offset: int) -> int:
        """The first word that begins at ``offset`` of the text or behind it."""
        return bisect_left(self.starts, offset)

    def words(self, first: int, last: int) -> str:
        """The text from word ``first`` up to word ``last``, which is not in it."""
        if first >= last or first >= len(self.keys):
            return ""
        return self.text[self.starts[first] : self.ends[min(last, len(self.keys)) - 1]]


def _same_start(one: str, other: str) -> bool:
    return one == other or one[1:] == other[1:]
