"""The plain text of a message: 72 columns, which any mail program shows as they are."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from briefgen.model import document as model
from briefgen.model.document import Document, Inline, Inlines, ListRole, Strong
from briefgen.writers.anchors import item_numbers
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.charts import table_of

COLUMNS = 72  # RFC 3676 wants no more than 78, and each reply puts marks in front
_BREAK = "\n"


def text_of(document: Document, first: tuple[str, ...]) -> str:
    """The text, its lines ended by ``\\n``. No line is longer than 72 columns but one that is a
    single address."""
    lines = [clean(line) for line in first]
    marking = [clean(document.marking)] if document.marking else []
    parts = [_BREAK.join(lines), *_blocks(document.blocks, 0), *marking]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def word_count(document: Document, first: tuple[str, ...]) -> int:
    """How many words a reader reads in it; addresses do not count."""
    parts = (*first, *_blocks(document.blocks, 0, addresses=False), document.marking)
    return sum(len(re.findall(r"\w[^\s]*", part)) for part in parts)


def _blocks(blocks: Iterable[model.Block], margin: int, *, addresses: bool = True) -> Iterator[str]:
    """Each block as lines that begin ``margin`` columns in."""
    paragraph_number = 1
    for block in blocks:
        match block:
            case model.Heading(_, content):
                yield _wrapped(_words(content, addresses).upper(), margin)
            case model.Paragraph(content):
                yield _wrapped(_words(content, addresses), margin)
            case model.ListBlock():
                yield _list(block, margin, paragraph_number, addresses)
                if block.role is ListRole.PARAGRAPHS:
                    paragraph_number += len(block.items)
            case model.QuoteBlock(content, attribution):
                yield from _blocks(content, margin + 2, addresses=addresses)
                if attribution:
                    yield _wrapped(f"— {_words(attribution, addresses)}", margin + 2)
            case model.Callout(inner, title):
                if title:
                    yield _wrapped(_words(title, addresses), margin)
                yield from _blocks(inner, margin, addresses=addresses)
            case model.Table():
                yield from _table(block, margin, addresses)
            case model.Chart():
                yield from _table(table_of(block), margin, addresses)
            case model.PageBreak():
                pass


def _list(block: model.ListBlock, margin: int, first: int, addresses: bool) -> str:
    numbers = item_numbers(block, first)
    is_bulleted = block.role in {ListRole.BULLETS, ListRole.FIELDS}
    made = []
    for item, number in zip(block.items, numbers, strict=True):
        mark = "- " if is_bulleted else f"{number}. "
        if block.role is ListRole.FIELDS:
            mark = ""
        parts = list(_blocks(item.blocks, margin + len(mark), addresses=addresses)) or [""]
        whole = "\n\n".join(parts)
        made.append(" " * margin + mark + whole.lstrip(" "))
    return _BREAK.join(made)


def _table(block: model.Table, margin: int, addresses: bool) -> Iterator[str]:
    """A table read row by row, each cell behind what its column is: columns would need a font of
    one width, which a message has nowhere for sure."""
    if block.caption:
        yield _wrapped(_words(block.caption, addresses), margin)
    for row in block.rows:
        cells = (
            f"{_words(column.header, addresses)}: {_words(cell, addresses)}"
            for column, cell in zip(block.columns, row, strict=False)
        )
        yield _wrapped("- " + "; ".join(cells), margin)


def _wrapped(text: str, margin: int) -> str:
    pad = " " * margin
    return _BREAK.join(
        textwrap.fill(
            line,
            COLUMNS,
            initial_indent=pad,
            subsequent_indent=pad,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.split(_BREAK)
    )


def _words(content: Inlines, addresses: bool) -> str:
    return "".join(_inline(inline, addresses, n) for n, inline in enumerate(content))


def _inline(inline: Inline, addresses: bool, place: int) -> str:
    match inline:
        case model.Text(text):
            return clean(text)
        case Strong(children) if place == 0 and not _is_sentence(children):
            return f"{_words(children, addresses)}:"  # a label, which has no type of its own here
        case Strong(children) | model.Emphasis(children):
            return _words(children, addresses)
        case model.Link(url, children):
            words, address = _words(children, addresses), safe_url(url)
            shown = (address or "").removeprefix("mailto:")
            return words if not addresses or shown in {"", words} else f"{words} <{shown}>"
        case model.Citation(number):
            return f"[{number}]"
        case model.Placeholder():
            return clean(inline.words)
        case model.LineBreak():
            return _BREAK


def _is_sentence(content: Inlines) -> bool:
    """Whether words in bold say something by themselves, and are no label before a value."""
    return model.plain(content).rstrip().endswith((".", "!", "?", ":", "”", "…", ")"))
