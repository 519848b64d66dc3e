"""Which languages there are: those with a name, and those in which briefgen has phrases."""

from __future__ import annotations

from importlib.resources import files

from babel import Locale, UnknownLocaleError

from briefgen.errors import SettingsError
from briefgen.text.nearest import nearest

# What CLDR calls plain English is that of the United States; the house writes 12 March 2026.
_LOCALES = {"en": "en_GB"}


def languages() -> tuple[str, ...]:
    """The languages in which briefgen has phrases: one for each file of them."""
    folder = files("briefgen.text").joinpath("phrases")
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    )


def primary(language: str) -> str:
    """The language of a tag without its country: "de" of "de-AT"."""
    return language.replace("_", "-").partition("-")[0].lower()


def locale_of(language: str) -> Locale | None:
    """What the CLDR knows of a language; None where there is none of that name."""
    try:
        return Locale.parse(_LOCALES.get(primary(language), language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None


def check_language(language: str) -> None:
    """Raises SettingsError where ``language`` is no BCP 47 tag of a language."""
    if locale_of(language) is None:
        raise SettingsError(f'no language is called "{language}"{nearest(language, languages())}')


def language_name(code: str) -> str:
    """What English calls the language of a code: "German"; the code where there is no name."""
    locale = locale_of(code)
    name = locale.get_language_name("en") if locale else None
    return name or f'the language "{code}"'
