"""Where a line may not end."""

from __future__ import annotations

import pytest
from sample import words

from briefgen.model.document import Citation, Text, plain
from briefgen.writers.typography import glued


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("until 15 March 2026, then", "until 15~March 2026, then"),
        ("a fund of €2 million on Monday", "a fund of €2~million on Monday"),
        ("report no. 3 says", "report no.~3 says"),
        ("4 may follow in 2026", "4 may follow in 2026"),
        ("am 11. März 2026 um acht", "am 11.~März 2026 um acht"),
        ("il a plu le 1er mars 2026", "il a plu le 1er~mars 2026"),
        ("el 12 de marzo de 2026, lunes", "el 12~de~marzo de 2026, lunes"),
        ("до 12 березня 2026 року", "до 12~березня 2026 року"),
        ("rund 45 Millionen Euro", "rund 45~Millionen Euro"),
        ("flooded (reported by 2 of 3)", "flooded (reported by 2~of~3)"),
        ("flooded (2 independent sources)", "flooded (2~independent sources)"),
        ("two gates (figures disputed)", "two gates (figures~disputed)"),
        ("two gates (figures of one side disputed)", "two gates (figures of one side disputed)"),
        (
            "the minister of works has said that there was one.",
            "the minister of works has said that there was~one.",
        ),
        ("said that there was one.", "said that there was one."),
        ("the minister of works has said that there was one",) * 2,
        ("the minister of works spoke of administrations one.",) * 2,
        ("Haus Nr. 3 am Hafen", "Haus Nr.~3 am Hafen"),
    ],
)
def test_a_day_stays_with_its_month_and_a_figure_with_its_scale(text, shown):
    assert plain(glued((Text(text),))) == shown.replace("~", "\u00a0")


def test_a_short_word_that_ends_no_paragraph_is_not_glued():
    assert glued((Text("The minister of works has said that it was one. "), Citation(2)))[
        0
    ] == Text("The minister of works has said that it was one.\u00a0")


def test_a_citation_stays_with_the_word_before_it():
    assert glued(words("flooded ", 2))[0] == Text("flooded\u00a0")


def test_a_place_in_a_source_stays_on_one_line_and_the_next_begins_another():
    places = (Citation(2), Text(" para. 3; "), Citation(6), Text(" para. 9"))
    assert [part for part in glued(places) if isinstance(part, Text)] == [
        Text("\u00a0para.\u00a03; "),
        Text("\u00a0para.\u00a09"),
    ]


def test_a_place_that_a_template_has_half_glued_is_glued_whole():
    assert glued((Citation(5), Text("\u00a0para. 11")))[1] == Text("\u00a0para.\u00a011")


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Holm, [on 13 March 2026] welcomed it", "Holm, [on~13~March~2026] welcomed it"),
        ("on Monday [16 March 2026] and", "on Monday [16~March~2026] and"),
        (
            "voted [on the morning of 13 March 2026], by",
            "voted [on~the morning of 13~March~2026], by",
        ),
    ],
)
def test_a_day_that_was_put_in_stays_together(text: str, set_as: str) -> None:
    (inline,) = glued((Text(text),))
    assert isinstance(inline, Text) and inline.text.replace("\u00a0", "~") == set_as
