"""Documents in other scripts: set, ordered, heard and told to Word and browsers as they should."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from checkers import word_faults
from docx.oxml.ns import qn
from lxml import html
from multilingual import MULTILINGUAL, STATEMENTS
from reading import docx_part, letters, pdf_text, words_of
from sample import SAMPLE, SOURCES, paragraph
from tagged import hear

from briefgen.model.document import Document, LineBreak, Link, ListBlock, ListItem, ListRole, Text
from briefgen.model.theme import Theme
from briefgen.writers import unprinted, without_font, write
from briefgen.writers.pdf import fallback, typesetter
from briefgen.writers.pdf.fonts import register
from briefgen.writers.pdf.inlines import Fragments
from briefgen.writers.pdf.lines import Line, lines_of
from briefgen.writers.pdf.shaping import shaped
from briefgen.writers.pdf.styles import styles
from briefgen.writers.pdf.typesetter import Typesetter

THEME = Theme()


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(MULTILINGUAL, THEME, "pdf")


def lines(text: str, width: float, base: int = 0) -> list[Line]:
    """``text`` as body text in lines of ``width`` points."""
    look = styles(THEME)
    setter = Typesetter([text], look.faces)
    fragments = Fragments(THEME.colours, frozenset(), setter.shown)
    style = look.paragraph["body"]
    return lines_of(fragments.of((Text(text),), style), width, base, setter)


def texts(made: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in made]


# --- the PDF ---------------------------------------------------------------------------------


def test_every_character_has_a_font():
    assert unprinted(MULTILINGUAL, THEME, "pdf") == ()


def test_all_words_are_heard_in_the_order_of_reading(file):
    heard = letters(hear(file).text)
    for words in words_of(MULTILINGUAL.blocks):
        assert words in heard


@pytest.mark.parametrize("name", [n for n in STATEMENTS if n not in {"Arabic", "Hebrew"}])
def test_words_from_left_to_right_can_be_copied(name):
    file = write(Document("Title", (paragraph(STATEMENTS[name]),)), THEME, "pdf")
    assert letters(STATEMENTS[name]) in letters(pdf_text(file))


@pytest.mark.parametrize(
    "words",
    ["كلفة إصلاح الحاجز", "وزير الأشغال (محمد الحسن) قال", "שר התשתיות אמר", "عدد 4,200 شخص"],
)
def test_words_from_right_to_left_can_be_copied(words):
    # PDFium guesses the order of a page by its lines, and needs some for it.
    page = paragraph(*[f"{words}، "] * 12)
    file = write(Document("Title", (page,)), THEME, "pdf")
    assert letters(words) in letters(pdf_text(file))


def test_checkers_find_nothing(file, tmp_path):
    path = tmp_path / "scripts.pdf"
    path.write_bytes(file)
    assert [finding.message for finding in pdfua.validate(path).findings] == []
    # TAG-032 holds the letters of Arabic against the order in which they are painted.
    found = {finding.rule for finding in outloud.check(str(path)).findings}
    assert found <= {"TAG-032"}


def test_all_fonts_are_inside_and_say_what_their_glyphs_mean(file):
    pdf = pikepdf.Pdf.open(BytesIO(file))
    composite = [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"
    ]
    assert len(composite) >= 8
    for font in composite:
        (descendant,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
        assert b"beginbfchar" in font.ToUnicode.read_bytes()


def test_the_same_document_gives_the_same_bytes(file):
    assert write(MULTILINGUAL, THEME, "pdf") == file


def test_western_documents_have_no_fonts_but_those_of_the_theme():
    file = write(SAMPLE, THEME, "pdf")
    assert b"/Type0" not in file


def test_a_page_of_each_script_takes_no_more_room_than_a_message_has(file):
    assert len(file) < 900_000


def test_arabic_letters_are_joined():
    (line,) = lines("محمد", 400, 1)
    (piece,) = (p for p in line.pieces if p.text.strip())
    alone = {g.number for letter in "محمد" for g in shaped(letter, piece.face, 1)}
    assert {g.number for g in piece.glyphs} - alone


def test_a_latin_name_in_hebrew_keeps_its_order():
    (line,) = lines("חברת Velmark Bridge תתחיל", 400, 1)
    places = line.places(0)
    at = {p.text.strip(): x for p, x in zip(line.pieces, places, strict=True)}
    assert at["תתחיל"] < at["Velmark"] < at["Bridge"] < at["חברת"]


def test_lines_are_no_wider_than_their_room_and_lose_nothing():
    for text in STATEMENTS.values():
        made = lines(text, 150)
        assert "".join(texts(made)).replace("\u00a0", " ") == text
        assert all(line.width <= 150 for line in made)


def test_no_line_of_chinese_or_japanese_starts_with_a_stop_or_ends_with_an_opening_bracket():
    for name in ("Chinese", "Japanese"):
        for width in range(60, 200, 7):
            for line in texts(lines(STATEMENTS[name], width)):
                assert line[0] not in "、。，）」”"
                assert line.rstrip()[-1] not in "（「“"


def test_an_endless_word_is_torn_and_loses_nothing():
    made = lines("م" * 300 + "日" * 3, 100, 1)
    assert len(made) > 5
    assert "".join(texts(made)) == "م" * 300 + "日" * 3


@pytest.mark.parametrize("before", range(0, 40, 8))
def test_an_item_over_two_pages_is_one_wherever_it_is_parted(before):
    parts = [STATEMENTS["Arabic"] * 9, " ", 1, " ", STATEMENTS["Chinese"] * 6, " "]
    link_ = Link("https://example.org/", (Text(STATEMENTS["Japanese"] * 3),))
    long = paragraph(*parts, link_, LineBreak(), STATEMENTS["Hebrew"] * 4)
    items = ListBlock((ListItem((long,)),), ListRole.PARAGRAPHS)
    blocks = (*[paragraph("x")] * before, items, SOURCES)
    heard = hear(write(Document("Title", blocks), THEME, "pdf"))
    (item,) = (i for i in heard.all("LI") if STATEMENTS["Arabic"][:20] in i.text)
    assert letters(item.text) == f"1.{words_of((items,))[0]}"
    assert all(link.links for link in heard.all("Link"))


# --- what no font has ------------------------------------------------------------------------


def test_what_no_font_has_is_shown_by_its_number_and_told():
    document = Document("Title", (paragraph("a \ue000 b \ue000 c 𐌰"),))
    assert "a[U+E000]b[U+E000]c[U+10330]" in letters(pdf_text(write(document, THEME, "pdf")))
    first, second = unprinted(document, THEME, "pdf")
    assert (first.character, first.count, first.shown) == ("\ue000", 2, "[U+E000]")
    assert second.name == "GOTHIC LETTER AHSA"
    (notice,) = without_font((first, second))
    assert "[U+E000] (2 times)" in notice
    assert "no font is at hand" in notice


def test_letters_in_another_dress_are_shown_plain():
    document = Document("Title", (paragraph("\U0001d401old non\u2011breaking"),))
    assert unprinted(document, THEME, "pdf") == ()
    assert "Boldnon" in letters(pdf_text(write(document, THEME, "pdf")))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extras."""
    for module in (fallback, typesetter):
        monkeypatch.setattr(module, "can_shape", lambda: False)
    monkeypatch.setattr(fallback, "_folder", lambda _package: None)
    for question in (fallback.has_letters, fallback.has_cjk):
        question.cache_clear()
    yield
    monkeypatch.undo()
    for question in (fallback.has_letters, fallback.has_cjk):
        question.cache_clear()


@pytest.mark.parametrize("name", ["Ukrainian", "Greek", "Vietnamese"])
def test_the_main_installation_sets_greek_cyrillic_and_vietnamese(bare, name):
    document = Document("Title", (paragraph(STATEMENTS[name]),))
    assert unprinted(document, THEME, "pdf") == ()
    assert letters(STATEMENTS[name]) in letters(pdf_text(write(document, THEME, "pdf")))


@pytest.mark.parametrize(
    ("text", "extra"), [("שלום", "scripts"), ("日本", "cjk"), ("😀", "scripts")]
)
def test_the_main_installation_says_what_brings_a_font(bare, text, extra):
    document = Document("Title", (paragraph(text),))
    lacking = unprinted(document, THEME, "pdf")
    assert {one.extra for one in lacking} == {extra}
    assert f'pip install "briefgen[{extra}]"' in without_font(lacking)[0]
    assert lacking[0].shown in pdf_text(write(document, THEME, "pdf"))


# --- Word and HTML ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word() -> bytes:
    return write(MULTILINGUAL, THEME, "docx")


def test_word_finds_nothing_wrong(word, tmp_path):
    assert word_faults(word, tmp_path) == []
    assert docx.Document(BytesIO(word)).paragraphs


def test_word_has_all_words(word):
    body = docx_part(word, "word/document.xml")
    text = letters("".join(t.text or "" for t in body.iter(qn("w:t"))))
    assert all(words in text for words in words_of(MULTILINGUAL.blocks))


def test_word_is_told_the_direction_of_paragraphs_and_runs(word):
    for paragraph_ in docx.Document(BytesIO(word)).paragraphs:
        element = paragraph_._p
        turned = element.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
        assert turned == paragraph_.text.startswith(("ق", "ש"))
        for run in element.iter(qn("w:r")):
            text = "".join(t.text or "" for t in run.iter(qn("w:t")))
            is_rtl = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
            if any("\u0590" <= letter < "\u0700" for letter in text):
                assert is_rtl
            if any(letter.isascii() and letter.isalpha() for letter in text):
                assert not is_rtl


def test_word_is_told_fonts_and_languages_of_the_scripts(word):
    defaults = docx_part(word, "word/styles.xml").find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts, tongue = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    assert fonts.get(qn("w:ascii")) == "Lato"
    assert fonts.get(qn("w:eastAsia")) in {"Yu Gothic", "Microsoft YaHei", "Malgun Gothic"}
    assert fonts.get(qn("w:cs")) == "Arial"
    assert tongue.get(qn("w:bidi")) in {"ar-SA", "he-IL"}
    western = docx_part(write(SAMPLE, THEME, "docx"), "word/styles.xml")
    assert western.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "Lato"


def test_a_browser_finds_out_which_way_words_run():
    page = html.document_fromstring(write(MULTILINGUAL, THEME, "html").decode())
    for element in page.iter("p", "h1", "h2", "td", "th", "caption", "figcaption"):
        text = element.text_content()
        has_turned = any("\u0590" <= letter < "\u0700" for letter in text)
        assert (element.get("dir") == "auto") == has_turned, text
    assert "dir=" not in write(SAMPLE, THEME, "html").decode()


def test_a_document_in_hebrew_runs_from_right_to_left():
    document = replace(MULTILINGUAL, language="he")
    assert '<html lang="he" dir="rtl">' in write(document, THEME, "html").decode()
    assert pypdfium2.PdfDocument(write(document, THEME, "pdf"))


def test_characters_that_turn_what_follows_are_left_out():
    document = Document("Title", (paragraph("a\u202eb\u2067c"),))
    for fmt in ("docx", "html", "md"):
        text = write(document, THEME, fmt)
        assert "\u202e".encode() not in text


def test_the_font_of_the_theme_is_asked_first():
    setter = Typesetter(["a日"], register("Lato").faces)
    first, second = setter.faces("a日", "Lato", bold=False)
    assert first.is_base
    assert not second.is_base
