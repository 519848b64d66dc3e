"""What only a Word file has."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import mammoth
import pytest
from lxml import etree
from reading import WORD, docx_part
from sample import LONG_TABLE_SAMPLE, SAMPLE, bullets, item, paragraph, source, words

from briefgen.model.document import (
    Callout,
    Citation,
    Column,
    Emphasis,
    Heading,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    ParagraphRole,
    Placeholder,
    QuoteBlock,
    Strong,
    Table,
    Text,
)
from briefgen.model.theme import Theme
from briefgen.writers import write

THEME = Theme()
NAMED = [
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Normal", "Body Text", "Lead",
    "Small", "Nil", "List Bullet", "List Number", "Numbered Paragraph", "Sources", "Field",
    "Quote", "Quote Attribution", "Callout", "Callout Title", "Callout List", "Caption",
    "Brief Table", "Table Text", "Table Number", "Header", "Footer", "Marking", "Strong",
    "Emphasis", "Hyperlink", "Citation", "Placeholder", "annotation text", "footnote text",
    "endnote text",
]  # fmt: skip


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(SAMPLE, THEME, "docx")


@pytest.fixture(scope="module")
def opened(file):
    return docx.Document(BytesIO(file))


def w(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces={"w": WORD[1:-1]})


def styles_used(blocks) -> list[str]:
    file = write(replace(SAMPLE, title="", kind="", blocks=tuple(blocks)), THEME, "docx")
    return [p.style.name for p in docx.Document(BytesIO(file)).paragraphs]


def test_it_opens_again_and_has_the_named_styles(opened):
    names = {style.name for style in opened.styles}
    assert not [name for name in NAMED if name not in names]


def test_every_style_that_is_used_or_pointed_at_exists(file):
    styles = docx_part(file, "word/styles.xml")
    known = {s.get(f"{WORD}styleId") for s in w(styles, "//w:style")}
    with zipfile.ZipFile(BytesIO(file)) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            part = etree.fromstring(archive.read(name))
            used = {
                e.get(f"{WORD}val")
                for e in w(part, "//w:pStyle|//w:rStyle|//w:tblStyle|//w:basedOn|//w:next")
            }
            assert used <= known, name


def test_runs_carry_no_formatting_but_the_name_of_a_style(file):
    body = docx_part(file, "word/document.xml")
    kinds = {child.tag for run in w(body, "//w:r/w:rPr") for child in run}
    assert kinds == {f"{WORD}rStyle"}


def test_a_foreign_quote_names_its_language_and_nothing_else_does():
    foreign = QuoteBlock((paragraph("“Слава.”"),), words("A minister ", 1), "uk")
    body = docx_part(write(replace(SAMPLE, blocks=(foreign,)), THEME, "docx"), "word/document.xml")
    (language,) = w(body, "//w:lang")
    assert language.get(f"{WORD}val") == "uk-UA"
    assert language.getparent().getparent().findtext(f"{WORD}t") == "“Слава.”"


def test_paragraphs_carry_no_formatting_but_style_number_and_keeping(file):
    body = docx_part(file, "word/document.xml")
    kinds = {child.tag.removeprefix(WORD) for p in w(body, "//w:p/w:pPr") for child in p}
    assert kinds <= {"pStyle", "numPr", "keepNext"}


def test_each_block_has_its_style():
    assert styles_used(
        [
            Heading(2, words("h")),
            paragraph("p"),
            bullets(item("b")),
            ListBlock((item("n"),), ListRole.PARAGRAPHS),
            Callout((paragraph("p"), bullets(item("b"))), words("t")),
        ]
    ) == [
        "Heading 2", "Body Text", "List Bullet Last", "Numbered Paragraph Last", "Callout Title",
        "Callout", "Callout List",
    ]  # fmt: skip


def test_strong_and_emphasis_together_name_one_style():
    both = paragraph(Strong((Emphasis((Text("both"),)), Text("one"))))
    body = docx_part(write(replace(SAMPLE, blocks=(both,)), THEME, "docx"), "word/document.xml")
    assert [s.get(f"{WORD}val") for s in w(body, "//w:rStyle")] == ["IntenseEmphasis", "Strong"]


def test_citations_are_links_to_bookmarks_that_exist(file):
    body = docx_part(file, "word/document.xml")
    targets = {link.get(f"{WORD}anchor") for link in w(body, "//w:hyperlink[@w:anchor]")}
    bookmarks = [mark.get(f"{WORD}name") for mark in w(body, "//w:bookmarkStart")]
    assert targets == {f"source_{n}" for n in range(1, 6)}
    assert bookmarks == [f"source_{n}" for n in range(1, 6)]


def test_a_bookmark_is_named_once_even_if_an_anchor_is_given_twice():
    twice = ListBlock((source(1, "a"), source(1, "b")), ListRole.SOURCES)
    body = docx_part(write(replace(SAMPLE, blocks=(twice,)), THEME, "docx"), "word/document.xml")
    assert len(w(body, "//w:bookmarkStart")) == 1


def test_addresses_are_external_relationships(file):
    with zipfile.ZipFile(BytesIO(file)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://norrmark.example/flood/noon-23" TargetMode="External"' in relations


def test_lists_are_numbered_by_word(file, opened):
    numbering = docx_part(file, "word/numbering.xml")
    assert {t.get(f"{WORD}val") for t in w(numbering, "//w:lvlText")} >= {"•", "%1.", "[%1]"}
    assert not [p.text for p in opened.paragraphs if p.text.startswith(("•", "1.", "[1]"))]


def test_sources_that_skip_a_number_are_numbered_as_they_are_cited():
    gap = ListBlock((source(1, "a"), source(4, "d"), source(5, "e")), ListRole.SOURCES)
    file = write(replace(SAMPLE, blocks=(gap, paragraph(Citation(4)))), THEME, "docx")
    numbering = docx_part(file, "word/numbering.xml")
    assert [s.get(f"{WORD}val") for s in w(numbering, "//w:startOverride")] == ["4"]
    body = docx_part(file, "word/document.xml")
    assert len(w(body, "//w:numPr")) == 2


def test_each_numbered_list_starts_anew():
    lists = [ListBlock((item("a"), item("b")), ListRole.NUMBERS, start) for start in (1, 5)]
    file = write(replace(SAMPLE, blocks=tuple(lists)), THEME, "docx")
    numbering = docx_part(file, "word/numbering.xml")
    assert [s.get(f"{WORD}val") for s in w(numbering, "//w:startOverride")] == ["1", "5"]


def test_a_table_repeats_its_header_and_splits_no_row():
    body = docx_part(write(LONG_TABLE_SAMPLE, THEME, "docx"), "word/document.xml")
    assert len(w(body, "//w:tr/w:trPr/w:tblHeader")) == 1
    assert len(w(body, "//w:tr/w:trPr/w:cantSplit")) == len(w(body, "//w:tr")) == 41


def test_a_table_tells_its_caption_to_a_screen_reader(file):
    body = docx_part(file, "word/document.xml")
    assert [c.get(f"{WORD}val") for c in w(body, "//w:tblPr/w:tblCaption")] == [
        "Figures as stated by the sources", "Sequence of events",
    ]  # fmt: skip


def test_numbers_are_aligned_by_style(opened):
    cells = opened.tables[0].rows[1].cells
    assert [c.paragraphs[0].style.name for c in cells][:3] == [
        "Table Text", "Table Number", "Table Number",
    ]  # fmt: skip
    assert opened.tables[0].style.name == "Brief Table"


def test_pages_are_counted_by_fields_with_a_cached_value(file):
    with zipfile.ZipFile(BytesIO(file)) as archive:
        footers = [archive.read(n) for n in archive.namelist() if n.startswith("word/footer")]
        assert b"updateFields" not in archive.read("word/settings.xml")
    assert len(footers) == 2
    for footer in map(etree.fromstring, footers):
        codes = [code.text.strip() for code in w(footer, "//w:instrText")]
        assert codes == ["PAGE", "NUMPAGES"]
        shown = "".join(t.text for t in w(footer, "//w:t"))
        assert shown.startswith("CCD/2026/114 · 23 November 2026Page ")
        assert shown.endswith(" of 3OFFICIAL")


def test_the_marking_is_in_every_header_and_footer(opened):
    section = opened.sections[0]
    assert section.different_first_page_header_footer
    for part in (
        section.header,
        section.first_page_header,
        section.footer,
        section.first_page_footer,
    ):
        assert [p.text for p in part.paragraphs if p.style.name == "Marking"] == ["OFFICIAL"]
    assert SAMPLE.title in section.header.paragraphs[-1].text
    assert len(section.first_page_header.paragraphs) == 1


def test_the_properties_come_from_the_document(opened):
    properties = opened.core_properties
    assert properties.title == SAMPLE.title
    assert properties.author == properties.last_modified_by == SAMPLE.author
    assert properties.subject == SAMPLE.subject
    assert properties.keywords == "flood, Port Ellesby, harbour"
    assert properties.language == "en-GB"
    assert properties.comments == ""
    assert properties.created == properties.modified == datetime(2026, 11, 23, tzinfo=UTC)


def test_nothing_of_the_template_of_python_docx_is_left(file):
    with zipfile.ZipFile(BytesIO(file)) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [n for n in names if "thumbnail" in n or "customXml" in n]
    assert b"python-docx" not in text
    assert b"Office Theme" not in text


def test_one_font_is_named_for_every_script_and_the_language_is_set(file):
    styles = docx_part(file, "word/styles.xml")
    (fonts,) = w(styles, "//w:rFonts")
    assert set(fonts.attrib.values()) == {"Lato"}
    (language,) = w(styles, "//w:docDefaults//w:lang")
    assert language.get(f"{WORD}val") == "en-GB"


def test_sizes_are_scaled_for_the_font_of_word():
    theme = Theme.model_validate({"fonts": {"word": "Arial", "word_scale": 2.0}})
    styles = docx_part(write(SAMPLE, theme, "docx"), "word/styles.xml")
    normal = w(styles, "//w:style[@w:styleId='Normal']/w:rPr/w:sz")[0]
    assert normal.get(f"{WORD}val") == "42"


def test_headings_and_captions_stay_with_what_follows(file):
    styles = docx_part(file, "word/styles.xml")
    for name in ("Heading1", "Heading2", "Heading3", "Caption", "TableHeading", "Quote"):
        assert w(styles, f"//w:style[@w:styleId='{name}']/w:pPr/w:keepNext"), name


def test_it_converts_to_structured_html_by_another_program(file):
    page = mammoth.convert_to_html(BytesIO(file)).value
    assert "<h1>" in page
    assert "<table>" in page
    assert "<li>" in page
    assert 'href="#' in page


def test_a_field_is_a_label_a_tab_and_a_value():
    blocks = (ListBlock((item(Strong(words("To")), " Minister"),), ListRole.FIELDS),)
    body = docx_part(write(replace(SAMPLE, blocks=blocks), THEME, "docx"), "word/document.xml")
    field = w(body, "//w:p[w:pPr/w:pStyle/@w:val='Field']")[0]
    parts = [e.text or "\t" for e in field.iter() if e.tag in {f"{WORD}t", f"{WORD}tab"}]
    assert parts == ["To", "\t", "Minister"]


def test_a_list_item_may_begin_with_something_other_than_a_paragraph():
    nested = ListBlock((ListItem((bullets(item("inner")),)),))
    assert styles_used([nested]) == ["List Bullet", "List Bullet 2"]


def test_paragraph_after_paragraph_in_a_list_item_is_indented_with_it():
    two = ListBlock((ListItem((paragraph("one"), paragraph("two"))),))
    assert styles_used([two]) == ["List Bullet", "List Continue"]


def test_an_empty_document_has_a_body():
    file = write(replace(SAMPLE, title="", kind="", blocks=(Paragraph(()),)), THEME, "docx")
    assert len(docx.Document(BytesIO(file)).paragraphs) == 1


def test_word_keeps_the_first_and_the_last_sources_with_their_neighbours():
    entries = ListBlock(tuple(item(f"source {n}.") for n in range(5)), ListRole.SOURCES)
    file = write(replace(SAMPLE, blocks=(entries, paragraph("closing note"))), THEME, "docx")
    listed = [p for p in docx.Document(BytesIO(file)).paragraphs if p.text.startswith("source")]
    assert [bool(p.paragraph_format.keep_with_next) for p in listed] == [1, 0, 0, 1, 1]


def test_a_list_within_a_list_in_a_box_keeps_the_edge_of_the_box() -> None:
    inner = ListItem((paragraph("outer"), bullets(item("inner"))))
    assert styles_used([Callout((ListBlock((inner,)),))]) == ["Callout List", "Callout List 2"]


def test_a_table_in_a_box_is_part_of_the_box() -> None:
    table = Table((Column(words("A")),), ((words("b"),),))
    file = write(replace(SAMPLE, blocks=(Callout((table,)), table)), THEME, "docx")
    assert [t.style.name for t in docx.Document(BytesIO(file)).tables] == [
        "Box Table", "Brief Table",
    ]  # fmt: skip


def test_rows_of_a_form_have_room_to_write_in() -> None:
    table = Table((Column(words("Signature")),), ((words(""),),), form=True)
    file = write(replace(SAMPLE, blocks=(table,)), THEME, "docx")
    (row,) = docx.Document(BytesIO(file)).tables[0].rows[1:]
    style = row.cells[0].paragraphs[0].style
    assert style.name == "Form Text"
    assert style.paragraph_format.space_before.pt >= 10


def in_styles(theme: Theme, path: str) -> list[etree._Element]:
    return w(docx_part(write(SAMPLE, theme, "docx"), "word/styles.xml"), path)


def test_blocks_are_spaced_as_the_theme_spaces_them() -> None:
    path = "//w:style[@w:styleId='Heading1']//w:spacing"
    closer = THEME.model_copy(update={"sizes": THEME.sizes.model_copy(update={"spacing": 0.5})})
    (usual,), (close,) = in_styles(THEME, path), in_styles(closer, path)
    before = f"{WORD}before"
    assert int(close.get(before)) == pytest.approx(int(usual.get(before)) / 2, abs=1)
    assert close.get(f"{WORD}line") == usual.get(f"{WORD}line")


def test_a_list_ends_with_the_space_of_a_paragraph_unless_a_heading_follows() -> None:
    assert styles_used([bullets(item("a"), item("b")), paragraph("p")]) == [
        "List Bullet", "List Bullet Last", "Body Text",
    ]  # fmt: skip
    assert styles_used([bullets(item("a")), Heading(1, words("h"))]) == ["List Bullet", "Heading 1"]


def test_what_is_to_complete_is_bold_where_its_cell_is() -> None:
    todo = paragraph(Strong((Placeholder("option"),)))
    body = docx_part(write(replace(SAMPLE, blocks=(todo,)), THEME, "docx"), "word/document.xml")
    assert [s.get(f"{WORD}val") for s in w(body, "//w:rStyle")] == ["StrongPlaceholder"]


def test_numbers_in_a_box_have_the_room_of_numbers() -> None:
    numbers = ListBlock((item("a"),), ListRole.NUMBERS)
    assert styles_used([Callout((numbers,))]) == ["Callout Number"]


def test_small_print_in_a_box_is_small_and_boxes_in_a_row_stay_apart():
    box = Callout((paragraph("p"), Paragraph(words("n"), ParagraphRole.SMALL)))
    inside = ["Callout", "Callout Small"]
    assert styles_used([box, box]) == [*inside, "Table End", *inside]


def test_a_note_stays_with_the_table_above_it() -> None:
    table = Table((Column(words("h")),), ((words("a"),), (words("b"),)))
    note = Paragraph(words("a note"), ParagraphRole.SMALL)
    body = docx_part(
        write(replace(SAMPLE, blocks=(table, note)), THEME, "docx"), "word/document.xml"
    )
    assert len(w(body, "//w:tr[last()]//w:keepNext")) == 1


def test_labels_have_a_column_as_wide_as_the_longest() -> None:
    def column(label: str) -> int:
        field = item(Strong((Text(label),)), Text(" value"))
        blocks = (ListBlock((field,), ListRole.FIELDS),)
        file = write(replace(SAMPLE, blocks=blocks), THEME, "docx")
        path = "//w:style[@w:styleId='Field']//w:ind"
        return int(w(docx_part(file, "word/styles.xml"), path)[0].get(f"{WORD}left"))

    assert column("Date") == column("Contact") < column("A label of four words")


def test_a_line_that_leads_to_a_quote_stays_with_it() -> None:
    quote = QuoteBlock((paragraph("“The lock is shut.”"),), words("A keeper"))
    blocks = (paragraph("What is being said:"), quote, paragraph("Nothing follows:"))
    body = docx_part(write(replace(SAMPLE, blocks=blocks), THEME, "docx"), "word/document.xml")
    kept = ["".join(p.itertext()) for p in w(body, "//w:p[w:pPr/w:keepNext]")]
    assert "What is being said:" in kept and "Nothing follows:" not in kept


def test_a_table_without_a_heading_stays_with_the_text_above_it() -> None:
    table = Table((Column(words("Head")),), ((words("row"),),))
    blocks = (ListBlock((item("first"), item("above it"))), table)
    file = write(replace(SAMPLE, blocks=blocks), THEME, "docx")
    listed = [p for p in docx.Document(BytesIO(file)).paragraphs if p.style.name == "List Bullet"]
    kept = [p for p in docx.Document(BytesIO(file)).paragraphs if p.text in {"first", "above it"}]
    assert listed
    assert [bool(p.paragraph_format.keep_with_next) for p in kept] == [False, True]


def test_items_of_lists_and_quotes_stay_on_one_page() -> None:
    file = write(SAMPLE, THEME, "docx")
    styles = docx.Document(BytesIO(file)).styles
    kept = ("List Bullet", "Numbered Paragraph", "Sources", "Callout List", "Quote")
    assert all(styles[name].paragraph_format.keep_together for name in kept)
