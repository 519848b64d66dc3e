"""Which figures a table takes: those of what the brief states first, and all sides of a dispute."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.selection.lexicon import counts_harm, harm_counted
from briefgen.text.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.model.dossier import Dossier, Fact, Figure

_SAME_COUNTED = 0.52  # likeness of what two figures count
_FEWEST_CERTAIN = 10  # a smaller number may stand twice in a source for two things


class Figures:
    """The figures of a dossier that have a label, as rows for a table."""

    def __init__(self, dossier: Dossier) -> None:
        self._by_id = {f.id: f for f in dossier.figures}
        self._of_fact = {f.id: f.figures for f in dossier.facts}
        self._starts = {e.id: (e.source, e.start) for e in dossier.events}
        self._sides: dict[str, tuple[Figure, ...]] = {}
        for conflict in dossier.conflicts:
            sides = tuple(self._by_id[i] for i in conflict.figures if i in self._by_id)
            for one in (*conflict.figures, *conflict.repeats):
                self._sides[one] = sides
        self._stale = {
            number: self._by_id[fact.superseded_by]
            for fact in dossier.facts
            if fact.superseded_by in self._by_id
            for number in fact.figures
        }

    def told(self, taken: Iterable[str]) -> Iterator[Figure]:
        """The figures of the facts and events that a brief has taken, facts first."""
        identities = tuple(taken)
        for identity in identities:
            # A dossier that a person has shortened may lack a figure of a fact.
            numbers = self._of_fact.get(identity, ())
            yield from (self._by_id[n] for n in numbers if n in self._by_id)
        for place in (self._starts.get(identity) for identity in identities):
            yield from (f for f in self._by_id.values() if (f.source, f.sentence.start) == place)

    def tolls(self) -> list[Figure]:
        """The tolls that a source counts in a table of its own, which is to be read as one."""
        return [f for f in self._by_id.values() if _is_cell(f) and counts_harm(f.label or "")]

    def with_rivals(self, figure: Figure) -> tuple[Figure, ...]:
        """A figure as its conflict states it, then the other sides; the figure itself where nobody
        disputes it."""
        sides = self._sides.get(figure.id) or (self._newest(figure),)
        own = [f for f in sides if f.value == figure.value]
        return (*own, *(f for f in sides if f.value != figure.value))

    def _newest(self, figure: Figure) -> Figure:
        """The newest count that has the value of ``figure`` for the same thing: one that was made
        again and has not changed is as of its last day."""
        same = [
            f
            for f in self._by_id.values()
            if f.value == figure.value
            and f.unit == figure.unit
            and f.label
            and f.source != figure.source
            and f.as_of
            and figure.as_of
            and f.as_of > figure.as_of
            and _alike(f, figure)
        ]
        return max(same, key=lambda f: (f.as_of or date.min, f.salience, f.id), default=figure)

    def denied(self, facts: Iterable[Fact]) -> frozenset[str]:
        """The figures whose fact is contradicted by one that speaks of what they count."""
        rows = {fact.id: fact for fact in facts}
        return frozenset(
            number
            for fact in rows.values()
            for number in fact.figures
            if number in self._by_id
            and any(
                set(terms(self._by_id[number].counts or "")) & set(terms(rows[other].statement))
                for other in fact.contradicted_by
                if other in rows
            )
        )

    def is_stale(self, figure: Figure) -> bool:
        """Whether a newer count has replaced a figure."""
        heir = self._stale.get(figure.id)
        return heir is not None and heir.value != figure.value and _alike(heir, figure)


def is_repeated(figure: Figure, rows: Iterable[Figure], origin: Callable[[str], str]) -> bool:
    """Whether a table gives a figure already: the same number for the same thing, or the same
    number again from one source, whose text says in words what its table says."""
    return any(
        row.value == figure.value
        and row.unit == figure.unit
        and (
            _alike(row, figure)
            or (row.value >= _FEWEST_CERTAIN and _is_one_toll(row, figure))
            or (
                origin(row.source) == origin(figure.source)
                and (row.value >= _FEWEST_CERTAIN or _is_cell(row) or _is_cell(figure))
            )
        )
        for row in rows
    )


def _is_one_toll(one: Figure, two: Figure) -> bool:
    """Whether both figures count the same victims: "bodies recovered" are "bodies found"."""
    return bool(harm_counted(one.label or "") & harm_counted(two.label or ""))


def _is_cell(figure: Figure) -> bool:
    """Whether a figure stands in a table of its source: its label is what it counts, in front."""
    return not figure.counts_follow and figure.label == figure.counts


def _alike(one: Figure, two: Figure) -> bool:
    return likeness(_words(one), _words(two)) >= _SAME_COUNTED


def _words(figure: Figure) -> tuple[str, ...]:
    return terms(figure.label or figure.counts or "")
