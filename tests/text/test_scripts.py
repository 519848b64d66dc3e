"""Which script a text is in, which way it runs, and where its lines may end."""

from __future__ import annotations

import pytest

from briefgen.text.breaks import clusters, words
from briefgen.text.scripts import (
    Script,
    direction,
    east_asian_language,
    has_right_to_left,
    is_western,
    runs,
)


def test_a_text_is_parted_where_its_script_changes():
    assert list(runs("He said “مرحبا بكم” of 朝日")) == [
        (Script.WESTERN, "He said “"),
        (Script.ARABIC, "مرحبا بكم"),
        (Script.WESTERN, "” of "),
        (Script.HAN, "朝日"),
    ]


def test_spaces_and_digits_between_two_words_of_a_script_go_with_them():
    assert list(runs("עלות 45 מיליון")) == [(Script.HEBREW, "עלות 45 מיליון")]


def test_the_pieces_of_a_text_are_the_text():
    text = "a1 مرحبا 2 b 日本、x é ́ 😀"
    assert "".join(piece for _, piece in runs(text)) == text


@pytest.mark.parametrize("text", ["plain", "Łódź", "Їжакова", "ευρώ", "Bộ trưởng", "“–…€"])
def test_latin_greek_and_cyrillic_are_western(text):
    assert is_western(text)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("abc", "ltr"),
        ("“مرحبا” abc", "rtl"),
        ("abc مرحبا", "ltr"),
        ("12. שלום", "rtl"),
        ("", "ltr"),
    ],
)
def test_a_paragraph_runs_the_way_of_its_first_letter(text, way):
    assert direction(text) == way


def test_where_no_letter_tells_the_way_the_document_does():
    assert direction("12", "rtl") == "rtl"
    assert direction("12 – “…”", "rtl") == "rtl"


def test_what_runs_from_right_to_left_is_found_anywhere():
    assert has_right_to_left("see שלום")
    assert not has_right_to_left("see 日本 – “x”")


@pytest.mark.parametrize(
    ("text", "language"),
    [("大臣は述べた", "ja"), ("장관은 防壁", "ko"), ("部长表示", "zh"), ("plain", "")],
)
def test_the_language_of_chinese_characters_is_told_by_what_stands_with_them(text, language):
    assert east_asian_language([text], "en") == language
    assert east_asian_language([text], "zh-TW") == "zh-TW"


def test_chinese_and_japanese_break_between_characters_but_not_in_front_of_a_stop():
    assert words("「防潮堤」を、直す。") == ["「防", "潮", "堤」", "を、", "直", "す。"]
    assert words("约4500万欧元") == ["约", "4500", "万", "欧", "元"]


def test_western_and_korean_words_break_at_spaces_only():
    assert words("a b  c-d") == ["a ", "b  ", "c-d"]
    assert words("장관은 방벽 수리에") == ["장관은 ", "방벽 ", "수리에"]


def test_words_joined_are_the_text():
    for text in ("He said 「はい」 (x) เปิด ที่ ", "  a", ""):
        assert "".join(words(text)) == text


def test_a_letter_keeps_its_marks():
    assert clusters("e\u0301a👩\u200d👧b") == ["e\u0301", "a", "👩\u200d👧", "b"]
