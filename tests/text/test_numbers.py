"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.numbers import parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4,200", 4200),
        ("45 million", 45e6),
        ("3.4 bn", 3.4e9),
        ("twenty-six", 26),
        ("two hundred and fifty", 250),
        ("a few", None),
        ("two thousand five hundred", 2500),
        ("dozen", 12),
    ],
)
def test_a_number_in_figures_or_words_has_its_value(words: str, value: float | None) -> None:
    assert parse_number(words) == value


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_with_commas_has_the_value_of_its_digits(number: int) -> None:
    assert parse_number(f"{number:,}") == number
