"""Quotes as a list of their own: who said what, and why a brief would leave it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.model.dossier import QuoteKind
from briefgen.selection.spoken import why_not

if TYPE_CHECKING:
    from datetime import date

    from briefgen.model.dossier import Dossier, Quote


@dataclass(frozen=True)
class ListedQuote:
    """One quote in a list: who said it, where, and why a brief would leave it out."""

    speaker: str
    role: str | None
    source: str
    published: date | None
    quote: Quote
    left_out: str | None


def quotes_by_speaker(dossier: Dossier, *, indirect: bool, explain: bool) -> list[ListedQuote]:
    """The quotes of a dossier by speaker, the most quoted first, each in the order of its source.

    ``indirect`` adds reported speech; ``explain`` adds what a brief leaves out.
    """
    sources = {source.id: source for source in dossier.sources}
    rows = []
    for quote in dossier.quotes:
        left_out = why_not(quote)
        if (quote.kind is QuoteKind.INDIRECT and not indirect) or (left_out and not explain):
            continue
        source = sources[quote.source]
        rows.append(
            ListedQuote(
                speaker=quote.speaker.name if quote.speaker else "(nobody named)",
                role=quote.speaker.role if quote.speaker else None,
                source=source.publisher
                or source.author
                or PurePath(source.path or source.title).name,
                published=source.published,
                quote=quote,
                left_out=left_out,
            )
        )
    counts = Counter(row.speaker for row in rows)
    order = {source.id: n for n, source in enumerate(dossier.sources)}
    return sorted(
        rows,
        key=lambda r: (-counts[r.speaker], r.speaker, order[r.quote.source], r.quote.start),
    )
