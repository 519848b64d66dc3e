"""What is wrong with the syntax of a template's text: which line, in words for whoever wrote it."""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateSyntaxError

from briefgen.text.typography import straighten

_INNERMOST = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_PAIRED = frozenset({"autoescape", "block", "call", "filter", "for", "if", "macro", "set", "with"})


def explained(error: TemplateSyntaxError, text: str) -> tuple[int, str]:
    """The line of ``text`` to look at, and what is wrong there with its remedy. Where a tag is left
    open, that is the line on which it opens, not the one at which Jinja2 missed its end."""
    message = str(error.message).rstrip(".")
    if _INNERMOST.search(message) and (found := _left_open(text, error.lineno)):
        line, tag = found
        what = f"{{% {tag} %}} is opened here and never closed"
        return line, f"{what}; close it with {{% end{tag} %}}"
    lines = text.splitlines()
    wrong = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    remedy = straighten(wrong) if "unexpected char" in message else ""
    return error.lineno, message + (
        remedy or "; see docs/templates.md for what a template may hold"
    )


def _left_open(text: str, last: int) -> tuple[int, str] | None:
    """The innermost tag that is open where a tag ends what it cannot, or at the end of ``text``:
    its line and its name. ``last`` is the line up to which to read."""
    environment = Environment(autoescape=True)
    open_: list[tuple[int, str]] = []
    words: list[str] | None = None  # of the tag that is being read
    try:
        for line, kind, value in environment.lex(text):
            if kind == "block_begin":
                words = []
            elif kind == "block_end" and words:
                name = words[0]
                if name in _PAIRED and not (name == "set" and "=" in words):
                    open_.append((line, name))
                elif name.startswith("end") and name[3:] in _PAIRED:
                    if not open_ or open_[-1][1] != name[3:]:
                        break
                    open_.pop()
                words = None
            elif words is not None and kind != "whitespace":
                words.append(value)
    except TemplateSyntaxError:
        return None
    return open_[-1] if open_ and open_[-1][0] <= last else None
