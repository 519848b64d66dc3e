"""The language of a source is that of its words, whatever its file states."""

from __future__ import annotations

from pathlib import Path

import pytest
from material import SEEDS

from briefgen.model.source import Source
from briefgen.readers import read_all, read_bytes, read_overrides

from .samples import word_file, word_paragraph

TEXTS = {
    "de": "Die Schleuse wurde am Montag nach einem Schaden geschlossen, Schiffe warten im Hafen.",
    "fr": "L'écluse a été fermée lundi après une panne, et douze navires attendent dans le port.",
    "es": "La esclusa se cerró el lunes tras una avería y doce barcos esperan en el puerto.",
    "nl": "De sluis werd maandag na een storing gesloten en twaalf schepen wachten in de haven.",
    "pl": "Śluza została zamknięta w poniedziałek po awarii, a dwanaście statków czeka w porcie.",
    "tr": "Kilit pazartesi günü bir arızanın ardından kapatıldı ve on iki gemi limanda bekliyor.",
    "ru": "Шлюз закрыли в понедельник после поломки, двенадцать судов ждут в порту.",
    "uk": "Шлюз закрили у понеділок після поломки, дванадцять суден чекають у порту.",
    "ar": "أغلق القفل يوم الاثنين بعد عطل وتنتظر اثنتا عشرة سفينة في الميناء.",
    "zh": "船闸在周一发生故障后关闭，十二艘船在港口等待。",
    "ja": "水門は月曜日に故障のため閉鎖され、12隻の船が港で待っている。",
}
ENGLISH = (
    "The lock was shut on Monday after its gate jammed twice, and ships wait in the harbour. "
    "The port authority says that it will not open before Friday."
)


def source_of(text: str, name: str = "a.txt") -> Source:
    (source,) = read_bytes(text.encode(), name=name).sources
    return source


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_words_tell_the_language(language: str, text: str) -> None:
    assert source_of(text).language == language


def test_english_that_states_nothing_goes_without_saying() -> None:
    assert source_of(ENGLISH).language is None


def test_what_a_file_states_gives_way_to_what_its_words_are() -> None:
    page = "<!DOCTYPE html><html lang='{}'><body><p>{}</p></body></html>"
    assert source_of(page.format("en", TEXTS["de"]), "a.html").language == "de"
    assert source_of(page.format("de", ENGLISH), "a.html").language == "en"


def test_what_a_file_states_stands_where_words_do_not_tell() -> None:
    page = "<!DOCTYPE html><html lang='de'><body><p>Velmark 12 345</p></body></html>"
    assert source_of(page, "a.html").language == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Velmark | 2025 | 12\n\nIlde | 2026 | 14\n\nBrandt, Lund, Holm, Reyes, Vanstell, Hestrup",
        "Vodafone Deutschland GmbH\n\nRé Mi\n\nSan José",
        "Secret!",
    ],
)
def test_names_and_rows_tell_no_language(text: str) -> None:
    assert source_of(text).language is None


def test_of_two_languages_that_counts_which_has_more() -> None:
    assert source_of(f"{TEXTS['de']}\n\n{ENGLISH}\n\n{ENGLISH}").language is None
    assert source_of(f"{TEXTS['de']}\n\n{TEXTS['de']}\n\n{ENGLISH[:60]}").language == "de"


def test_a_word_file_with_the_language_of_its_program_is_in_that_of_its_words() -> None:
    data = word_file(word_paragraph(TEXTS["fr"]))
    (source,) = read_bytes(data, name="a.docx").sources
    assert source.language == "fr"


def test_what_is_said_by_hand_goes_before_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["de"], encoding="utf-8")
    meta = tmp_path / "sources.yaml"
    meta.write_text("a.txt: {language: da}\n", encoding="utf-8")
    (source,) = read_all([tmp_path], overrides=read_overrides(meta)).sources
    assert source.language == "da"


def test_no_sample_is_taken_for_another_language() -> None:
    assert {source.language for source in read_all([SEEDS]).sources} <= {None, "en"}
