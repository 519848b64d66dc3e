"""What only a PDF has."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import fontpkg
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reading import pdf_text
from sample import BLOCKS, FIGURES, LONG_TABLE_SAMPLE, SAMPLE, item, paragraph, words

from briefgen.errors import TemplateError
from briefgen.model.document import (
    Align,
    Callout,
    Column,
    Document,
    Heading,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    ParagraphRole,
    QuoteBlock,
    Table,
)
from briefgen.model.theme import Sizes, Theme
from briefgen.writers import write

THEME = Theme()


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(SAMPLE, THEME, "pdf")


@pytest.fixture(scope="module")
def pdf(file):
    return pypdfium2.PdfDocument(file)


def pages(document) -> list[str]:
    opened = pypdfium2.PdfDocument(write(document, THEME, "pdf"))
    return [page.get_textpage().get_text_range() for page in opened]


def test_the_properties_say_title_author_subject_keywords_and_date(pdf):
    assert pdf.get_metadata_dict() == {
        "Title": SAMPLE.title,
        "Author": SAMPLE.author,
        "Subject": SAMPLE.subject,
        "Keywords": "flood, Port Ellesby, harbour",
        "Creator": "briefgen",
        "Producer": "briefgen",
        "CreationDate": "D:20261123000000+00'00'",
        "ModDate": "D:20261123000000+00'00'",
    }


def test_the_file_says_its_language_and_shows_its_title_in_the_window(file):
    assert b"/Lang (en-GB)" in file
    assert b"/DisplayDocTitle true" in file


def test_the_bookmarks_are_the_headings(pdf):
    headings = [(b.level - 1, b.content) for b in BLOCKS if isinstance(b, Heading)]
    outline = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
    assert outline == [(level, content[0].text) for level, content in headings]


def test_a_bookmark_leads_to_the_page_of_its_heading(pdf):
    places = {entry.get_title(): entry.get_dest().get_index() for entry in pdf.get_toc()}
    for title, index in places.items():
        assert title in pdf[index].get_textpage().get_text_range()
    assert max(places.values()) == len(pdf) - 1


def test_all_fonts_are_embedded_subsets(file):
    names = set(re.findall(rb"/BaseFont /(\S+)", file))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+Lato", name) for name in names)
    assert file.count(b"/FontFile2") == len(names)


def test_addresses_are_live(file):
    assert b"/URI (https://norrmark.example/flood/noon-23)" in file
    assert b"/URI (mailto:duty@ellesbyport.example)" in file


def test_every_internal_link_leads_to_the_page_of_the_sources(pdf):
    targets = set()
    for page in pdf:
        link, start = pdfium.FPDF_LINK(), ctypes.c_int(0)
        while pdfium.FPDFLink_Enumerate(page, ctypes.byref(start), ctypes.byref(link)):
            if dest := pdfium.FPDFLink_GetDest(pdf, link):
                targets.add(pdfium.FPDFDest_GetDestPageIndex(pdf, dest))
    assert targets == {len(pdf) - 1}


def test_each_page_has_its_number_and_the_marking_twice():
    texts = pages(SAMPLE)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert text.count("OFFICIAL") == 2


def test_the_title_is_in_the_header_of_every_page_but_the_first():
    first, *others = pages(SAMPLE)
    assert len(re.findall(r"Port Ellesby: lock gate failure", first)) == 1
    assert all(SAMPLE.title in text for text in others)


def test_a_long_title_is_shortened_in_the_header():
    _, second, *_ = pages(LONG_TABLE_SAMPLE)
    header = next(line for line in second.splitlines() if "Port Ellesby: all figures" in line)
    assert "…" in header


def test_the_header_row_of_a_table_is_repeated_on_each_of_its_pages():
    with_rows = [text for text in pages(LONG_TABLE_SAMPLE) if "Homes flooded" in text]
    assert len(with_rows) >= 2
    assert all("Stated by" in text for text in with_rows)


@pytest.mark.parametrize("lines", range(30, 56))
def test_a_heading_is_never_the_last_thing_on_a_page(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    kept = replace(
        SAMPLE,
        marking="",
        blocks=(*filler, Heading(1, words("Above")), Heading(2, words("Below")), *filler[:3]),
    )
    for text in pages(kept):
        assert not re.search(r"(Above|Below)\s*23 November 2026", text)
        assert ("Above" in text) == ("Below" in text)


@pytest.mark.parametrize("lines", range(26, 50))
def test_neither_one_source_nor_the_closing_note_is_alone_on_a_page(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    entries = ListBlock(tuple(item(f"source {n}.") for n in range(9)), ListRole.SOURCES)
    blocks = (*filler, Heading(1, words("All sources")), entries, paragraph("closing note"))
    for text in pages(replace(SAMPLE, marking="", blocks=blocks)):
        if "All sources" in text or "closing note" in text:
            assert text.count("source ") != 1
            assert "source 8." in text or "closing note" not in text


@pytest.mark.parametrize("lines", range(20, 44))
def test_no_row_of_a_table_is_alone_and_one_of_few_rows_stays_on_one_page(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    for rows in (8, 12):
        cells = tuple((words(f"row {n}. " + "word " * 40), words("1")) for n in range(rows))
        table = Table((Column(words("Head")), Column(words("Number"), Align.RIGHT)), cells)
        counts = [text.count("row ") for text in pages(replace(SAMPLE, blocks=(*filler, table)))]
        assert 1 not in counts
        assert rows > 8 or max(counts) == rows


@pytest.mark.parametrize("lines", range(24, 48, 2))
def test_a_note_is_on_the_page_where_its_table_ends(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    note = Paragraph(words("note below"), ParagraphRole.SMALL)
    for rows in (2, 14):
        cells = tuple((words(f"row {n}."), words("1")) for n in range(rows))
        table = Table((Column(words("Head")), Column(words("Number"), Align.RIGHT)), cells)
        blocks = (*filler, table, note, paragraph("end"))
        (page,) = (t for t in pages(replace(SAMPLE, blocks=blocks)) if "note below" in t)
        assert f"row {rows - 1}." in page


@pytest.mark.parametrize("lines", range(20, 30))
def test_items_stand_apart_also_where_the_last_on_a_page_only_just_fits(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    inner = ListBlock(tuple(item(f"inner {n}") for n in range(30)))
    outer = ListBlock((ListItem((paragraph("outer"), inner)),))
    for page in pypdfium2.PdfDocument(
        write(replace(SAMPLE, blocks=(*filler, outer)), THEME, "pdf")
    ):
        text = page.get_textpage()
        starts = re.finditer("inner", text.get_text_range())
        places = [text.get_charbox(found.start())[1] for found in starts]
        assert all(above - below > 16 for above, below in pairwise(places))


@pytest.mark.parametrize("lines", range(28, 40))
def test_an_item_of_a_list_is_not_split_over_pages(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    listed = ListBlock((item("begin " + "word " * 80 + "end"),))
    for text in pages(replace(SAMPLE, marking="", blocks=(*filler, listed))):
        assert ("begin" in text) == ("end" in text)


@pytest.mark.parametrize("lines", range(24, 40))
def test_a_table_without_a_heading_stays_with_the_text_above_it(lines):
    filler = tuple(paragraph(f"line {n}") for n in range(lines))
    table = Table((Column(words("Head")),), tuple((words(f"row {n}."),) for n in range(3)))
    for above in (paragraph("above it."), ListBlock((item("first"), item("above it.")))):
        for text in pages(replace(SAMPLE, blocks=(*filler, above, table))):
            assert ("above it." in text) == ("row 0." in text)


def test_a_short_quote_stays_on_one_page():
    for lines in range(24, 34):
        filler = tuple(paragraph(f"line {n}") for n in range(lines))
        quote = QuoteBlock((paragraph("begin " + "word " * 60 + "end"),), words("speaker"))
        for text in pages(replace(SAMPLE, blocks=(*filler, quote))):
            assert ("begin" in text) == ("end" in text) == ("speaker" in text)


def test_a_long_callout_goes_on_over_pages():
    box = Callout((ListBlock(tuple(item(f"point {n}") for n in range(120))),), words("Box"))
    texts = pages(replace(SAMPLE, blocks=(box,)))
    assert len(texts) >= 3
    assert "point 119" in texts[-1]


def test_letters_that_the_font_does_not_have_do_not_stop_the_writer():
    document = replace(SAMPLE, title="漢字 😀", blocks=(Paragraph(words("漢字 العربية 😀 ok")),))
    assert "ok" in pdf_text(write(document, THEME, "pdf"))


def test_a_table_in_a_box_stays_in_the_box():
    bare = Theme.model_validate({"header": {}, "footer": {}})
    box = Document("", (Callout((paragraph("words"), FIGURES), words("Box")),))
    page = pypdfium2.PdfDocument(write(box, bare, "pdf"))[0]
    text = page.get_textpage()
    rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]
    right_margin = page.get_width() - bare.page.right * 72 / 25.4
    assert right_margin - 80 < max(rights) <= right_margin - 10


def test_margins_that_leave_no_room_are_refused():
    theme = Theme.model_validate({"page": {"left": 100, "right": 100}})
    with pytest.raises(TemplateError, match="margins"):
        write(SAMPLE, theme, "pdf")


def test_a_font_that_is_not_installed_is_named_with_its_remedy():
    theme = Theme.model_validate({"fonts": {"text": "No Such Font"}})
    with pytest.raises(TemplateError, match=r"No Such Font.*fontpkg-no-such-font"):
        write(SAMPLE, theme, "pdf")


def test_a_font_may_be_a_file():
    theme = Theme.model_validate({"fonts": {"text": str(fontpkg.path("Lato", 300))}})
    assert b"Lato-Light" in write(SAMPLE, theme, "pdf")


def test_a_brief_is_written_in_well_under_a_second_from_a_cold_start():
    code = (
        "import time; from sample import SAMPLE; from briefgen.model.theme import Theme; "
        "from briefgen.writers import write; t = time.perf_counter(); "
        "write(SAMPLE, Theme(), 'pdf'); print(time.perf_counter() - t)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    # 0.25 s on two quiet cores; the bound leaves room for a busy machine.
    assert float(result.stdout) < 1.5


@pytest.mark.parametrize("role", [ListRole.NUMBERS, ListRole.PARAGRAPHS, ListRole.SOURCES])
@pytest.mark.parametrize("count", [12, 120])
def test_the_lines_of_a_numbered_item_start_under_one_another(role, count):
    theme = THEME.model_copy(update={"sizes": Sizes(body=12, small=12)})
    long = " ".join(["ebb and flow"] * 12)
    items = tuple(item(f"{long} {n}") for n in range(count))
    opened = pypdfium2.PdfDocument(write(Document("D", (ListBlock(items, role),)), theme, "pdf"))
    for page in opened:
        text = page.get_textpage()
        at = [m.start() for m in re.finditer("ebb|and|flow", text.get_text_range())]
        lines = {}
        for index in at:
            left, bottom, *_ = text.get_charbox(index, loose=True)
            lines[round(bottom)] = min(left, lines.get(round(bottom), left))
        assert max(lines.values()) - min(lines.values()) < 0.5
