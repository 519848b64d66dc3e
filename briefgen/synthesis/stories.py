"""Which sources tell of one story."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.model.dossier import EntityKind
from briefgen.synthesis.measures import located, places_in
from briefgen.synthesis.wording import wording
from briefgen.text.parties import words_of
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Analysis

# Cosine of tf-idf vectors (Salton and Buckley 1988). In news clusters three in four pairs of one
# story lie above it, and one in two hundred of two stories.
_RELATED = 0.12
_OPENING = 2  # sentences in which a story says where it plays
_SAME_OPENING = 4  # terms, those of the name among them
_TELLING = 12  # terms by which related sources are found


class Stories:
    """What each source is about, to be compared with the others."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self._analyses = {a.source.id: a for a in analyses}
        bags = {a.source.id: Counter(terms(a.source.text)) for a in analyses}
        held = Counter(term for bag in bags.values() for term in bag)
        self._vectors = {i: _unit(bag, held, len(bags)) for i, bag in bags.items()}
        self._related: dict[tuple[str, str], bool] = {}
        self._settings: dict[str, frozenset[str]] = {}
        self._openings: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    @cached_property
    def places(self) -> frozenset[str]:
        """Every name of a place that the sources hold, lower case: what the name finder takes for
        one and some source sets behind "in" or "near". Many a company passes the first test."""
        named = {
            name.lower()
            for analysis in self._analyses.values()
            for entity in analysis.entities
            if entity.kind is EntityKind.PLACE
            for name in (entity.name, *entity.aliases)
        }
        return frozenset(
            name for a in self._analyses.values() for name in located(a.source.text) & named
        )

    @cached_property
    def people(self) -> frozenset[str]:
        """The surnames of all people whom the sources name in full, lower case."""
        return frozenset(
            words[-1]
            for analysis in self._analyses.values()
            for entity in analysis.entities
            if entity.kind is EntityKind.PERSON and len(words := words_of(entity.name)) > 1
        )

    def telling(self, source: str) -> tuple[str, ...]:
        """The terms that tell a source from the others, the weightiest first."""
        vector = self._vectors[source]
        return tuple(sorted(vector, key=lambda t: (-vector[t], t))[:_TELLING])

    def related(self, one: str, two: str) -> bool:
        """Whether two sources tell of one story."""
        key = (one, two) if one < two else (two, one)
        if key not in self._related:
            a, b = self._vectors[one], self._vectors[two]
            if len(b) < len(a):
                a, b = b, a
            self._related[key] = math.fsum(w * b.get(t, 0.0) for t, w in a.items()) >= _RELATED
        return self._related[key]

    def open_alike(self, one: str, two: str) -> bool:
        """Whether two sources open with the same name and much the same words: of two short texts
        little else is alike."""
        (names, said), (others, told) = self._opening(one), self._opening(two)
        return bool(names & others) and len(said & told) >= _SAME_OPENING

    def _opening(self, source: str) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the names in the opening of a source, and its terms."""
        if source not in self._openings:
            analysis = self._analyses[source]
            opening = [s for s in analysis.sentences if not s.boilerplate][:_OPENING]
            names = frozenset(w for s in opening for name in s.names for w in words_of(name))
            said = frozenset(t for s in opening for t in wording(s.statement).terms)
            self._openings[source] = names, said
        return self._openings[source]

    def setting(self, source: str) -> frozenset[str]:
        """The places that the title and the opening of a source name."""
        if source not in self._settings:
            analysis = self._analyses[source]
            opening = [s for s in analysis.sentences if not s.boilerplate][:_OPENING]
            text = " ".join([analysis.source.title, *(s.statement for s in opening)])
            names = [name for s in opening for name in s.names]
            self._settings[source] = places_in(text, names, self.places)
        return self._settings[source]


def _unit(bag: Counter[str], held: Counter[str], total: int) -> dict[str, float]:
    weights = {
        term: (1 + math.log(n)) * math.log(1 + total / held[term]) for term, n in bag.items()
    }
    norm = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {term: w / norm for term, w in weights.items()}
