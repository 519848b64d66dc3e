"""How blocks look beside each other: a small paragraph belongs to the heading or table above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from briefgen.model.document import (
    Block,
    Chart,
    Heading,
    ListBlock,
    ListRole,
    Paragraph,
    ParagraphRole,
    Placeholder,
    QuoteBlock,
    Table,
    plain,
)

_FEW_SOURCES = 3  # a page of no more than these, with their heading, looks lost


def neighbours(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Each of ``blocks`` with the one before it and the one that follows."""
    before: Block | None = None
    for block, following in pairwise((*blocks, None)):
        if block is not None:
            yield before, block, following
            before = block


def is_note(block: Block | None) -> TypeGuard[Paragraph]:
    """Whether ``block`` is a small paragraph: below a table it is the note on it."""
    return isinstance(block, Paragraph) and block.role is ParagraphRole.SMALL


def is_credit(block: Block, before: Block | None) -> TypeGuard[Paragraph]:
    """Whether ``block`` is a small paragraph right under a heading: it says whose story follows."""
    return isinstance(before, Heading) and is_note(block)


def leads_in(block: Block, following: Block | None) -> bool:
    """Whether ``block`` is a line like "What is being said:", which is nothing without the quote,
    list or table that follows it; the text or list above a table without a heading of its own, of
    which the table shows the figures; or a quote or list that somebody is still to answer below."""
    if isinstance(block, QuoteBlock | ListBlock) and isinstance(following, Paragraph):
        return _is_to_complete(following)
    if isinstance(following, Table) and isinstance(block, Paragraph | ListBlock):
        return True
    return (
        isinstance(block, Paragraph)
        and isinstance(following, QuoteBlock | ListBlock | Table | Chart)
        and plain(block.content).rstrip().endswith((":", "："))
    )


def _is_to_complete(paragraph: Paragraph) -> bool:
    return bool(paragraph.content) and isinstance(paragraph.content[0], Placeholder)


def before_few_sources(blocks: Sequence[Block]) -> Block | None:
    """The paragraph or list in front of the heading of a short list of sources, if there is one:
    its end goes along where those begin a page."""
    for block, heading, sources in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if (
            isinstance(sources, ListBlock)
            and sources.role is ListRole.SOURCES
            and len(sources.items) <= _FEW_SOURCES
            and isinstance(heading, Heading)
            and isinstance(block, Paragraph | ListBlock)
        ):
            return block
    return None
