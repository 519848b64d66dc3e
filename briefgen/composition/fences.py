"""The ``:::`` of a template's text by lines, as far as they can be told before it runs."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.composition.markdown import CONTAINERS
from briefgen.text.nearest import nearest

_FENCE = re.compile(r"^ {0,3}:{3,} *(.*?) *$")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_RULE = re.compile(r"^ {0,3}([-*_])(?: *\1){2,} *$", re.MULTILINE)
_CHART = re.compile(r"^:{3,} *chart", re.MULTILINE)


class Fences(NamedTuple):
    """Lines, from 1: those that name nothing known, with what is wrong; the last one that is open
    at the end of the text; the first that closes nothing."""

    unknown: dict[int, str]
    open: int | None
    loose: int | None


def fences(text: str) -> Fences:
    """The ``:::`` of ``text``; comments hold none."""
    plain = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    unknown: dict[int, str] = {}
    opened: list[int] = []
    loose = None
    for number, line in enumerate(plain.splitlines(), 1):
        found = _FENCE.match(line)
        if not found:
            continue
        name = found[1].split(" ")[0]
        if name:
            opened.append(number)
            if name not in CONTAINERS and "{" not in name:
                unknown[number] = f'"::: {name}" is nothing known{nearest(name, CONTAINERS)}'
        elif opened:
            opened.pop()
        elif loose is None:
            loose = number
    return Fences(unknown, opened[-1] if opened else None, loose)


def line_of_fault(what: str, text: str) -> int | None:
    """The line of a template's ``text``, from 1, that most likely made a fault of the Markdown,
    which is known only after the template ran."""
    if "is not closed" in what:
        return fences(text).open
    if "closes nothing" in what:
        return fences(text).loose
    if "a rule" in what:
        return _line_of(text, _RULE)
    if "::: chart" in what:
        return _line_of(text, _CHART)
    return None


def _line_of(text: str, pattern: re.Pattern[str]) -> int | None:
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None
