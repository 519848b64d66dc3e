"""What programs of other people say of the files of every built-in template."""

from __future__ import annotations

from dataclasses import replace

import docx
import pypdfium2
import pytest
from briefs import CASES, written
from checkers import axe_faults, fields, needs_browser, needs_office, printed_by_office, word_faults

from briefgen.model.theme import Theme
from briefgen.writers import count_pages, write

HARMLESS = {"PAGE", "NUMPAGES", "REF", "HYPERLINK"}


@pytest.fixture(scope="module")
def stress() -> bytes:
    """A Word file of some forty pages."""
    document = written("info-note", "sample sources", annotated=True).document
    return write(replace(document, blocks=document.blocks * 18), Theme(), "docx")


@pytest.mark.parametrize("annotated", [False, True], ids=["plain", "annotated"])
@pytest.mark.parametrize(("template", "sources"), CASES)
def test_a_validator_finds_no_fault_in_a_word_file(template, sources, annotated, tmp_path):
    file = written(template, sources, annotated=annotated).file("docx")
    assert word_faults(file, tmp_path) == []
    assert set(fields(file)) <= HARMLESS


def test_a_validator_finds_no_fault_in_forty_pages(stress, tmp_path):
    assert word_faults(stress, tmp_path) == []


@needs_office
def test_another_office_opens_forty_pages(stress, tmp_path):
    assert _pages(printed_by_office(stress, tmp_path)) >= 40


@pytest.mark.parametrize(("template", "sources"), CASES)
def test_every_item_that_is_cited_has_a_comment(template, sources, tmp_path):
    brief = written(template, sources, annotated=True)
    path = tmp_path / "brief.docx"
    path.write_bytes(brief.file("docx"))
    shown = "\n".join(comment.text for comment in docx.Document(str(path)).comments)
    for origin in brief.document.origins:
        assert " ".join(origin.sentence.split()) in shown
        assert f"paragraph {origin.paragraph}" in shown


@needs_browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("template", "sources"), CASES)
def test_axe_finds_no_fault_in_a_page(template, sources, dark, tmp_path):
    brief = written(template, sources)
    marked = replace(brief.document, marking="OFFICIAL")
    assert axe_faults(replace(brief, document=marked).file("html"), tmp_path, dark=dark) == []


@needs_browser
def test_axe_finds_a_fault_where_there_is_one(tmp_path):
    page = b"<html><body><p style='color:#ddd;background:#fff'>pale</p></body></html>"
    assert any(fault.startswith("color-contrast") for fault in axe_faults(page, tmp_path))


@needs_office
@pytest.mark.parametrize(("template", "sources"), CASES)
def test_word_and_pdf_have_about_the_same_pages(template, sources, tmp_path):
    brief = written(template, sources)
    printed = printed_by_office(brief.file("docx"), tmp_path)
    assert abs(_pages(printed) - count_pages(brief.file("pdf"))) <= 1


def _pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))
