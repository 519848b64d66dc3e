"""The Jinja2 environment that templates run in: sandboxed, strict, plain data only."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_environment,
    pass_eval_context,
)
from jinja2.filters import make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.composition.authored import AUTHORED
from briefgen.composition.charts import chart
from briefgen.composition.compiled import MarkdownTemplate, compiled
from briefgen.composition.escape import Markup, escape, finalize, words_of
from briefgen.composition.failures import LONGEST, TooLongError, failure, names_seen
from briefgen.composition.faults import on_one_line
from briefgen.composition.filters import filters
from briefgen.composition.syntax import explained
from briefgen.errors import TemplateError as BadTemplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import CodeType

    from jinja2 import Environment, Template
    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

    from briefgen.model.template import Part
    from briefgen.text.phrasebook import Phrasebook

CODE = "<template>"  # how a template's code names its file
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


def make_environment(book: Phrasebook, parts: Sequence[Part] = ()) -> ImmutableSandboxedEnvironment:
    """An environment in which every printed value is escaped into Markdown.

    Values that are printed pass ``finalize``; macros and filters of ours give ``Markup``, which
    says that they are Markdown already. It loads nothing but ``parts``, by name; ``book`` has the
    phrases that ``_("…")`` says.
    """
    # The lines of the code of each part are those of the file in which it stands.
    texts = {
        part.name: ("\n" * (part.line - 1) + part.text, part.file, _is_fresh) for part in parts
    }
    # autoescape makes Jinja2 hand Markup on as Markup (macros, set blocks); the escaping itself
    # is finalize's, and it is for Markdown, not for HTML. Nothing is worked out while a template is
    # compiled (not optimized, and finalize asks for a context): a fault then has no line.
    environment = _Sandbox(
        loader=FunctionLoader(texts.get),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals |= {"range": _short_range, "_": partial(_say, book)}
    for name in _LEFT_OUT:
        del environment.filters[name]
    environment.filters |= (
        filters(book)
        | AUTHORED
        | {
            "chart": partial(chart, book),
            "indent": _indent,
            "join": _join,
            "language": book.language_name,
            "replace": _replace,
        }
    )
    return environment


def _is_fresh() -> bool:
    return True


def _say(book: Phrasebook, words: str, /, **values: object) -> Markup:
    """A phrase of the template in the language of the brief; the words are Markdown, what is put
    into them is text."""
    plain = {
        name: value if isinstance(value, int | float | Markup) else escape(words_of(value))
        for name, value in values.items()
    }
    return Markup(book.say(str(words), **plain))


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
    return str(d).join(words_of(part) for part in parts)


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


class Engine:
    """Runs the texts of one template in one language."""

    def __init__(self, file: str, parts: Sequence[Part], book: Phrasebook) -> None:
        self._files = {CODE: file, **{part.file: part.file for part in parts}}
        self._environment = make_environment(book, parts)
        self._compiled: dict[tuple[str, int], Template] = {}

    def render(self, text: str, context: Mapping[str, Any], *, first_line: int = 1) -> str:
        """``text`` as Jinja2 over ``context``. ``first_line`` is where it starts in the
        template's file, for messages.

        Raises:
            BadTemplate: with file, line, what is wrong and the nearest right name.
        """
        try:
            template = self._template(text, first_line)
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
            TooLongError,
        ) as error:
            file, line = self._place(error)
            told = on_one_line(failure(error, names_seen(text, context), line))
            raise BadTemplate(f"{file}:{line or first_line}: {told}") from error

    def _template(self, text: str, first_line: int) -> Template:
        """``text`` compiled: a brief is composed several times while it is fitted to its pages.
        The lines of its code are those of the file in which it starts at ``first_line``."""
        key = text, first_line
        if key not in self._compiled:
            self._compiled[key] = self._environment.from_string("\n" * (first_line - 1) + text)
        return self._compiled[key]

    def _place(self, error: BaseException) -> tuple[str, int | None]:
        """The file and line in which an error arose: the innermost of its traceback."""
        file, line = self._files[CODE], getattr(error, "lineno", None)
        trace = error.__traceback__
        if isinstance(error, TemplateSyntaxError):
            return error.filename or file, explained(error, error.source or "")[0]
        while trace is not None:
            code = trace.tb_frame.f_code.co_filename
            if code in self._files:
                file, line = self._files[code], trace.tb_lineno
            trace = trace.tb_next
        return file, line


def _within(pieces: Iterator[str]) -> str:
    """The pieces that a template prints, as long as they are not too many."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length > LONGEST:
            raise TooLongError(_at(pieces))
    return "".join(kept)


def _at(pieces: Any) -> int | None:
    """The line at which the code that gives ``pieces`` stands."""
    while inner := getattr(pieces, "gi_yieldfrom", None):
        pieces = inner
    frame = getattr(pieces, "gi_frame", None)
    return frame.f_lineno if frame else None
