"""Blocks as plain text: a line for each paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.document import (
    Block,
    Callout,
    Heading,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Table,
    plain,
)


def plain_text(blocks: Iterable[Block]) -> str:
    """What ``blocks`` say, a line for each paragraph and item."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, content) | Paragraph(content):
                yield plain(content)
            case ListBlock(items):
                for item in items:
                    yield from _lines(item.blocks)
            case QuoteBlock(paragraphs, attribution):
                yield from _lines(paragraphs)
                yield plain(attribution)
            case Callout(inner):
                yield from _lines(inner)
            case Table(_, rows):
                yield from (", ".join(plain(cell) for cell in row) for row in rows)
            case _:
                pass
