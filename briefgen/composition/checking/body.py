"""What is wrong in the text of a template and the files beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.composition import loader
from briefgen.composition.checking.fault import Fault, fault_at
from briefgen.composition.fences import fences
from briefgen.composition.names import (
    Wrong,
    blocks,
    calls_super,
    homeless,
    outside_blocks,
    parsed,
    undeclared,
    used,
    wrong_names,
)
from briefgen.composition.omissions import bare_facts, cut_quotes, unnamed_quotes
from briefgen.composition.uses import SUFFIX
from briefgen.model.template import AuthorSlot, FrontMatter
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.composition.checking.reading import Reading


def body_faults(reading: Reading) -> Iterator[Fault]:
    """The faults of the body: names that are nothing, facts without their status, stray text."""
    if reading.knows_slots:
        for wrong in (
            *wrong_names(reading.tree, reading.known),
            *bare_facts(reading.tree, reading.known),
            *cut_quotes(reading.tree, reading.known),
            *unnamed_quotes(reading.tree, reading.known),
        ):
            yield fault_at(reading.path, wrong, reading.line)
    yield from _fences(reading.path, reading.body, reading.line)
    if reading.parent is None:
        return
    behind = [part.text for part in reading.parts if not part.name.endswith(SUFFIX)]
    for wrong in homeless(reading.tree, behind, reading.parent.front.name):
        yield fault_at(reading.path, wrong, reading.line)
    for line in outside_blocks(reading.tree):
        what = "this stands outside every block, so it is never printed; put it into one"
        yield fault_at(reading.path, Wrong(line, what, is_warning=True), reading.line)


def part_faults(reading: Reading) -> Iterator[Fault]:
    """What is wrong with the files beside the template."""
    included = {
        str(node.template.value)
        for node in reading.tree.find_all(nodes.Include)
        if isinstance(node.template, nodes.Const)
    }
    for part in reading.parts:
        if Path(part.file).parent != reading.folder:
            continue
        tree = parsed(part.text)
        yield from _fences(part.file, part.text, 1)
        if isinstance(tree, Wrong):
            yield fault_at(part.file, tree, 1)
            continue
        names = wrong_names(tree, reading.known, is_part=part.name not in included)
        for wrong in names if reading.knows_slots else ():
            yield fault_at(part.file, wrong, 1)


def unused_slots(reading: Reading, front: FrontMatter) -> Iterator[Fault]:
    """Slots that nothing prints."""
    names: set[str] = set()
    overridden: set[str] = set()
    texts = [reading.tree, *(parsed(part.text) for part in reading.parts)]
    for tree in texts:
        if isinstance(tree, nodes.Template):
            names |= used(tree, overridden)
            overridden |= {b for b in blocks(tree) if not calls_super(tree, b)}
    for slot in front.slots.values():
        default = slot.default if isinstance(slot, AuthorSlot) else None
        if default and isinstance(tree := parsed(default), nodes.Template):
            names |= undeclared(tree)
    # Printed in the footer, and as the number of the report.
    names |= {"reference", "number"} if front.series else {"reference"}
    own = reading.own.get("slots")
    for name in own if isinstance(own, dict) else ():
        # A name like it that is nothing is told as such; it is this one, misspelt.
        misspelt = names - set(reading.kinds) - loader.RESERVED
        if name in front.slots and name not in names and not _near(name, misspelt):
            what = (
                f'slot "{name}" is declared and never printed; print it, or take it out: what '
                "it takes, no other slot gets"
            )
            line = reading.place("slots", str(name))
            yield Fault(str(reading.path), line, what, is_warning=True)


def _fences(path: Path | str, text: str, first_line: int) -> Iterator[Fault]:
    for line, what in fences(text).unknown.items():
        yield fault_at(path, Wrong(line, what), first_line)


def _near(name: str, names: set[str]) -> bool:
    return "did you mean" in nearest(name, sorted(names))
