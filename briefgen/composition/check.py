"""Everything that is wrong with a template, at once: its files read, its names held against what
there is, then rendered full and empty, so that what is wrong in a branch seldom taken shows too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import nodes
from pydantic import ValidationError

from briefgen.composition import loader
from briefgen.composition.compose import compose
from briefgen.composition.environment import make_environment
from briefgen.composition.faults import all_described, line_of
from briefgen.composition.fences import fences, line_of_fault
from briefgen.composition.frontmatter import parse_front_matter
from briefgen.composition.letterhead import letterhead_in
from briefgen.composition.names import (
    Known,
    Wrong,
    blocks,
    calls_super,
    declared,
    homeless,
    macros,
    outside_blocks,
    parsed,
    undeclared,
    used,
    wrong_names,
)
from briefgen.composition.omissions import bare_facts, cut_quotes, unnamed_quotes
from briefgen.composition.phrases import wrong_phrases
from briefgen.composition.themes import THEME, advice, load_theme, read_layer
from briefgen.composition.translations import unprinted_phrases, untranslated
from briefgen.composition.uses import SUFFIX, naming, use_of
from briefgen.errors import BriefgenError, SettingsError, TemplateError
from briefgen.model.template import AuthorSlot, FrontMatter, Part, Slot, Template
from briefgen.text.languages import check_language
from briefgen.text.nearest import nearest
from briefgen.text.phrasebook import phrasebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.document import Document

    Samples = Callable[[FrontMatter], Iterable[tuple[str, Brief]]]
    # What is wrong with the letterhead in a folder, whose tags may name these author slots.
    Letterheads = Callable[[Path, list[str]], Iterable["Fault"]]

_TOLD = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?: (?P<what>.+)", re.DOTALL)
_FEWEST_WORDS = 12  # a sentence that says something
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s[^%]*%\}")
_SLOT_NAME = re.compile(r"[^\W\d]\w*")
_NAMES = loader.RESERVED


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong with a template, or a ``is_warning``: something to look at."""

    file: str
    line: int
    what: str
    is_warning: bool = False

    def __str__(self) -> str:
        """As it is told: file, line (where there is one), what, remedy."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.what}"


def fault_of(message: str) -> Fault:
    """A message of the loader or of rendering as a fault."""
    found = _TOLD.fullmatch(message)
    if not found:
        return Fault("", 0, message)
    return Fault(found["file"], int(found["line"] or 0), found["what"])


def check_template(folder: Path, samples: Samples, letterheads: Letterheads) -> list[Fault]:
    """Every fault of the template in ``folder``, by file and line; warnings among them.

    ``samples`` gives briefs to try it on for a front matter, each with the words that tell what is
    particular about it ("without quotes"); ``letterheads`` looks into the Word file of the folder.
    """
    found = _Checker(folder)
    faults = [*found.faults, *found.look_over()]
    if found.knows_slots:
        faults += letterheads(folder, found.authored)
    if not found.stopped:
        faults += found.try_out(samples, faults)
    return sorted(set(faults))


def is_sound(folder: Path, letterheads: Letterheads) -> bool:
    """Whether nothing is wrong with the template in ``folder``, as far as reading it tells."""
    found = _Checker(folder)
    told = (*found.faults, *found.look_over(), *letterheads(folder, found.authored))
    return fences(found.body).open is None and all(fault.is_warning for fault in told)


def check_theme(path: Path) -> list[Fault]:
    """Every fault of a theme file."""
    layer = read_layer(path)
    if layer.faults:
        return [fault_of(message) for message in layer.faults]
    theme = load_theme(path.parent / "nothing", path)
    return [_advised(path, words) for words in advice(theme)]


def _advised(path: Path, words: str) -> Fault:
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    named = re.match(r'"([\w.]+)"', words)
    line = line_of(text, tuple(named[1].split("."))) if named else ""
    number = re.search(r"\d+", line)
    return Fault(str(path), int(number[0]) if number else 0, words, is_warning=True)


class _Checker:
    """Reads a template as far as it can be read, and goes on where the loader would stop."""

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

    # --- reading --------------------------------------------------------------------------------

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
            self._add(self.path, tree, self.line)
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

    # --- looking over ---------------------------------------------------------------------------

    def look_over(self) -> Iterator[Fault]:
        """What can be told without running anything."""
        yield from self._front_faults()
        yield from self._body_faults()
        yield from self._own_parts()
        if self.front and not self.stopped:
            yield from self._unused(self.front)
        yield from (
            fault_of(message) if not is_warning else _warning(message)
            for message, is_warning in wrong_phrases(self.folder / loader.PHRASES)
        )
        yield from self._theme_faults()
        if not self.stopped:
            yield from self._translations()

    def _translations(self) -> Iterator[Fault]:
        """Words of the template's own that a language lacks, and phrases that translate none."""
        try:
            template = loader.load_template(self.folder)
            theme = load_theme(template)
        except BriefgenError:
            return  # told already
        for language in self.phrases:
            path = self.folder / loader.PHRASES / f"{language}.toml"
            if what := untranslated(template, theme, language, shown=None):
                yield Fault(str(path), 0, what, is_warning=True)
        own = template.model_copy(update={"phrases": self.phrases})
        for language, words, what in unprinted_phrases(own, theme):
            path = self.folder / loader.PHRASES / f"{language}.toml"
            line = line_of(loader.read_part(path.parent, path.name), (words,))
            yield _warning(f'{path}{line}"{words}": {what}')

    def _add(self, path: Path | str, wrong: Wrong, first_line: int) -> None:
        self.faults.append(self._at(path, wrong, first_line))

    @staticmethod
    def _at(path: Path | str, wrong: Wrong, first_line: int) -> Fault:
        return Fault(str(path), first_line + wrong.line - 1, wrong.what, wrong.is_warning)

    def _place(self, *place: str) -> int:
        """The line of a field of the front matter."""
        found = re.search(r"\d+", line_of(self.head, place))
        return int(found[0]) + 1 if found else 1

    def _front_faults(self) -> Iterator[Fault]:
        for name, line in _repeated(self.head):
            what = f'"{name}" is declared twice, and only the last one counts; rename one'
            yield Fault(str(self.path), line + 1, what)
        own = self.own.get("slots")
        for name, slot in own.items() if isinstance(own, dict) else ():
            yield from self._slot_faults(str(name), slot)
        if self.front is None:
            return
        try:
            check_language(self.front.language)
        except SettingsError as error:
            yield Fault(str(self.path), self._place("language"), f'"language": {error}')
        stated, folder = self.own.get("name"), self.folder.name
        if isinstance(stated, str) and stated != folder:
            what = (
                f'"name" is "{stated}", and its folder is "{folder}", by which it is found; '
                "call both the same"
            )
            yield Fault(str(self.path), self._place("name"), what, is_warning=True)
        yield from self._texts_of_front(self.front)

    def _slot_faults(self, name: str, declared: object) -> Iterator[Fault]:
        line = self._place("slots", name)
        if name in loader.RESERVED:
            what = f'a slot cannot be called "{name}": every template has that name already'
            yield Fault(str(self.path), line, f"{what}; choose another")
        elif not _SLOT_NAME.fullmatch(name):
            better = re.sub(r"\W+", "_", name).strip("_")
            what = f'"{name}" can name no slot: use letters, digits and _, like "{better}"'
            yield Fault(str(self.path), line, what)
        slot = self.front.slots.get(name) if self.front else None
        if isinstance(slot, AuthorSlot):
            stated = declared.get("required") if isinstance(declared, dict) else None
            if stated is True and slot.default is not None:
                what = f'"{name}" is never required, since its default stands in; take one out'
                yield Fault(str(self.path), line, what, is_warning=True)
            if slot.required and slot.default is None and not slot.prompt:
                what = (
                    f'author slot "{name}" has no prompt: its placeholder will say '
                    f'"{name.replace("_", " ")}"; add  prompt: What is to be written here?'
                )
                yield Fault(str(self.path), line, what, is_warning=True)
        elif isinstance(slot, Slot) and slot.words and slot.words < _FEWEST_WORDS:
            what = f'"{name}": {slot.words} words leave no room for a sentence; allow 25 or more'
            yield Fault(str(self.path), line, what, is_warning=True)
        elif declared is None and name not in self.inherited.get("slots", {}) and self.front:
            yield Fault(str(self.path), line, f'"{name}" needs a kind, like {{kind: fact}}')

    def _texts_of_front(self, front: FrontMatter) -> Iterator[Fault]:
        """The Jinja text in the front matter."""
        texts: dict[tuple[str, ...], str] = {}
        if "title" in self.own:
            texts["title",] = front.title
        slots = self.own.get("slots") or {}
        for name, slot in front.slots.items():
            if isinstance(slot, AuthorSlot) and slot.default and name in slots:
                texts["slots", name, "default"] = slot.default
        for place, text in texts.items():
            tree = parsed(text)
            line = self._place(*place)
            wrongs = [tree] if isinstance(tree, Wrong) else wrong_names(tree, self.known)
            for wrong in wrongs:
                what = f'"{".".join(place)}": {wrong.what}'
                yield Fault(str(self.path), line, what, wrong.is_warning)

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
            globals=_NAMES,
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

    def _body_faults(self) -> Iterator[Fault]:
        if self.knows_slots:
            for wrong in (
                *wrong_names(self.tree, self.known),
                *bare_facts(self.tree, self.known),
                *cut_quotes(self.tree, self.known),
                *unnamed_quotes(self.tree, self.known),
            ):
                yield self._at(self.path, wrong, self.line)
        yield from self._fences(self.path, self.body, self.line)
        if self.parent is None:
            return
        behind = [part.text for part in self.parts if not part.name.endswith(SUFFIX)]
        for wrong in homeless(self.tree, behind, self.parent.front.name):
            yield self._at(self.path, wrong, self.line)
        for line in outside_blocks(self.tree):
            what = "this stands outside every block, so it is never printed; put it into one"
            yield self._at(self.path, Wrong(line, what, is_warning=True), self.line)

    def _fences(self, path: Path | str, text: str, first_line: int) -> Iterator[Fault]:
        for line, what in fences(text).unknown.items():
            yield self._at(path, Wrong(line, what), first_line)

    def _own_parts(self) -> Iterator[Fault]:
        """What is wrong with the files beside the template."""
        included = {
            str(node.template.value)
            for node in self.tree.find_all(nodes.Include)
            if isinstance(node.template, nodes.Const)
        }
        for part in self.parts:
            if Path(part.file).parent != self.folder:
                continue
            tree = parsed(part.text)
            yield from self._fences(part.file, part.text, 1)
            if isinstance(tree, Wrong):
                yield self._at(part.file, tree, 1)
                continue
            names = wrong_names(tree, self.known, is_part=part.name not in included)
            for wrong in names if self.knows_slots else ():
                yield self._at(part.file, wrong, 1)

    def _unused(self, front: FrontMatter) -> Iterator[Fault]:
        """Slots that nothing prints."""
        names: set[str] = set()
        overridden: set[str] = set()
        texts = [self.tree, *(parsed(part.text) for part in self.parts)]
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
        own = self.own.get("slots")
        for name in own if isinstance(own, dict) else ():
            # A name like it that is nothing is told as such; it is this one, misspelt.
            misspelt = names - set(self.kinds) - _NAMES
            if name in front.slots and name not in names and not _near(name, misspelt):
                what = (
                    f'slot "{name}" is declared and never printed; print it, or take it out: what '
                    "it takes, no other slot gets"
                )
                line = self._place("slots", str(name))
                yield Fault(str(self.path), line, what, is_warning=True)

    def _theme_faults(self) -> Iterator[Fault]:
        path = self.folder / THEME
        layer = read_layer(path) if path.is_file() else None
        if layer and layer.faults:
            yield from map(fault_of, layer.faults)
            return
        folders = self.parent.folders if self.parent else ()
        if layer is None and self.parent is None:
            return
        front = self.front or FrontMatter(name=self.folder.name, slots={})
        own = str(self.folder)
        template = Template(
            front=front,
            body="",
            body_line=1,
            file="",
            folders=(own, *folders),
            sha256="",
        )
        try:
            theme = load_theme(template)
        except TemplateError as error:
            yield fault_of(str(error))
            return
        yield from (_advised(path, words) for words in advice(theme))
        if theme.language:
            text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
            try:
                check_language(theme.language)
            except SettingsError as error:
                yield fault_of(f"{path}{line_of(text, ('language',))}{error}")

    # --- trying out -----------------------------------------------------------------------------

    def try_out(self, samples: Samples, told: Iterable[Fault]) -> Iterator[Fault]:
        """What shows only when the template runs, and is not ``told`` yet."""
        known = {(f.file, f.line) for f in told if not f.is_warning}
        whats = {f.what for f in told}
        try:
            template = loader.load_template(self.folder)
            briefs = samples(template.front)
            for case, brief in briefs:
                try:
                    document = compose(brief, template)
                    if not case:
                        yield from self._unprinted(brief, document)
                except TemplateError as error:
                    fault = self._placed(fault_of(str(error)))
                    if (fault.file, fault.line) in known or fault.what in whats:
                        continue
                    known.add((fault.file, fault.line))
                    whats.add(fault.what)
                    words = f" ({case})" if case else ""
                    yield Fault(fault.file, fault.line, f"{fault.what}{words}")
        except BriefgenError as error:
            fault = fault_of(str(error))
            if fault.what not in whats and (fault.file, fault.line) not in known:
                yield fault

    def _unprinted(self, brief: Brief, document: Document) -> Iterator[Fault]:
        """Author slots that --final asks for, and whose words ``document`` does not have."""
        if letterhead_in(self.folder):
            return  # it may print them
        printed = repr((document.title, document.blocks))
        for name, slot in self.front.slots.items() if self.front else ():
            text = getattr(brief.author.get(name), "text", None)
            if not isinstance(slot, AuthorSlot) or not text:
                continue
            if slot.required and slot.default is None and not slot.choices and text not in printed:
                what = (
                    f'author slot "{name}" is required, and the sample does not print it: print '
                    f"it, or do without it, with  {name}:  below  slots:"
                )
                line = self._place("slots", name) if name in (self.own.get("slots") or {}) else 1
                yield Fault(str(self.path), line, what, is_warning=True)

    def _placed(self, fault: Fault) -> Fault:
        """A fault of the Markdown with the line that most likely made it, which is known only
        before the template ran."""
        if fault.line or fault.file != str(self.path):
            return fault
        line = line_of_fault(fault.what, self.body)
        return Fault(fault.file, self.line + line - 1 if line else 0, fault.what)


def _warning(message: str) -> Fault:
    fault = fault_of(message)
    return Fault(fault.file, fault.line, fault.what, is_warning=True)


def _extending(text: str) -> nodes.Template:
    """The tag alone that says what ``text`` extends, on its line: of a text with a wrong tag
    somewhere, that much can be told, and so which slots it inherits."""
    found = _EXTENDS.search(text)
    if not found:
        return nodes.Template([])
    tree = parsed("\n" * text.count("\n", 0, found.start()) + found[0])
    return tree if isinstance(tree, nodes.Template) else nodes.Template([])


def _near(name: str, names: set[str]) -> bool:
    return "did you mean" in nearest(name, sorted(names))


def _repeated(head: str) -> Iterator[tuple[str, int]]:
    """The keys that stand twice in one table of YAML, with the line of the second."""
    try:
        root = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, yaml.MappingNode):
            continue
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            waiting.append(value)
