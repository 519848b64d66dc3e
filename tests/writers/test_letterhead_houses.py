"""Briefs in the Word files of five houses: what is theirs stays, what is ours looks like theirs."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pytest
from briefs import written
from checkers import fields, needs_office, printed_by_office, word_faults
from docx.shared import Pt
from letterheads import HOUSES, blank, elements, letterhead, paragraph, run, saved, text_box
from lxml import etree
from reading import WORD, docx_part, docx_text, pdf_text
from sample import SAMPLE, bullets, heading, item, words

from briefgen.model.document import Document, ListBlock, ListRole, Paragraph, Table
from briefgen.model.theme import Theme
from briefgen.writers import count_pages, write

FIELDS = (("to", "The Minister"), ("from", "Civil Contingencies Division"))
DOCUMENT = replace(SAMPLE, fields=FIELDS)
NAMES = sorted(HOUSES)
SHOWN = [f"{WORD}{tag}" for tag in ("drawing", "pict", "fldChar", "instrText", "tbl")]


@cache
def empty(name: str) -> bytes:
    return saved(HOUSES[name]())


@cache
def filled(name: str, marking: str = "OFFICIAL") -> bytes:
    document = replace(DOCUMENT, marking=marking)
    return write(document, Theme(), "docx", letterhead(empty(name)))


def bands(file: bytes) -> tuple[list[str], Counter[str]]:
    """The words between the tags of all headers and footers, and their pictures and fields."""
    said: list[str] = []
    shown: Counter[str] = Counter()
    with zipfile.ZipFile(BytesIO(file)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(("word/header", "word/footer")):
                band = etree.fromstring(archive.read(name))
                shown.update(str(e.tag) for e in band.iter(*SHOWN))
                for one in band.iter(f"{WORD}p"):
                    whole = "".join(t.text or "" for t in one.iter(f"{WORD}t"))
                    said += [part for part in re.split(r"{{.*?}}", whole) if part.strip()]
    return said, shown


def sections(file: bytes) -> list[list[tuple[str, tuple[tuple[str, str], ...]]]]:
    """What the file says of its pages, but which headers they have."""
    body = docx_part(file, "word/document.xml")
    return [
        [(str(e.tag), tuple(sorted(e.attrib.items()))) for e in one if "Reference" not in e.tag]
        for one in body.iter(f"{WORD}sectPr")
    ]


def texts(file: bytes, *parts: str) -> list[str]:
    """The words of each part whose name begins like one of ``parts``."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return [
            "".join(t.text or "" for t in etree.fromstring(archive.read(n)).iter(f"{WORD}t"))
            for n in sorted(archive.namelist())
            if n.startswith(parts) and n.endswith(".xml")
        ]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_letterhead_and_brief_give_the_same_bytes(name):
    again = write(DOCUMENT, Theme(), "docx", letterhead(empty(name)))
    assert filled(name) == again


@pytest.mark.parametrize("name", NAMES)
def test_no_fault_is_added_to_a_letterhead(name, tmp_path):
    def told(file: bytes) -> set[str]:
        # The copy of the styles for Word 2010 is left out, and so are the faults in it.
        return {f for f in word_faults(file, tmp_path) if "stylesWithEffects" not in f}

    assert told(filled(name)) <= told(empty(name))


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_opens_the_file_and_finds_the_properties_of_the_brief(name):
    opened = docx.Document(BytesIO(filled(name)))
    assert opened.core_properties.title == SAMPLE.title
    assert opened.core_properties.language == "en-GB"


@pytest.mark.parametrize("name", [n for n in NAMES if n != "framed_letter"])
def test_headers_footers_and_sections_stay_as_they_are(name):
    words_before, shown_before = bands(empty(name))
    words_after, shown_after = bands(filled(name))
    assert not [part for part in words_before if part not in "\n".join(words_after)]
    assert shown_before == shown_after
    assert sections(filled(name)) == sections(empty(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_tag_is_left(name):
    assert not [text for text in texts(filled(name), "word/", "docProps/") if "{{" in text]
    assert b"{{" not in zipfile.ZipFile(BytesIO(filled(name))).read("docProps/core.xml")


@pytest.mark.parametrize("name", NAMES)
def test_the_marking_stands_in_every_header_and_footer_once(name):
    found = texts(filled(name), "word/header", "word/footer")
    assert len(found) >= 2
    assert [text.count("OFFICIAL") for text in found] == [1] * len(found)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "framed_letter"])
def test_without_a_marking_no_header_is_added(name):
    def count(file: bytes) -> int:
        return len(texts(file, "word/header", "word/footer"))

    assert count(filled(name, "")) == count(empty(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_style_that_is_named_is_there(name):
    file = filled(name)
    known = {s.get(f"{WORD}styleId") for s in docx_part(file, "word/styles.xml")}
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used = {e.get(f"{WORD}val") for e in docx_part(file, part).iter(f"{WORD}{tag}")}
            assert used - {"PlaceholderText"} <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_list_that_is_named_is_there(name):
    file = filled(name)
    known = {s.get(f"{WORD}numId") for s in docx_part(file, "word/numbering.xml")} | {"0"}
    for part in ("word/document.xml", "word/styles.xml"):
        used = {e.get(f"{WORD}val") for e in docx_part(file, part).iter(f"{WORD}numId")}
        unknown = used - known
        assert unknown <= {
            e.get(f"{WORD}val") for e in docx_part(empty(name), part).iter(f"{WORD}numId")
        }


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_it_and_prints_what_it_says(name, tmp_path):
    printed = pdf_text(printed_by_office(filled(name), tmp_path))
    squeezed = "".join(printed.split())
    assert "Alockgateattheinnerbasin" in squeezed
    assert squeezed.count("OFFICIAL") >= 2
    assert "{{" not in printed


@pytest.mark.parametrize("template", ["info-note", "one-pager", "media-brief"])
def test_briefs_of_every_template_go_into_a_letterhead(template, tmp_path):
    brief = written(template, "sample sources")
    file = write(brief.document, brief.theme, "docx", letterhead(empty("german_company")))
    assert not {f for f in word_faults(file, tmp_path) if "stylesWithEffects" not in f}


# --- how it is spaced ------------------------------------------------------------------------


def spaces(file: bytes) -> dict[str, tuple[float, ...]]:
    """The space before and after paragraphs by style id, in twentieths of a point."""
    found = {}
    for style in docx_part(file, "word/styles.xml").iter(f"{WORD}style"):
        spacing = style.find(f"{WORD}pPr/{WORD}spacing")
        if spacing is not None:
            sides = (spacing.get(f"{WORD}{side}", "0") for side in ("before", "after"))
            found[style.get(f"{WORD}styleId", "")] = tuple(map(float, sides))
    return found


@pytest.mark.parametrize("spacing", [1.0, 0.8])
@pytest.mark.parametrize("name", NAMES)
def test_added_styles_are_spaced_as_without_a_letterhead(name, spacing):
    theme = Theme.model_validate({"sizes": {"spacing": spacing}})
    theirs = spaces(empty(name))
    ours = spaces(write(DOCUMENT, theme, "docx"))
    there = spaces(write(DOCUMENT, theme, "docx", letterhead(empty(name))))
    added = {id_: both for id_, both in there.items() if id_ in ours and id_ not in theirs}
    assert "Callout" in added
    for id_, both in added.items():
        if id_.startswith("Table"):  # what their table leaves to the words
            continue
        for here, plain in zip(both, ours[id_], strict=True):
            assert abs(here - plain) <= 0.25 * plain, (id_, both, ours[id_])


def properties_of(file: bytes, text: str) -> etree._Element:
    """What the paragraph that says ``text`` says of itself."""
    for one in docx_part(file, "word/document.xml").iter(f"{WORD}p"):
        if "".join(t.text or "" for t in one.iter(f"{WORD}t")) == text:
            return one.find(f"{WORD}pPr")
    raise AssertionError(text)


def headed(*, keeps: bool) -> bytes:
    """A table and a heading in a house whose headings keep with the next, or neither keep nor stand
    off what is above."""
    house = blank()
    style = house.styles["Heading 1"].paragraph_format
    style.keep_with_next = style.keep_together = keeps
    style.space_before = Pt(20 if keeps else 0)
    table = next(block for block in SAMPLE.blocks if isinstance(block, Table))
    blocks = (table, heading(1, "What now"), Paragraph(words("It goes on.")))
    return write(Document("", blocks), Theme(), "docx", letterhead(house))


def test_a_heading_stays_with_its_text_though_its_style_does_not_say_so():
    loose = properties_of(headed(keeps=False), "What now")
    assert loose.find(f"{WORD}keepNext") is not None
    assert loose.find(f"{WORD}keepLines") is not None
    assert properties_of(headed(keeps=True), "What now").find(f"{WORD}keepNext") is None


def test_a_heading_without_space_above_stands_off_a_table():
    loose = properties_of(headed(keeps=False), "What now")
    assert loose.find(f"{WORD}spacing").get(f"{WORD}before") == "240"
    assert properties_of(headed(keeps=True), "What now").find(f"{WORD}spacing") is None


# --- what is said once, and where ------------------------------------------------------------


def test_a_title_that_the_letterhead_says_is_not_said_again():
    body = docx_part(filled("controlled"), "word/document.xml")
    said = ["".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in body.iter(f"{WORD}p")]
    assert said.count(SAMPLE.title) == 1


def test_a_title_in_the_header_does_not_take_it_from_the_page():
    opened = docx.Document(BytesIO(filled("ministry")))
    assert SAMPLE.title in [p.text for p in opened.paragraphs if p.style.name == "Title"]


def test_the_words_stand_at_the_end_in_place_of_one_empty_paragraph():
    file = blank()
    file.add_paragraph("Dear reader,")
    file.add_paragraph()
    file.add_paragraph()
    found = docx.Document(BytesIO(write(DOCUMENT, Theme(), "docx", letterhead(file))))
    assert [p.text for p in found.paragraphs[:3]] == ["Dear reader,", "", SAMPLE.kind]


def test_the_annex_stays_behind_the_words_and_keeps_its_direction():
    opened = docx.Document(BytesIO(filled("two_sections")))
    said = [p.text for p in opened.paragraphs]
    assert said.index("Situation") < said.index("Annex A: standing distribution")
    assert [s.orientation.name for s in opened.sections] == ["PORTRAIT", "LANDSCAPE"]


def test_a_table_of_the_brief_is_as_wide_as_the_cell_that_it_stands_in():
    body = docx_part(filled("framed_letter"), "word/document.xml")
    inner = next(t for t in body.iter(f"{WORD}tbl") if t.getparent().tag == f"{WORD}tc")
    assert int(inner.find(f"{WORD}tblPr/{WORD}tblW").get(f"{WORD}w")) <= 122 / 25.4 * 1440


def test_a_row_around_the_words_may_break_across_pages():
    body = docx_part(filled("framed_letter"), "word/document.xml")
    frame = next(body.iter(f"{WORD}tr"))
    assert frame.find(f"{WORD}trPr/{WORD}cantSplit") is None


def test_a_plain_text_control_gives_way_to_the_words():
    body = docx_part(filled("controlled"), "word/document.xml")
    aliases = [e.get(f"{WORD}val") for e in body.iter(f"{WORD}alias")]
    assert aliases == ["Title", "Date"]


def test_a_file_without_header_and_footer_gets_those_of_the_theme():
    file = write(DOCUMENT, Theme(), "docx", letterhead(blank()))
    assert sorted(fields(file)).count("NUMPAGES") == 2
    assert "Page 1 of" in " ".join(texts(file, "word/footer"))


def test_page_numbers_of_the_letterhead_stay_fields():
    assert Counter(fields(filled("ministry"))) == Counter({"PAGE": 3, "NUMPAGES": 3})


# --- styles, lists, languages ----------------------------------------------------------------


def styles_of(file: bytes) -> list[str]:
    return [p.style.name for p in docx.Document(BytesIO(file)).paragraphs]


def test_the_styles_of_the_house_are_used():
    listed = replace(DOCUMENT, blocks=(bullets(item("one")), *DOCUMENT.blocks))
    file = write(listed, Theme(), "docx", letterhead(empty("german_company")))
    used = set(styles_of(file))
    assert {
        "Title",
        "Heading 1",
        "Überschrift 2",
        "Normal",
        "Muster Aufzählung",
        "Muster Zitat",
    } <= used
    tables = docx.Document(BytesIO(filled("german_company"))).tables
    assert {t.style.name for t in tables} == {"Muster Tabelle"}


def test_styles_that_are_not_used_are_not_added():
    names = {
        s.find(f"{WORD}name").get(f"{WORD}val")
        for s in docx_part(filled("german_company"), "word/styles.xml").iter(f"{WORD}style")
    }
    assert "Callout" in names
    assert not names & {
        "Nil Brief",
        "Comment Text",
        "annotation text",
        "footnote text",
        "Lead Brief",
    }


def test_an_added_style_has_the_colour_and_the_size_of_the_house():
    sheet = docx_part(filled("german_company"), "word/styles.xml")
    title = next(s for s in sheet if s.get(f"{WORD}styleId") == "CalloutTitle")
    assert title.find(f"{WORD}rPr/{WORD}color").get(f"{WORD}val") == "00665E"
    assert title.find(f"{WORD}rPr/{WORD}sz").get(f"{WORD}val") == "22"
    assert title.find(f"{WORD}rPr/{WORD}rFonts") is None


def test_the_letterhead_keeps_its_own_styles_as_they_are():
    def canonical(file: bytes) -> dict[str, bytes]:
        return {
            s.get(f"{WORD}styleId"): etree.tostring(
                s, method="c14n", exclusive=True, with_tail=False
            )
            for s in docx_part(file, "word/styles.xml").iter(f"{WORD}style")
        }

    before, after = canonical(empty("german_company")), canonical(filled("german_company"))
    assert {name: after[name] for name in before} == before


def test_numbered_lists_begin_anew_in_the_list_of_the_house():
    lists = ListBlock((item("one"), item("two")), ListRole.NUMBERS)
    document = replace(DOCUMENT, blocks=(lists, heading(1, "Then"), lists))
    file = write(document, Theme(), "docx", letterhead(blank()))
    body, numbering = docx_part(file, "word/document.xml"), docx_part(file, "word/numbering.xml")
    used = [n.get(f"{WORD}val") for n in body.iter(f"{WORD}numId")]
    assert used[0] == used[1] != used[2] == used[3]
    abstract = {
        n.get(f"{WORD}numId"): n.find(f"{WORD}abstractNumId").get(f"{WORD}val")
        for n in numbering.iter(f"{WORD}num")
    }
    style = docx.Document(BytesIO(file)).styles["List Number"].element
    own = style.find(f".//{WORD}numId").get(f"{WORD}val")
    assert abstract[used[0]] == abstract[used[2]] == abstract[own]


def test_a_list_style_that_does_not_count_is_given_our_list():
    file = blank()
    style = file.styles["List Bullet"].element
    style.pPr.remove(style.pPr.numPr)
    made = write(
        replace(DOCUMENT, blocks=(ListBlock((item("one"),)),)), Theme(), "docx", letterhead(file)
    )
    member = docx_part(made, "word/document.xml").find(f".//{WORD}numPr/{WORD}numId")
    numbering = docx_part(made, "word/numbering.xml")
    number = next(
        n for n in numbering.iter(f"{WORD}num") if n.get(f"{WORD}numId") == member.get(f"{WORD}val")
    )
    abstract = number.find(f"{WORD}abstractNumId").get(f"{WORD}val")
    lists = next(
        a for a in numbering.iter(f"{WORD}abstractNum") if a.get(f"{WORD}abstractNumId") == abstract
    )
    assert lists.find(f".//{WORD}lvlText").get(f"{WORD}val") == "•"
    assert lists.find(f".//{WORD}lvl/{WORD}pStyle") is None
    assert lists.find(f".//{WORD}lvl/{WORD}pPr/{WORD}ind") is not None


def test_english_words_in_a_german_letterhead_are_said_to_be_english():
    body = docx_part(filled("german_company"), "word/document.xml")
    runs = [r for r in body.iter(f"{WORD}r") if r.find(f"{WORD}t") is not None]
    assert {r.find(f"{WORD}rPr/{WORD}lang").get(f"{WORD}val") for r in runs} == {"en-GB"}
    assert b"de-DE" in zipfile.ZipFile(BytesIO(filled("german_company"))).read("word/styles.xml")


def test_tables_have_a_header_row_and_a_caption_for_listeners():
    table = next(docx_part(filled("ministry"), "word/document.xml").iter(f"{WORD}tbl"))
    assert table.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None
    assert table.find(f"{WORD}tblPr/{WORD}tblCaption") is not None


def test_comments_of_the_letterhead_and_of_the_brief_have_numbers_of_their_own(tmp_path):
    file = blank()
    words_ = file.add_paragraph("Checked.")
    file.add_comment(words_.runs, text="By whom?", author="Office")
    brief = written("info-note", "sample sources", annotated=True)
    made = write(brief.document, Theme(), "docx", letterhead(file))
    numbers = [c.get(f"{WORD}id") for c in docx_part(made, "word/comments.xml")]
    assert len(numbers) > 5
    assert len(set(numbers)) == len(numbers)
    assert not {f for f in word_faults(made, tmp_path) if "stylesWithEffects" not in f}


def test_a_brief_written_by_briefgen_is_a_letterhead_whose_styles_all_fit():
    own = write(replace(DOCUMENT, blocks=(), title="", kind=""), Theme(), "docx")
    made = write(DOCUMENT, Theme(), "docx", letterhead(own))
    before = docx_part(own, "word/styles.xml")
    assert len(docx_part(made, "word/styles.xml")) - len(before) <= 0


def test_an_empty_brief_goes_into_a_letterhead():
    empty_brief = Document("", (), fields=FIELDS)
    assert "Annex A" in docx_text(
        write(empty_brief, Theme(), "docx", letterhead(empty("two_sections")))
    )


def test_other_formats_know_nothing_of_a_letterhead():
    house = letterhead(empty("ministry"))
    for format_ in ("pdf", "html", "md"):
        assert write(SAMPLE, Theme(), format_, house) == write(SAMPLE, Theme(), format_)
    assert count_pages(write(SAMPLE, Theme(), "pdf", house)) >= 2


def test_a_letterhead_with_a_text_box_in_its_only_paragraph_keeps_it():
    file = blank()
    box = text_box(paragraph(run("Office of the Harbour Master")), at=(20, 20), size=(60, 20))
    file.element.body[:0] = elements(paragraph(box))
    made = write(
        replace(DOCUMENT, blocks=(Paragraph(words("x")),)), Theme(), "docx", letterhead(file)
    )
    assert (
        docx_text(made).count("Office of the Harbour Master") == 2
    )  # for Word, and for older ones
