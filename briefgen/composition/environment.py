"""The Jinja2 environment that templates run in: sandboxed, strict, plain data only."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    pass_environment,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.composition.charts import chart
from briefgen.composition.compiled import MarkdownTemplate, compiled
from briefgen.composition.escape import Markup, finalize
from briefgen.composition.faults import on_one_line
from briefgen.composition.filters import FILTERS
from briefgen.errors import TemplateError as BadTemplate
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import CodeType

    from jinja2 import Environment, Template
    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

CODE = "<template>"  # how a template's code names its file
LONGEST = 2_000_000  # characters of Markdown: a thousand pages; a brief has ten thousand
# What makes HTML or says of text that it needs no escaping, and what gives other bytes each time.
_LEFT_OUT = ("e", "escape", "forceescape", "random", "safe", "tojson", "urlize", "xmlattr")
# What a date may be asked; not what day it is.
_OF_DATES = frozenset({"day", "isoformat", "isoweekday", "month", "strftime", "weekday", "year"})


class _Sandbox(ImmutableSandboxedEnvironment):
    template_class = MarkdownTemplate

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, date) and attr not in _OF_DATES:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        given = super().call(__context, __obj, *args, **kwargs)
        # What a macro or block gives (super(), self.name()) comes as the class that is for HTML.
        return Markup(given) if type(given) is markupsafe.Markup else given

    def _compile(self, source: str, filename: str) -> CodeType:
        return compiled(source, filename)


@cache
def _compiled(text: str, first_line: int) -> Template:
    """A template compiled; a brief is composed several times while it is fitted to its pages. The
    lines of its code are those of the file in which ``text`` starts at ``first_line``."""
    return make_environment().from_string("\n" * (first_line - 1) + text)


def make_environment() -> ImmutableSandboxedEnvironment:
    """An environment in which every printed value is escaped into Markdown.

    Values that are printed pass ``finalize``; macros and filters of ours give ``Markup``, which
    says that they are Markdown already. There is no loader: a template is one file.
    """
    # autoescape makes Jinja2 hand Markup on as Markup (macros, set blocks); the escaping itself
    # is finalize's, and it is for Markdown, not for HTML. Nothing is worked out while a template is
    # compiled (not optimized, and finalize asks for a context): a fault then has no line.
    environment = _Sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals["range"] = _short_range
    for name in _LEFT_OUT:
        del environment.filters[name]
    environment.filters |= FILTERS | {
        "chart": chart,
        "indent": _indent,
        "join": _join,
        "replace": _replace,
    }
    return environment


@pass_eval_context
def _finalize(_context: EvalContext, value: object) -> object:
    return finalize(value)


def _short_range(stop: int) -> range:
    """``range`` for numbering, bounded: a template has no business counting to a billion."""
    return range(min(int(stop), 10_000))


# --- filters of Jinja2 that would escape for HTML ---------------------------------------------


@pass_environment
def _join(
    environment: Environment, value: Iterable[Any], d: Any = "", attribute: str | int | None = None
) -> str:
    items = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    parts = list(items)
    if any(isinstance(part, Markup) for part in (d, *parts)):
        return Markup.escape(d).join(parts)
    return str(d).join(str(part) for part in parts)


def _replace(s: Any, old: str, new: Any, count: int = -1) -> str:
    text = s if isinstance(s, str) else str(s)
    if isinstance(new, Markup):
        text = Markup.escape(text)
    return text.replace(old, new, count)


def _indent(s: Any, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    made = Markup if isinstance(s, Markup) else str
    margin = " " * width if isinstance(width, int) else width
    if made is Markup and isinstance(width, str):
        margin = Markup.escape(width)
    lines = [
        made(margin + line) if (n or first) and (line or blank) else made(line)
        for n, line in enumerate(str(s).split("\n"))
    ]
    return made("\n").join(lines)


# --- a template run ---------------------------------------------------------------------------


def render(text: str, context: Mapping[str, Any], *, file: str, first_line: int = 1) -> str:
    """``text`` as Jinja2 over ``context``. ``file`` and ``first_line`` are where the text stands,
    for messages.

    Raises:
        BadTemplate: with file, line, what is wrong and the nearest right name.
    """
    try:
        template = _compiled(text, first_line)
        pieces = template.root_render_func(template.new_context(dict(context)))
        return _within(pieces).removeprefix("\n" * (first_line - 1))
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        SyntaxError,
        _TooLongError,
    ) as error:
        line = _line_of(error)
        told = on_one_line(_explained(error, context, line))
        raise BadTemplate(f"{file}:{line or first_line}: {told}") from error


class _TooLongError(Exception):
    """A template prints without end."""

    def __init__(self, line: int | None) -> None:
        super().__init__()
        self.lineno = line


def _within(pieces: Iterator[str]) -> str:
    """The pieces that a template prints, as long as they are not too many."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length > LONGEST:
            raise _TooLongError(_at(pieces))
    return "".join(kept)


def _at(pieces: Any) -> int | None:
    """The line at which the code that gives ``pieces`` stands."""
    while inner := getattr(pieces, "gi_yieldfrom", None):
        pieces = inner
    frame = getattr(pieces, "gi_frame", None)
    return frame.f_lineno if frame else None


def _line_of(error: BaseException) -> int | None:
    """The line of the template in which an error arose: the innermost of its traceback."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == CODE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _explained(error: Exception, context: Mapping[str, Any], line: int | None) -> str:
    match error:
        case TemplateSyntaxError():
            message = str(error.message).rstrip(".")
            filters = re.match(r"No filter named '([^']*)'", message)
            if filters:
                return message + nearest(filters[1], sorted({*FILTERS, "chart"}))
            return f"{message}; see docs/templates.md for what a template may hold"
        case UndefinedError():
            return f"{error.message}{_hint(str(error.message), context)}"
        case RecursionError() | SyntaxError() if line is None or isinstance(error, SyntaxError):
            return "the template is nested too deeply; make it simpler"
        case RecursionError():
            return "a macro calls itself without end; give it a condition under which it stops"
        case _TooLongError():
            return f"the template prints more than {LONGEST:,} characters; a loop prints too much"
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
