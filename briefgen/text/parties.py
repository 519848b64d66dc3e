"""Whom an attribution names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*")
# Words of names that do not tell one from another.
_SMALL = frozenset(
    [
        *("the", "of", "and", "for", "in", "at", "on", "a", "an", "mr", "mrs", "ms", "dr"),
        *("prof", "sir", "de", "la", "le", "van", "von", "der", "st"),
    ]
)

_FULL = 2  # words of a name that has a given name


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, lower case, without "'s"."""
    plain = re.sub(r"['’]s\b", "", name)
    return tuple(w for w in (m.lower() for m in _WORD.findall(plain)) if w not in _SMALL)


def is_one_party(one: str | None, two: str | None) -> bool:
    """Whether what stands behind "according to" in one source holds for the other one too: most of
    the words of the shorter name are in the longer one. "Bo Holm" and "the mayor, Bo Holm" are one,
    "city hall" and "the registers of the city's reception centres" are not."""
    a, b = set(words_of(one or "")), set(words_of(two or ""))
    return 2 * len(a & b) > min(len(a), len(b)) if a and b else a == b


def is_letter_more(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names, word by word, may be one in two spellings: of the surname one has a letter
    more ("Naser", "Nasser"), and the given names are the same. Another letter in the place of one
    ("Andersen", "Anderson") makes another person."""
    if len(one) < _FULL or one[:-1] != two[:-1]:
        return False
    longer, shorter = sorted((one[-1], two[-1]), key=len, reverse=True)
    return longer[0] == shorter[0] and shorter in {
        longer[:n] + longer[n + 1 :] for n in range(len(longer))
    }
