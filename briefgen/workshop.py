"""Templates as people make them: checked, and shown with sample content.

The sample dossier is made from ``seeds/``, so that a template can be tried without a source and
without the language model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.composition.check import Fault, check_template, check_theme, fault_of
from briefgen.composition.letterhead import letterhead_in, load_letterhead, read_letterhead
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import advice, load_theme
from briefgen.composition.translations import untranslated
from briefgen.errors import TemplateError
from briefgen.fitting import overrun, within_pages
from briefgen.model.dossier import Dossier
from briefgen.model.template import AuthorSlot, FrontMatter
from briefgen.outputs import write_file
from briefgen.selection import Answer, select
from briefgen.text.phrasebook import phrasebook
from briefgen.writers import WRITERS, check_letterhead, checked_letterhead, write

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def check(name: str, workspace: Path = Path()) -> list[Fault]:
    """Everything wrong with a template (a name or a folder) or a theme file.

    Raises:
        TemplateError: there is no such template.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return check_theme(path)
    return check_template(find_template(name, workspace), sample_briefs, check_letterheads)


def check_letterheads(folder: Path, names: list[str]) -> Iterator[Fault]:
    """Everything wrong with the letterhead in ``folder``, if there is one; its tags may name the
    author slots ``names``. What briefs leave out of it is a warning."""
    path = letterhead_in(folder)
    if path is None:
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
    workspace: Path = Path(),
) -> Preview:
    """The sample content in the template ``name``: in ``formats``, and each page as a picture.

    Raises:
        TemplateError: there is no such template, or it, its theme or its letterhead is wrong.
    """
    template = load_template(find_template(name, workspace))
    look = load_theme(template, theme)
    letterhead = load_letterhead(Path(template.folder)) if "docx" in formats else None
    authored = [n for n, slot in template.front.slots.items() if isinstance(slot, AuthorSlot)]
    left_out = check_letterhead(letterhead, authored) if letterhead else ()
    written_in = language or look.language or template.front.language
    book = phrasebook(written_in, template.phrases)
    answers = {n: book.say(words) for n, words in _ANSWERS.items() if n in template.front.slots}
    selection = select(
        sample_dossier(),
        template.front,
        answers=answers,
        language=language or look.language,
        note=_NOTE,
    )
    fitted = within_pages(selection, template, look)
    selection, look, written = fitted.selection, fitted.theme, fitted.written
    made: list[Path] = []
    stem = template.front.name
    for format_ in dict.fromkeys(("pdf", *formats)):
        own_pages = letterhead is None or not WRITERS[format_].in_letterhead
        content = written.get(format_) or write(
            fitted.document(template, paged=own_pages), look, format_, letterhead
        )
        path = output / f"{stem}{WRITERS[format_].suffix}"
        write_file(path, content)
        made.append(path)
        if format_ == "pdf":
            for number, picture in enumerate(_pages(content), 1):
                page = output / f"{stem}-{number}.png"
                write_file(page, picture)
                made.append(page)
    notices = (
        *(f"theme: {words}" for words in advice(look)),
        *([told] if (told := untranslated(template, selection.brief.language)) else []),
        *overrun(fitted, template),
        *left_out,
    )
    return Preview(tuple(made), notices)


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
