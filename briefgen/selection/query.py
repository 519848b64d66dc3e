"""What a slot or a reader asks for, matched against what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.text.terms import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOCUS_WEIGHT = (
    0.6  # lifts a match above everything that does not match; salience ranks the matches
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GAP = 2  # words that may stand between those of a phrase: "not yet been confirmed"


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, ...]:
    """The stems of all words of ``text``, small words too: "not confirmed" is not "confirmed"."""
    return tuple(stem(word) for word in _WORD.findall(text))


def _occurs(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in order in ``words``, with small gaps at most."""
    for start, word in enumerate(words):
        if word != phrase[0]:
            continue
        at = start
        for wanted in phrase[1:]:
            window = words[at + 1 : at + 2 + _GAP]
            if wanted not in window:
                break
            at += 1 + window.index(wanted)
        else:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Topics:
    """A list of topics ("casualties", "air defence", "not confirmed"), each a run of stems."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> Topics:
        """Topics from words as people type them; empty ones are left out."""
        return cls(tuple(s for s in map(_stems, phrases) if s))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def share(self, text: str) -> float:
        """Share of the topics that ``text`` is about, 0..1."""
        if not self.phrases:
            return 0.0
        words = _stems(text)
        return sum(_occurs(phrase, words) for phrase in self.phrases) / len(self.phrases)

    def match(self, text: str) -> bool:
        """Whether ``text`` is about any of the topics."""
        words = _stems(text)
        return any(_occurs(phrase, words) for phrase in self.phrases)

    def lift(self, salience: float, text: str) -> float:
        """The salience of ``text`` for a reader who asked for these topics."""
        share = self.share(text)
        return salience + (_FOCUS_WEIGHT * (0.5 + 0.5 * share) if share else 0.0)
