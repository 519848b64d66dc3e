"""What is wrong with a template's own phrases: every file, every entry."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from briefgen.composition.faults import line_of
from briefgen.errors import SettingsError
from briefgen.text.languages import check_language
from briefgen.text.typography import straighten_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIELD = re.compile(r"\{(\w+)\}")
_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})  # of the CLDR


def wrong_phrases(folder: Path) -> Iterator[tuple[str, bool]]:
    """What is wrong with the files in ``folder``: file, line, what, remedy; and whether that is
    only something to look at."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix != ".toml":
            remedy = f"phrases/{path.stem}.toml"
            yield f'{path}: a file of phrases is called by its language, like "{remedy}"', True
            continue
        try:
            check_language(path.stem)
        except SettingsError as error:
            yield f"{path}: {error}; the file is called by its language", False
        try:
            text = path.read_text(encoding="utf-8-sig")
            rows = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as error:
            yield f"{path}: cannot be read ({error}); save it as UTF-8 text", False
            continue
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            remedy = (
                straighten_at(text, error).removeprefix("; ")
                or 'a phrase is written "words of the template" = "their translation"'
            )
            yield f"{path}{f':{line[1]}' if line else ''}: {error}; {remedy}", False
            continue
        for words, phrase in rows.items():
            for what, is_warning in _wrong(words, phrase):
                yield f"{path}{line_of(text, (words,))}{what}", is_warning


def _wrong(words: str, phrase: object) -> Iterator[tuple[str, bool]]:
    given = phrase if isinstance(phrase, dict) else {"other": phrase}
    forms = {name: form for name, form in given.items() if isinstance(form, str)}
    if len(forms) < len(given):
        yield (
            f'"{words}" has to be words in quotes, or its plurals like {{one = "…", other = "…"}}',
            False,
        )
        return
    if unknown := sorted(set(forms) - _FORMS):
        yield f'"{words}": "{unknown[0]}" is no plural; there are one, few, many, other', False
    for form in forms.values():
        for name in _FIELD.findall(form):
            if name not in _FIELD.findall(words):
                what = f'"{words}": {{{name}}} is not in the words translated; nothing fills it'
                yield what, True
