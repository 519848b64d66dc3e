"""What a text is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.terms import likeness, terms


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
