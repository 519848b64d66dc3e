"""What a slot or a reader asks for, matched against what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOCUS_WEIGHT = (
    0.6  # lifts a match above everything that does not match; salience ranks the matches
)


@dataclass(frozen=True, slots=True)
class Topics:
    """A list of topics ("casualties", "air defence"), each a set of stems that must all occur."""

    phrases: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> Topics:
        """Topics from words as people type them; empty ones are left out."""
        stems = (
            frozenset(terms(phrase)) or frozenset(phrase.lower().split()) for phrase in phrases
        )
        return cls(tuple(s for s in stems if s))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def share(self, text: str) -> float:
        """Share of the topics that ``text`` is about, 0..1."""
        if not self.phrases:
            return 0.0
        words = set(terms(text)) | set(text.lower().split())
        return sum(phrase <= words for phrase in self.phrases) / len(self.phrases)

    def match(self, text: str) -> bool:
        """Whether ``text`` is about any of the topics."""
        return self.share(text) > 0

    def lift(self, salience: float, text: str) -> float:
        """The salience of ``text`` for a reader who asked for these topics."""
        return salience + (
            _FOCUS_WEIGHT * (0.5 + 0.5 * self.share(text)) if self.match(text) else 0
        )
