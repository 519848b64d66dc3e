"""The Jinja2 environment that templates run in: sandboxed, strict, plain data only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.composition.charts import chart
from briefgen.composition.escape import finalize
from briefgen.composition.filters import FILTERS
from briefgen.errors import TemplateError as BadTemplate
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template


@cache
def _compiled(text: str) -> Template:
    """A template compiled; a brief is composed several times while it is fitted to its pages."""
    return make_environment().from_string(text)


def make_environment() -> ImmutableSandboxedEnvironment:
    """An environment in which every printed value is escaped into Markdown.

    Values that are printed pass ``finalize``; macros and filters of ours give ``Markup``, which
    says that they are Markdown already. There is no loader: a template is one file.
    """
    # autoescape makes Jinja2 hand Markup on as Markup (macros, set blocks); the escaping itself
    # is finalize's, and it is for Markdown, not for HTML.
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals["range"] = _short_range
    environment.filters.update(FILTERS)
    environment.filters["chart"] = chart
    return environment


def _short_range(stop: int) -> range:
    """``range`` for numbering, bounded: a template has no business counting to a billion."""
    return range(min(int(stop), 10_000))


def _line_of(error: BaseException) -> int | None:
    """The line of the template in which an error arose, from its traceback."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def render(text: str, context: Mapping[str, Any], *, file: str, first_line: int = 1) -> str:
    """``text`` as Jinja2 over ``context``. ``file`` and ``first_line`` are where the text stands,
    for messages.

    Raises:
        BadTemplate: with file, line, what is wrong and the nearest right name.
    """
    try:
        return _compiled(text).render(dict(context))
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        AttributeError,
        LookupError,
    ) as error:
        line = _line_of(error)
        place = f"{file}:{first_line + line - 1}" if line else file
        raise BadTemplate(f"{place}: {_explained(error, context)}") from error


def _explained(error: Exception, context: Mapping[str, Any]) -> str:
    match error:
        case TemplateSyntaxError():
            message = str(error.message).rstrip(".")
            filters = re.match(r"No filter named '([^']*)'", message)
            if filters:
                return message + nearest(filters[1], sorted({*FILTERS, "chart"}))
            return f"{message}; see docs/templates.md for what a template may hold"
        case UndefinedError():
            return f"{error.message}{_hint(str(error.message), context)}"
        case SecurityError():
            return f"{error}; templates may only read what they are given"
        case _:
            return f"{type(error).__name__}: {error}"


def _hint(message: str, context: Mapping[str, Any]) -> str:
    """The nearest right name: of a field where an item lacks one, else of what templates see."""
    names = re.findall(r"'([^']*)'", message) or [""]
    if "has no attribute" in message:
        return nearest(names[-1], sorted(_fields(context)))
    return nearest(names[0], sorted(context))


def _fields(value: object) -> set[str]:
    """The names of all fields of the items in what a template sees."""
    if isinstance(value, dict):
        return {str(k) for k in value} | {f for v in value.values() for f in _fields(v)}
    if isinstance(value, list | tuple):
        return {f for v in value for f in _fields(v)}
    return set()
