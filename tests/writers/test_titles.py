"""The title of a document: a long one is set a step smaller, in PDF and Word alike."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reading import WORD, docx_part
from sample import SAMPLE

from briefgen.model.document import Citation, Column, Table, Text
from briefgen.model.theme import Theme
from briefgen.writers import write

THEME = Theme()


def characters(file: bytes) -> list[tuple[str, float]]:
    """The characters of the first page of a PDF, each with its size."""
    words = pypdfium2.PdfDocument(file)[0].get_textpage()
    text = words.get_text_range()
    return [(c, pdfium.FPDFText_GetFontSize(words, n)) for n, c in enumerate(text)]


@pytest.mark.parametrize(("words", "size"), [(2, 20.0), (10, 20.0), (18, 16.0), (40, 16.0)])
def test_a_title_of_more_than_two_lines_is_a_step_smaller(words, size):
    document = replace(SAMPLE, title=" ".join(["Qarbour"] * words), blocks=())
    styles = docx_part(write(document, THEME, "docx"), "word/styles.xml")
    (title,) = (s for s in styles if s.get(f"{WORD}styleId") == "Title")
    assert float(next(title.iter(f"{WORD}sz")).get(f"{WORD}val")) / 2 == size
    printed = characters(write(document, THEME, "pdf"))
    assert {round(s, 1) for c, s in printed if c == "Q" and s > THEME.sizes.band} == {size}


def test_a_citation_alone_in_a_cell_stands_on_the_line_of_the_words_beside_it():
    columns = (Column((Text("What"),)), Column((Text("Source"),)))
    table = Table(columns, (((Text("Xylem"),), (Citation(1),)),))
    page = pypdfium2.PdfDocument(write(replace(SAMPLE, blocks=(table,)), THEME, "pdf"))[0]
    words = page.get_textpage()
    text = words.get_text_range()
    lines = []
    for place in (text.index("Xylem"), text.index("[1]")):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(words, place, x, y)
        lines.append(y.value)
    assert lines[0] == pytest.approx(lines[1], abs=0.01)
