"""The 515 strings that break other programs, as title, statement and quote, in every format."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO

import docx
import pypdfium2
import pytest
from checkers import word_faults
from docx.oxml.ns import qn
from lxml import html
from markdown_it import MarkdownIt
from material import SHARED
from reading import letters
from tagged import hear

from briefgen.model.document import Document, Paragraph, QuoteBlock, Text
from briefgen.model.theme import Theme
from briefgen.writers import unprinted, write
from briefgen.writers.characters import clean

CORPUS = SHARED / "corpus" / "strings" / "blns.json"
pytestmark = pytest.mark.skipif(not CORPUS.is_file(), reason="the strings are not there")
THEME = Theme()
BATCH = 103  # strings in one title: five files for all


def strings() -> list[str]:
    """All strings that have anything to print."""
    found: list[str] = json.loads(CORPUS.read_text(encoding="utf-8"))
    assert len(found) == 515
    return [text for text in found if seen(text)]


def seen(text: str) -> str:
    """``text`` as every format keeps it: without white space, control characters, what turns the
    direction, and signs that only tell how others are joined; in NFC."""
    kept = letters(clean(text))
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", kept)
        if unicodedata.category(letter) != "Cf" and not 0xFE00 <= ord(letter) < 0xFE10
    )


def printed(text: str, stand_ins: dict[str, str]) -> str:
    """``text`` as a PDF shows it: with stand-ins for what no font has, and plain letters for those
    in mathematical dress."""
    made = "".join(stand_ins.get(letter, letter) for letter in clean(text))
    return seen(unicodedata.normalize("NFKC", made))


@cache
def document() -> Document:
    blocks = [
        block
        for text in strings()
        for block in (
            Paragraph((Text(text),)),
            QuoteBlock((Paragraph((Text(text),)),), (Text(text),)),
        )
    ]
    return Document("Naughty strings", tuple(blocks))


@cache
def file(fmt: str) -> bytes:
    return write(document(), THEME, fmt)


def in_word() -> list[str]:
    paragraphs = docx.Document(BytesIO(file("docx"))).paragraphs[1:]
    return ["".join(t.text or "" for t in p._p.iter(qn("w:t"))) for p in paragraphs]


def in_html() -> list[str]:
    main = html.document_fromstring(file("html").decode()).find("body/main")
    return [str(p.text_content()) for p in main.iter("p", "figcaption")]


def in_markdown() -> list[str]:
    page = MarkdownIt("commonmark").enable("table").render(file("md").decode())
    return [str(p.text_content()) for p in html.fromstring(f"<div>{page}</div>").iter("p")]


READ: dict[str, Callable[[], list[str]]] = {
    "docx": in_word, "html": in_html, "md": in_markdown,
}  # fmt: skip


def differing(found: Iterable[str], expected: Iterable[str]) -> list[tuple[str, str]]:
    return [(e, f) for e, f in zip(expected, found, strict=True) if e != f]


@pytest.mark.parametrize("fmt", READ)
def test_every_string_can_be_read_back(fmt):
    wanted = [seen(text) for text in strings() for _ in range(3)]
    assert differing(map(seen, READ[fmt]()), wanted) == []


def test_every_string_can_be_heard_from_the_pdf():
    stand_ins = {one.character: one.shown for one in unprinted(document(), THEME, "pdf")}
    wanted = [printed(text, stand_ins) for text in strings() for _ in range(3)]
    heard = [
        # PDFium tells a hyphen at the end of a line by a character of its own.
        printed(p.text.replace("\x02", "-").replace("\ufffe", "-"), {})
        for p in hear(file("pdf")).all("P")
    ]
    assert differing(heard, wanted) == []


def test_the_pdf_is_whole(tmp_path):
    path = tmp_path / "naughty.pdf"
    path.write_bytes(file("pdf"))
    assert len(pypdfium2.PdfDocument(path)) > 10
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)  # noqa: S607


def test_the_word_file_is_whole(tmp_path):
    assert word_faults(file("docx"), tmp_path) == []


def test_every_string_can_be_the_title_of_a_pdf():
    for text in strings():
        title = Document(text, (), kind=text, marking=text)
        stand_ins = {one.character: one.shown for one in unprinted(title, THEME, "pdf")}
        (heard,) = hear(write(title, THEME, "pdf")).all("H1")
        assert printed(heard.text, {}) == printed(text, stand_ins), text


@pytest.mark.parametrize("fmt", ["docx", "html", "md"])
def test_every_string_can_be_a_title(fmt):
    found = strings()
    for at in range(0, len(found), BATCH):
        title = " · ".join(found[at : at + BATCH])
        made = write(Document(title, (), kind=found[at], marking=found[at]), THEME, fmt)
        if fmt == "docx":
            read = docx.Document(BytesIO(made)).paragraphs[1].text
        elif fmt == "html":
            read = html.document_fromstring(made.decode()).find(".//h1").text_content()
        else:
            page = MarkdownIt("commonmark").render(made.decode())
            read = html.fromstring(f"<div>{page}</div>").find(".//h1").text_content()
        assert seen(read) == seen(title)


def test_the_same_strings_give_the_same_bytes():
    assert write(document(), THEME, "pdf") == file("pdf")
    assert write(document(), THEME, "docx") == file("docx")
