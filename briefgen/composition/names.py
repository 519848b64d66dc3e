"""The names that a template's text uses, and what is wrong with them, without running it.

Jinja2 says which names a text leaves to whoever renders it; a walk over its tree says on which
lines they stand. What a loop runs over tells what its variable is, and so which fields it has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from briefgen.composition.syntax import explained
from briefgen.model.brief import (
    Brief,
    ChangeItem,
    ConflictItem,
    DatingItem,
    EntityItem,
    EventItem,
    FactItem,
    FigureItem,
    Item,
    QuoteItem,
    SourceReference,
    SpeakerItem,
    StoryItem,
)
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ITEMS: dict[str, type[Item]] = {
    "fact": FactItem,
    "quote": QuoteItem,
    "figure": FigureItem,
    "event": EventItem,
    "conflict": ConflictItem,
    "story": StoryItem,
    "speaker": SpeakerItem,
    "dating": DatingItem,
    "change": ChangeItem,
    "entity": EntityItem,
}
_HIDDEN = {"slots", "author", "sources", "document", "version"}
# Filters that give a list of the same items, and those that give one of them.
_LISTS = frozenset({"selectattr", "rejectattr", "sort", "list", "reverse", "select", "reject"})
_ONE = frozenset({"first", "last", "min", "max", "random"})
# What Jinja2 itself gives within loops, macros and blocks.
_OF_JINJA = frozenset({"loop", "caller", "varargs", "kwargs", "super", "self"})
_DECLARING = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign)


def item_fields(kind: str) -> tuple[str, ...]:
    """The fields that a template sees of an item of ``kind``, a source or the brief."""
    if kind == "source":
        return (*SourceReference.model_fields, "outlet", "cited")
    if kind == "brief":
        return tuple(name for name in Brief.model_fields if name not in _HIDDEN)
    return tuple(_ITEMS[kind].model_fields)


@dataclass(frozen=True)
class Wrong:
    """Something wrong, or to be looked at, on a line of a text."""

    line: int
    what: str
    is_warning: bool = False


@dataclass(frozen=True)
class Known:
    """What a text may name. ``kinds`` are the slots with their kinds, ``nils`` those with a nil
    line, ``macros`` the macros of each file that is imported, ``inherited`` what the templates
    behind this one import or make, ``importable`` the files by the macros that they would give."""

    kinds: Mapping[str, str]
    nils: frozenset[str]
    filters: frozenset[str]
    tests: frozenset[str]
    globals: frozenset[str]
    macros: Mapping[str, frozenset[str]] = field(default_factory=dict)
    inherited: frozenset[str] = frozenset()
    importable: Mapping[str, str] = field(default_factory=dict)


def parsed(text: str) -> nodes.Template | Wrong:
    """The tree of ``text``, or why there is none."""
    try:
        return _environment().parse(text)
    except TemplateSyntaxError as error:
        return Wrong(*explained(error, text))


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


def wrong_names(tree: nodes.Template, known: Known, *, is_part: bool = False) -> Iterator[Wrong]:
    """Every name in ``tree`` that nobody knows. ``is_part`` is a file of macros, which sees
    nothing but what it is given."""
    yield from _calls(tree, known)
    yield from _unknown(tree, known, is_part=is_part)
    yield from _Fields(known, tree).wrong(tree)


def _calls(tree: nodes.Template, known: Known) -> Iterator[Wrong]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        filters = isinstance(node, nodes.Filter)
        names = known.filters if filters else known.tests
        if node.name not in names:
            kind = "filter" if filters else "test"
            hint = nearest(node.name, sorted(names))
            yield Wrong(node.lineno, f'there is no {kind} "{node.name}"{hint}')
    for imports in tree.find_all(nodes.FromImport):
        name = imports.template.value if isinstance(imports.template, nodes.Const) else ""
        there = known.macros.get(str(name))
        for wanted in (n if isinstance(n, str) else n[0] for n in imports.names):
            if there is not None and wanted not in there:
                hint = nearest(wanted, sorted(there))
                yield Wrong(imports.lineno, f'"{name}" has no macro "{wanted}"{hint}')


def _unknown(tree: nodes.Template, known: Known, *, is_part: bool) -> Iterator[Wrong]:
    seen = {"range", "_"} if is_part else {*known.kinds, *known.globals, *known.inherited}
    unknown = undeclared(tree) - seen - set(declared(tree)) - _OF_JINJA
    names = sorted({*seen, *(n for n in declared(tree))} - {"_"})
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            remedy = nearest(node.name, names)
            if is_part and node.name in {*known.kinds, *known.globals}:
                remedy = "; a file of macros sees only what it is given: make it an argument"
            elif file := known.importable.get(node.name):
                remedy = f'; write  {{% from "{file}" import {node.name} %}}  above it'
            yield Wrong(node.lineno, f'"{node.name}" is nothing known here{remedy}')


def undeclared(tree: nodes.Template) -> set[str]:
    """The names that ``tree`` leaves to whoever renders it."""
    environment = _environment().overlay()
    environment.filters = {
        **environment.filters,
        **dict.fromkeys(_named(tree, nodes.Filter), _nothing),
    }
    environment.tests = {**environment.tests, **dict.fromkeys(_named(tree, nodes.Test), _nothing)}
    tree.set_environment(environment)
    return {str(name) for name in meta.find_undeclared_variables(tree)} | {
        node.name
        for node in tree.find_all(nodes.Name)
        if node.ctx == "load" and node.name in environment.globals
    }


def _nothing(*_: object) -> bool:
    """Stands for every filter and test: which names a text uses does not depend on them."""
    return False


def _named(tree: nodes.Template, kind: type[nodes.Filter | nodes.Test]) -> Iterator[str]:
    return (node.name for node in tree.find_all(kind))


def declared(tree: nodes.Template) -> Iterator[str]:
    """The names that ``tree`` itself makes at its top, which its blocks see too."""
    for node in tree.find_all((nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign)):
        match node:
            case nodes.Import(target=name) | nodes.Macro(name=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (n if isinstance(n, str) else n[1] for n in names)
            case nodes.Assign(target=nodes.Name(name=name)):
                yield name


def macros(text: str) -> frozenset[str]:
    """The macros that a file with ``text`` makes."""
    tree = parsed(text)
    if isinstance(tree, Wrong):
        return frozenset()
    return frozenset(node.name for node in tree.find_all(nodes.Macro))


def blocks(tree: nodes.Template) -> dict[str, int]:
    """The blocks of ``tree`` with their lines."""
    return {node.name: node.lineno for node in tree.find_all(nodes.Block)}


def homeless(tree: nodes.Template, texts: Iterable[str], parent: str) -> Iterator[Wrong]:
    """The blocks of an heir that take the place of none in ``texts``, those of the templates behind
    it of which the nearest is called ``parent``, and stand in none that does: never printed."""
    trees = [one for one in map(parsed, texts) if isinstance(one, nodes.Template)]
    above = {name for one in trees for name in blocks(one)}
    printed = {
        inner.name
        for outer in tree.find_all(nodes.Block)
        if outer.name in above
        for inner in outer.find_all(nodes.Block)
    }
    for name, line in blocks(tree).items():
        if name not in above | printed:
            yield Wrong(line, f'"{parent}" has no block "{name}"{nearest(name, sorted(above))}')


def outside_blocks(tree: nodes.Template) -> Iterator[int]:
    """The lines of what an heir says outside every block, which is never printed."""
    for node in tree.body:
        if isinstance(node, _DECLARING):
            continue
        data = getattr(node, "nodes", [])
        if all(isinstance(d, nodes.TemplateData) and not d.data.strip() for d in data) and data:
            continue
        words = [d for d in data if not isinstance(d, nodes.TemplateData) or d.data.strip()]
        yield _line_of_words(words[0]) if words else node.lineno


def _line_of_words(node: nodes.Node) -> int:
    """The line on which the words of ``node`` start, behind empty lines."""
    data = node.data if isinstance(node, nodes.TemplateData) else ""
    return node.lineno + data[: len(data) - len(data.lstrip())].count("\n")


def used(tree: nodes.Template, overridden: Iterable[str] = ()) -> set[str]:
    """All names that ``tree`` reads, but for those in blocks that an heir has ``overridden``."""
    out: set[str] = set()
    skipped = set(overridden)

    def walk(node: nodes.Node) -> None:
        if isinstance(node, nodes.Block) and node.name in skipped:
            return
        if isinstance(node, nodes.Name) and node.ctx == "load":
            out.add(node.name)
        for child in node.iter_child_nodes():
            walk(child)

    walk(tree)
    return out


def calls_super(tree: nodes.Template, block: str) -> bool:
    """Whether the block of that name prints what it takes the place of."""
    return any(
        isinstance(call.node, nodes.Name) and call.node.name == "super"
        for node in tree.find_all(nodes.Block)
        if node.name == block
        for call in node.find_all(nodes.Call)
    )


def items_in(tree: nodes.Template, known: Known, kind: str) -> Iterator[tuple[nodes.For, str]]:
    """The loops of ``tree`` over items of ``kind``, each with the name of its variable."""
    fields = _Fields(known, tree)
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name) and fields.kind(loop.iter, {}) == (kind, True):
            yield loop, loop.target.name


class _Fields:
    """Finds fields that what they are asked of does not have."""

    def __init__(self, known: Known, tree: nodes.Template) -> None:
        self._known = known
        self._modules = {
            node.target: known.macros.get(str(node.template.value))
            for node in tree.find_all(nodes.Import)
            if isinstance(node.template, nodes.Const)
        }

    def wrong(
        self, node: nodes.Node, kinds: Mapping[str, tuple[str, bool]] | None = None
    ) -> Iterator[Wrong]:
        """What is wrong below ``node``; ``kinds`` are the variables around it: the kind of their
        items, and whether they are lists of them."""
        around = dict(kinds or {})
        match node:
            case nodes.Macro():
                around = {n: k for n, k in around.items() if n not in {a.name for a in node.args}}
            case nodes.For(target=nodes.Name(name=name)):
                found = self.kind(node.iter, around)
                around.pop(name, None)
                inner = {**around, name: (found[0], False)} if found and found[1] else around
                yield from self.wrong(node.iter, kinds)
                for child in (*node.body, *([node.test] if node.test else [])):
                    yield from self.wrong(child, inner)
                for child in node.else_:
                    yield from self.wrong(child, kinds)
                return
            case nodes.Getattr():
                yield from self._field(node, around)
        for child in node.iter_child_nodes():
            yield from self.wrong(child, around)

    def _field(
        self, node: nodes.Getattr, around: Mapping[str, tuple[str, bool]]
    ) -> Iterator[Wrong]:
        if isinstance(node.node, nodes.Name) and node.node.name == "nil":
            yield from self._nil(node)
            return
        if isinstance(node.node, nodes.Name) and (names := self._modules.get(node.node.name)):
            if node.attr not in names:
                hint = nearest(node.attr, sorted(names))
                yield Wrong(node.lineno, f'"{node.node.name}" has no macro "{node.attr}"{hint}')
            return
        found = self.kind(node.node, around)
        if found and not found[1] and node.attr not in item_fields(found[0]):
            what = "the brief" if found[0] == "brief" else f"a {found[0]}"
            hint = nearest(node.attr, item_fields(found[0]))
            yield Wrong(node.lineno, f'{what} has no "{node.attr}"{hint}')

    def _nil(self, node: nodes.Getattr) -> Iterator[Wrong]:
        known = self._known
        if node.attr not in known.kinds:
            hint = nearest(node.attr, sorted(known.kinds))
            yield Wrong(node.lineno, f'"nil.{node.attr}": there is no slot "{node.attr}"{hint}')
        elif node.attr not in known.nils:
            yield Wrong(
                node.lineno,
                f'"nil.{node.attr}" prints nothing, since the slot declares no nil line; add  '
                'nil: "Nothing was found."',
                is_warning=True,
            )

    def kind(
        self, node: nodes.Node, around: Mapping[str, tuple[str, bool]]
    ) -> tuple[str, bool] | None:
        """The kind of item that ``node`` is, and whether it is a list of them."""
        match node:
            case nodes.Name(name="brief"):
                return "brief", False
            case nodes.Name(name="sources"):
                return "source", True
            case nodes.Name(name=name):
                kind = self._known.kinds.get(name)
                return around.get(name) or ((kind, True) if kind in _ITEMS else None)
            case nodes.Filter(name=name, node=nodes.Expr() as inner) if name in _LISTS:
                return self.kind(inner, around)
            case nodes.Filter(name=name, node=nodes.Expr() as inner) if name in _ONE:
                found = self.kind(inner, around)
                return (found[0], False) if found else None
            case nodes.Getitem(node=inner, arg=arg):
                found = self.kind(inner, around)
                return (found[0], isinstance(arg, nodes.Slice)) if found and found[1] else None
            case nodes.Getattr(node=inner, attr="sides"):
                found = self.kind(inner, around)
                return ("figure", True) if found == ("conflict", False) else None
        return None
