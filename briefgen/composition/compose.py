"""A brief and a template in, a document out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from briefgen.composition.environment import render
from briefgen.composition.escape import escape
from briefgen.composition.inlines import unescaped
from briefgen.composition.markdown import to_blocks
from briefgen.composition.origins import origins
from briefgen.composition.plain import plain_text
from briefgen.model.document import Document, Heading, ListBlock, ListRole
from briefgen.model.template import AuthorSlot

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.template import Template


def _cited(brief: Brief) -> dict[int, list[int]]:
    """The paragraphs that the brief cites, by number of the source."""
    found: dict[int, set[int]] = defaultdict(set)
    for items in brief.slots.values():
        for item in items:
            for citation in item.citations:
                found[citation.number].add(citation.paragraph)
    return {number: sorted(paragraphs) for number, paragraphs in found.items()}


def _facts_of(brief: Brief) -> dict[str, Any]:
    """What every template sees: the brief's own data, its sources, and its slots."""
    cited = _cited(brief)
    plain = brief.model_dump(exclude={"slots", "author", "sources", "document", "version"})
    return {
        "brief": plain,
        "sources": [
            s.model_dump() | {"outlet": s.outlet, "cited": cited.get(s.number, [])}
            for s in brief.sources
        ],
        **{name: [i.model_dump() for i in items] for name, items in brief.slots.items()},
    }


def _author(brief: Brief, template: Template, context: dict[str, Any]) -> dict[str, Markup]:
    """The author slots as Markdown: what a person wrote, else the template's default, else a
    placeholder where the slot is required."""
    out: dict[str, Markup] = {}
    for name, slot in template.front.slots.items():
        if not isinstance(slot, AuthorSlot):
            continue
        given = brief.author.get(name)
        text = given.text if given else None
        if text is None and slot.default is not None:
            text = render(slot.default, context, file=template.file)
        if text is None and slot.required:
            text = f"[!{escape(slot.prompt or name.replace('_', ' '))}]"
        out[name] = Markup((text or "").strip())
    return out


def _fields(author: dict[str, Markup], file: str) -> tuple[tuple[str, str], ...]:
    """The author slots as plain text, for whoever has a place for them beside the body."""
    return tuple((name, plain_text(to_blocks(text, file=file))) for name, text in author.items())


def unfilled(brief: Brief, template: Template) -> list[str]:
    """The names of the required author slots that nobody has filled."""
    return [
        name
        for name, slot in template.front.slots.items()
        if isinstance(slot, AuthorSlot)
        and slot.required
        and slot.default is None
        and not (brief.author.get(name) and brief.author[name].text)
    ]


def _reference(brief: Brief) -> str:
    """The reference of the brief itself, which its author gives, for the foot of each page."""
    given = brief.author.get("reference")
    return " ".join((given.text or "").split()) if given else ""


def without_sources(document: Document) -> Document:
    """The document up to its list of sources, without the heading in front of that list."""
    blocks = document.blocks
    for n, block in enumerate(blocks):
        if isinstance(block, ListBlock) and block.role is ListRole.SOURCES:
            headed = n > 0 and isinstance(blocks[n - 1], Heading)
            return replace(document, blocks=blocks[: n - 1 if headed else n])
    return document


def _foreign(brief: Brief) -> dict[int, str]:
    """The languages of sources, by number, that are not in the language of the brief."""
    own = _primary(brief.language)
    return {
        s.number: s.language for s in brief.sources if s.language and _primary(s.language) != own
    }


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def compose(brief: Brief, template: Template, *, annotated: bool = False) -> Document:
    """The document that ``template`` makes of ``brief``; ``annotated`` asks writers to show where
    each item comes from, where they can.

    Raises:
        TemplateError: the template is wrong: file, line, what, remedy.
    """
    front = template.front
    context = _facts_of(brief)
    for name in front.slots:
        context.setdefault(name, [])
    author = _author(brief, template, context)
    context |= author
    context["nil"] = {
        name: Markup("[~") + escape(nil) + Markup("]")
        for name, slot in front.slots.items()
        if (nil := getattr(slot, "nil", ""))
    }
    body = render(template.body, context, file=template.file, first_line=template.body_line)
    title = unescaped(render(front.title, context, file=template.file)).strip()
    return Document(
        title=title,
        kind=front.kind,
        blocks=to_blocks(body, file=template.file, foreign=_foreign(brief)),
        language=brief.language,
        subject=front.description,
        keywords=brief.focus,
        marking=brief.marking or "",
        reference=_reference(brief),
        modified=brief.issued,
        origins=origins(brief),
        annotated=annotated,
        fields=_fields(author, template.file),
    )
