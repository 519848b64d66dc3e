"""A template run over a brief: all that executes what a template says.

It reads nothing but its two arguments and gives nothing but text, so that it can run in this
process or in another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.composition.authored import as_written, lowered
from briefgen.composition.environment import Engine
from briefgen.composition.escape import Markup, escape
from briefgen.composition.inlines import unescaped
from briefgen.composition.origins import printed_items
from briefgen.model.base import Frozen
from briefgen.model.template import AuthorSlot
from briefgen.text.phrasebook import Phrasebook, phrasebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.template import Template


class Rendering(Frozen):
    """What a template says of a brief: ``title`` and ``kind`` as plain text, ``body`` and the
    author slots as Markdown."""

    title: str
    kind: str
    body: str
    author: dict[str, str]


@lru_cache(maxsize=8)
def _engine(template: Template, language: str) -> tuple[Engine, Phrasebook]:
    book = phrasebook(language, template.phrases)
    return Engine(template.file, template.parts, book), book


def run_template(brief: Brief, template: Template) -> Rendering:
    """What ``template`` says of ``brief``. The template's code runs here and nowhere else; all
    texts that it needs are in ``template``, so that no file is read.

    Raises:
        TemplateError: the template is wrong: file, line, what, remedy.
    """
    engine, book = _engine(template, brief.language)
    context = _facts_of(brief)
    for name in (*template.front.slots, *template.dropped):
        context.setdefault(name, [])
    context["filled"] = _filled(brief, template)
    author = _author(brief, template, context, engine, book)
    context |= author
    context["nil"] = _nil_lines(template, book)
    return Rendering(
        title=unescaped(
            engine.render(template.front.title, context, first_line=template.lines.get("title", 1))
        ).strip(),
        kind=book.say(template.front.kind),
        body=engine.render(template.body, context, first_line=template.body_line),
        author={name: str(text) for name, text in author.items()},
    )


def _nil_lines(template: Template, book: Phrasebook) -> dict[str, Markup]:
    """What each slot prints when it found nothing: perhaps nothing."""
    out = {name: Markup("") for name in (*template.front.slots, *template.dropped)}
    for name, slot in template.front.slots.items():
        if nil := getattr(slot, "nil", ""):
            out[name] = Markup("[~") + escape(book.say(nil)) + Markup("]")
    return out


def _cited(brief: Brief) -> dict[int, list[int]]:
    """The paragraphs that the brief cites, by number of the source."""
    found: dict[int, set[int]] = defaultdict(set)
    for item, _ in printed_items(brief):
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


def _filled(brief: Brief, template: Template) -> dict[str, bool]:
    """By author slot, whether a person has written something for it."""
    given = {name: brief.author.get(name) for name in (*template.front.slots, *template.dropped)}
    return {name: bool(one and (one.text or one.rows)) for name, one in given.items()}


def _author(
    brief: Brief, template: Template, context: dict[str, Any], engine: Engine, book: Phrasebook
) -> dict[str, Any]:
    """The author slots as Markdown: what a person wrote, else the template's default, else a
    placeholder where the slot is required. One with columns is a list of rows."""
    out: dict[str, Any] = {}
    for name, slot in template.front.slots.items():
        if not isinstance(slot, AuthorSlot):
            continue
        given = brief.author.get(name)
        if slot.columns:
            out[name] = _rows(slot, given.rows if given else (), book)
            continue
        text = given.text if given else None
        if text is not None and name != "reference":  # which is printed as it is, in the footer too
            text = _dated(text, book)
        text = as_written(text) if text is not None else None
        if text is None and slot.default is not None:
            line = template.lines.get(f"slots.{name}", 1)
            text = engine.render(slot.default, context, first_line=line)
        if text is None and slot.required:
            text = _to_complete(slot.prompt or name.replace("_", " "), book)
        out[name] = Markup(lowered((text or "").strip()))
    return out


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def _dated(text: str, book: Phrasebook) -> str:
    """A text that is a date in figures, 2026-03-20, in words like all dates of the brief."""
    if not _ISO.fullmatch(text.strip()):
        return text
    try:
        return book.date(date.fromisoformat(text.strip()))
    except ValueError:
        return text


def _rows(
    slot: AuthorSlot, given: Sequence[Mapping[str, str]], book: Phrasebook
) -> list[dict[str, Markup]]:
    """The rows that a person wrote, or as many as the slot has to be completed."""
    blank: Sequence[Mapping[str, str]] = [{}] * slot.rows if slot.required else []
    return [
        {
            column: Markup(
                lowered(as_written(_dated(row.get(column, ""), book).strip()))
                or (_to_complete(prompt, book) if prompt and slot.required else "")
            )
            for column, prompt in slot.columns.items()
        }
        for row in given or blank
    ]


def _to_complete(prompt: str, book: Phrasebook) -> str:
    return f"[!{escape(book.say(prompt))}]"
