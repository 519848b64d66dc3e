"""What a set of sentences tells: a term counts once, and the more is told the less is new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.salience.coverage import Coverage, Unit, units, value_units, weigh

from .samples import STATEMENT

STATEMENTS = st.lists(STATEMENT, min_size=1, max_size=6)


def weighed(statements: list[str]) -> dict[Unit, float]:
    """A weight of 1 or more for each unit of these statements."""
    held = sorted({unit for s in statements for unit in units(s)}, key=str)
    return {unit: 1.0 + n % 3 for n, unit in enumerate(held)}


@given(STATEMENTS, STATEMENT)
def test_what_a_statement_adds_never_grows_as_more_is_told(told: list[str], statement: str) -> None:
    coverage = Coverage(weighed([*told, statement]))
    gains = []
    for one in told:
        gains.append(coverage.gain(statement))
        coverage.take(one)
    gains.append(coverage.gain(statement))
    assert gains == sorted(gains, reverse=True)


@given(STATEMENTS)
def test_a_set_is_never_worth_less_for_one_more_statement(told: list[str]) -> None:
    coverage = Coverage(weighed(told))
    for one in told:
        assert coverage.gain(one) >= 0
        coverage.take(one)


@given(STATEMENTS, STATEMENT)
def test_what_is_new_and_what_is_told_again_are_all_that_a_statement_tells(
    told: list[str], statement: str
) -> None:
    coverage = Coverage(weighed([*told, statement]))
    whole = coverage.gain(statement)
    for one in told:
        coverage.take(one)
        assert coverage.gain(statement) + coverage.repeats(statement) == pytest.approx(whole)


@given(STATEMENT)
def test_a_statement_that_is_told_adds_nothing(statement: str) -> None:
    coverage = Coverage(weighed([statement]))
    coverage.take(statement)
    assert coverage.gain(statement) == 0


def test_words_that_no_story_holds_are_worth_nothing() -> None:
    assert Coverage({"gate": 1.0}).gain("The orchestra played on") == 0


def test_a_pair_that_stands_once_is_worth_nothing_of_its_own() -> None:
    values = value_units([["The harbour gate failed", "The gate was old"]], [""], [True])
    assert ("harbour", "gate") not in values["pair_repeated"]


def test_a_pair_that_recurs_is_worth_something() -> None:
    values = value_units([["The harbour gate failed", "The harbour gate was old"]], [""], [True])
    assert values["pair_repeated"]["harbour", "gate"] > 0


def test_a_term_that_more_stories_hold_is_worth_more() -> None:
    values = value_units([["The gate failed"], ["The gate broke"]], ["", ""], [True, True])
    assert values["sources"]["gate"] > values["sources"].get("fail", 0.0)


def test_a_term_of_the_title_stands_in_the_lead() -> None:
    values = value_units([["Divers came", "They saw cracks"]], ["Cracks"], [True])
    assert values["in_lead"]["crack"] > 0


def test_an_early_term_is_worth_more_where_order_means_something() -> None:
    values = value_units([["Divers came", "Cracks widened"]], [""], [True])
    assert values["early"]["diver"] > values["early"]["crack"]


def test_an_early_term_is_worth_no_more_where_order_means_nothing() -> None:
    values = value_units([["Divers came", "Cracks widened"]], [""], [False])
    assert values["early"]["diver"] == pytest.approx(values["early"]["crack"])


@pytest.mark.parametrize("ordered", [True, False])
def test_a_first_sentence_is_a_lead_only_where_order_means_something(ordered: bool) -> None:
    values = value_units([["Divers came", "Cracks widened"]], [""], [ordered])
    assert ("diver" in values["in_lead"]) is ordered


def test_stories_without_lines_are_worth_nothing() -> None:
    values = value_units([[], []], ["", "Gate"], [True, False])
    assert not any(values.values())


def test_a_kind_of_worth_without_a_coefficient_weighs_nothing() -> None:
    assert weigh({"early": {"gate": 2.0}, "odd": {"gate": 9.0}}, {"early": 0.5}) == {"gate": 1.0}
