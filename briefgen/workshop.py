"""Templates as people make them: checked, and shown with sample content.

The sample dossier is made from ``seeds/``, so that a template can be tried without a source and
without the language model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.composition.checking import (
    Fault,
    check_template,
    check_theme,
    fault_of,
    is_sound,
)
from briefgen.composition.letterhead import (
    letterhead_in,
    load_letterhead,
    overlooked,
    read_letterhead,
)
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import advice, load_theme
from briefgen.composition.translations import translated, untranslated
from briefgen.errors import TemplateError
from briefgen.fitting import overrun, within_pages
from briefgen.model.dossier import Dossier
from briefgen.model.template import AuthorSlot, FrontMatter
from briefgen.outputs import write_file
from briefgen.selection import Answer, select
from briefgen.text.phrasebook import phrasebook
from briefgen.writers import WRITERS, check_letterhead, checked_letterhead, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.brief import AnyItem, Brief

_NOTE = "Sample content, made up. The people, places and events in it do not exist."
_ANSWERS = {
    "to": "The Minister",
    "from": "Press office",
    "contact": "Press office, extension 204",
    "reference": "PO/2026/031",
}
_WIDTH = 1240  # pixels of a page: A4 at 150 to the inch


@cache
def sample_dossier() -> Dossier:
    """The dossier that templates are tried on."""
    text = files("briefgen").joinpath("samples", "dossier.json").read_text(encoding="utf-8")
    return Dossier.model_validate_json(text)


def check(name: str, workspace: Path = Path(), letterhead: Path | None = None) -> list[Fault]:
    """Everything wrong with a template (a name or a folder) or a theme file; with ``letterhead``
    in place of the template's own.

    Raises:
        TemplateError: there is no such template.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return check_theme(path)
    return check_template(
        find_template(name, workspace), sample_briefs, partial(_letterhead_faults, letterhead)
    )


def is_readable(folder: Path) -> bool:
    """Whether nothing is wrong with the template in ``folder``, as far as reading it tells: its
    files, its theme and its letterhead. Nothing is run."""
    return is_sound(folder, partial(_letterhead_faults, None))


def more_faults(told: TemplateError, name: str, letterhead: Path | None = None) -> TemplateError:
    """The error ``told`` with how much else is wrong with the template ``name``, and the command
    that shows all; as it is, where there is nothing else."""
    try:
        others = sum(not fault.is_warning for fault in check(name, letterhead=letterhead)) - 1
    except TemplateError:
        return told  # there is no such template
    if others < 1:
        return told
    chosen = f" --letterhead {letterhead}" if letterhead else ""
    return TemplateError(
        f"{told} ({others} more fault{'s' if others > 1 else ''}: "
        f"briefgen templates check {name}{chosen})"
    )


def _letterhead_faults(chosen: Path | None, folder: Path, names: list[str]) -> Iterator[Fault]:
    """Everything wrong with the letterhead ``chosen``, or the one in ``folder``, if there is one;
    its tags may name the author slots ``names``. What briefs leave out of it is a warning."""
    path = chosen or letterhead_in(folder)
    if path is None:
        if words := overlooked(folder):
            yield replace(fault_of(words), is_warning=True)
        return
    try:
        letterhead, wrong = read_letterhead(path)
    except TemplateError as error:
        yield fault_of(str(error))
        return
    found = checked_letterhead(letterhead, names)
    yield from map(fault_of, (*wrong, *found.faults))
    for notice in found.notices:
        yield replace(fault_of(notice), is_warning=True)


def sample_briefs(front: FrontMatter) -> Iterator[tuple[str, Brief]]:
    """Briefs of the sample for ``front``: with everything, with nothing, and without each of its
    slots; each with what is particular about it."""
    full = _full(front)
    yield "", full
    empty = dict.fromkeys(full.slots, ())
    yield (
        "where nothing was found",
        full.model_copy(update={"slots": empty, "author": {}, "unanswered": ("bridges",)}),
    )
    undated = tuple(s.model_copy(update={"published": None}) for s in full.sources[:1])
    yield (
        "with one source, undated",
        full.model_copy(update={"slots": empty, "sources": undated, "as_of": None, "issued": None}),
    )
    for name, items in full.slots.items():
        if items:
            slots = {**full.slots, name: ()}
            yield f"where {name} is empty", full.model_copy(update={"slots": slots})


def _full(front: FrontMatter) -> Brief:
    """A brief in which every slot has something; what was found for another one, where need be."""
    answers = {n: _answer(n, s) for n, s in front.slots.items() if isinstance(s, AuthorSlot)}
    brief = select(sample_dossier(), front, answers=answers, note=_NOTE).brief
    slots = dict(brief.slots)
    for name, slot in front.slots.items():
        if not isinstance(slot, AuthorSlot) and not slots.get(name):
            slots[name] = _any(slot.kind)
    return brief.model_copy(update={"slots": slots})


def _answer(name: str, slot: AuthorSlot) -> Answer:
    """Something that a person might write for an author slot."""
    if slot.columns:
        return [{column: f"Words on {column}." for column in slot.columns}]
    return slot.choices[0] if slot.choices else f"Words on {name}."


@cache
def _any(kind: str) -> tuple[AnyItem, ...]:
    front = FrontMatter.model_validate({"name": "any", "slots": {"any": {"kind": kind}}})
    return select(sample_dossier(), front).brief.slots["any"]


@dataclass(frozen=True)
class Preview:
    """What came of a preview: the files, and what is to be looked at."""

    files: tuple[Path, ...]
    notices: tuple[str, ...]


def preview(
    name: str,
    output: Path,
    *,
    theme: str | None = None,
    language: str | None = None,
    formats: tuple[str, ...] = ("pdf",),
    letterhead: Path | None = None,
    workspace: Path = Path(),
) -> Preview:
    """The sample content in the template ``name``: in ``formats``, and each page as a picture.

    Raises:
        TemplateError: there is no such template, or it, its theme or its letterhead is wrong.
    """
    template = load_template(find_template(name, workspace))
    stated = load_theme(template, theme)
    sheet, left_out = None, tuple[str, ...]()
    if "docx" in formats and (sheet := load_letterhead(Path(template.folder), letterhead)):
        authored = [n for n, slot in template.front.slots.items() if isinstance(slot, AuthorSlot)]
        left_out = check_letterhead(sheet, authored)
    written_in = language or stated.language or template.front.language
    book = phrasebook(written_in, template.phrases)
    answers = {n: book.say(words) for n, words in _ANSWERS.items() if n in template.front.slots}
    selection = select(
        sample_dossier(), template.front, answers=answers, language=written_in, note=_NOTE
    )
    fitted = within_pages(selection, template, translated(stated, template, written_in))
    contents = {
        one: fitted.written.get(one)
        or write(
            fitted.document(paged=sheet is None or not WRITERS[one].in_letterhead),
            fitted.theme,
            one,
            sheet,
        )
        for one in dict.fromkeys(("pdf", *formats))
    }
    notices = (
        *(f"theme: {words}" for words in advice(stated)),
        *([told] if (told := untranslated(template, stated, written_in)) else []),
        *overrun(fitted, template),
        *left_out,
    )
    return Preview(tuple(_put(contents, output, template.front.name)), notices)


def _put(contents: Mapping[str, bytes], output: Path, stem: str) -> Iterator[Path]:
    """Write ``contents``, by format, and a picture of each page of the PDF."""
    for one, content in contents.items():
        yield _put_file(output / f"{stem}{WRITERS[one].suffix}", content)
        if one == "pdf":
            for number, picture in enumerate(_pages(content), 1):
                yield _put_file(output / f"{stem}-{number}.png", picture)


def _put_file(path: Path, content: bytes) -> Path:
    write_file(path, content)
    return path


def _pages(pdf: bytes) -> Iterator[bytes]:
    """Each page as a PNG."""
    from io import BytesIO

    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            target = BytesIO()
            page.render(scale=_WIDTH / page.get_width()).to_pil().save(target, "PNG")
            yield target.getvalue()
    finally:
        document.close()
