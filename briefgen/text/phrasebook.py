"""The words that briefgen itself writes into a brief, in the language of the brief."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from briefgen.text.languages import languages, locale_of, primary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

# CLDR sets a narrow no-break space, which few fonts have.
_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_FIELD = re.compile(r"\{(\w+)\}")

Phrase = str | dict[str, str]


class Phrasebook:
    """Says things in one language: phrases, dates, numbers, lists.

    A phrase is known by its English words. One that the file of the language does not have stays
    English, as what a template's author wrote himself does. Dates, numbers, lists and plurals
    follow the CLDR.
    """

    def __init__(self, language: str, phrases: Mapping[str, Phrase]) -> None:
        self.language = language
        self._phrases = phrases
        self._locale = locale_of(language) or Locale.parse("en_GB")

    def say(self, words: str, /, **values: object) -> str:
        """``words`` in this language, with each ``{name}`` filled in. Where the phrase depends on
        a number ``count``, its plural is chosen by it."""
        phrase = self._phrases.get(words, words)
        if isinstance(phrase, dict):
            count = values.get("count", 0)
            form = self._locale.plural_form(count) if isinstance(count, int | float) else "other"
            phrase = phrase.get(form) or phrase.get("other") or words
        return _FIELD.sub(lambda m: str(values.get(m[1], m[0])), phrase)

    def knows(self, words: str) -> bool:
        """Whether this language has ``words`` of its own."""
        return words in self._phrases

    def date(self, value: date | None, precision: str = "day") -> str:
        """A date in words: "12 March 2026", "March 2026" or "2026" by ``precision``; nothing for
        None."""
        if value is None:
            return ""
        match precision:
            case "year":
                return str(value.year)
            case "month":
                written = format_skeleton("yMMMM", value, locale=self._locale)
            case _:
                written = format_date(value, "long", locale=self._locale)
        # "р." ends a Ukrainian date, and with it many a sentence that does not end there.
        return re.sub(r"\sр\.$", "", str(written).replace(_NARROW, _NO_BREAK))

    def number(self, value: float) -> str:
        """A number with its thousands parted, without needless decimals: "12,000", "3.4"."""
        pattern = "#,##0" if float(value).is_integer() else "#,##0.######"
        rounded = value if float(value).is_integer() else float(f"{value:.6g}")
        written = format_decimal(rounded, format=pattern, locale=self._locale)
        return str(written).replace(_NARROW, _NO_BREAK)

    def language_name(self, tag: str) -> str:
        """What a language is called: "German" for "de-AT"; the tag itself where it has no name."""
        return str(self._locale.languages.get(primary(tag), tag))

    def list(self, words: Sequence[str]) -> str:
        """Words in a row: "a, b and c"."""
        return str(format_list([str(word) for word in words], locale=self._locale))


@cache
def months() -> frozenset[str]:
    """What the months are called, in full, in every language of briefs."""
    return frozenset(
        name
        for language in languages()
        for form in ("format", "stand-alone")
        for name in Locale.parse(language).months[form]["wide"].values()
    )


@cache
def scales() -> frozenset[str]:
    """The words for thousands, millions and more, in every language of briefs: "million",
    "Millionen", "Mio."."""
    return frozenset(
        found[0]
        for language in languages()
        for forms in Locale.parse(language).compact_decimal_formats["long"].values()
        for pattern in forms.values()
        if (found := re.search(r"[^\W\d](?:.*[^\W\d])?", pattern.pattern.replace("0", "")))
    )


@cache
def _shipped(language: str) -> Mapping[str, Phrase]:
    if language not in languages():
        return {}
    path = files("briefgen.text").joinpath("phrases", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def shipped_words() -> frozenset[str]:
    """The English words of every phrase that briefgen has."""
    return frozenset(words for language in languages() for words in _shipped(language))


def phrasebook(language: str, own: Mapping[str, Mapping[str, Phrase]] | None = None) -> Phrasebook:
    """The phrases of ``language``, a BCP 47 tag: of "de-AT" those of "de". ``own`` are phrases
    by language that win over those that come with briefgen.
    What is no language at all is written as English is.
    """
    one = primary(language)
    return Phrasebook(language, {**_shipped(one), **(own or {}).get(one, {})})
