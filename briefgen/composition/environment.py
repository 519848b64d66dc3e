"""The Jinja2 environment that templates run in: sandboxed, strict, plain data only."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefgen.composition.authored import AUTHORED
from briefgen.composition.charts import chart
from briefgen.composition.escape import escape, finalize
from briefgen.composition.filters import FILTERS
from briefgen.errors import TemplateError as BadTemplate
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from briefgen.model.template import Part
    from briefgen.text.phrasebook import Phrasebook


class Engine:
    """Runs the texts of one template in one language."""

    def __init__(self, file: str, parts: Sequence[Part], book: Phrasebook) -> None:
        self._file = file
        self._lines = {part.file: part.line for part in parts}
        self._environment = make_environment(book, parts)
        self._compiled: dict[str, Template] = {}

    def render(self, text: str, context: Mapping[str, Any], *, first_line: int = 1) -> str:
        """``text`` as Jinja2 over ``context``. ``first_line`` is where it starts in the
        template's file, for messages.

        Raises:
            BadTemplate: with file, line, what is wrong and the nearest right name.
        """
        try:
            if text not in self._compiled:  # composed several times while it is fitted to its pages
                self._compiled[text] = self._environment.from_string(text)
            return self._compiled[text].render(dict(context))
        except (
            TemplateError,
            TypeError,
            ValueError,
            ArithmeticError,
            AttributeError,
            LookupError,
        ) as error:
            raise BadTemplate(
                f"{self._place(error, first_line)}: {_explained(error, context)}"
            ) from error

    def _place(self, error: BaseException, first_line: int) -> str:
        """The file and line in which an error arose, from its traceback."""
        file, line = self._file, None
        trace = error.__traceback__
        if isinstance(error, TemplateSyntaxError):
            file, line, trace = error.filename or file, error.lineno, None
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name == "<template>" or name in self._lines:
                file, line = (self._file if name == "<template>" else name), trace.tb_lineno
            trace = trace.tb_next
        if line is None:
            return file
        return f"{file}:{self._lines.get(file, first_line) + line - 1}"


def make_environment(book: Phrasebook, parts: Sequence[Part] = ()) -> ImmutableSandboxedEnvironment:
    """An environment in which every printed value is escaped into Markdown.

    Values that are printed pass ``finalize``; macros and filters of ours give ``Markup``, which
    says that they are Markdown already. It loads nothing but ``parts``, by name; ``book`` has the
    phrases that ``_("…")`` says.
    """
    # autoescape makes Jinja2 hand Markup on as Markup (macros, set blocks); the escaping itself
    # is finalize's, and it is for Markdown, not for HTML.
    texts = {part.name: (part.text, part.file, _never_changed) for part in parts}
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(texts.get),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals["range"] = _short_range
    environment.globals["_"] = partial(_say, book)
    environment.filters.update(FILTERS)
    environment.filters.update(AUTHORED)
    environment.filters["chart"] = chart
    environment.filters["language"] = book.language_name
    return environment


def _never_changed() -> bool:
    return True


def _say(book: Phrasebook, words: str, /, **values: object) -> Markup:
    """A phrase of the template in the language of the brief; the words are Markdown, what is put
    into them is text."""
    plain = {
        name: value if isinstance(value, int | float | Markup) else escape(str(value))
        for name, value in values.items()
    }
    return Markup(book.say(str(words), **plain))


def _short_range(stop: int) -> range:
    """``range`` for numbering, bounded: a template has no business counting to a billion."""
    return range(min(int(stop), 10_000))


def _explained(error: Exception, context: Mapping[str, Any]) -> str:
    match error:
        case TemplateSyntaxError():
            message = str(error.message).rstrip(".")
            filters = re.match(r"No filter named '([^']*)'", message)
            if filters:
                return message + nearest(
                    filters[1], sorted({*FILTERS, *AUTHORED, "chart", "language"})
                )
            return f"{message}; see docs/templates.md for what a template may hold"
        case TemplateNotFound():
            return f'"{error.name}" is not to be had; see docs/templates.md for what may be used'
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
