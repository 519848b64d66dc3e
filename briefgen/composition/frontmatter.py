"""The YAML at the head of a template, as data: no tags, no aliases, no depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from briefgen.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 100_000  # characters; a long one has 3,000, and YAML is read at 1 MB in ten seconds
_FIRST = 2  # the line of the file on which the front matter starts, behind the line ---


class _Plain(yaml.SafeLoader):
    """YAML without aliases: nine lines of them stand for a billion words."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="an alias (*name) has no place here", problem_mark=mark
            )
        return super().compose_node(parent, index)


def parse_front_matter(head: str, path: Path) -> tuple[Any, dict[str, int]]:
    """The fields, and the lines of the texts in them that are Jinja: ``title``, and the defaults
    of author slots as ``slots.NAME``. ``path`` names the file in messages.

    Raises:
        TemplateError: it is no YAML, or more than front matter wants.
    """
    if len(head) > _LONGEST:
        raise TemplateError(f"{path}:2: the front matter is longer than {_LONGEST:,} characters")
    try:
        loader = _Plain(head)
        node = loader.get_single_node()
        fields = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + _FIRST}" if mark else ""
        problem = _plain(getattr(error, "problem", None) or "the front matter is no YAML")
        raise TemplateError(f"{path}{line}: {problem}; check indents, colons and quotes") from error
    except ValueError as error:  # a number of five thousand digits, the 45th of a month
        raise TemplateError(f"{path}: {error}; put text into quotes") from error
    except RecursionError as error:
        raise TemplateError(f"{path}: the front matter is nested too deeply") from error
    return fields, dict(_lines(node)) if node else {}


# What the YAML reader says, and what whoever wrote the file can do something with.
_PROBLEMS = {
    "expected <block end>": "a line is indented in another way than those around it",
    "mapping values are not allowed": "text with a colon in it stands without quotes",
    "could not find expected ':'": "a name has no colon behind it",
    "expected ',' or '}'": "a pair of braces {…} is not closed, a comma is missing in it, or words "
    "with a ? or : stand without quotes",
    "expected ',' or ']'": "a pair of brackets […] is not closed, or a comma is missing in it",
    "found character '\\t'": "a tab indents this line; use spaces",
    "while scanning": "a quotation mark is not closed",
    "found unexpected end of stream": "a quotation mark is not closed",
    "found character '%'": "text that starts with % or {% stands without quotes",
    "expected the node content": "a value is missing, or starts with a mark; put it into quotes",
}


def _plain(problem: str) -> str:
    return next((ours for theirs, ours in _PROBLEMS.items() if theirs in problem), problem)


def _lines(node: yaml.Node) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for name, value in _pairs(node):
        if name == "title":
            found.append((name, _line(value)))
        if name == "slots":
            found += [
                (f"slots.{slot}", _line(default))
                for slot, declared in _pairs(value)
                for field, default in _pairs(declared)
                if field == "default"
            ]
    return found


def _pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(key.value), value) for key, value in node.value]


def _line(node: yaml.Node) -> int:
    """The line on which a text starts: of one that is folded, the line below the mark."""
    folded = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
    return int(node.start_mark.line) + _FIRST + folded
