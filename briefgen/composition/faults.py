"""What is wrong with a settings file, told with line, field and the nearest right name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


def on_one_line(message: str) -> str:
    """A message on one line, without what would steer a terminal."""
    return "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(message.split())
    )


def _names(model: type[BaseModel]) -> set[str]:
    """Every field name that a model and those inside it know."""
    out: set[str] = set()
    schema: dict[str, Any] = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        out |= set(part.get("properties", {}))
    return out


def _line(text: str, place: tuple[str | int, ...]) -> str:
    """ ":14" where the last name of ``place`` stands in ``text``, searched below its parents."""
    at = 0
    for name in place:
        found = re.compile(
            rf"^[ \t\[]*(?:[\w.-]+\.)?[\"']?{re.escape(str(name))}[\"']?\s*[:=\]]", re.MULTILINE
        )
        inline = re.compile(rf"\b{re.escape(str(name))}\b\s*[:=]")
        match = found.search(text, at) or inline.search(text, at)
        if match:
            at = match.start() + len(match.group()) - len(match.group().lstrip())
    return f":{text.count(chr(10), 0, at) + 1}: " if at else ": "


def described(error: ValidationError, text: str, model: type[BaseModel]) -> str:
    """The first fault of ``error``, to stand behind the name of its file: ``:14: "size": …``.
    ``text`` is the file, ``model`` what it should be."""
    fault = error.errors(include_url=False)[0]
    # The tag of a discriminated union ("fact") is part of pydantic's path, not of the file.
    place = tuple(
        p
        for p in fault["loc"]
        if re.search(rf"\b{re.escape(str(p))}\b\s*\"?'?\s*[:=\]]", text) or isinstance(p, int)
    )
    where = ".".join(str(p) for p in place) or ".".join(str(p) for p in fault["loc"])
    line = _line(text, place)
    if fault["type"] == "extra_forbidden":
        name = str(fault["loc"][-1])
        return f'{line}"{where}" is no field{nearest(name, sorted(_names(model)))}'
    if fault["type"] == "missing":
        name = ".".join(str(p) for p in fault["loc"] if p not in {"fact", "quote"})
        return f'{line}"{name}" is missing; add it'
    return f'{line}"{where}": {_plain(fault)}'


def _plain(fault: ErrorDetails) -> str:
    """What is wrong with a value, for somebody who has never seen the schema."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "string_pattern_mismatch":
            return f'"{fault["input"]}" is no colour; write it like #14507A'
        case "union_tag_invalid":
            known = re.findall(r"'(\w+)'", str(context.get("expected_tags", "")))
            return (
                f'there is no kind "{context.get("tag")}"{nearest(str(context.get("tag")), known)}'
            )
        case "union_tag_not_found":
            return "a slot needs a kind, like {kind: fact}"
        case _:
            return str(fault["msg"])
