"""Word documents read as with all changes accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from briefgen.errors import ReaderError
from briefgen.model.source import Source
from briefgen.readers.docx import markup_of

from .samples import word_file, word_paragraph

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]

P = word_paragraph
FIRST = P("The first paragraph stands here.")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f"<w:p>{_run('It is ')}<w:ins w:id='1'>{_run('now ')}</w:ins>"
            f"<w:del w:id='2'><w:r><w:delText>not </w:delText></w:r></w:del>{_run('true.')}</w:p>",
            ["It is now true."],
            id="insertions are kept and deletions left out",
        ),
        pytest.param(
            f"<w:p><w:moveFrom w:id='1'>{_run('Moved.')}</w:moveFrom></w:p>"
            f"<w:p><w:moveTo w:id='1'>{_run('Moved.')}</w:moveTo></w:p>",
            ["Moved."],
            id="moved text stands where it was moved to",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{P('In a control.')}</w:sdtContent></w:sdt>"
            f"<w:p><w:sdt><w:sdtContent>{_run('Inline.')}</w:sdtContent></w:sdt></w:p>",
            ["In a control.", "Inline."],
            id="content controls are kept",
        ),
        pytest.param(
            f"<w:p>{_run('Anchor.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
            f"<w:drawing><wps:txbx><w:txbxContent>{P('In the box.')}</w:txbxContent></wps:txbx>"
            "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            f"{P('In the box.')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            ["Anchor.", "In the box."],
            id="a text box is read once",
        ),
        pytest.param(
            "<w:tbl>"
            + "".join(
                f"<w:tr><w:tc>{P(left)}</w:tc><w:tc>{P(right)}</w:tc></w:tr>"
                for left, right in (("Item", "Cost"), ("Gate", "31"))
            )
            + "</w:tbl>",
            ["Item | Cost", "Gate | 31"],
            id="table rows are paragraphs",
        ),
        pytest.param(
            f"<w:p><w:hyperlink r:id='rId9'>{_run('A link')}</w:hyperlink>"
            f"<w:fldSimple w:instr='DATE'>{_run(' and a field.')}</w:fldSimple></w:p>",
            ["A link and a field."],
            id="links and fields keep their words",
        ),
    ],
)
def test_all_that_a_reader_sees_is_read(read: Read, body: str, expected: list[str]) -> None:
    assert read(word_file(FIRST + body), "memo.docx").text.split("\n\n")[1:] == expected


def test_footnotes_are_kept_without_their_marks(read: Read) -> None:
    body = f"<w:p>{_run('A claim.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    notes = f"<w:footnote w:id='2'>{P('Before tax.')}</w:footnote>"
    assert read(word_file(FIRST + body, footnotes=notes), "memo.docx").text.split("\n\n")[1:] == [
        "A claim.",
        "Before tax.",
    ]


def test_properties_state_the_metadata(read: Read) -> None:
    core = (
        "<dc:title>Ageing gates</dc:title><dc:creator>Ada Smith; Bob Lee</dc:creator>"
        "<dc:language>en-GB</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-13T09:00:00Z</dcterms:created>'
    )
    source = read(word_file(P("Ageing gates") + FIRST, core=core), "memo.docx")
    assert (source.title, source.author) == ("Ageing gates", "Ada Smith, Bob Lee")
    assert (source.published, source.language) == (date(2026, 3, 13), "en")
    assert source.text == "The first paragraph stands here."


def test_a_title_paragraph_or_the_first_heading_gives_the_title(read: Read) -> None:
    body = P("Part one", style="Heading1") + P("Ageing gates", style="Title") + FIRST
    assert read(word_file(body), "memo.docx").title == "Ageing gates"
    body = P("Part one", style="Heading1") + FIRST
    assert read(word_file(body), "memo.docx").title == "Part one"


def test_the_day_of_a_program_template_is_no_date(read: Read) -> None:
    core = "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    core += "<dc:creator>python-docx</dc:creator>"
    source = read(word_file(FIRST, core=core), "memo.docx")
    assert (source.published, source.author) == (None, None)


def test_a_document_with_entities_is_refused(fail: Fail) -> None:
    prologue = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    failure = fail(word_file(P("&x;"), prologue=prologue), "trap.docx")
    assert "document type" in failure.problem


def test_an_empty_document_says_that_it_has_no_text(fail: Fail) -> None:
    assert fail(word_file("<w:p/>"), "empty.docx").problem == "has no text"


def test_a_program_is_no_author_and_a_printed_day_is_the_day(read: Read) -> None:
    core = "<dc:creator>Apache POI</dc:creator>"
    core += "<dcterms:created>2018-06-11T10:00:00Z</dcterms:created>"
    body = FIRST + P("Saturday, September 21, 2013 at 11:51 AM")
    source = read(word_file(body, core=core), "memo.docx")
    assert (source.author, source.published) == (None, date(2013, 9, 21))


def test_a_style_of_the_house_that_stands_in_the_outline_is_a_heading() -> None:
    file = docx.Document()
    style = file.styles.add_style("House Chapter", WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    file.add_paragraph("2 Impact", style="House Chapter")
    out = BytesIO()
    file.save(out)
    assert "<h2>2 Impact</h2>" in markup_of(out.getvalue())
