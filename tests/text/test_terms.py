"""What a text is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.terms import likeness, pairs, terms


def test_forms_of_one_word_are_one_term() -> None:
    assert set(terms("flooded floods flooding")) == {"flood"}


def test_function_words_are_no_terms() -> None:
    assert terms("the of and they were") == ()


def test_a_possessive_is_the_term_of_its_noun() -> None:
    assert terms("the harbour’s") == terms("harbour")


@given(st.lists(st.text()), st.lists(st.text()))
def test_likeness_does_not_depend_on_the_order(left: list[str], right: list[str]) -> None:
    assert likeness(left, right) == likeness(right, left)


@given(st.sets(st.text(), min_size=1))
def test_a_set_of_terms_is_wholly_like_itself(one: set[str]) -> None:
    assert abs(likeness(one, one) - 1) < 1e-9


def test_words_side_by_side_are_a_pair() -> None:
    assert pairs("Harbour gates failed") == (("harbour", "gate"), ("gate", "fail"))


def test_a_pair_may_hold_one_small_word() -> None:
    assert pairs("the gate") == (("the", "gate"),)


def test_two_small_words_are_no_pair() -> None:
    assert pairs("of the and") == ()


def test_a_pair_that_recurs_is_kept_each_time() -> None:
    assert pairs("gate failed, gate failed").count(("gate", "fail")) == 2


def test_a_date_put_in_parts_no_pair() -> None:
    assert pairs("closed on Monday [9 March 2026] morning") == pairs("closed on Monday morning")


@pytest.mark.parametrize("text", ["", "gate", "… — !"])
def test_less_than_two_words_have_no_pair(text: str) -> None:
    assert pairs(text) == ()


@given(st.text())
def test_a_term_of_a_longer_text_stands_in_some_pair(text: str) -> None:
    held = {one for pair in pairs(f"gate {text}") for one in pair}
    if pairs(f"gate {text}"):
        assert set(terms(text)) <= held
