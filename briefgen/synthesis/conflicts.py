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
# Two counts of one thing rarely differ more than fivefold; further apart they count two things.
_FARTHEST = 5.0


def _unit_kind(figure: Figure) -> str:
    return (figure.unit or "").lower().rstrip("s")


def _about(figure: Figure, source: Source) -> frozenset[str]:
    """What a figure counts, as terms; for money, which has no noun of its own, the words of its
    whole sentence are too many, so those in front of it in the sentence."""
    return frozenset(t for t in terms(figure.counts or "") if not t[0].isdigit())


def _same_thing(a: Figure, b: Figure, about: Mapping[str, frozenset[str]]) -> bool:
    left, right = about[a.id], about[b.id]
    if not left or not right or _unit_kind(a) != _unit_kind(b):
        return False
    shared = len(left & right)
    needed = 2 if min(len(left), len(right)) >= 2 else 1
    return shared >= needed and shared / min(len(left), len(right)) >= _SAME


def _differ(a: Figure, b: Figure) -> bool:
    low, high = sorted((abs(a.value), abs(b.value)))
    return low != high and low > 0 and high / low <= _FARTHEST


def _is_update(a: Figure, b: Figure, sources: Mapping[str, Source]) -> bool:
    """Whether the later of two figures says that it replaces an earlier one."""
    dated = [f for f in (a, b) if f.as_of]
    later = max(dated, key=lambda f: f.as_of or f.id) if len(dated) == 2 else b  # type: ignore[arg-type,return-value]
    if len(dated) == 2 and a.as_of == b.as_of:
        return False
    words = sources[later.source].text[later.sentence.start : later.sentence.end]
    return _UPDATE.search(words) is not None


def find_conflicts(
    figures: Sequence[Figure], sources: Mapping[str, Source], independence: Independence
) -> tuple[Conflict, ...]:
    """Groups of figures that independent sources, or different speakers within one source, give
    differently for the same thing. The newest source stands first in each."""
    about = {f.id: _about(f, sources[f.source]) for f in figures}
    groups: list[set[str]] = []
    for a, b in combinations(figures, 2):
        same_origin = independence.origin(a.source) == independence.origin(b.source)
        if same_origin and (
            a.source != b.source or a.attribution is None or b.attribution is None
            or a.attribution == b.attribution or a.sentence == b.sentence
        ):
            continue
        if not _same_thing(a, b, about) or not _differ(a, b) or _is_update(a, b, sources):
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
    )
