"""Templates and briefs of a few lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from briefgen.composition.compose import compose
from briefgen.composition.loader import load_template
from briefgen.model.brief import AuthorText, Brief, FactItem, Provenance, SourceReference
from briefgen.model.document import (
    Block,
    Callout,
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Strong,
    Table,
)

FRONT = """\
---
name: trial
slots:
  facts: {kind: fact, nil: Nothing was found.}
  key_facts: {kind: fact}
  purpose: {kind: author, prompt: "Why this note?"}
---
"""


def template_folder(folder: Path, body: str, *, front: str = FRONT) -> Path:
    """A template folder with this body and front matter."""
    folder.mkdir(exist_ok=True)
    (folder / "template.md.j2").write_text(front + body, encoding="utf-8")
    return folder


def fact(text: str) -> FactItem:
    """A fact that says ``text``."""
    return FactItem(
        id="f-1",
        citations=(Provenance(source="s", start=0, end=1, number=1, paragraph=2),),
        text=text,
        original=text,
        status="attributed",
    )


def brief(*texts: str, title: str = "Bridge closed", **changes: Any) -> Brief:
    """A brief whose slot ``facts`` holds these texts."""
    source = SourceReference(number=1, id="s", title="Velmark Herald", published=date(2026, 3, 11))
    fields: dict[str, Any] = {
        "template": "trial",
        "title": title,
        "slots": {"facts": tuple(fact(text) for text in texts), "key_facts": ()},
        "author": {"purpose": AuthorText(text="To inform.", prompt="Why this note?")},
        "sources": (source,),
        "issued": date(2026, 3, 11),
        **changes,
    }
    return Brief(**fields)


def composed(folder: Path, body: str, *texts: str, **changes: Any) -> Document:
    """The document that a template with this body makes of a brief with these facts."""
    front = changes.pop("front", FRONT)
    return compose(
        brief(*texts, **changes), load_template(template_folder(folder, body, front=front))
    )


def contents(blocks: tuple[Block, ...]) -> list[Inlines]:
    """The content of every block in order, those inside others included."""
    out: list[Inlines] = []
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content):
                out.append(content)
            case ListBlock(items):
                out += [c for item in items for c in contents(item.blocks)]
            case QuoteBlock(paragraphs, attribution):
                out += [*contents(paragraphs), *([attribution] if attribution else [])]
            case Callout(inner, title):
                out += [*([title] if title else []), *contents(inner)]
            case Table(columns, rows):
                out += [*(c.header for c in columns), *(cell for row in rows for cell in row)]
    return out


def kinds(content: Inlines) -> set[type[Inline]]:
    """The classes of the inlines in ``content``, those inside others included."""
    out: set[type[Inline]] = set()
    for inline in content:
        out.add(type(inline))
        if isinstance(inline, Strong | Emphasis | Link):
            out |= kinds(inline.children)
    return out


__all__ = ["FRONT", "Citation", "brief", "composed", "contents", "fact", "kinds", "template_folder"]
