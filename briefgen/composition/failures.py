"""Why a template failed as it ran, in words for whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import FilterArgumentError, SecurityError

from briefgen.composition.authored import AUTHORED
from briefgen.composition.escape import PrintedWholeError
from briefgen.composition.filters import FILTERS
from briefgen.composition.names import Wrong, declared, parsed
from briefgen.composition.syntax import explained
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 2_000_000  # characters of Markdown: a thousand pages; a brief has ten thousand
_NO_PARENT = re.compile(r"no parent block called '([^']*)'")
_NO_FILTER = re.compile(r"No filter named '([^']*)'")
_NO_FIELD = re.compile(r"'(?P<of>[^']*)' has no attribute '(?P<name>[^']*)'")
_NO_ENTRY = re.compile(r"(?:list|tuple) object has no element (?P<name>\S+)")
_NO_NAME = re.compile(r"'(?P<name>[^']*)' is undefined")


class TooLongError(Exception):
    """A template prints without end."""

    def __init__(self, line: int | None) -> None:
        super().__init__()
        self.lineno = line


def names_seen(text: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """What a template's ``text`` may name: ``context``, and what it imports or makes itself."""
    tree = parsed(text)
    own = () if isinstance(tree, Wrong) else declared(tree)
    return {**dict.fromkeys(own), **context}


def failure(error: Exception, names: Mapping[str, Any], line: int | None) -> str:
    """What is wrong with a template that failed with ``error``, and the remedy. ``names`` is what
    it may name; ``line`` is where it failed, if that is known."""
    match error:
        case TemplateSyntaxError():
            message = str(error.message).rstrip(".")
            if found := _NO_FILTER.match(message):
                known = sorted({*FILTERS, *AUTHORED, "chart", "language"})
                return message + nearest(found[1], known)
            return explained(error, error.source or "")[1]
        case TemplateNotFound():
            return f'"{error.name}" is not to be had; see docs/templates.md for what may be used'
        case UndefinedError():
            return _undefined(str(error.message), names)
        case RecursionError() | SyntaxError() if line is None or isinstance(error, SyntaxError):
            return "the template is nested too deeply; make it simpler"
        case RecursionError():
            return "a macro calls itself without end; give it a condition under which it stops"
        case TooLongError():
            return f"the template prints more than {LONGEST:,} characters; a loop prints too much"
        case SecurityError():
            return f"{error}; templates may only read what they are given"
        case FilterArgumentError() | PrintedWholeError():
            return str(error)
        case _:
            return f"what stands here cannot be worked out ({error}); see docs/templates.md"


def _undefined(message: str, names: Mapping[str, Any]) -> str:
    """What a template names and nobody knows, with the nearest right name."""
    if found := _NO_PARENT.search(message):
        return (
            f'block "{found[1]}" takes the place of no other, so that super() has nothing to '
            "print; take it out"
        )
    if found := _NO_FIELD.search(message):
        name = found["name"]
        if found["of"] in {"list object", "tuple object"}:
            return (
                f'a list has no "{name}"; its entries may: print them in a loop, '
                "{% for entry in entries %}, or one of them, {{ entries[0] }}"
            )
        return f'there is no "{name}" here{nearest(name, sorted(_fields(names)))}'
    if found := _NO_ENTRY.search(message):
        return f"the list has no entry [{found['name']}]; ask for it first, with {{% if … %}}"
    if found := _NO_NAME.search(message):
        return f'there is no "{found["name"]}"{nearest(found["name"], sorted(names))}'
    return message


def _fields(value: object) -> set[str]:
    """The names of all fields of the items in what a template sees."""
    if isinstance(value, dict):
        return {str(k) for k in value} | {f for v in value.values() for f in _fields(v)}
    if isinstance(value, list | tuple):
        return {f for v in value for f in _fields(v)}
    return set()
