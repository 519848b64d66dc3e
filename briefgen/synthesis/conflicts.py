"""Figures for the same thing that differ between sources."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.model.dossier import Conflict
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.dossier import Figure
    from briefgen.model.source import Source
    from briefgen.synthesis.duplicates import Independence

# Words that say a figure replaces an earlier one: an update is no conflict.
_UPDATE = re.compile(
    r"\b(?:up from|down from|rose|risen|has grown|revised|updated|increased|climbed|fallen|fell|"
    r"a further|another|so far|now|previously|earlier (?:figure|count|estimate))\b",
    re.IGNORECASE,
)
_SAME = 0.6
_FEWEST_TERMS = 2
# Two counts of one thing rarely differ more than fivefold; further apart they count two things.
_FARTHEST = 5.0


def _unit_kind(figure: Figure) -> str:
    return (figure.unit or "").lower().rstrip("s")


def _about(figure: Figure) -> frozenset[str]:
    """What a figure counts, as terms, its unit aside."""
    return frozenset(t for t in terms(figure.counts or "") if not t[0].isdigit())


def _same_thing(a: Figure, b: Figure, about: Mapping[str, frozenset[str]]) -> bool:
    """Two terms at least in common, and most of the shorter description: one shared word ("the
    surge") is no proof that two numbers measure the same."""
    left, right = about[a.id], about[b.id]
    if min(len(left), len(right)) < _FEWEST_TERMS or _unit_kind(a) != _unit_kind(b):
        return False
    shared = len(left & right)
    return shared >= _FEWEST_TERMS and shared / min(len(left), len(right)) >= _SAME


_AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:up to|at most|as many as|as much as|no more than|less than|fewer than|under)\b",
    re.IGNORECASE,
)


def _allows(figure: Figure, value: float) -> bool:
    """Whether a figure with a bound ("at least 18") leaves room for another value."""
    qualifier = figure.qualifier or ""
    return bool(
        (_AT_LEAST.search(qualifier) and value >= figure.value)
        or (_AT_MOST.search(qualifier) and value <= figure.value)
    )


def _differ(a: Figure, b: Figure) -> bool:
    low, high = sorted((abs(a.value), abs(b.value)))
    if low == high or low == 0 or high / low > _FARTHEST:
        return False
    return not _allows(a, b.value) and not _allows(b, a.value)


class _Updates:
    """Tells whether the later of two figures says that it replaces an earlier one."""

    def __init__(self, figures: Sequence[Figure], sources: Mapping[str, Source]) -> None:
        self._updated = {
            (f.source, f.value)
            for f in figures
            if _UPDATE.search(sources[f.source].text[f.sentence.start : f.sentence.end])
        }

    def between(self, a: Figure, b: Figure) -> bool:
        """Whether ``a`` and ``b`` are an earlier and a later count of one thing."""
        if a.as_of is None or b.as_of is None or a.as_of == b.as_of:
            return False
        later = a if a.as_of > b.as_of else b
        return (later.source, later.value) in self._updated


def find_conflicts(
    figures: Sequence[Figure], sources: Mapping[str, Source], independence: Independence
) -> tuple[Conflict, ...]:
    """Groups of figures that independent sources, or different speakers within one source, give
    differently for the same thing. The newest source stands first in each."""
    about = {f.id: _about(f) for f in figures}
    updates = _Updates(figures, sources)
    groups: list[set[str]] = []
    for a, b in combinations(figures, 2):
        same_origin = independence.origin(a.source) == independence.origin(b.source)
        if same_origin and (
            a.source != b.source
            or a.attribution is None
            or b.attribution is None
            or a.attribution == b.attribution
            or a.sentence == b.sentence
        ):
            continue
        if not _same_thing(a, b, about) or not _differ(a, b) or updates.between(a, b):
            continue
        fits = next((g for g in groups if a.id in g or b.id in g), None)
        if fits is None:
            groups.append({a.id, b.id})
        else:
            fits |= {a.id, b.id}
    by_id = {f.id: f for f in figures}
    return tuple(_conflict([by_id[i] for i in group]) for group in groups)


def _conflict(figures: list[Figure]) -> Conflict:
    ordered = sorted(
        figures, key=lambda f: (-(f.as_of.toordinal() if f.as_of else 0), -f.salience, f.id)
    )
    one_each: dict[float, Figure] = {}
    for figure in ordered:
        one_each.setdefault(figure.value, figure)
    kept = list(one_each.values())
    shortest = min(kept, key=lambda f: (len(f.counts or ""), f.id))
    return Conflict(
        id=f"c-{min(f.id for f in kept)}",
        counts=shortest.counts or "",
        unit=kept[0].unit,
        figures=tuple(f.id for f in kept),
        repeats=tuple(f.id for f in ordered if f not in kept),
    )
