"""A brief without what the text of a letterhead says already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model.document import (
    Block,
    Document,
    Heading,
    Inlines,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    Placeholder,
    Strong,
    plain,
)
from briefgen.text.phrasebook import phrasebook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def unsaid(document: Document, words: Mapping[str, str]) -> Document:
    """``document`` without title, type and fields that ``words``, the tags in the text of a
    letterhead, say. A field is known by label and words together: the date of a deadline may be
    that of the brief. What is left to complete stays, where it is seen."""
    book = phrasebook(document.language)
    said = {
        (book.say(name.replace("_", " ").capitalize()), _joined(text))
        for name, text in words.items()
    }
    return replace(
        document,
        title="" if "title" in words else document.title,
        kind="" if "kind" in words else document.kind,
        blocks=tuple(_without(document.blocks, said)),
    )


def _without(blocks: tuple[Block, ...], said: Collection[tuple[str, str]]) -> Iterator[Block]:
    """``blocks`` without fields that are ``said``, as far as these stand above all sections."""
    is_top = True
    for block in blocks:
        is_top = is_top and not isinstance(block, Heading)
        if is_top and isinstance(block, ListBlock) and block.role is ListRole.FIELDS:
            left = tuple(item for item in block.items if _field(item) not in said)
            if left:
                yield replace(block, items=left)
        else:
            yield block


def _field(item: ListItem) -> tuple[str, str] | None:
    """Label and words of a field; None where it is another thing, or to be completed."""
    match item.blocks:
        case (Paragraph((Strong() as label, *rest)),) if not _is_open(tuple(rest)):
            return _joined(plain((label,))).rstrip(" :"), _joined(plain(tuple(rest)))
    return None


def _is_open(content: Inlines) -> bool:
    return any(isinstance(one, Placeholder) for one in content)


def _joined(text: str) -> str:
    return " ".join(text.split())
