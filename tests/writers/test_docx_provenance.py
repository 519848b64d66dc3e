"""Where each item comes from, told in a Word file: comments on request, custom XML always."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
from lxml import etree
from reading import WORD, docx_part, docx_text
from sample import SAMPLE, paragraph, words

from briefgen.model.document import Citation, Origin, QuoteBlock, Strong, Text
from briefgen.model.theme import Theme
from briefgen.writers import write

THEME = Theme()
SENTENCE = 'The gate "gave way" at 02:40 & the\nquay flooded.'
ORIGINS = (
    Origin(
        "f-1", "fact", 1, 4, 10, 58, SENTENCE, "Statement, Harbour Authority, 22 May", "ab" * 32
    ),
    Origin("f-1", "fact", 2, 1, 0, 9, "Gate fails.", "Bulletin, undated", "cd" * 32),
    Origin("q-1", "quote", 2, 3, 20, 40, "“We ran,” he said.", "Bulletin, undated", "cd" * 32),
)
BLOCKS = (
    paragraph(
        Strong((Text("The gate gave way."),)), " ", Citation(1, 4, "f-1"), Citation(2, 1, "f-1"),
        " Nobody knows why.",
    ),
    QuoteBlock((paragraph("“We ran.”"),), words("A sailor ", Citation(2, 3, "q-1"))),
)  # fmt: skip
PLAIN = replace(SAMPLE, blocks=BLOCKS, origins=ORIGINS)
ANNOTATED = replace(PLAIN, annotated=True)
PROVENANCE = {"p": "urn:briefgen:provenance:1"}


def names(file: bytes) -> list[str]:
    return zipfile.ZipFile(BytesIO(file)).namelist()


def test_an_item_has_a_comment_with_each_sentence_and_its_place():
    comments = list(docx.Document(BytesIO(write(ANNOTATED, THEME, "docx"))).comments)
    assert [c.text for c in comments] == [
        'The gate "gave way" at 02:40 & the quay flooded.\n'
        "[1] Statement, Harbour Authority, 22 May, paragraph 4\n"
        "Gate fails.\n[2] Bulletin, undated, paragraph 1",
        "“We ran,” he said.\n[2] Bulletin, undated, paragraph 3",
    ]
    assert {c.author for c in comments} == {"briefgen"}


def commented(file: bytes, number: int) -> str:
    """The words on which comment ``number`` is."""
    inside, found = False, ""
    for element in docx_part(file, "word/document.xml").iter():
        if element.get(f"{WORD}id") == str(number) and "commentRange" in str(element.tag):
            inside = str(element.tag).endswith("Start")
        elif inside and element.tag == f"{WORD}t":
            found += element.text or ""
    return found


def test_a_comment_is_on_the_words_of_its_item_and_on_no_others():
    file = write(ANNOTATED, THEME, "docx")
    assert commented(file, 0) == "The gate gave way.\N{NO-BREAK SPACE}[1][2]"
    assert commented(file, 1) == "“We ran.”A sailor\N{NO-BREAK SPACE}[2]"


def test_citations_of_one_item_with_spaces_between_have_one_comment():
    cited = paragraph("It fell. ", Citation(1, 4, "f-1"), " ", Citation(2, 1, "f-1"), " Why?")
    file = write(replace(ANNOTATED, blocks=(cited,)), THEME, "docx")
    assert len(list(docx.Document(BytesIO(file)).comments)) == 1
    space = "\N{NO-BREAK SPACE}"
    assert commented(file, 0) == f"It fell.{space}[1]{space}[2]"


def test_without_the_wish_there_is_no_comment_and_the_words_are_the_same():
    plain, annotated = write(PLAIN, THEME, "docx"), write(ANNOTATED, THEME, "docx")
    assert "word/comments.xml" not in names(plain)
    assert docx_text(plain) == docx_text(annotated)


def test_a_citation_of_an_item_that_nobody_knows_has_no_comment():
    unknown = replace(ANNOTATED, blocks=(paragraph("So. ", Citation(1, 1, "f-9")),))
    assert "word/comments.xml" not in names(write(unknown, THEME, "docx"))


def test_custom_xml_holds_every_sentence_verbatim_with_its_place():
    tree = docx_part(write(PLAIN, THEME, "docx"), "customXml/item1.xml")
    items = tree.findall("p:item", PROVENANCE)
    assert [(i.get("id"), i.get("kind")) for i in items] == [("f-1", "fact"), ("q-1", "quote")]
    first = items[0].find("p:origin", PROVENANCE)
    assert dict(first.attrib) == {"source": "1", "paragraph": "4", "start": "10", "end": "58"}
    assert first.text == SENTENCE.replace("\n", " ")
    sources = tree.findall("p:source", PROVENANCE)
    assert [(s.get("number"), s.get("sha256")) for s in sources] == [
        ("1", "ab" * 32),
        ("2", "cd" * 32),
    ]


def test_custom_xml_has_properties_with_an_id_of_its_content():
    def item_id(document) -> str:
        properties = docx_part(write(document, THEME, "docx"), "customXml/itemProps1.xml")
        return next(value for name, value in properties.attrib.items() if name.endswith("itemID"))

    assert item_id(PLAIN) == item_id(ANNOTATED)
    assert item_id(PLAIN) != item_id(replace(PLAIN, origins=ORIGINS[:1]))


def test_odd_characters_in_a_source_make_no_odd_file():
    odd = replace(ORIGINS[0], sentence="a\x00b\ud800c <w:p> ]]> &", reference="\x1f<>", item="f-1")
    file = write(replace(ANNOTATED, origins=(odd,)), THEME, "docx")
    for name in names(file):
        if name.endswith(".xml"):
            etree.fromstring(zipfile.ZipFile(BytesIO(file)).read(name))
    assert next(iter(docx.Document(BytesIO(file)).comments)).text.startswith("abc <w:p> ]]> &")
