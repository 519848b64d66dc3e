"""Our own words in the language of a brief."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from briefgen.errors import SettingsError
from briefgen.text.languages import check_language, languages
from briefgen.text.phrasebook import phrasebook

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("language", "day", "month", "number", "row"),
    [
        ("en", "1 March 2026", "March 2026", "12,000.5", "a, b and c"),
        ("de", "1. März 2026", "März 2026", "12.000,5", "a, b und c"),
        ("fr", "1 mars 2026", "mars 2026", "12\u00a0000,5", "a, b et c"),
        ("es", "1 de marzo de 2026", "marzo de 2026", "12.000,5", "a, b y c"),
        ("uk", "1 березня 2026", "березень 2026", "12\u00a0000,5", "a, b і c"),
    ],
)
def test_dates_numbers_and_lists_follow_the_language(
    language: str, day: str, month: str, number: str, row: str
) -> None:
    book = phrasebook(language)
    assert book.date(DAY) == day
    assert (book.date(DAY, "month"), book.date(DAY, "year")) == (month, "2026")
    assert book.number(12000.5) == number
    assert book.list(["a", "b", "c"]) == row
    assert book.date(None) == ""


def test_a_phrase_that_is_not_known_stays_as_it_is() -> None:
    assert phrasebook("de").say("Our own heading") == "Our own heading"


def test_values_are_filled_in_and_never_filled_in_again() -> None:
    assert phrasebook("en").say("{a} of {b}", a="{b}", b=2) == "{b} of 2"


def test_own_phrases_win() -> None:
    own = {"de": {"Sources": "Belege"}}
    assert phrasebook("de-AT", own).say("Sources") == "Belege"


def test_what_is_no_language_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError, match=r'"esp"; did you mean "es"\?'):
        check_language("esp")


@pytest.mark.parametrize("language", languages())
def test_a_translation_fills_in_what_the_phrase_fills_in(language: str) -> None:
    text = files("briefgen.text").joinpath("phrases", f"{language}.toml").read_text("utf-8")
    for phrase, translation in tomllib.loads(text).items():
        forms = translation.values() if isinstance(translation, dict) else [translation]
        for form in forms:
            assert set(re.findall(r"{\w+}", form)) <= set(re.findall(r"{\w+}", phrase)), phrase


@pytest.mark.parametrize("language", ["de", "es", "fr", "uk"])
def test_every_language_has_the_phrases_of_the_others(language: str) -> None:
    def known(name: str) -> set[str]:
        path = files("briefgen.text").joinpath("phrases", f"{name}.toml")
        return set(tomllib.loads(path.read_text("utf-8")))

    everything = set().union(*(known(other) for other in languages()))
    assert everything - known(language) == set()
