"""Which style of a Word file takes which role: by name, in any language, by what it is."""

# ruff: noqa: E501  (XML stays on its line)

from __future__ import annotations

import pytest
from docx.oxml.ns import nsdecls
from letterheads import HOUSES, letterhead
from lxml import etree

from briefgen.errors import TemplateError
from briefgen.model.document import Document
from briefgen.model.letterhead import NamedStyle
from briefgen.model.theme import Theme
from briefgen.writers import guessed_styles
from briefgen.writers.docx.blank import Blank
from briefgen.writers.docx.letterhead.guessing import Choice, guessed
from briefgen.writers.docx.letterhead.roles import roles
from briefgen.writers.docx.letterhead.sheet import Sheet
from briefgen.writers.docx.naming import style_id
from briefgen.writers.docx.styles import ENDING


def style(
    name: str, id_: str = "x1", *, own: bool = True, inside: str = "", kind: str = "paragraph"
) -> str:
    custom = ' w:customStyle="1"' if own else ""
    return f'<w:style w:type="{kind}" w:styleId="{id_}"{custom}><w:name w:val="{name}"/>{inside}</w:style>'


def sheet(*styles: str) -> Sheet:
    return Sheet(etree.fromstring(f"<w:styles {nsdecls('w')}>{''.join(styles)}</w:styles>"))


def choice(role: str, *styles: str, named: tuple[NamedStyle, ...] = ()) -> Choice:
    return guessed(sheet(*styles), named)[role]


@pytest.mark.parametrize(
    ("name", "id_", "own"),
    [
        ("heading 1", "Heading1", False),
        ("heading 1", "berschrift1", False),
        ("Überschrift 1", "a", True),
        ("Titre 1", "b", True),
        ("Título 1", "c", True),
        ("Заголовок 1", "d", True),
        ("見出し 1", "e", True),
        ("whatever", "berschrift1", False),
        ("ACME Heading 1", "ACMEHeading1", True),
        ("Heading 1 (ACME)", "f", True),
        ("Muster AG Überschrift 1", "g", True),
        ("ACME_Heading_1", "h", True),
    ],
)
def test_a_heading_is_known_by_its_name_or_id_in_any_language(name, id_, own):
    assert choice("heading1", style(name, id_, own=own)).style_id == id_


def test_an_alias_is_a_name():
    found = choice("bullets", style("House list", inside='<w:aliases w:val="Spiegel,Aufzählung"/>'))
    assert (found.style, found.reason) == ("House list", 'is also called "Spiegel, Aufzählung"')


def test_a_level_of_the_outline_makes_a_heading():
    level = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    assert (
        choice("heading2", style("Section", inside=level)).reason
        == "stands at level 2 of the outline"
    )


def test_what_is_based_on_a_heading_is_one():
    parent = style("heading 1", "h1", own=False)
    child = style("Chapter", "c", inside='<w:basedOn w:val="h1"/>')
    assert choice("heading1", parent, child).style_id == "h1"
    assert guessed(sheet(child, style("x", "h1", own=False)))["heading1"].is_ours


def test_words_own_style_goes_before_one_with_the_name_of_a_company():
    own = style("heading 1", "Heading1", own=False)
    assert choice("heading1", style("ACME Heading 1", "a"), own).style_id == "Heading1"


def test_a_name_that_only_begins_alike_is_another_style():
    assert choice("body", style("Body Text Indent 2", "i", own=False)).is_ours
    assert choice("title", style("Subtitle", "s", own=False)).is_ours
    assert choice("bullets", style("Bulletin of the board of directors of ACME", "b")).is_ours


def test_body_is_the_standard_paragraph_where_that_parts_paragraphs():
    spaced = '<w:pPr><w:spacing w:after="120"/></w:pPr>'
    normal = style("Normal", "Standard", own=False, inside=spaced).replace(
        "w:type", 'w:default="1" w:type'
    )
    assert choice("body", normal).reason == "the standard paragraph of the file"
    assert choice("body", normal.replace("120", "0")).is_ours


def test_body_text_that_does_not_part_paragraphs_is_passed_over():
    spaced = '<w:pPr><w:spacing w:after="120"/></w:pPr>'
    normal = style("Normal", "n", own=False, inside=spaced).replace(
        "w:type", 'w:default="1" w:type'
    )
    bare = style(
        "Body Text", "BodyText", own=False, inside='<w:pPr><w:spacing w:after="0"/></w:pPr>'
    )
    assert choice("body", normal, bare).style_id == "n"


def test_the_only_table_style_of_a_house_is_its_table():
    assert choice("table", style("Harbour", "t", kind="table")).style_id == "t"
    grid = style("Table Grid", "g", kind="table", own=False)
    assert choice("table", grid).is_ours


def test_a_character_style_is_no_heading():
    assert choice("heading1", style("Heading 1 Char", kind="character")).is_ours


def test_no_style_takes_two_roles_by_itself():
    level = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    found = guessed(sheet(style("Titre", "t", inside=level)))
    assert (found["title"].style_id, found["heading1"].is_ours) == ("t", True)


def test_a_ring_of_styles_has_an_end():
    ring = [
        style("a", "a", inside='<w:basedOn w:val="b"/>'),
        style("b", "b", inside='<w:basedOn w:val="a"/>'),
    ]
    assert guessed(sheet(*ring))["body"].is_ours


def test_every_choice_has_a_reason():
    for make in HOUSES.values():
        assert all(found.reason for found in guessed_styles(letterhead(make())))


# --- styles.toml ------------------------------------------------------------------------------


def line(role: str, name: str) -> NamedStyle:
    return NamedStyle(role, name, "styles.toml:3")


@pytest.mark.parametrize("name", ["ACME head", "acme HEAD", "Kopf", "x1"])
def test_a_named_style_is_found_by_name_alias_or_id(name):
    house = style("ACME Head", inside='<w:aliases w:val="Kopf"/>')
    found = choice(
        "heading1", house, style("heading 1", "h", own=False), named=(line("heading1", name),)
    )
    assert (found.style_id, found.reason) == ("x1", "named in styles.toml:3")


def fault(*named: NamedStyle) -> str:
    with pytest.raises(TemplateError) as told:
        guessed(sheet(style("ACME Head"), style("ACME Table", "t", kind="table")), named)
    return str(told.value)


def test_a_wrong_name_is_told_with_its_line_and_the_nearest():
    assert fault(line("heading1", "ACME Haed")) == (
        'styles.toml:3: the Word file has no paragraph style "ACME Haed"; did you mean "ACME Head"?'
    )


def test_a_wrong_role_is_told_with_its_line_and_the_nearest():
    assert fault(line("heding1", "ACME Head")) == (
        'styles.toml:3: "heding1" is no role of a style; did you mean "heading1"?'
    )


def test_a_style_of_another_kind_is_told():
    assert fault(line("heading1", "ACME Table")) == (
        'styles.toml:3: "ACME Table" is a table style; heading1 needs a paragraph style'
    )


def test_every_style_of_ours_has_a_role():
    known = {style_id(role.ours) for role in roles().values()}
    made = Blank(Document("", ()), Theme()).file.styles.element
    ours = {e.get(f"{{{made.nsmap['w']}}}styleId") for e in made} - {None}
    notes = {"FootnoteText", "EndnoteText", "FootnoteReference", "EndnoteReference"}
    ends = {f"{style_id(name)}Last" for name in ENDING}  # go with the list that they end
    assert ours - known == {"Normal", "TableNormal", "DefaultParagraphFont"} | notes | ends
