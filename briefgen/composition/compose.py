"""A brief and a template in, a document out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.composition.authored import with_breaks
from briefgen.composition.fences import line_of_fault
from briefgen.composition.markdown import to_blocks
from briefgen.composition.origins import origins
from briefgen.composition.plain import plain_text
from briefgen.composition.rendering import run_template
from briefgen.composition.untrusted import run_untrusted
from briefgen.errors import TemplateError
from briefgen.model.document import Document, Heading, ListBlock, ListRole, PageBreak
from briefgen.model.template import AuthorSlot
from briefgen.text.languages import primary

if TYPE_CHECKING:
    from briefgen.composition.rendering import Rendering
    from briefgen.model.brief import AuthorText, Brief
    from briefgen.model.template import Template


def _fields(rendering: Rendering, file: str) -> tuple[tuple[str, str], ...]:
    """The author slots as plain text, for whoever has a place for them beside the body."""
    return tuple(
        (name, plain_text(to_blocks(with_breaks(text), file=file)))
        for name, text in rendering.author.items()
    )


def unfilled(brief: Brief, template: Template) -> list[str]:
    """The names of the required author slots that nobody has filled."""
    return [
        name
        for name, slot in template.front.slots.items()
        if isinstance(slot, AuthorSlot)
        and slot.required
        and slot.default is None
        and not _is_filled(slot, brief.author.get(name))
    ]


def _is_filled(slot: AuthorSlot, given: AuthorText | None) -> bool:
    if given is None:
        return False
    if slot.columns:
        needed = [column for column, prompt in slot.columns.items() if prompt]
        return bool(given.rows) and all(row.get(name) for row in given.rows for name in needed)
    return bool(given.text)


def _reference(brief: Brief) -> str:
    """The reference of the brief itself, which its author gives, for the foot of each page."""
    given = brief.author.get("reference")
    return " ".join((given.text or "").split()) if given else ""


def without_sources(document: Document) -> Document:
    """The document up to its list of sources, without the heading in front of that list."""
    at = sources_at(document)
    return document if at is None else replace(document, blocks=document.blocks[:at])


def turned_at(document: Document, place: int) -> Document:
    """The document with a new page in front of its block number ``place``."""
    blocks = document.blocks
    return replace(document, blocks=(*blocks[:place], PageBreak(), *blocks[place:]))


def sources_at(document: Document) -> int | None:
    """The place among the blocks of the list of sources, or of its heading; None without a list."""
    blocks = document.blocks
    for n, block in enumerate(blocks):
        if isinstance(block, ListBlock) and block.role is ListRole.SOURCES:
            headed = n > 0 and isinstance(blocks[n - 1], Heading)
            return n - 1 if headed else n
    return None


def _foreign(brief: Brief) -> dict[int, str]:
    """The languages of sources, by number, that are not in the language of the brief."""
    own = primary(brief.language)
    return {
        s.number: s.language for s in brief.sources if s.language and primary(s.language) != own
    }


def _placed(error: TemplateError, template: Template) -> TemplateError:
    """A fault of the Markdown that ``template`` printed, which knows no lines, with the line of the
    template that most likely made it."""
    file, what = template.file, str(error).removeprefix(f"{template.file}: ")
    line = None if what == str(error) else line_of_fault(what, template.body)
    return TemplateError(f"{file}:{template.body_line + line - 1}: {what}") if line else error


def compose(brief: Brief, template: Template, *, annotated: bool = False) -> Document:
    """The document that ``template`` makes of ``brief``; ``annotated`` asks writers to show where
    each item comes from, where they can.

    Raises:
        TemplateError: the template is wrong: file, line, what, remedy.
    """
    run = run_template if template.builtin else run_untrusted
    try:
        rendering = run(brief, template)
        blocks = to_blocks(
            rendering.body, file=template.file, language=brief.language, foreign=_foreign(brief)
        )
    except TemplateError as error:
        raise _placed(error, template) from error
    return Document(
        title=rendering.title,
        kind=rendering.kind,
        blocks=blocks,
        language=brief.language,
        subject=rendering.kind,
        keywords=brief.focus,
        marking=brief.marking or "",
        reference=_reference(brief),
        modified=brief.issued,
        origins=origins(brief),
        annotated=annotated,
        fields=_fields(rendering, template.file),
    )
