"""What a template builds on: the template it extends, the files it includes and imports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from briefgen.composition.syntax import explained
from briefgen.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".md.j2"
_NAME = re.compile(r"\w[\w-]*")
Naming = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


class Use(NamedTuple):
    """Something that a template names on a line: a template that it extends, or a file beside it
    ("parts.md.j2")."""

    name: str
    line: int
    extends: bool


def uses(text: str, *, file: str, first_line: int = 1) -> Iterator[Use]:
    """Everything that ``text`` names, in order.

    Raises:
        TemplateError: it is no Jinja2, a name is not written out, or is the path of something
            elsewhere.
    """
    try:
        tree = Environment(autoescape=True).parse(text)
        named = list(naming(tree))
    except TemplateSyntaxError as error:
        line, what = explained(error, text)
        raise TemplateError(f"{file}:{first_line + line - 1}: {what}") from error
    except RecursionError as error:
        raise TemplateError(
            f"{file}:{first_line}: the template is nested too deeply; make it simpler"
        ) from error
    for node in named:
        yield use_of(node, file=file, first_line=first_line)


def naming(tree: nodes.Template) -> Iterator[Naming]:
    """The tags that name something, in order."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            yield node


def use_of(
    node: Naming,
    *,
    file: str,
    first_line: int,
) -> Use:
    """What one tag names.

    Raises:
        TemplateError: as ``uses`` does.
    """
    line = first_line + node.lineno - 1
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    extends = isinstance(node, nodes.Extends)
    word = name.removesuffix(SUFFIX) if isinstance(name, str) and not extends else name
    if not isinstance(name, str) or not isinstance(word, str) or not _NAME.fullmatch(word):
        raise TemplateError(
            f"{file}:{line}: "
            + (
                'a template extends one other, by its name in quotes: {% extends "info-note" %}'
                if extends
                else "a file is named in quotes, and stands in the template's own folder: "
                '{% import "parts.md.j2" as parts %}'
            )
        )
    if not extends and not name.endswith(SUFFIX):
        raise TemplateError(f'{file}:{line}: "{name}": such a file is called "{name}{SUFFIX}"')
    return Use(name, line, extends)
