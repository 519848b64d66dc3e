"""A template read as far as it can be, where loading it would stop at the first fault."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from pydantic import ValidationError

from briefgen.composition import loader
from briefgen.composition.checking.fault import fault_at, fault_of
from briefgen.composition.environment import make_environment
from briefgen.composition.faults import all_described, line_of
from briefgen.composition.frontmatter import parse_front_matter
from briefgen.composition.names import Known, Wrong, declared, macros, parsed
from briefgen.composition.uses import SUFFIX, naming, use_of
from briefgen.errors import BriefgenError, TemplateError
from briefgen.model.template import FrontMatter, Part, Slot, Template
from briefgen.text.phrasebook import phrasebook

if TYPE_CHECKING:
    from briefgen.composition.checking.fault import Fault

_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s[^%]*%\}")


class Reading:
    """What could be read of the template in a folder, and the ``faults`` met on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / loader.BODY
        self.faults: list[Fault] = []
        self.stopped = False  # something keeps it from being loaded, and so from being tried out
        self.knows_slots = True  # its own, and those it inherits
        self.head, self.body, self.line = "", "", 1
        self.parent: Template | None = None
        self.inherited: dict[str, Any] = {}
        self.parts: tuple[Part, ...] = ()
        self.kinds: dict[str, str] = {}
        self.own: dict[str, Any] = {}
        self.front: FrontMatter | None = None
        self._read()

    @property
    def authored(self) -> list[str]:
        """The names of the author slots, which a letterhead may name."""
        return [name for name, kind in self.kinds.items() if kind == "author"]

    def place(self, *place: str) -> int:
        """The line of a field of the front matter."""
        found = re.search(r"\d+", line_of(self.head, place))
        return int(found[0]) + 1 if found else 1

    @cached_property
    def known(self) -> Known:
        """What the texts of this template may name."""
        environment = make_environment(phrasebook("en"))
        nils = {
            name
            for name, slot in (self.front.slots if self.front else {}).items()
            if isinstance(slot, Slot) and slot.nil
        }
        dropped = set(self.inherited.get("slots", {})) | set(
            self.parent.dropped if self.parent else ()
        )
        # A slot that an heir does without reads as empty; so does its nil line.
        gone = {name: "" for name in dropped if name not in self.kinds}
        return Known(
            kinds={**gone, **self.kinds},
            nils=frozenset(nils | set(gone) if self.front else {*self.kinds, *gone}),
            filters=frozenset(environment.filters),
            tests=frozenset(environment.tests),
            globals=loader.RESERVED,
            macros={
                part.name: macros(part.text) for part in self.parts if part.name.endswith(SUFFIX)
            },
            inherited=frozenset(
                name
                for part in self.parts
                if not part.name.endswith(SUFFIX)
                and isinstance(tree := parsed(part.text), nodes.Template)
                for name in declared(tree)
            ),
            importable=self._importable(),
        )

    def _importable(self) -> dict[str, str]:
        """The files of macros that the template might import, by the macros in them: those beside
        it before those that come with the program."""
        return {
            macro: path.name
            for folder in (loader.builtin_folder(), self.folder)
            for path in sorted(folder.glob(f"*{SUFFIX}"))
            if path.name != loader.BODY and path.is_file() and not path.is_symlink()
            for macro in macros(loader.read_part(folder, path.name))
        }

    def _tell(self, error: BriefgenError) -> None:
        self.faults.append(fault_of(str(error)))

    def _read(self) -> None:
        try:
            self.text = loader.read_part(self.folder, loader.BODY)
            self.head, self.body, self.line = loader.parted(self.text, self.path)
            fields, _ = parse_front_matter(self.head, self.path)
            self.own = fields if isinstance(fields, dict) else {}
        except TemplateError as error:
            self._tell(error)
            self.stopped = True
            self.knows_slots = False
        tree = parsed(self.body)
        self.tree = tree if isinstance(tree, nodes.Template) else nodes.Template([])
        if isinstance(tree, Wrong):
            self.faults.append(fault_at(self.path, tree, self.line))
            self.stopped = True
        self._follow(_extending(self.body) if isinstance(tree, Wrong) else self.tree)
        self._fill_front()
        try:
            self.phrases = loader.phrases_in(self.folder)
        except TemplateError:
            self.phrases = {}  # told with all others of these files
            self.stopped = True

    def _follow(self, tree: nodes.Template) -> None:
        """The template that this one extends, and the files that it uses."""
        folders = [self.folder]
        for extends in list(tree.find_all(nodes.Extends)):
            try:
                use = use_of(extends, file=str(self.path), first_line=self.line)
                self.parent, self.inherited = loader.parent_of(self.folder, use, self.path, ())
                own = Part(
                    name=use.name,
                    text=self.parent.body,
                    file=self.parent.file,
                    line=self.parent.body_line,
                )
                behind = (p for p in self.parent.parts if not p.name.endswith(SUFFIX))
                self.parts = (own, *behind)
                folders += [Path(f) for f in self.parent.folders]
            except TemplateError as error:
                self._tell(error)
                self.stopped = True
                self.knows_slots = False
        files: dict[str, Part] = {}
        for node in naming(tree):
            if isinstance(node, nodes.Extends):
                continue
            try:
                use = use_of(node, file=str(self.path), first_line=self.line)
                found = loader.files_used([use], self.path, (), folders)
                files |= {part.name: part for part in found}
            except TemplateError as error:
                self._tell(error)
                self.stopped = True
        inherited = self.parent.parts if self.parent else ()
        files = {p.name: p for p in inherited if p.name.endswith(SUFFIX)} | files
        self.parts += tuple(files.values())

    def _fill_front(self) -> None:
        """The front matter without what is wrong with it."""
        merged = loader.inherit(self.inherited, {"name": self.folder.name, **self.own})
        slots = merged.get("slots")
        if isinstance(slots, dict):
            self.kinds = {
                str(name): str(slot.get("kind", "")) if isinstance(slot, dict) else ""
                for name, slot in slots.items()
            }
        try:
            self.front = FrontMatter.model_validate(merged)
        except ValidationError as error:
            if self.knows_slots:
                for one in all_described(error, self.text, FrontMatter):
                    self._tell(TemplateError(f"{self.path}{one}"))
            self.stopped = True


def _extending(text: str) -> nodes.Template:
    """The tag alone that says what ``text`` extends, on its line: of a text with a wrong tag
    somewhere, that much can be told, and so which slots it inherits."""
    found = _EXTENDS.search(text)
    if not found:
        return nodes.Template([])
    tree = parsed("\n" * text.count("\n", 0, found.start()) + found[0])
    return tree if isinstance(tree, nodes.Template) else nodes.Template([])
