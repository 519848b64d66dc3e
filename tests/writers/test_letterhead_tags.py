"""Tags of a letterhead: found however Word split them, filled plainly, wrong ones told."""

# ruff: noqa: E501  (XML stays on its line)

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from letterheads import blank, elements, letterhead, paragraph, run, text_box, torn
from lxml import etree
from reading import WORD, docx_part, docx_text
from sample import SAMPLE

from briefgen.errors import TemplateError
from briefgen.model.document import Document
from briefgen.model.theme import Theme
from briefgen.writers import check_letterhead, write
from briefgen.writers.docx.letterhead import tags
from briefgen.writers.docx.letterhead.opening import Members

NOTE = Document("Lock gate 2", (), kind="Note", fields=(("to", "The Minister"),), reference="A/1")


def filled(markup: str, document: Document = NOTE, theme: Theme | None = None) -> bytes:
    """A file whose body begins with ``markup``, filled."""
    file = blank()
    file.element.body[:0] = elements(markup)
    return write(document, theme or Theme(), "docx", letterhead(file))


def first(markup: str, document: Document = NOTE) -> str:
    """What the first paragraph then says."""
    return docx.Document(BytesIO(filled(markup, document))).paragraphs[0].text


def refused(markup: str) -> str:
    with pytest.raises(TemplateError) as told:
        filled(markup)
    return str(told.value)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title }}",
        "{{title}}",
        "{{ Title }}",
        "{{\u00a0title\u00a0}}",
        "{{ “title” }}",
        "{{ti\u00adtle}}",
    ],
)
def test_a_tag_may_be_written_as_word_makes_it(tag):
    assert first(paragraph(run(f"On {tag}:"))) == "On Lock gate 2:"


def test_a_tag_over_many_runs_has_the_manner_of_the_first():
    body = docx_part(filled(paragraph(run("Re: ") + torn("{{ title }}", 7))), "word/document.xml")
    found = next(r for r in body.iter(f"{WORD}r") if "Lock" in "".join(r.itertext()))
    assert found.find(f"{WORD}rPr/{WORD}b") is not None
    assert found.find(f"{WORD}rPr/{WORD}i") is None


def split(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *sorted({cut % (len(text) + 1) for cut in cuts}), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@given(st.lists(st.integers(0, 60), max_size=12))
def test_wherever_word_cuts_the_words_are_the_same(cuts):
    text = "To {{ to }}, on {{ title }} ({{reference}})"
    markup = paragraph("".join(run(piece) for piece in split(text, cuts)))
    members = Members("a.docx", {}, {"word/document.xml": elements(markup)[0].getparent()})
    values = {"to": "X", "title": "Y { }} {{", "reference": ""}
    tags.fill(members, values)
    said = "".join(t.text or "" for t in members.trees["word/document.xml"].iter(f"{WORD}t"))
    assert said == "To X, on Y { }} {{ ()"


def test_what_a_value_says_is_never_a_tag():
    document = replace(NOTE, title="{{ to }} {% x %}", fields=(("to", "{{ title }}"),))
    assert first(paragraph(run("{{ title }} {{ to }}")), document) == "{{ to }} {% x %} {{ title }}"


def test_lines_of_a_value_are_parted_by_breaks():
    document = replace(NOTE, fields=(("to", "The Minister\nThe Council"),))
    assert (
        first(paragraph(run("To: {{ to }}, both")), document)
        == "To: The Minister\nThe Council, both"
    )


def test_characters_that_xml_cannot_hold_are_left_out():
    assert first(paragraph(run("{{ title }}")), replace(NOTE, title="a\x00b\x1fc")) == "abc"


def test_a_tag_in_a_text_box_is_filled_for_word_and_for_older_ones():
    box = text_box(paragraph(torn("{{ to }}")), at=(20, 20), size=(50, 20))
    assert docx_text(filled(paragraph(box))).count("The Minister") == 2


def test_tags_in_tables_and_content_controls_are_filled():
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph(torn('{{ to }}'))}</w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph(run('{{ kind }}'))}</w:sdtContent></w:sdt>"
    file = filled(table + control)
    assert "The MinisterNote" in docx_text(file)
    assert docx_part(file, "word/document.xml").find(f".//{WORD}showingPlcHdr") is None


def test_the_organisation_is_that_of_the_theme():
    file = filled(paragraph(run("{{ organisation }}")), theme=Theme(organisation="Ministry"))
    assert docx.Document(BytesIO(file)).paragraphs[0].text == "Ministry"


def test_tags_in_the_properties_of_the_file_are_filled():
    file = blank()
    file.core_properties.subject = "Ref. {{ reference }}"
    made = docx.Document(BytesIO(write(NOTE, Theme(), "docx", letterhead(file))))
    assert made.core_properties.subject == "Ref. A/1"


def test_words_that_were_deleted_hold_no_tag():
    deleted = f'<w:del w:id="1" w:author="a"><w:r><w:delText {nsdecls("w")}>{{{{ nonsense }}}}</w:delText></w:r></w:del>'
    assert first(paragraph(deleted + run("{{ title }}"))) == "Lock gate 2"


# --- what is wrong ----------------------------------------------------------------------------


def test_an_unknown_tag_is_told_with_its_place_and_the_nearest_name():
    assert refused(paragraph(torn("{{ titel }}"))) == (
        'house.docx: text: "{{ titel }}" stands for nothing; did you mean "title"?'
    )


def test_a_tag_in_a_header_is_told_to_stand_there():
    file = blank()
    file.sections[0].header.paragraphs[0].text = "{{ refrence }}"
    with pytest.raises(TemplateError, match=r'a header: .* did you mean "reference"\?'):
        check_letterhead(letterhead(file), ())


@pytest.mark.parametrize("text", ["{% if title %}", "{# note #}", "{%for x in y"])
def test_a_statement_is_told_to_belong_elsewhere(text):
    assert "put conditions and loops into template.md.j2" in refused(paragraph(run(text)))


@pytest.mark.parametrize("text", ["{{ title|upper }}", "{{ brief.title }}", "{{ 7*7 }}", "{{ }}"])
def test_nothing_is_evaluated(text):
    assert "stands for nothing" in refused(paragraph(run(text)))


def test_a_tag_that_is_not_closed_is_told():
    assert "is not closed in its paragraph" in refused(paragraph(run("{{ title")))


def test_a_usual_author_slot_that_the_template_lacks_is_empty_and_told():
    file = blank()
    file.element.body[:0] = elements(paragraph(run("To: {{ to }}.")))
    assert check_letterhead(letterhead(file), ["contact"]) == (
        'house.docx: text: {{ to }} stays empty: the template has no author slot "to"',
    )
    made = write(replace(NOTE, fields=()), Theme(), "docx", letterhead(file))
    assert docx.Document(BytesIO(made)).paragraphs[0].text == "To: ."


# --- the place of the words -------------------------------------------------------------------


def test_the_words_stand_where_body_stands():
    made = filled(
        paragraph(run("Before")) + paragraph(torn("{{ body }}")) + paragraph(run("After"))
    )
    said = [p.text for p in docx.Document(BytesIO(made)).paragraphs]
    assert said[:4] == ["Before", "Note", "Lock gate 2", "After"]


def test_a_paragraph_that_ends_a_section_still_ends_it():
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    made = docx.Document(BytesIO(filled(paragraph(run("{{ body }}"), section))))
    assert [p.text for p in made.paragraphs] == ["Note", "Lock gate 2", ""]
    assert len(made.sections) == 2


def test_a_bookmark_that_runs_on_is_kept():
    start, end = '<w:bookmarkStart w:id="9" w:name="all"/>', '<w:bookmarkEnd w:id="9"/>'
    made = filled(paragraph(start + run("{{ body }}")) + paragraph(run("End") + end))
    body = docx_part(made, "word/document.xml")
    assert [
        e.get(f"{WORD}id") for e in body.iter(f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd")
    ] == ["9", "9"]


def test_body_among_other_words_is_told():
    assert "must stand alone in its paragraph" in refused(paragraph(run("Text: {{ body }}")))


def test_body_twice_is_told():
    assert "stands in 2 places" in refused(paragraph(run("{{ body }}")) * 2)


def test_body_in_a_text_box_is_told_where_to_go():
    box = text_box(paragraph(run("{{ body }}")), at=(20, 20), size=(50, 20)).replace(
        "mc:Fallback", "mc:Choice"
    )
    assert "text box" in refused(paragraph(box)) or "2 places" in refused(paragraph(box))


def test_body_in_a_header_is_told_where_to_go():
    file = blank()
    file.sections[0].header.paragraphs[0].text = "{{ body }}"
    with pytest.raises(TemplateError, match=r"a header: \{\{ body \}\} cannot stand here"):
        write(SAMPLE, Theme(), "docx", letterhead(file))


def test_a_cell_still_ends_with_a_paragraph():
    cell = paragraph(run("{{ body }}"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    body = docx_part(filled(table, Document("", ())), "word/document.xml")
    assert [etree.QName(e).localname for e in body.find(f".//{WORD}tc")] == ["p"]


def test_a_control_that_shows_a_property_of_the_file_shows_it():
    binding = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/>{binding}<w:text/></w:sdtPr><w:sdtContent>{paragraph(run('[Document') + run(' title]'))}</w:sdtContent></w:sdt>"
    said = docx_text(filled(control))
    assert said == "Lock gate 2Note"  # and not once more as the title of the words
