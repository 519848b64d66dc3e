"""All the words of a document, whatever block they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.document import (
    Block,
    Callout,
    Chart,
    Document,
    Heading,
    Inlines,
    ListBlock,
    PageBreak,
    Paragraph,
    QuoteBlock,
    Table,
    Text,
    plain,
)


def texts(document: Document) -> Iterator[str]:
    """What is printed of ``document``, piece by piece in the order of reading."""
    yield from (document.marking, document.kind, document.title, document.reference)
    yield from (plain(content) for content in contents(document.blocks))


def contents(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of all ``blocks`` in the order of reading."""
    for block in blocks:
        match block:
            case Heading(_, content) | Paragraph(content):
                yield content
            case ListBlock(items):
                for item in items:
                    yield from contents(item.blocks)
            case QuoteBlock(paragraphs, attribution):
                yield from contents(paragraphs)
                yield attribution
            case Callout(inner, title):
                yield title
                yield from contents(inner)
            case Table(columns, rows, caption):
                yield caption
                yield from (column.header for column in columns)
                yield from (cell for row in rows for cell in row)
            case Chart(_, points, caption):
                yield caption
                for point in points:
                    yield (Text(point.label),)
                    yield (Text(point.shown),)
            case PageBreak():
                pass
