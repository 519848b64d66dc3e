"""What is measured of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.salience.features import OF_POSITION, Line, Story, measure

from .samples import LINES, STORIES, story


def measured(line: Line) -> dict[str, float]:
    """The features of a line that stands alone."""
    ((row,),) = measure([Story((line,))])
    return row


@given(STORIES)
def test_every_line_of_every_story_is_measured(stories: list[Story]) -> None:
    assert [len(rows) for rows in measure(stories)] == [len(s.lines) for s in stories]


@given(STORIES)
def test_no_feature_is_below_nought(stories: list[Story]) -> None:
    assert all(v >= 0 for rows in measure(stories) for row in rows for v in row.values())


@given(LINES, st.randoms(use_true_random=False))
def test_what_a_line_is_does_not_depend_on_where_it_stands(
    lines: tuple[Line, ...], random: object
) -> None:
    order = sorted(range(len(lines)), key=lambda _: random.random())  # type: ignore[attr-defined]
    (rows,) = measure([Story(lines)])
    (moved,) = measure([Story(tuple(lines[n] for n in order))])
    for at, n in enumerate(order):
        kept = {name: v for name, v in rows[n].items() if name not in OF_POSITION}
        assert {k: moved[at][k] for k in kept} == pytest.approx(kept)


@given(LINES)
def test_position_tells_no_two_lines_apart_where_order_means_nothing(
    lines: tuple[Line, ...],
) -> None:
    (rows,) = measure([Story(lines, ordered=False)])
    assert len({tuple(row[name] for name in OF_POSITION) for row in rows}) <= 1


def test_position_tells_lines_apart_where_order_means_something() -> None:
    (rows,) = measure([story("The gate failed", "Divers came", "Cracks widened")])
    assert [row["opening"] for row in rows] == sorted((r["opening"] for r in rows), reverse=True)


@pytest.mark.parametrize(("ordered", "new"), [(True, [1.0, 0.0]), (False, [0.5, 0.5])])
def test_a_line_that_says_what_was_said_has_no_new_terms(ordered: bool, new: list[float]) -> None:
    (rows,) = measure([story("The gate failed", "The gates fail", ordered=ordered)])
    assert [row["new_terms"] for row in rows] == new


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("digits", "Divers found 12 cracks."),
        ("question", "Who left the gate open?"),
        ("question", "“Who left the gate open?”"),
        ("first_person", "We left the gate open."),
    ],
)
def test_the_form_of_a_line_is_told(feature: str, text: str) -> None:
    assert measured(Line(text, text))[feature] == 1.0


@pytest.mark.parametrize("feature", ["digits", "question", "first_person", "quoted", "names"])
def test_a_plain_line_has_nothing_of_the_kind(feature: str) -> None:
    assert measured(Line("Divers found cracks.", "Divers found cracks."))[feature] == 0.0


def test_a_date_put_in_is_no_digit_of_the_source() -> None:
    line = Line("Divers came [on 10 March 2026].", "Divers came yesterday.")
    assert measured(line)["digits"] == 0.0


def test_a_name_that_recurs_is_told() -> None:
    twice = Line("Ina Holt came", "Ina Holt came", names=("Ina Holt",))
    once = Line("Ada Marsk left", "Ada Marsk left", names=("Ada Marsk",))
    (rows,) = measure([Story((twice, once, twice))])
    assert rows[0]["names_recurring"] > rows[1]["names_recurring"]


def test_what_recurs_is_counted_over_all_stories() -> None:
    alone = measure([story("The gate failed")])
    both = measure([story("The gate failed"), story("The gate was old")])
    assert both[0][0]["recurring"] > alone[0][0]["recurring"]


def test_a_line_without_words_can_be_measured() -> None:
    assert measured(Line("", ""))["words"] == 0.0
