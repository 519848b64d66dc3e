"""How wide the column of labels in a list of fields is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefgen.model.document import (
    Block,
    Callout,
    Document,
    ListBlock,
    ListRole,
    Paragraph,
    Strong,
    plain,
)

_MM = 72 / 25.4
LABEL_STEP = 28 * _MM  # the column, where no label needs more
_WIDEST = 50 * _MM  # beyond, a label pushes its own value along
_GAP = 3 * _MM  # between the longest label and the values


def label_step(document: Document, measure: Callable[[str], float]) -> float:
    """The width in points of the column of labels in ``document``: one for all its lists, so that
    their values stand under one another. ``measure`` gives the width of some words."""
    needs = (measure(label) + _GAP for label in _labels(document.blocks))
    return max([LABEL_STEP, *(need for need in needs if need <= _WIDEST)])


def _labels(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Callout):
            yield from _labels(block.blocks)
        elif isinstance(block, ListBlock) and block.role is ListRole.FIELDS:
            for item in block.items:
                first = item.blocks[0] if item.blocks else None
                label = first.content[:1] if isinstance(first, Paragraph) else ()
                if label and isinstance(label[0], Strong):
                    yield plain(label)
