"""Ways to make a right template wrong: each changes a copy of a built-in one in one place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Lines = list[str]


@dataclass(frozen=True)
class Broken:
    """A change: the file it was made in, the line that should be told (0 for any), and words that
    the message should hold."""

    file: str
    line: int
    words: str


Mutation = Callable[[Path, random.Random], Broken]
BODY = "template.md.j2"


def _changed(folder: Path, pattern: str, replacement: str, chance: random.Random) -> int:
    """Replace one match of ``pattern``, chosen at random; the line it stands on."""
    path = folder / BODY
    text = path.read_text(encoding="utf-8")
    found = list(re.finditer(pattern, text, re.MULTILINE))
    match = chance.choice(found)
    new = match.expand(replacement)
    path.write_text(text[: match.start()] + new + text[match.end() :], encoding="utf-8")
    # White space in front belongs to the match, the line told is that of its first letter.
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return text.count("\n", 0, start) + 1


def misspelt_slot(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"(\{% for \w+ in )(\w\w+)(\w) %\}", r"\1\2 %}", chance)
    return Broken(BODY, line, "did you mean")


def misspelt_filter(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\|(cite|byline|quoted|date|caution)\b", r"|\1x", chance)
    return Broken(BODY, line, "no filter")


def misspelt_field(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\b(fact|event|story)\.text\b", r"\1.txt", chance)
    return Broken(BODY, line, 'did you mean "text"?')


def misspelt_field_of_the_brief(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\bbrief\.(unanswere|not|issue|as_o)[def]\b", r"brief.\1", chance)
    return Broken(BODY, line, "did you mean")


def misspelt_nil(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\bnil\.(\w+)\b", r"nil.\1x", chance)
    return Broken(BODY, line, "there is no slot")


def misspelt_box(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"^::: (fields|sources|small|numbered)$", r"::: \1x", chance)
    return Broken(BODY, line, "did you mean")


def box_never_closed(folder: Path, chance: random.Random) -> Broken:
    _changed(folder, r"^:::$", r"", chance)
    return Broken(BODY, 0, "is not closed")


def box_closed_twice(folder: Path, chance: random.Random) -> Broken:
    _changed(folder, r"^:::$", ":::\n\n:::", chance)
    return Broken(BODY, 0, "closes nothing")


def loop_never_closed(folder: Path, chance: random.Random) -> Broken:
    _changed(folder, r"^\{% endfor %\}\n", "", chance)
    return Broken(BODY, 0, "is opened here and never closed")


def brace_never_closed(folder: Path, chance: random.Random) -> Broken:
    _changed(folder, r"\{\{ (\w+\.text) \}\}", r"{{ \1 ", chance)
    return Broken(BODY, 0, "see docs/templates.md")


def unknown_kind(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\{kind: (fac|quot|even|conflic|stor)[tey],", r"{kind: \1,", chance)
    return Broken(BODY, line, "did you mean")


def budget_of_nothing(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\bitems: \d+", "items: 0", chance)
    return Broken(BODY, line, "items")


def budget_in_words(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\bwords: \d+", "words: many", chance)
    return Broken(BODY, line, "words")


def misspelt_front_field(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"^(kind|description|pages): ", r"\1z: ", chance)
    return Broken(BODY, line, "did you mean")


def misspelt_slot_field(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"\{kind: (\w+), items:", r"{kind: \1, itmes:", chance)
    return Broken(BODY, line, 'did you mean "items"?')


def yaml_that_is_none(folder: Path, chance: random.Random) -> Broken:
    _changed(folder, r"^(  \w+: \{.*)\}$", r"\1", chance)
    return Broken(BODY, 0, "check indents, colons and quotes")


def slot_declared_twice(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"^(  \w+: \{.*\})$", r"\1\n\1", chance)
    return Broken(BODY, line + 1, "declared twice")


def rule_in_the_text(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"^(# (?:\w|\{\{).*)$", r"***\n\n\1", chance)
    return Broken(BODY, line, "a rule")


def file_that_is_not_there(folder: Path, chance: random.Random) -> Broken:
    line = _changed(folder, r"^(\{% block sources %\})$", r'{% include "part.md.j2" %}\n\1', chance)
    return Broken(BODY, line, "there is no")


def macro_that_is_not_there(folder: Path, chance: random.Random) -> Broken:
    line = _changed(
        folder,
        r"^(\{% block sources %\})$",
        r'{% from "parts.md.j2" import statemnt %}\n\1',
        chance,
    )
    return Broken(BODY, line, 'did you mean "statement"?')


def _theme(folder: Path, text: str, line: int, words: str) -> Broken:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return Broken("theme.toml", line, words)


def colour_that_is_none(folder: Path, chance: random.Random) -> Broken:
    name = chance.choice(["text", "muted", "accent", "rule", "box"])
    return _theme(folder, f'[colours]\n{name} = "blue"\n', 2, "write it like #14507A")


def misspelt_colour(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, '[colours]\naccnt = "#102030"\n', 2, 'did you mean "accent"?')


def font_that_is_not_there(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, '[fonts]\ntext = "Latto"\n', 2, 'did you mean "Lato"?')


def logo_that_is_not_there(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, '[page]\ntop = 20\n\n[logo]\nfile = "logo.png"\n', 5, "there is no file")


def logo_elsewhere(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, '[logo]\nfile = "../logo.png"\n', 2, "put a copy into it")


def theme_that_is_no_toml(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, "[colours]\naccent = #102030\n", 2, "words in quotes")


def theme_that_extends_nothing(folder: Path, chance: random.Random) -> Broken:
    return _theme(folder, 'extends = "goverment"\n', 1, 'did you mean "government"?')


def phrases_that_are_no_toml(folder: Path, chance: random.Random) -> Broken:
    (folder / "phrases").mkdir()
    (folder / "phrases" / "fr.toml").write_text('"Date" = Date\n', encoding="utf-8")
    return Broken("phrases/fr.toml", 1, "their translation")


MUTATIONS: tuple[Mutation, ...] = (
    misspelt_slot,
    misspelt_filter,
    misspelt_field,
    misspelt_field_of_the_brief,
    misspelt_nil,
    misspelt_box,
    box_never_closed,
    box_closed_twice,
    loop_never_closed,
    brace_never_closed,
    unknown_kind,
    budget_of_nothing,
    budget_in_words,
    misspelt_front_field,
    misspelt_slot_field,
    yaml_that_is_none,
    slot_declared_twice,
    rule_in_the_text,
    file_that_is_not_there,
    macro_that_is_not_there,
    colour_that_is_none,
    misspelt_colour,
    font_that_is_not_there,
    logo_that_is_not_there,
    logo_elsewhere,
    theme_that_is_no_toml,
    theme_that_extends_nothing,
    phrases_that_are_no_toml,
)
