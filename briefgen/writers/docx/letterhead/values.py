"""What the tags of a letterhead stand for."""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.model.theme import Theme
from briefgen.writers.characters import clean
from briefgen.writers.furniture import written_date

ALWAYS = ("title", "kind", "date", "reference", "marking", "organisation", "subject")
# Author slots that many templates have: one letterhead serves them all, so that where a template
# has none of that name the tag is empty.
OFTEN = ("to", "from", "cc", "contact")


def values(document: Document, theme: Theme) -> dict[str, str]:
    """Every tag that ``document`` fills, with its words; a line break is a newline."""
    always = {
        "title": document.title,
        "kind": document.kind,
        "date": written_date(document.modified, document.language),
        "reference": document.reference,
        "marking": document.marking,
        "organisation": theme.organisation,
        "subject": document.subject,
    }
    often = dict.fromkeys(OFTEN, "")
    filled = {**often, **dict(document.fields), **always}
    return {name: _lines(text) for name, text in filled.items()}


def _lines(text: str) -> str:
    return "\n".join(clean(line).strip() for line in text.strip().splitlines())
