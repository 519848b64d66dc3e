"""What is wrong in themes and translations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.composition import loader
from briefgen.composition.checking.fault import Fault, fault_of, warning_of
from briefgen.composition.faults import line_of
from briefgen.composition.themes import THEME, advice, load_theme, read_layer
from briefgen.composition.translations import unprinted_phrases, untranslated
from briefgen.errors import BriefgenError, SettingsError, TemplateError
from briefgen.model.template import FrontMatter, Template
from briefgen.text.languages import check_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.composition.checking.reading import Reading


def check_theme(path: Path) -> list[Fault]:
    """Every fault of a theme file."""
    layer = read_layer(path)
    if layer.faults:
        return [fault_of(message) for message in layer.faults]
    theme = load_theme(path.parent / "nothing", path)
    return [_advised(path, words) for words in advice(theme)]


def theme_faults(reading: Reading) -> Iterator[Fault]:
    """The faults of the theme beside the template, and advice on it."""
    path = reading.folder / THEME
    layer = read_layer(path) if path.is_file() else None
    if layer and layer.faults:
        yield from map(fault_of, layer.faults)
        return
    folders = reading.parent.folders if reading.parent else ()
    if layer is None and reading.parent is None:
        return
    front = reading.front or FrontMatter(name=reading.folder.name, slots={})
    own = str(reading.folder)
    template = Template(
        front=front,
        body="",
        body_line=1,
        file="",
        folders=(own, *folders),
        sha256="",
    )
    try:
        theme = load_theme(template)
    except TemplateError as error:
        yield fault_of(str(error))
        return
    yield from (_advised(path, words) for words in advice(theme))
    if theme.language:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        try:
            check_language(theme.language)
        except SettingsError as error:
            yield fault_of(f"{path}{line_of(text, ('language',))}{error}")


def translation_faults(reading: Reading) -> Iterator[Fault]:
    """Words of the template's own that a language lacks, and phrases that translate none."""
    try:
        template = loader.load_template(reading.folder)
        theme = load_theme(template)
    except BriefgenError:
        return  # told already
    for language in reading.phrases:
        path = reading.folder / loader.PHRASES / f"{language}.toml"
        if what := untranslated(template, theme, language, shown=None):
            yield Fault(str(path), 0, what, is_warning=True)
    own = template.model_copy(update={"phrases": reading.phrases})
    for language, words, what in unprinted_phrases(own, theme):
        path = reading.folder / loader.PHRASES / f"{language}.toml"
        line = line_of(loader.read_part(path.parent, path.name), (words,))
        yield warning_of(f'{path}{line}"{words}": {what}')


def _advised(path: Path, words: str) -> Fault:
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    named = re.match(r'"([\w.]+)"', words)
    line = line_of(text, tuple(named[1].split("."))) if named else ""
    number = re.search(r"\d+", line)
    return Fault(str(path), int(number[0]) if number else 0, words, is_warning=True)
