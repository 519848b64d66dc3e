"""PDF pages become paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.errors import ReaderError
from briefgen.model.source import Source

from .samples import drawn_pdf, flowing_pdf, scanned_pdf

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]

_SUBJECTS = ("gate", "pump", "dyke", "quay", "lock", "sluice", "drain", "siren", "cable", "wall")
_PLACES = ["Salter's Hall", "Tanners' Row", "the Lower Quay", "Ropewalk Bridge", "the old harbour"]


def _paragraph(number: int) -> str:
    sentences = (
        f"The committee heard that {_SUBJECTS[(number + part) % 10]} {number}, near"
        f" {_PLACES[(number * 3 + part) % 5]}, had been inspected in January, although nobody could"
        f" say who had looked at the {_SUBJECTS[(number * 5 + part) % 10]} or why."
        for part in range(1 + number % 4)
    )
    return " ".join(sentences)


PARAGRAPHS = [_paragraph(number) for number in range(30)]


@pytest.mark.parametrize("width", [440, 300])
def test_paragraphs_are_rebuilt_across_lines_and_pages(read: Read, width: float) -> None:
    data = flowing_pdf(PARAGRAPHS, running="Situation report of the agency", width=width)
    assert read(data, "report.pdf").text.split("\n\n") == PARAGRAPHS


def test_the_stated_title_and_author_are_taken(read: Read) -> None:
    source = read(flowing_pdf(PARAGRAPHS[:2], title="Report no. 4", author="Ada; Bob"), "r.pdf")
    assert (source.title, source.author, source.publisher) == ("Report no. 4", "Ada, Bob", None)


@pytest.mark.parametrize("filler", ["Microsoft Word - note.docx", "untitled", None, "draft_3.indd"])
def test_filler_gives_way_to_the_headline_on_the_page(read: Read, filler: str | None) -> None:
    data = flowing_pdf(PARAGRAPHS[:3], title=filler, headline="What failed at the barrier")
    source = read(data, "report.pdf")
    assert source.title == "What failed at the barrier"
    assert source.text.split("\n\n") == PARAGRAPHS[:3]


def test_broken_words_are_mended_and_real_hyphens_stay(read: Read) -> None:
    lines = [
        "The ministry gave no more informa-",
        "tion about the low-lying districts, or about the low-",
        "lying quays, which were flooded by mid-",
        "April, and said nothing on the so-",
        "called stress test that all gates had passed.",
    ]
    assert read(drawn_pdf(lines), "note.pdf").text == (
        "The ministry gave no more information about the low-lying districts, or about the"
        " low-lying quays, which were flooded by mid-April, and said nothing on the so-called"
        " stress test that all gates had passed."
    )


def test_table_rows_are_paragraphs_with_their_cells_parted(read: Read) -> None:
    rows = [["Item", "Estimate"], ["New drives", "31"], ["Total", "70"]]
    text = read(flowing_pdf(PARAGRAPHS[:2], rows=rows), "report.pdf").text
    assert text.split("\n\n")[2:] == ["Item | Estimate", "New drives | 31", "Total | 70"]


def test_a_scan_says_that_it_needs_text_recognition(fail: Fail) -> None:
    failure = fail(scanned_pdf(), "scan.pdf")
    assert failure.problem == "has pages but no text: it is probably a scan"
    assert "OCR" in failure.remedy


def test_an_encrypted_file_says_so(fail: Fail) -> None:
    failure = fail(drawn_pdf(["secret"], password="x"), "secret.pdf")  # noqa: S106
    assert "password" in failure.problem


def test_a_damaged_file_says_so_in_one_line(fail: Fail) -> None:
    assert "cannot be read as a PDF" in fail(b"%PDF-1.7\nnothing", "broken.pdf").problem
