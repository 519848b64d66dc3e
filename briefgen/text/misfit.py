"""What is wrong with a value of settings, for somebody who has never seen the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LONGEST_SHOWN = 60  # characters of a wrong value
_INTEGER = "no whole number; write digits, like 3"
_NUMBER = "no number; write digits, like 10.5"
_BOOLEAN = "neither true nor false; write one of them"
_LIST = "no list; write it like [one, two]"
# What pydantic calls a value of the wrong kind, and what that is to whoever wrote it.
_KINDS = {
    "int_parsing": _INTEGER,
    "int_type": _INTEGER,
    "int_from_float": _INTEGER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "bool_parsing": _BOOLEAN,
    "bool_type": _BOOLEAN,
    "string_type": "no text; put it into quotes",
    "tuple_type": _LIST,
    "list_type": _LIST,
}
_BOUNDS = {
    "greater_than_equal": "{:g} or more",
    "greater_than": "more than {:g}",
    "less_than_equal": "{:g} or less",
    "less_than": "less than {:g}",
}
_EMPTY = frozenset({"string_too_short", "too_short"})


def misfit(fault: ErrorDetails) -> str:
    """What is wrong with the value of ``fault``, to stand behind the name of its field."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case kind if kind in _KINDS:
            return f"{_shown(fault)} is {_KINDS[kind]}"
        case kind if kind in _BOUNDS:
            (limit,) = (context[name] for name in ("ge", "gt", "le", "lt") if name in context)
            return f"{_shown(fault)}: it has to be {_BOUNDS[kind].format(limit)}"
        case "literal_error" | "enum":
            known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            return f"there is no {_shown(fault)}{nearest(str(fault['input']), known)}"
        case "missing":
            return "is missing; add it"
        case kind if kind in _EMPTY:
            return "is empty; fill it in, or take it out"
        case _:
            return str(fault["msg"]).removeprefix("Value error, ")


def _shown(fault: ErrorDetails) -> str:
    """The value that is wrong, as it is written, where it is short."""
    value = fault["input"]
    simple = isinstance(value, str | int | float) and len(str(value)) <= _LONGEST_SHOWN
    return f'"{value}"' if simple else "this"
