"""Why a line was taken, and why another was not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from briefgen.model.dossier import Dossier
from briefgen.model.template import FrontMatter
from briefgen.selection import select
from briefgen.selection.reasons import outranked, why_taken
from briefgen.selection.spoken import spoken

from .samples import FRONTS, front

EXAMPLES = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
EXPLAINED = {"fact", "quote", "figure", "event"}

# --- the words --------------------------------------------------------------------------------


def test_the_salience_is_told() -> None:
    assert why_taken(0.834) == "salience 0.83"


def test_the_strongest_factors_come_first() -> None:
    factors = {"length": -0.04, "position": 0.21, "names": 0.09}
    assert why_taken(0.8, factors) == "salience 0.80 (position +0.21, names +0.09, length -0.04)"


def test_a_factor_that_moves_nothing_is_not_told() -> None:
    assert why_taken(0.8, {"voice": 0.004}) == "salience 0.80"


def test_no_more_than_four_factors_are_told() -> None:
    told = why_taken(0.8, dict.fromkeys("abcdef", 0.1))
    assert told == "salience 0.80 (a +0.10, b +0.10, c +0.10, d +0.10)"


def test_agreement_is_told() -> None:
    assert why_taken(0.8, reported_by=3) == "salience 0.80; reported by 3 independent sources"


def test_one_source_alone_is_no_agreement() -> None:
    assert why_taken(0.8, reported_by=1) == "salience 0.80"


def test_the_topics_asked_for_are_told() -> None:
    assert why_taken(0.8, topics=("audit", "union")) == 'salience 0.80; on "audit", "union"'


@pytest.mark.parametrize(
    ("salience", "lowest", "words"),
    [
        (0.3, None, "no slot"),
        (0.3, 0.4, "others matter more"),
        (0.4, 0.4, "others matter more"),
        (0.5, 0.4, "less that is new"),
    ],
)
def test_what_was_outranked_says_by_what(salience: float, lowest: float | None, words: str) -> None:
    assert words in outranked(salience, lowest)


# --- every line has one -----------------------------------------------------------------------


@given(FRONTS)
@EXAMPLES
def test_every_line_of_a_brief_says_why_it_was_taken(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    selection = select(seeds_dossier, asked)
    items = [item for items in selection.brief.slots.values() for item in items]
    assert {i.id for i in items if i.kind in EXPLAINED} == set(selection.reasons)


@given(FRONTS)
@EXAMPLES
def test_every_fact_that_is_not_in_the_brief_says_why(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    selection = select(seeds_dossier, asked)
    reasons = {d.id: d.reason for d in selection.dropped}
    left = {fact.id for fact in seeds_dossier.facts} - set(selection.reasons)
    assert all(reasons.get(identity) for identity in left)


@given(FRONTS)
@EXAMPLES
def test_every_printable_quote_that_is_not_in_the_brief_says_why(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    selection = select(seeds_dossier, asked)
    reasons = {d.id: d.reason for d in selection.dropped}
    left = {one.first.id for one in spoken(seeds_dossier.quotes)} - set(selection.reasons)
    assert all(reasons.get(identity) for identity in left)


@given(FRONTS)
@EXAMPLES
def test_nothing_is_both_taken_and_left(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    selection = select(seeds_dossier, asked)
    assert not {d.id for d in selection.dropped} & set(selection.reasons)


@given(FRONTS)
@EXAMPLES
def test_what_is_left_is_told_best_first(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    told = [d.salience or 0.0 for d in select(seeds_dossier, asked).dropped]
    assert told == sorted(told, reverse=True)


def test_a_line_on_the_focus_says_so(seeds_dossier: Dossier) -> None:
    selection = select(
        seeds_dossier, front(facts={"kind": "fact", "items": 1}), focus=["Audit", "volcano"]
    )
    (reason,) = selection.reasons.values()
    assert reason.endswith('on "Audit"')
