"""The words of headers and footers, with their placeholders filled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from briefgen.model.document import Document
from briefgen.model.theme import Theme
from briefgen.text.phrasebook import phrasebook
from briefgen.writers.characters import clean

_PLACEHOLDER = re.compile(r"\{(title|kind|reference|organisation|date|page|pages)\}")
_LOOSE_SEPARATORS = " \u00a0·|–—-,"

# What stands for a field that is empty: it takes the separator behind it along, where one stands in
# front of it too or nothing does; else the space in front of it, or the brackets around it.
_EMPTY = "\x03"
_BETWEEN = re.compile(rf"((?:^|[·|–—,-])[ \u00a0]*)(?:{_EMPTY}[ \u00a0·|–—,-]*)+")
_BESIDE = re.compile(rf"[ \u00a0]*(?:\({_EMPTY}\)|{_EMPTY})")

# What stands for the number of a page, and of all pages, until they are known: characters that
# cannot come from a document, because they are cleaned out of all that does.
PAGE = "\x01"
PAGES = "\x02"


def band_words(words: str, document: Document, theme: Theme, *, first_page: bool) -> str:
    """``words`` of a band, with ``PAGE`` and ``PAGES`` where page numbers belong.

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
    numbers = {"page": PAGE, "pages": PAGES}

    def value(found: re.Match[str]) -> str:
        return numbers.get(found[1]) or clean(values[found[1]]) or _EMPTY

    filled = _PLACEHOLDER.sub(value, clean(phrasebook(document.language).say(words)))
    filled = _BETWEEN.sub(r"\1", filled)
    return _BESIDE.sub("", filled).strip(_LOOSE_SEPARATORS)


def theme_words(theme: Theme) -> tuple[str, ...]:
    """All words that ``theme`` itself may print."""
    bands = (theme.header, theme.footer, theme.header.first, theme.footer.first)
    return (theme.organisation, *(words for b in bands if b for words in (b.left, b.right)))


def written_date(day: date | None, language: str) -> str:
    """A date as the language of a document writes it: ``23 November 2026``."""
    return phrasebook(language).date(day)


def shortened(text: str, width: float, measure: Callable[[str], float]) -> str:
    """``text``, or as many of its first words as fit into ``width`` with an ellipsis after them."""
    if measure(text) <= width:
        return text
    words = text.split()

    def first(count: int) -> str:
        return " ".join(words[:count]).rstrip(_LOOSE_SEPARATORS + ".;:") + "…"

    # More words are wider: the most that fit are found by halves, since measuring takes its time.
    count = bisect_right(range(1, len(words)), width, key=lambda n: measure(first(n)))
    return first(count) if count else ""
