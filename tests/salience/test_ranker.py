"""The salience of sentences, and how it is explained."""

from __future__ import annotations

import random as chance
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.salience.coverage import value_units
from briefgen.salience.features import OF_POSITION, Line, Story, measure
from briefgen.salience.ranker import FACTORS, Coefficients, Ranker, coefficients

from .samples import LINES, STORIES, story

VARIANTS = [(many, ordered) for many in (False, True) for ordered in (False, True)]
UNORDERED = [variant for variant in VARIANTS if not variant[1]]
all_variants = pytest.mark.parametrize(("many", "ordered"), VARIANTS)
SHUFFLE = st.integers(0, 999).map(chance.Random)

# --- the coefficients -------------------------------------------------------------------------


@all_variants
def test_covering_a_term_never_lowers_the_worth_of_a_brief(many: bool, ordered: bool) -> None:
    assert min(coefficients(many=many, ordered=ordered).units.values()) >= 0


@pytest.mark.parametrize(("many", "ordered"), UNORDERED)
def test_position_weighs_nothing_where_order_means_nothing(many: bool, ordered: bool) -> None:
    features = coefficients(many=many, ordered=ordered).features
    assert {features.get(name, 0.0) for name in OF_POSITION} == {0.0}


@all_variants
def test_every_feature_that_is_weighed_is_measured(many: bool, ordered: bool) -> None:
    ((row,),) = measure([story("The gate failed")])
    assert coefficients(many=many, ordered=ordered).features.keys() <= row.keys()


@all_variants
def test_every_kind_of_worth_that_is_weighed_is_measured(many: bool, ordered: bool) -> None:
    values = value_units([["The harbour gate failed", "The harbour gate broke"]], [""], [True])
    assert coefficients(many=many, ordered=ordered).units.keys() <= values.keys()


def test_every_feature_that_is_measured_is_one_of_a_factor() -> None:
    ((row,),) = measure([story("The gate failed")])
    assert sorted(name for names in FACTORS.values() for name in names) == sorted(row)


# --- salience ---------------------------------------------------------------------------------


@given(STORIES)
def test_every_line_has_a_salience(stories: list[Story]) -> None:
    assert [len(rows) for rows in Ranker(stories).salience()] == [len(s.lines) for s in stories]


@pytest.mark.parametrize("stories", [[], [story()], [story(), story(ordered=False)]])
def test_stories_without_lines_have_no_salience(stories: list[Story]) -> None:
    assert Ranker(stories).salience() == [[] for _ in stories]


@given(STORIES)
def test_the_same_stories_have_the_same_salience(stories: list[Story]) -> None:
    assert Ranker(stories).salience() == Ranker(stories).salience()


@given(STORIES)
def test_the_factors_say_how_far_a_line_is_from_the_average(stories: list[Story]) -> None:
    found = [one for rows in Ranker(stories).salience() for one in rows]
    mean = sum(one.value for one in found) / max(1, len(found))
    for one in found:
        # Each factor is rounded to 0.001, and left out below 0.005.
        assert sum(one.factors.values()) + mean == pytest.approx(
            one.value, abs=0.005 * len(FACTORS)
        )


@given(STORIES)
def test_a_line_is_worth_what_it_is_and_what_its_words_cover(stories: list[Story]) -> None:
    ranker = Ranker(stories)
    for one_story, rows in zip(stories, ranker.salience(), strict=True):
        for line, one in zip(one_story.lines, rows, strict=True):
            gain = ranker.coverage().gain(line.statement)
            assert one.alone + gain == pytest.approx(one.value)


def test_what_opens_a_story_of_news_matters_more_than_what_closes_it() -> None:
    first, *_, last = Ranker([story(*["The gate of the harbour failed"] * 6)]).salience()[0]
    assert first.value > last.value


# --- where order means nothing ----------------------------------------------------------------


def by_line(told: Story, learned: Coefficients | None = None) -> list[tuple[str, float]]:
    """The lines of a story with their salience, sorted."""
    (found,) = Ranker([told], learned).salience()
    return sorted((str(line), one.value) for line, one in zip(told.lines, found, strict=True))


def without(learned: Coefficients, *names: str) -> Coefficients:
    """Coefficients that leave out these features and kinds of worth."""
    return replace(
        learned,
        features={k: v for k, v in learned.features.items() if k not in names},
        units={k: v for k, v in learned.units.items() if k not in names},
    )


@given(LINES, SHUFFLE)
def test_nothing_depends_on_the_order_where_it_means_nothing(
    lines: tuple[Line, ...], shuffle: chance.Random
) -> None:
    moved = tuple(shuffle.sample(lines, len(lines)))
    before = by_line(Story(lines, ordered=False))
    after = by_line(Story(moved, ordered=False))
    assert [line for line, _ in before] == [line for line, _ in after]
    assert [v for _, v in after] == pytest.approx([v for _, v in before])
