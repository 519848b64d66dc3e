"""Facts that a later source has overtaken: "two people have died, up from one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.claims import numbers_in
from briefgen.text.numbers import parse_number
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefgen.model.dossier import Fact, Figure
    from briefgen.model.source import Source

_FROM = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|increased|revised|grew|grown|climbed) (?:\w+ ){0,2}?"
    r"from (?P<old>[\w,.-]+)",
    re.IGNORECASE,
)
_HEIR = 0.75
_TELLING = 2  # terms: what is counted and what became of it; where comes behind
# What is counted in half of all sentences tells no count from another.
_GENERIC = frozenset(terms("people persons person men women number total figure count report"))


def mark_superseded(
    facts: Sequence[Fact],
    figures: Sequence[Figure],
    sources: Mapping[str, Source],
    replaced_by: Mapping[str, str],
) -> tuple[Fact, ...]:
    """The facts, best first, those marked whose number a newer source has replaced.

    A figure replaces an older one where comparison found it to (``replaced_by``, from the id of
    the older to that of the newer), or where its sentence says "up from" the number that the
    older one states of the same thing ("died").
    """
    updates = []
    for figure in figures:
        sentence = sources[figure.source].text[figure.sentence.start : figure.sentence.end]
        stated = _FROM.search(sentence)
        old = parse_number(stated["old"].rstrip(",.")) if stated else None
        about = set(terms(figure.counts or "")[:_TELLING]) - _GENERIC
        if old is not None and about and figure.as_of:
            updates.append((figure.id, figure.as_of, old, about))
    marked = [_marked(fact, updates, sources, replaced_by) for fact in facts]
    replaced: dict[str, float] = {}
    for fact in marked:
        if fact.superseded_by:
            before = replaced.get(fact.superseded_by, 0.0)
            replaced[fact.superseded_by] = max(before, fact.salience)
    return tuple(sorted((_raised(f, replaced) for f in marked), key=lambda f: (-f.salience, f.id)))


def _raised(fact: Fact, replaced: Mapping[str, float]) -> Fact:
    """A fact that replaces an older one matters about as much as that one did; a little less,
    because it is mostly too short to open a brief."""
    salience = _HEIR * max((replaced[f] for f in fact.figures if f in replaced), default=0.0)
    if salience <= fact.salience:
        return fact
    return fact.model_copy(update={"salience": salience})


def _marked(
    fact: Fact,
    updates: Sequence[tuple[str, date, float, set[str]]],
    sources: Mapping[str, Source],
    replaced_by: Mapping[str, str],
) -> Fact:
    heir = next((replaced_by[f] for f in fact.figures if f in replaced_by), None)
    if heir:
        return fact.model_copy(update={"superseded_by": heir})
    published = sources[fact.source].published
    if published is None:
        return fact
    stems = set(terms(fact.text))
    for figure, as_of, old, about in updates:
        if published < as_of and about & stems and old in numbers_in(fact.text):
            return fact.model_copy(update={"superseded_by": figure})
    return fact
