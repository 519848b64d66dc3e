"""What a reader finds in a written file, for tests: its words, whatever the format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

import pypdfium2
from lxml import etree, html
from markdown_it import MarkdownIt

from briefgen.model.document import (
    Block,
    Callout,
    Chart,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Table,
    plain,
)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("pdf", "docx", "html", "md")


def letters(text: str) -> str:
    """``text`` without white space, which each format sets in its own way."""
    return re.sub(r"\s", "", text)


def visible(file: bytes, fmt: str) -> str:
    """The letters of ``file`` in reading order."""
    readers = {"pdf": pdf_text, "docx": docx_text, "html": html_text, "md": markdown_text}
    return letters(readers[fmt](file))


def pdf_text(file: bytes) -> str:
    return "\n".join(pdf_pages(file))


def pdf_pages(file: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_range() for page in document]


def docx_part(file: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def docx_text(file: bytes) -> str:
    body = docx_part(file, "word/document.xml")
    return "".join(text.text or "" for text in body.iter(f"{WORD}t"))


def html_text(file: bytes) -> str:
    return str(html.document_fromstring(file).find("body").text_content())


def markdown_text(file: bytes) -> str:
    page = MarkdownIt("commonmark").enable("table").render(file.decode())
    return str(html.fromstring(f"<div>{page}</div>").text_content())


def contents(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of all ``blocks`` in reading order."""
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
            case Chart():
                yield block.caption
            case Callout(inner, title):
                yield title
                yield from contents(inner)
            case Table(columns, rows, caption):
                yield caption
                yield from (column.header for column in columns)
                yield from (cell for row in rows for cell in row)


def words_of(blocks: Iterable[Block]) -> list[str]:
    """The letters of every inline sequence of ``blocks``."""
    return [letters(plain(content)) for content in contents(blocks)]
