"""Statements that are contradicted: each side is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.synthesis.facts import is_fact
from briefgen.synthesis.salience import with_dispute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.dossier import Fact
    from briefgen.synthesis.agreement import Agreement
    from briefgen.synthesis.salience import Scored

Place = tuple[str, int]


def find_contradictions(
    rows: Sequence[Scored], agreement: Agreement
) -> dict[Place, frozenset[Place]]:
    """For each statement that another source contradicts, by source and start, the statements that
    do; always both ways."""
    out: dict[Place, set[Place]] = {}
    for n, row in enumerate(rows):
        if not is_fact(row.sentence):
            continue
        for m in agreement.denials(n):
            if is_fact(rows[m].sentence):
                out.setdefault(_place(row), set()).add(_place(rows[m]))
                out.setdefault(_place(rows[m]), set()).add(_place(row))
    return {place: frozenset(others) for place, others in out.items()}


def apart(contradictions: Mapping[Place, frozenset[Place]]) -> frozenset[frozenset[str]]:
    """The pairs of sources that contradict each other."""
    return frozenset(
        frozenset((place[0], other[0]))
        for place, others in contradictions.items()
        for other in others
    )


def mark_contradicted(
    facts: Sequence[Fact], *contradictions: Mapping[Place, frozenset[Place]]
) -> tuple[Fact, ...]:
    """The facts, those disputed that another one contradicts, with its id."""
    ids = {(fact.source, fact.start): fact.id for fact in facts}
    out = []
    for fact in facts:
        place = (fact.source, fact.start)
        others = frozenset().union(*(found.get(place, frozenset()) for found in contradictions))
        known = tuple(sorted(ids[place] for place in others if place in ids))
        out.append(
            with_dispute(fact).model_copy(update={"contradicted_by": known}) if known else fact
        )
    return tuple(sorted(out, key=lambda f: (-f.salience, f.id)))


def _place(row: Scored) -> Place:
    return row.analysis.source.id, row.sentence.start
