"""Figures for one thing that differ between sources, and those that were brought up to date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import Conflict
from briefgen.synthesis.comparison import Comparison
from briefgen.synthesis.measures import grows
from briefgen.synthesis.names import same_party
from briefgen.synthesis.values import differ

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.analysis import Analysis
    from briefgen.model.dossier import Figure
    from briefgen.model.source import Source
    from briefgen.synthesis.duplicates import Independence
    from briefgen.synthesis.stories import Stories

# A toll that shrinks says so; "when the roof fell" is no such word.
_REVISED = re.compile(
    r"\b(?:down from|revised|corrected|lowered|earlier (?:figure|count|estimate))\b", re.IGNORECASE
)
# Words that say a figure replaces an earlier one: an update is no conflict.
_UPDATE = re.compile(
    r"\b(?:up from|down from|rose|risen|has grown|revised|updated|increased|climbed|fallen|fell|"
    r"a further|another|so far|now|previously|earlier (?:figure|count|estimate))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Differences:
    """The ``conflicts``, and for each figure that a later one has replaced the id of that one."""

    conflicts: tuple[Conflict, ...]
    replaced: dict[str, str]


class _Judge:
    """Tells what two figures for one thing are to each other."""

    def __init__(
        self, sources: Mapping[str, Source], independence: Independence, comparison: Comparison
    ) -> None:
        self._sources = sources
        self._independence = independence
        self._comparison = comparison

    def updates(self, later: Figure, earlier: Figure) -> bool:
        """Whether ``later`` is a newer count that replaces ``earlier``: it says so, or it is a toll
        that has grown since. Where two named parties count, each keeps its count."""
        if later.as_of is None or earlier.as_of is None or later.as_of <= earlier.as_of:
            return False
        source = self._sources[later.source]
        said = source.text[later.sentence.start : later.sentence.end]
        if not grows(self._comparison.kind(later)):
            return _UPDATE.search(said) is not None
        if later.value < earlier.value:
            return _REVISED.search(said) is not None and later.value > 0
        # "At least three" of one party leaves room for the five of another one.
        two = _two_parties(later, earlier) and differ(later, earlier)
        return not two or _UPDATE.search(said) is not None

    def conflict(self, a: Figure, b: Figure) -> bool:
        """Whether two sources, or two speakers within one, contradict each other."""
        if not differ(a, b):
            return False
        if self._independence.origin(a.source) != self._independence.origin(b.source):
            return True
        return a.source == b.source and _two_parties(a, b)


def _two_parties(a: Figure, b: Figure) -> bool:
    return bool(
        a.attribution
        and b.attribution
        and not same_party(a.attribution, b.attribution, strict=True)
    )


def find_differences(
    figures: Sequence[Figure],
    analyses: Sequence[Analysis],
    independence: Independence,
    stories: Stories,
) -> Differences:
    """Figures that independent sources, or different speakers within one source, give differently
    for the same thing; and figures that a later count has replaced."""
    comparison = Comparison(figures, analyses, stories)
    judge = _Judge({a.source.id: a.source for a in analyses}, independence, comparison)
    conflicts: list[Conflict] = []
    replaced: dict[str, str] = {}
    for group in comparison.groups():
        current, old = _brought_up_to_date(group, judge)
        replaced.update(old)
        contested = [f for f in current if any(judge.conflict(f, o) for o in current)]
        contested = _without_known(contested, independence)
        if contested:
            conflicts.append(_conflict(contested))
    return Differences(tuple(conflicts), replaced)


def _brought_up_to_date(
    group: Sequence[Figure], judge: _Judge
) -> tuple[list[Figure], dict[str, str]]:
    """The figures that no later one replaces, and for the others the newest one that does."""
    newest = sorted(group, key=lambda f: (-(f.as_of.toordinal() if f.as_of else 0), -f.value, f.id))
    current: list[Figure] = []
    replaced: dict[str, str] = {}
    for figure in newest:
        heir = next((c for c in current if judge.updates(c, figure)), None)
        if heir is None:
            current.append(figure)
        elif heir.value != figure.value:
            replaced[figure.id] = heir.id
    return current, replaced


def _without_known(figures: Sequence[Figure], independence: Independence) -> list[Figure]:
    """No figures at all where each side gives the other's as well without a word of who says so:
    whoever knows both counts two things."""
    values: dict[str, set[float]] = {}
    for figure in figures:
        if figure.attribution is None:
            values.setdefault(independence.origin(figure.source), set()).add(figure.value)
    kept = [f for f in figures if f.attribution or len(values[independence.origin(f.source)]) == 1]
    return kept if len({f.value for f in kept}) > 1 else []


def _conflict(figures: Sequence[Figure]) -> Conflict:
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
