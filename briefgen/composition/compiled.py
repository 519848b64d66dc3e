"""Templates compiled so that their code knows its place: its line 14 is line 14 of the text.

Jinja2 keeps a table from the lines of its code to those of the template. A worker that hangs in the
middle of a call can only say which line of code it is at, so here the code has the right lines.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template

from briefgen.composition.escape import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping
    from types import CodeType


def compiled(source: str, file: str) -> CodeType:
    """The Python code that Jinja2 made of a template, with the lines of that template.

    Raises:
        SyntaxError: it is nested more deeply than Python takes.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        # Python gives up on code that is nested too deeply; its line is none of the template.
        raise SyntaxError(error.msg) from error
    table = _table(tree)
    starts = [line for _, line in table]
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.expr | ast.excepthandler | ast.arg | ast.keyword):
            at = bisect_right(starts, node.lineno) - 1
            node.lineno = node.end_lineno = table[at][0] if at >= 0 else 1
            node.col_offset = node.end_col_offset = 0
    return compile(tree, file, "exec")


def _table(tree: ast.Module) -> list[tuple[int, int]]:
    """Lines of the template with the lines of the code from which on they hold."""
    for node in reversed(tree.body):
        match node:
            case ast.Assign([ast.Name(id="debug_info")], ast.Constant(str(text))) if text:
                pairs = (pair.split("=") for pair in text.split("&"))
                return sorted(((int(a), int(b)) for a, b in pairs), key=lambda pair: pair[1])
    return []


class MarkdownTemplate(Template):
    """A template whose captured blocks and joined words are Markdown, not HTML."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja2's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        names = template.root_render_func.__globals__
        names |= {"Markup": Markup, "markup_join": _joined}
        return template

    def get_corresponding_lineno(self, lineno: int) -> int:
        return lineno


def _joined(parts: Iterable[Any]) -> str:
    """What ``~`` makes of its operands: Markdown where one of them is, with the others escaped."""
    words = list(parts)
    if any(isinstance(word, Markup) for word in words):
        return Markup("").join(words)
    return "".join(str(word) for word in words)
