"""Briefs read line by line: what each format tells of headings, lists and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import ReaderError
from briefgen.model.printed import LineKind, PrintedLine
from briefgen.readers import read_printed
from briefgen.readers.printed import printed_in

from .samples import flowing_pdf, word_file, word_paragraph

MARKDOWN = """# Key points

One line,
broken.

- First item
- Second item [1]

| Figure | What |
| ---: | --- |
| 12 | cracks |
"""


def test_headings_items_and_rows_of_markdown() -> None:
    assert printed_in(MARKDOWN.encode(), "note.md").lines == (
        PrintedLine("Key points", LineKind.HEADING),
        PrintedLine("One line, broken."),
        PrintedLine("First item"),
        PrintedLine("Second item [1]"),
        PrintedLine("Figure | What", LineKind.HEAD_ROW, ("Figure", "What")),
        PrintedLine("12 | cracks", LineKind.ROW, ("12", "cracks")),
    )


def test_nothing_of_a_page_is_left_out_as_furniture() -> None:
    page = "<html><body><nav>Menu of it</nav><main><p>Text.</p></main><footer>End.</footer></body>"
    assert [line.text for line in printed_in(page.encode(), "a.html").lines] == [
        "Menu of it",
        "Text.",
        "End.",
    ]


def test_a_line_break_parts_a_quote_from_its_byline_and_no_sentence() -> None:
    page = "<p>“We will<br>not go.”<br>— Marta Ellison</p>"
    assert [line.text for line in printed_in(page.encode(), "a.html").lines] == [
        "“We will not go.”",
        "— Marta Ellison",
    ]


def test_cells_that_are_empty_keep_their_column() -> None:
    page = "<table><tr><td>a</td><td></td><td>c</td></tr></table>"
    (row,) = printed_in(page.encode(), "a.html").lines
    assert row.cells == ("a", "", "c")


def test_deleted_words_of_a_word_file_are_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:r><w:t>so.</w:t></w:r></w:p>"
    )
    assert printed_in(word_file(body), "a.docx").lines == (PrintedLine("It is so."),)


def test_a_word_file_of_another_program_has_no_hints() -> None:
    assert printed_in(word_file(word_paragraph("Text.")), "a.docx").hints == ()


def test_a_pdf_without_tags_says_so() -> None:
    brief = printed_in(flowing_pdf(["One sentence of a brief."]), "a.pdf")
    assert (brief.tagged, brief.lines) == (False, (PrintedLine("One sentence of a brief."),))


def test_text_of_other_formats_is_read_by_paragraphs() -> None:
    assert printed_in(b"One.\n\nTwo.\n", "a.txt").lines == (
        PrintedLine("One."),
        PrintedLine("Two."),
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.7 nothing", "a.pdf"), (b"PK\x03\x04 nothing", "a.docx"), (b"", "a.md")],
)
def test_a_file_that_cannot_be_read_is_told_with_a_remedy(
    tmp_path: Path, data: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReaderError, match=name) as caught:
        read_printed(tmp_path / name)
    assert caught.value.remedy
