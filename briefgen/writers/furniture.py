"""The words of headers and footers, with their placeholders filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from briefgen.model.document import Document
from briefgen.model.theme import Theme
from briefgen.writers.characters import clean

_PLACEHOLDER = re.compile(r"\{(title|kind|reference|organisation|date|page|pages)\}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LOOSE_SEPARATORS = " \u00a0·|–—-,"

PAGE = "{page}"
PAGES = "{pages}"


def band_words(words: str, document: Document, theme: Theme, *, first_page: bool) -> str:
    """``words`` of a band with all but ``{page}`` and ``{pages}`` filled.

    A separator that is left over beside an empty value goes too. On the first page the title and
    the kind of document are empty, because they stand below in large type.
    """
    values = {
        "title": "" if first_page else document.title,
        "kind": "" if first_page else document.kind,
        "reference": document.reference,
        "organisation": theme.organisation,
        "date": written_date(document.modified, document.language),
    }
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), words)
    return clean(filled).strip(_LOOSE_SEPARATORS)


def written_date(day: date | None, language: str) -> str:
    """``23 November 2026`` in an English document, ``2026-11-23`` in any other."""
    if day is None:
        return ""
    if language.partition("-")[0].lower() == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return day.isoformat()


def shortened(text: str, width: float, measure: Callable[[str], float]) -> str:
    """``text``, or as many of its first words as fit into ``width`` with an ellipsis after them."""
    if measure(text) <= width:
        return text
    words = text.split()
    while words:
        words.pop()
        candidate = " ".join(words).rstrip(_LOOSE_SEPARATORS + ".;:") + "…"
        if words and measure(candidate) <= width:
            return candidate
    return ""
