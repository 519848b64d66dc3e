"""Names that citations point at, and the numbers of list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.model.document import Block, Callout, ListBlock, ListItem, ListRole, QuoteBlock

_PREFIX = "source-"
_CITABLE = re.compile(f"{_PREFIX}[0-9]{{1,9}}")


def anchor_of(number: int) -> str:
    """The anchor that a citation of source ``number`` points at."""
    return f"{_PREFIX}{number}"


def anchors(blocks: Iterable[Block]) -> frozenset[str]:
    """All anchors in ``blocks`` that a citation can point at. One whose anchor is missing is
    printed without a link, because a link to nowhere breaks a PDF."""
    names = (item.anchor or "" for item in _items(blocks))
    return frozenset(name for name in names if _CITABLE.fullmatch(name))


def _items(blocks: Iterable[Block]) -> Iterator[ListItem]:
    for block in blocks:
        match block:
            case ListBlock(items):
                for item in items:
                    yield item
                    yield from _items(item.blocks)
            case Callout(inner) | QuoteBlock(inner):
                yield from _items(inner)
            case _:
                pass


def item_numbers(block: ListBlock, first_paragraph: int) -> tuple[int, ...]:
    """The number printed before each item of ``block``.

    Sources have the number of their anchor, so that ``[3]`` is always source-3; numbered
    paragraphs go on from ``first_paragraph``; every other list counts from its ``start``.
    """
    match block.role:
        case ListRole.SOURCES:
            return tuple(_source_number(item, n) for n, item in enumerate(block.items, block.start))
        case ListRole.PARAGRAPHS:
            return tuple(range(first_paragraph, first_paragraph + len(block.items)))
        case _:
            return tuple(range(block.start, block.start + len(block.items)))


def _source_number(item: ListItem, fallback: int) -> int:
    anchor = item.anchor or ""
    return int(anchor.removeprefix(_PREFIX)) if _CITABLE.fullmatch(anchor) else fallback
