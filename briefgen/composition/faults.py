"""What is wrong with a settings file, told with line, field and the nearest right name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


def on_one_line(message: str) -> str:
    """A message on one line, without what would steer a terminal."""
    return "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(message.split())
    )


_MARKING = (
    'what the handling marking says is set with --marking or by  marking = "…"  in briefgen.toml; '
    "a theme has its align and size"
)
_NO_FIELD = frozenset({"extra_forbidden", "model_type", "dict_type"})
_TAGS = frozenset({"FontFiles", "fact", "quote", "figure", "event"})


def _names(model: type[BaseModel]) -> set[str]:
    """Every field name that a model and those inside it know."""
    out: set[str] = set()
    schema: dict[str, Any] = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        out |= set(part.get("properties", {}))
    return out


def line_of(text: str, place: tuple[str | int, ...]) -> str:
    """ ":14: " where the last name of ``place`` stands in ``text``, searched below its parents."""
    at, is_found = 0, False
    for name in place:
        found = re.compile(
            rf"^[ \t\[]*(?:[\w.-]+\.)?[\"']?{re.escape(str(name))}[\"']?\s*[:=\]]", re.MULTILINE
        )
        inline = re.compile(rf"\b{re.escape(str(name))}\b\s*[:=]")
        match = found.search(text, at) or inline.search(text, at)
        if match:
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            is_found = True
    return f":{text.count(chr(10), 0, at) + 1}: " if is_found else ": "


def described(error: ValidationError, text: str, model: type[BaseModel]) -> str:
    """The first fault of ``error``, to stand behind the name of its file: ``:14: "size": …``.
    ``text`` is the file, ``model`` what it should be."""
    return all_described(error, text, model)[0]


def all_described(error: ValidationError, text: str, model: type[BaseModel]) -> list[str]:
    """Every fault of ``error``, each as ``described`` tells the first."""
    faults = error.errors(include_url=False)
    # A value that may be words or a table is told wrong as either: what is wrong with the table
    # is what somebody who wrote one wants to know.
    tables = {f["loc"][:-2] for f in faults if "FontFiles" in f["loc"]}
    told = [f for f in faults if not (f["loc"][-1] == "str" and f["loc"][:-1] in tables)]
    return list(dict.fromkeys(_described(fault, text, model) for fault in told or faults))


def _described(fault: ErrorDetails, text: str, model: type[BaseModel]) -> str:
    # The tag of a union ("fact") is part of pydantic's path, not of the file.
    place = tuple(
        p
        for p in fault["loc"]
        if re.search(rf"\b{re.escape(str(p))}\b\s*\"?'?\s*[:=\]]", text) or isinstance(p, int)
    )
    where = ".".join(str(p) for p in place) or ".".join(str(p) for p in fault["loc"])
    line = line_of(text, place)
    if place[:1] == ("marking",) and fault["type"] in {
        "extra_forbidden",
        "model_type",
        "dict_type",
    }:
        return f'{line}"{where}": {_MARKING}'
    if fault["type"] == "extra_forbidden":
        name = str(fault["loc"][-1])
        return f'{line}"{where}" is no field{_field_meant(name, fault, model)}'
    if fault["type"] == "missing":
        name = ".".join(str(p) for p in fault["loc"] if p not in _TAGS)
        return f'{line}"{name}" is missing; add it'
    return f'{line}"{where}": {_plain(fault)}'


def _field_meant(name: str, fault: ErrorDetails, model: type[BaseModel]) -> str:
    """What somebody who wrote the field ``name`` may have meant. A field that others of a union
    have ("when" of facts, not of quotes) is none that is near."""
    kind = next((str(tag) for tag in reversed(fault["loc"][:-1]) if tag in _tags(model)), "")
    having = [tag for tag, fields in _tags(model).items() if name in fields]
    if not kind:
        return nearest(name, sorted(_names(model)))
    if having:
        return (
            f" of kind {kind}: only {', '.join(having)} {'has' if len(having) == 1 else 'have'} it"
        )
    return nearest(name, sorted(_tags(model)[kind]))


def _tags(model: type[BaseModel]) -> dict[str, set[str]]:
    """The models that a ``kind`` chooses between, by kind: the names of their fields."""
    parts: dict[str, Any] = model.model_json_schema().get("$defs", {})
    return {
        fields["kind"]["const"]: set(fields)
        for part in parts.values()
        if "const" in (fields := part.get("properties", {})).get("kind", {})
    }


def _plain(fault: ErrorDetails) -> str:
    """What is wrong with a value, for somebody who has never seen the schema."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "string_pattern_mismatch":
            if fault["loc"][-1] == "language":
                return f'"{fault["input"]}" is no language; write it like en, de or pt-BR'
            return f'"{fault["input"]}" is no colour; write it like #14507A'
        case "dict_type" | "model_type":
            return "is empty or no table; write names with values below it, or take it out"
        case "union_tag_invalid":
            known = re.findall(r"'(\w+)'", str(context.get("expected_tags", "")))
            return (
                f'there is no kind "{context.get("tag")}"{nearest(str(context.get("tag")), known)}'
            )
        case "union_tag_not_found":
            return "a slot needs a kind, like {kind: fact}"
        case _:
            return misfit(fault)
