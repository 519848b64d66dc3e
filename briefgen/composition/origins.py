"""Where the items of a brief come from, for writers that can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import ConflictItem, EntityItem, StoryItem
from briefgen.model.document import Origin
from briefgen.text.phrasebook import Phrasebook, phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief, Item, SourceReference


def origins(brief: Brief) -> tuple[Origin, ...]:
    """An origin for each citation of each item, in the order of the slots."""
    book = phrasebook(brief.language)
    sources = {source.number: source for source in brief.sources}
    return tuple(
        Origin(
            item=item.id,
            kind=kind,
            number=place.number,
            paragraph=place.paragraph,
            start=place.start,
            end=place.end,
            sentence=place.sentence,
            reference=_reference(book, sources.get(place.number)),
            sha256=sources[place.number].sha256 if place.number in sources else "",
        )
        for item, kind in printed_items(brief)
        for place in item.citations
    )


def printed_items(brief: Brief) -> Iterator[tuple[Item, str]]:
    """All items that are printed with citations; of a conflict those are its sides, of somebody
    beside the subject the statement; with a story goes what has replaced a figure in it."""
    for items in brief.slots.values():
        for item in items:
            if isinstance(item, ConflictItem):
                yield from ((side, item.kind) for side in item.sides)
            elif isinstance(item, EntityItem) and item.fact is not None:
                yield item.fact, item.kind
            else:
                yield item, item.kind
                if isinstance(item, StoryItem) and item.replaced_by is not None:
                    yield item.replaced_by, item.kind


def _reference(book: Phrasebook, source: SourceReference | None) -> str:
    """A source by title, who speaks in it, and date; nothing for one that is not listed."""
    if source is None:
        return ""
    parts = (source.title, source.outlet, book.date(source.published) or book.say("undated"))
    return ", ".join(part for part in parts if part)
