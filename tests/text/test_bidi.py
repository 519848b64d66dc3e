"""Lines that run both ways, as they are seen. Capital letters stand for Hebrew ones."""

from __future__ import annotations

from itertools import groupby

import pytest

from briefgen.text.bidi import levels, visual_order

HEBREW = {chr(ord("A") + n): chr(0x05D0 + n) for n in range(26)}
LATIN = {hebrew: latin for latin, hebrew in HEBREW.items()}


def seen(text: str, base: int) -> str:
    """``text`` from left to right; brackets are not turned."""
    made = "".join(HEBREW.get(letter, letter) for letter in text)
    embedding = levels(made, base)
    runs = [list(run) for _, run in groupby(range(len(made)), key=lambda n: embedding[n])]
    shown = ""
    for number in visual_order([embedding[run[0]] for run in runs]):
        run = runs[number]
        letters = "".join(made[n] for n in run)
        shown += letters[::-1] if embedding[run[0]] % 2 else letters
    return "".join(LATIN.get(letter, letter) for letter in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("car means CAR.", "car means RAC."),
        ("abc DEF 123 ghi", "abc 123 FED ghi"),
        ("abc DEF, GHI jkl", "abc IHG ,FED jkl"),
        ("a (B) c", "a (B) c"),
        ("said ABC (2026) to", "said (2026) CBA to"),
        ("in 2026 ABC", "in 2026 CBA"),
    ],
)
def test_a_line_from_left_to_right(text, shown):
    assert seen(text, 0).replace(")2026(", "(2026)") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ABC def GHI.", ".IHG def CBA"),
        ("ABC 12-34", "12-34 CBA"),
        ("ABC 4,200 DEF", "FED 4,200 CBA"),
        ("ABC 45% DEF", "FED 45% CBA"),
        ("ABC def 123", "def 123 CBA"),
        ("def ABC", "CBA def"),
    ],
)
def test_a_line_from_right_to_left(text, shown):
    assert seen(text, 1) == shown


def test_arabic_numbers_keep_their_order():
    text = "قال 45 مليون"
    assert levels(text, 1) == [1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1]


def test_brackets_run_the_way_of_what_they_hold():
    assert levels("א (b) ג", 1)[2] == 1
    assert levels("a (ב) c", 0)[2] == 0
    assert levels("א (2) b", 0)[2:5] == [1, 2, 1]


def test_a_mark_goes_with_its_letter():
    assert levels("aבָ", 0) == [0, 1, 1]


def test_nothing_has_no_levels():
    assert levels("", 0) == []
    assert visual_order([]) == []
