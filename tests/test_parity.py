"""All formats say the same, block by block, as readers of other people find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import mammoth
import pypdfium2
import pytest
from briefs import CASES, Written, written
from lxml import html
from markdown_it import MarkdownIt

from briefgen.model.document import Table, plain

HEADINGS = {"h1", "h2", "h3"}
BLOCKS = HEADINGS | {"p", "li", "th", "td", "caption", "figcaption"}
# mammoth knows only the styles that Word itself has.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
"""
MILLIMETRE = 72 / 25.4
# A bullet or number stands in the text of a PDF; the other formats have it in their structure.
LABEL = re.compile(r"[•–]|\d{1,3}\.|\[\d{1,3}\]")

Block = tuple[bool, str]
"""Whether it is a heading, and its letters without white space."""


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def blocks_of(tree: html.HtmlElement) -> Iterator[Block]:
    """The innermost blocks of a page in reading order, those without words left out."""
    for element in tree.iter():
        if element.tag in BLOCKS and (text := letters("".join(_own_words(element)))):
            yield element.tag in HEADINGS, text


def _own_words(element: html.HtmlElement) -> Iterator[str]:
    """What stands in ``element`` and in no block inside it."""
    yield element.text or ""
    for child in element:
        if child.tag not in BLOCKS and isinstance(child.tag, str):
            yield from _own_words(child)
        yield child.tail or ""


def of_word(brief: Written) -> list[Block]:
    page = mammoth.convert_to_html(BytesIO(brief.file("docx")), style_map=STYLES).value
    return list(blocks_of(html.fromstring(f"<div>{page}</div>")))


def of_html(brief: Written) -> list[Block]:
    body = html.document_fromstring(brief.file("html")).find("body")
    for foot in body.findall("footer"):  # what the other formats have at the foot of each page
        body.remove(foot)
    return list(blocks_of(body))


def of_markdown(brief: Written) -> list[Block]:
    page = MarkdownIt("commonmark").enable("table").render(brief.file("md").decode())
    return list(blocks_of(html.fromstring(f"<div>{page}</div>")))


def of_pdf(brief: Written) -> str:
    """The letters between the margins of all pages, where headers and footers do not reach."""
    page, text = brief.theme.page, ""
    for sheet in pypdfium2.PdfDocument(brief.file("pdf")):
        width, height = sheet.get_size()
        bottom, top = page.bottom * MILLIMETRE, height - page.top * MILLIMETRE
        text += sheet.get_textpage().get_text_bounded(0, bottom, width, top)
    # PDFium tells a hyphen at the end of a line by characters of its own.
    return letters(re.sub("[\x02\ufffe]", "-", text))


@pytest.mark.parametrize(("template", "sources"), CASES)
def test_word_html_and_markdown_have_the_same_blocks(template, sources):
    brief = written(template, sources)
    assert len(of_word(brief)) > 10
    assert of_html(brief) == of_word(brief)
    assert of_markdown(brief) == of_word(brief)


@pytest.mark.parametrize(("template", "sources"), CASES)
def test_the_pdf_has_the_same_blocks_and_nothing_else(template, sources):
    brief = written(template, sources)
    headers = [
        letters("".join(plain(column.header) for column in block.columns)).casefold()
        for block in brief.document.blocks
        if isinstance(block, Table)
    ]
    rest = of_pdf(brief).casefold()
    for _, block in of_word(brief):
        words = block.casefold()
        # The header of a table is there again on the page that the table goes on to.
        repeated = next((header for header in headers if rest.startswith(header)), "")
        label = LABEL.match(rest)
        if not rest.startswith(words):
            rest = rest[label.end() if label else len(repeated) :]
        assert rest.startswith(words), (words, rest[:200])
        rest = rest[len(words) :]
    assert rest == ""
