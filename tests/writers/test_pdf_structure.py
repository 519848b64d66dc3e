"""What those hear who cannot see a PDF."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from reading import letters, words_of
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import black
from sample import (
    BLOCKS,
    FIGURES,
    LONG_TABLE_SAMPLE,
    SAMPLE,
    bold,
    heading,
    item,
    link,
    paragraph,
    source,
)
from sample import words as inlines
from stress import stress
from tagged import ARTIFACT, Heard, artifacts, hear, painted

from briefgen.model.document import (
    Callout,
    Column,
    Document,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    PageBreak,
    Paragraph,
    Placeholder,
    QuoteBlock,
    Table,
)
from briefgen.model.theme import Theme
from briefgen.writers import write
from briefgen.writers.pdf.flowables import Figure
from briefgen.writers.pdf.fonts import register
from briefgen.writers.pdf.page import BriefPages
from briefgen.writers.pdf.setting import Paragraphs
from briefgen.writers.pdf.structure import Structure
from briefgen.writers.pdf.styles import styles
from briefgen.writers.pdf.typesetter import Typesetter

THEME = Theme()
ADDRESS = "https://courier.example/2026/11/23/" + "-".join(["hinges-due-for-replacement"] * 6)


def pdf_of(*blocks, **properties) -> bytes:
    return write(Document(**{"title": "Title", "blocks": blocks, **properties}), THEME, "pdf")


def heard(*blocks, **properties) -> Heard:
    return hear(pdf_of(*blocks, **properties))


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(SAMPLE, THEME, "pdf")


@pytest.fixture(scope="module")
def sample(file) -> Heard:
    return hear(file)


@pytest.fixture(scope="module")
def long_file() -> bytes:
    return write(stress(), THEME, "pdf")


# --- the tree --------------------------------------------------------------------------------


def test_every_word_is_heard_in_the_order_of_the_document(sample):
    told = letters(sample.text)
    place = 0
    for words in words_of(BLOCKS):
        place = told.index(words, place)


def test_a_document_begins_with_its_marking_its_kind_and_its_title(sample):
    assert sample.role == "Document"
    assert sample.roles[:3] == ["P", "P", "H1"]
    assert [letters(child.text) for child in sample.children[:3]] == [
        letters(words) for words in (SAMPLE.marking, SAMPLE.kind.upper(), SAMPLE.title)
    ]


def test_each_heading_opens_a_section_that_holds_what_follows(sample):
    sections = [child for child in sample.children if child.role == "Sect"]
    disputed = next(s for s in sections if "Disputed" in s.text)
    assert disputed.roles == ["H2", "Sect", "Sect"]
    assert [section.roles for section in disputed.children[1:]] == [["H3", "P"], ["H3", "P"]]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((1, 2, 3), ["H2", "H3", "H4"]),
        ((1, 3, 2), ["H2", "H3", "H3"]),
        ((3, 3, 1), ["H2", "H3", "H2"]),
    ],
)
def test_no_level_of_headings_is_skipped(levels, told):
    blocks = [heading(level, f"Heading {n}") for n, level in enumerate(levels)]
    assert [h.role for h in heard(*blocks).all("H1", "H2", "H3", "H4")] == ["H1", *told]


def test_a_document_without_a_title_begins_with_a_heading_of_the_first_level():
    told = heard(heading(2, "Above"), heading(3, "Below"), title="")
    assert [h.role for h in told.all("H1", "H2", "H3")] == ["H1", "H2"]


def test_a_heading_without_words_is_not_heard():
    told = heard(heading(1, "  "), heading(1, "Words"))
    assert [h.text.strip() for h in told.all("H2")] == ["Words"]


def test_a_list_has_items_with_a_label_and_a_body():
    (told,) = heard(ListBlock((item("one"), item("two")), ListRole.NUMBERS, 3)).all("L")
    assert told.attributes["ListNumbering"] == "/Decimal"
    assert told.roles == ["LI", "LI"]
    assert [child.roles for child in told.children] == [["Lbl", "LBody"]] * 2
    assert [label.text.strip() for label in told.all("Lbl")] == ["3.", "4."]


def test_a_list_in_a_list_is_in_the_body_of_its_item():
    inner = ListBlock((item("inner"),))
    outer = ListBlock((ListItem((paragraph("outer"), inner, paragraph("after"))),))
    (body, _) = heard(outer).all("LBody")
    assert body.roles == ["P", "L", "P"]


def test_the_label_of_a_field_is_a_label():
    (told,) = heard(ListBlock((item(bold("To"), " the Minister"),), ListRole.FIELDS)).all("LI")
    assert [child.text.strip() for child in told.children] == ["To", "the Minister"]


def test_a_quote_is_a_block_quote_with_who_said_it():
    quote = QuoteBlock((paragraph("one"), paragraph("two")), inlines("— somebody"))
    (told,) = heard(quote).all("BlockQuote")
    assert [child.text.strip() for child in told.children] == ["one", "two", "— somebody"]


def test_a_box_is_a_section_that_begins_with_its_title():
    (told,) = heard(Callout((paragraph("words"),), inlines("In short"))).all("Sect")
    assert [child.text.strip() for child in told.children] == ["In short", "words"]


def test_a_table_has_a_caption_and_rows_whose_first_heads_the_columns():
    (told,) = heard(FIGURES).all("Table")
    assert told.roles == ["Caption", *["TR"] * (1 + len(FIGURES.rows))]
    head, *rows = told.all("TR")
    assert head.roles == ["TH"] * 5
    assert {str(cell.attributes["Scope"]) for cell in head.children} == {"/Column"}
    assert all(row.roles == ["TD"] * 5 for row in rows)


def test_a_cell_without_words_keeps_its_column():
    columns = tuple(Column(inlines(name)) for name in "abc")
    (told,) = heard(Table(columns, ((inlines("x"), (), inlines("z")), (inlines("y"),)))).all(
        "Table"
    )
    assert [cell.text.strip() for cell in told.all("TD")] == ["x", "", "z", "y", "", ""]


# --- links -----------------------------------------------------------------------------------


def test_a_link_is_heard_where_it_stands_and_leads_where_it_says():
    told = heard(paragraph("See ", link("https://example.org/a", "the report"), " first."))
    (found,) = told.all("Link")
    assert found.text.strip() == "the report"
    assert [a.address for a in found.links] == ["https://example.org/a"]
    assert told.all("P")[-1].text.split() == ["See", "the", "report", "first."]


def test_a_link_over_several_lines_is_one_link_and_each_of_its_annotations_is_its_own():
    words = "a report with a name that is longer than any line of this page could be " * 3
    told = heard(paragraph("See ", link("https://example.org/a", words), " first."))
    (found,) = told.all("Link")
    assert len(found.links) >= 3
    assert found.text.split() == words.split()


def test_links_that_stand_side_by_side_are_two():
    told = heard(
        paragraph("See ", link("https://b.example/", "b"), link("https://a.example/", "a"), ".")
    )
    assert [(f.text.strip(), f.links[0].address) for f in told.all("Link")] == [
        ("b", "https://b.example/"),
        ("a", "https://a.example/"),
    ]


def test_links_in_a_word_that_is_broken_keep_their_own_annotations():
    report = Link("https://example.org/a", inlines("the", bold("report")))
    sources = ListBlock((source(2, "Words"),), ListRole.SOURCES)
    told = heard(paragraph(report, 2, "z" * 120), sources)
    first, second = told.all("Link")
    assert {a.address for a in first.links} == {"https://example.org/a"}
    assert [a.contents for a in second.links] == ["Words"]


def test_a_citation_of_a_source_without_words_still_says_where_it_leads():
    told = heard(paragraph("see ", 2), ListBlock((source(2),), ListRole.SOURCES))
    (annotation,) = told.all("Link")[0].links
    assert annotation.contents == "#source-2"


def test_a_paragraph_that_is_nothing_but_a_link_is_a_paragraph_with_a_link():
    told = heard(paragraph(link("https://example.org/a", "the report")))
    assert told.all("P")[-1].roles == ["Link"]
    assert told.all("Link")[0].text.strip() == "the report"


def test_a_citation_says_which_source_it_leads_to(sample):
    citation = next(found for found in sample.all("Link") if found.text.strip() == "[4]")
    (annotation,) = citation.links
    assert annotation.contents.startswith("Norrmark County Council, “Flood response")


def test_links_are_printed_as_they_are_shown(sample):
    annotations = [a for found in sample.all("Link") for a in found.links]
    assert annotations
    assert all(a.flags == 4 and a.contents for a in annotations)


def test_the_parent_tree_leads_from_each_annotation_and_sequence_to_its_element(long_file):
    pdf = pikepdf.Pdf.open(BytesIO(long_file))
    entries = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(entries[::2], entries[1::2], strict=True)}
    sequences = [{p.number for p in page} - {None} for page in painted(long_file)]
    for page, numbers in zip(pdf.pages, sequences, strict=True):
        assert page.obj.Tabs == "/S"
        held = parents.pop(int(page.obj.StructParents))
        assert numbers <= set(range(len(held)))
        for number, element in enumerate(held):
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            own = [
                int(k.get("/MCID", -1)) if isinstance(k, pikepdf.Dictionary) else int(k)
                for k in kids
            ]
            assert number in own
        for annotation in page.obj.get("/Annots", []):
            element = parents.pop(int(annotation.StructParent))
            assert element.S == "/Link"
            assert any(
                isinstance(k, pikepdf.Dictionary) and k.get("/Obj") == annotation for k in element.K
            )
    assert not parents


# --- pages -----------------------------------------------------------------------------------


def test_a_paragraph_on_two_pages_is_one_paragraph():
    told = heard(paragraph("word " * 2000))
    (found,) = [p for p in told.all("P") if "word" in p.text]
    assert found.pieces == list(range(len(found.pieces)))
    assert len(found.pieces) >= 2
    assert found.text.split() == ["word"] * 2000


def test_a_link_on_two_pages_is_one_link():
    told = heard(paragraph(link("https://example.org/a", "word " * 2000)))
    (found,) = told.all("Link")
    assert set(found.pieces) == {a.page for a in found.links} == set(range(max(found.pieces) + 1))


def test_an_item_on_two_pages_has_one_label():
    (told,) = heard(ListBlock((item("word " * 2000),))).all("LI")
    assert told.roles == ["Lbl", "LBody"]
    assert len(told.all("Lbl")[0].pieces) == 1


def test_the_header_of_a_table_is_heard_once_though_it_is_seen_on_each_page():
    file = write(LONG_TABLE_SAMPLE, THEME, "pdf")
    (told,) = hear(file).all("Table")
    (head,) = [row for row in told.all("TR") if "TH" in row.roles]
    assert all(len(cell.pieces) == 1 for cell in head.children)
    repeated = [p.text for page in painted(file)[1:] for p in page if p.mark == ARTIFACT and p.text]
    assert "Stated by" in " ".join(repeated)


def test_a_row_on_two_pages_is_one_row():
    columns = (Column(inlines("a")), Column(inlines("b")))
    (told,) = heard(Table(columns, ((inlines("word " * 2000), inlines("short")),))).all("Table")
    assert told.roles == ["TR", "TR"]
    assert len(told.all("TD")[0].pieces) >= 2


def test_a_line_break_parts_words_and_the_break_of_a_long_word_does_not():
    told = heard(paragraph("word " * 60, link(ADDRESS)), paragraph(ADDRESS))
    linked, alone = told.all("P")[-2:]
    assert linked.text.split() == [*["word"] * 60, ADDRESS.removeprefix("https://")]
    assert "".join(alone.text.split(" ")) == ADDRESS


def test_nothing_is_painted_that_is_neither_heard_nor_an_artifact(long_file):
    for page in painted(long_file):
        assert page
        assert all((p.mark == ARTIFACT) == (p.number is None) for p in page)


def test_what_is_heard_on_a_page_comes_in_the_order_in_which_it_is_painted(long_file):
    for page in painted(long_file):
        numbers = [p.number for p in page if p.number is not None]
        assert numbers == sorted(numbers)


def test_header_and_footer_of_each_page_say_what_they_are(file):
    for page in artifacts(file):
        assert page[:2] == ["Pagination Header", "Pagination Footer"]
    assert {kind for page in artifacts(file) for kind in page[2:]} == {"Layout"}


def test_the_marking_is_heard_once(sample):
    assert sample.text.count(SAMPLE.marking) == 1


def test_a_figure_is_heard_as_its_description_and_says_where_it_is():
    structure = Structure()
    element = structure.add("Figure")
    element.alt = "Flooded homes: 312, up from 271"
    drawing = Drawing(200, 60)
    drawing.add(Rect(0, 0, 150, 20, fillColor=black))
    drawing.add(String(0, 30, "312", fontName=register("Lato").regular))
    target = BytesIO()
    look, document = styles(THEME), Document("Title", ())
    paragraphs = Paragraphs(Typesetter((), look.faces))
    BriefPages(target, document, look, structure, paragraphs).lay_out([Figure(drawing, element)])
    (told,) = hear(target.getvalue()).all("Figure")
    assert told.alt == element.alt
    left, bottom, right, top = (float(edge) for edge in told.attributes["BBox"])
    assert (round(right - left), round(top - bottom)) == (200, 60)
    assert {p.mark for page in painted(target.getvalue()) for p in page} == {"Figure", ARTIFACT}


# --- the file --------------------------------------------------------------------------------


def test_the_metadata_say_what_the_properties_say(file):
    pdf = pikepdf.Pdf.open(BytesIO(file))
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == SAMPLE.title
        assert metadata["dc:creator"] == [str(pdf.docinfo["/Author"])] == [SAMPLE.author]
        assert metadata["dc:description"] == str(pdf.docinfo["/Subject"]) == SAMPLE.subject
        assert metadata["pdf:Keywords"] == str(pdf.docinfo["/Keywords"])
        assert metadata["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert metadata["xmp:CreateDate"] == "2026-11-23T00:00:00+00:00"


@pytest.mark.parametrize("title", ["", "<&>\"' ]]> 漢字 {x}"])
def test_every_file_has_a_title(title):
    pdf = pikepdf.Pdf.open(BytesIO(pdf_of(paragraph("words"), title=title)))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == (title or "Untitled")


def test_the_catalog_says_that_the_file_is_tagged(file):
    pdf = pikepdf.Pdf.open(BytesIO(file))
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert root.Lang == SAMPLE.language
    assert root.ViewerPreferences.DisplayDocTitle
    assert file.startswith(b"%PDF-1.7")


def test_the_same_document_gives_the_same_bytes():
    document = stress(1)
    assert write(document, THEME, "pdf") == write(document, THEME, "pdf")


def test_an_empty_document_is_a_tagged_file():
    assert heard(title="").roles == []
    assert heard(PageBreak(), Paragraph(())).roles == ["H1"]


def test_a_line_that_leads_to_a_quote_stays_with_it_on_its_page():
    quote = QuoteBlock((paragraph("The lock is shut."),), inlines("A keeper"))
    for filled in range(24, 48):
        blocks = [paragraph("A line.") for _ in range(filled)]
        file = pdf_of(*blocks, paragraph("What is being said:"), quote)
        pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(file)]
        assert any("being said:" in page and "lock is shut" in page for page in pages), filled


def test_a_quote_that_somebody_is_to_answer_stays_with_the_answer_on_its_page():
    quote = QuoteBlock((paragraph("The lock is shut."),), inlines("A keeper"))
    answer = Paragraph((Placeholder("The answer"),))
    for filled in range(24, 48):
        blocks = [paragraph("A line.") for _ in range(filled)]
        file = pdf_of(*blocks, quote, answer)
        pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(file)]
        assert any("lock is shut" in page and "The answer" in page for page in pages), filled
