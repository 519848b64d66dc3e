"""A document as the body of a message, twice: plain text, and HTML that needs no style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model.document import Document


@dataclass(frozen=True, slots=True)
class Bodies:
    """What a message says, in its two forms, which say the same. ``words`` counts what is read:
    addresses behind links are not."""

    text: str
    html: str
    words: int


def bodies(document: Document, first: tuple[str, ...] = ()) -> Bodies:
    """``document`` as a message without its title, which is the subject's. The lines ``first`` and
    the marking stand in front, the marking at the end as well."""
    from briefgen.writers.mail.html import html_of
    from briefgen.writers.mail.text import text_of, word_count

    lines = (*first, *([document.marking] if document.marking else []))
    return Bodies(text_of(document, lines), html_of(document, lines), word_count(document, lines))
