"""OpenDocument texts read as with all changes accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from briefgen.errors import ReaderError
from briefgen.model.source import Source

from .packages import odt_file, package

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


_ROWS = "".join(
    "<table:table-row>"
    + "".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in cells)
    + "</table:table-row>"
    for cells in (("Port", "Ships"), ("Ruvel", "14"))
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<text:h text:outline-level='2'>The lock</text:h>"
            + _p("It<text:s text:c='3'/>opened<text:tab/>on<text:line-break/>Monday."),
            ["The lock", "It opened on Monday."],
            id="headings, spaces, tabs and line breaks",
        ),
        pytest.param(
            f"<text:list><text:list-header>{_p('Points:')}</text:list-header>"
            f"<text:list-item>{_p('One.')}<text:list><text:list-item>{_p('Inner.')}"
            "</text:list-item></text:list></text:list-item></text:list>",
            ["Points:", "One.", "Inner."],
            id="items of lists, nested too",
        ),
        pytest.param(
            f"<table:table><table:table-column/>{_ROWS}</table:table>",
            ["Port | Ships", "Ruvel | 14"],
            id="rows of tables",
        ),
        pytest.param(
            "<text:tracked-changes><text:changed-region><text:deletion>"
            + _p("It never opened.")
            + "</text:deletion></text:changed-region></text:tracked-changes>"
            + _p(
                "It<text:change text:change-id='c'/> opened<text:change-start/> at last"
                "<text:change-end/>."
            ),
            ["It opened at last."],
            id="insertions are kept and deletions left out",
        ),
        pytest.param(
            _p(
                "Ships wait<text:note><text:note-citation>1</text:note-citation>"
                f"<text:note-body>{_p('Four of them.')}</text:note-body></text:note> at sea."
            )
            + _p("All of them."),
            ["Ships wait at sea.", "All of them.", "Four of them."],
            id="notes stand at the end, without their numbers",
        ),
        pytest.param(
            _p(
                "The <draw:frame><draw:text-box>"
                + _p("In the box.")
                + "</draw:text-box><svg:title>a box</svg:title></draw:frame>anchor."
            ),
            ["The anchor.", "In the box."],
            id="text boxes stand after their anchor, without what describes them",
        ),
        pytest.param(
            _p(
                "Checked<office:annotation><dc:creator>Ann</dc:creator>"
                f"{_p('Really?')}</office:annotation> twice."
            ),
            ["Checked twice."],
            id="remarks are left out",
        ),
    ],
)
def test_the_text_reads_as_the_document_does(read: Read, body: str, expected: list[str]) -> None:
    text = read(odt_file(_p("The first paragraph.") + body), "a.odt").text
    assert text.split("\n\n") == ["The first paragraph.", *expected]


def test_what_the_document_states_is_kept(read: Read) -> None:
    source = read(
        odt_file(
            _p("Schiffe fahren wieder."),
            meta="<dc:title>Lock reopened</dc:title><dc:creator>Last Hand</dc:creator>"
            "<meta:initial-creator>Ada Holm</meta:initial-creator>"
            "<meta:creation-date>2026-03-11T08:00:00</meta:creation-date>"
            "<dc:date>2026-03-12T08:00:00</dc:date>",
            styles="<style:default-style style:family='paragraph'>"
            "<style:text-properties fo:language='de'/></style:default-style>",
        ),
        "a.odt",
    )
    assert (source.title, source.author, source.published, source.language) == (
        "Lock reopened",
        "Ada Holm",
        date(2026, 3, 11),
        "de",
    )
    assert source.media_type == "application/vnd.oasis.opendocument.text"


def test_the_paragraph_in_the_style_title_is_the_title(read: Read) -> None:
    body = "<text:p text:style-name='P1'>Lock reopened</text:p>" + _p("Ships pass it again.")
    style = "<style:style style:name='P1' style:parent-style-name='Title'/>"
    source = read(odt_file(body, automatic=style), "a.odt")
    assert (source.title, source.text) == ("Lock reopened", "Ships pass it again.")


def test_a_printed_date_is_believed_before_the_day_of_the_file(read: Read) -> None:
    body = _p("10 March 2026") + _p("Ships pass the lock again.")
    source = read(
        odt_file(body, meta="<meta:creation-date>2026-03-12T08:00:00</meta:creation-date>"),
        "a.odt",
    )
    assert source.published == date(2026, 3, 10)


def test_an_encrypted_document_says_so(fail: Fail) -> None:
    data = odt_file(_p("Text."), manifest="<encryption-data/>")
    assert fail(data, "a.odt").problem == "is protected by a password"


def test_entities_are_refused(fail: Fail) -> None:
    content = (
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
        " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"
        "<text:p>&a;</text:p></office:text></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    failure = fail(package({"mimetype": mimetype, "content.xml": content}), "a.odt")
    assert "document type" in failure.problem


def test_a_spreadsheet_is_no_text(fail: Fail) -> None:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    failure = fail(package({"mimetype": mimetype, "content.xml": "<a/>"}), "a.ods")
    assert "OpenDocument file other than a text" in failure.problem
