"""The words of headers and footers, and the widths of columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sample import SAMPLE, words

from briefgen.model.document import Align, Column, Strong, Table
from briefgen.model.theme import Theme
from briefgen.writers.columns import column_widths
from briefgen.writers.furniture import PAGE, PAGES, band_words, shortened, written_date

THEME = Theme(organisation="Harbour Office")


def filled(text: str, document=SAMPLE, *, first_page: bool = False) -> str:
    return band_words(text, document, THEME, first_page=first_page)


def test_placeholders_are_filled_and_page_numbers_left_for_later():
    assert filled("{reference} · {organisation}") == "CCD/2026/114 · Harbour Office"
    assert filled("Page {page} of {pages}") == f"Page {PAGE} of {PAGES}"


def test_an_unknown_placeholder_is_printed_as_it_is():
    assert filled("{colour} {") == "{colour} {"


def test_a_separator_beside_an_empty_value_goes():
    assert filled("{reference} · {date}", replace(SAMPLE, reference="")) == "23 November 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{organisation} · {reference} · {date}", "Harbour Office · 23 November 2026"),
        ("{organisation} {reference} – {date}", "Harbour Office – 23 November 2026"),
        ("{organisation} ({reference}), {date}", "Harbour Office, 23 November 2026"),
        ("{organisation} | {reference}", "Harbour Office"),
        ("{reference}, {reference} · {organisation}", "Harbour Office"),
    ],
)
def test_an_empty_value_takes_one_separator_along(text, expected):
    assert filled(text, replace(SAMPLE, reference="")) == expected


def test_title_and_kind_are_left_out_on_the_first_page():
    assert filled("{title} | {kind}", first_page=True) == ""


def test_a_title_cannot_hold_a_placeholder():
    assert filled("{title}", replace(SAMPLE, title="{date} {pages}")) == "{date} {pages}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-US", "5 March 2026"), ("de", "5. März 2026"), ("", "5 March 2026")],
)
def test_a_date_is_in_the_words_of_the_document(language, expected):
    assert written_date(date(2026, 3, 5), language) == expected


def test_a_title_is_shortened_between_words():
    assert shortened("one two, three", 8, len) == "one two…"
    assert shortened("one two", 8, len) == "one two"
    assert shortened("unbreakable", 4, len) == ""


def widths(*columns: tuple[Align, tuple[str, ...]], available: float = 100) -> list[float]:
    rows = zip(*(cells for _, cells in columns), strict=True)
    table = Table(
        tuple(Column(words("h"), align) for align, _ in columns),
        tuple(tuple(words(cell) for cell in row) for row in rows),
    )
    return column_widths(table, available, 2, lambda text, bold: len(text))


def test_columns_fill_the_table():
    made = widths((Align.LEFT, ("short",)), (Align.RIGHT, ("12",)))
    assert sum(made) == pytest.approx(100)
    assert made[0] > made[1]


def test_a_long_text_wraps_before_a_number_does():
    text = "many words " * 20
    made = widths((Align.LEFT, (text,)), (Align.RIGHT, ("12 million",)), (Align.LEFT, ("a b c",)))
    assert made[1] >= len("12 million")
    assert made[2] >= len("a b c")
    assert sum(made) == pytest.approx(100)


def test_an_endless_word_leaves_room_for_the_others():
    made = widths((Align.LEFT, ("x" * 500,)), (Align.LEFT, ("some words here",)))
    assert made[1] > 15
    assert sum(made) == pytest.approx(100)


def test_a_column_is_wide_enough_for_a_day_and_its_month():
    made = widths((Align.LEFT, ("word " * 90,)), (Align.LEFT, ("11 March 2026",)))
    assert made[1] >= len("11 March")


def test_running_text_has_the_room_that_makes_the_table_low():
    events = ("word " * 30,) * 6
    names = ("Marit Halvoorde",) * 5 + ("A very long name of a body that nobody else has",)
    made = widths(
        (Align.LEFT, ("11 March 2026",) * 6), (Align.LEFT, events), (Align.LEFT, names),
        available=120,
    )  # fmt: skip
    assert made[1] > 50
    assert made[2] >= len("Marit Halvoorde")


def test_a_column_of_bold_words_has_the_room_of_bold_words():
    row = ((Strong(words("bold words")),), words("other words " * 20))
    table = Table((Column(words("h")), Column(words("h"))), (row,))
    measured = column_widths(table, 100, 2, lambda text, bold: len(text) * (2 if bold else 1))
    assert measured[0] >= 2 * len("words")
