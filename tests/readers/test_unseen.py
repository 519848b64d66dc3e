"""Text that a file holds and does not show is kept out, counted and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import workflow
from briefgen.model.source import Source
from briefgen.readers import read_path

from .packages import epub_file, odt_file, pptx_file, shape
from .samples import mail, word_file, word_paragraph

Read = Callable[[bytes, str], Source]

_SEEN = "The lock of Ruvel opens on Monday, and all ships that wait at sea will pass it in a day."


def _page(inner: str) -> bytes:
    return f"<html><body><article><p>{_SEEN}</p>{inner}</article></body></html>".encode()


@pytest.mark.parametrize(
    "inner",
    [
        "<p style='display: none'>Two words.</p>",
        "<p style='visibility:hidden'>Two words.</p>",
        "<p hidden>Two words.</p>",
        "<p aria-hidden='true'>Two <b>words</b>.</p>",
        "<p style='color: #FFF'>Two words.</p>",
        "<p><font color='white'>Two words.</font></p>",
        "<p style='color:rgb(255, 255, 255);background-color:#fff'>Two words.</p>",
        "<p style='color:transparent'>Two words.</p>",
        "<p style='font-size:0'>Two words.</p>",
        "<div style='font-size: 1px !important'><p>Two <i>words</i>.</p></div>",
    ],
)
def test_unseen_text_of_a_page_is_left_out_and_counted(read: Read, inner: str) -> None:
    source = read(_page(inner), "a.html")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


@pytest.mark.parametrize(
    "inner",
    [
        "<div style='background:#036'><p style='color:#fff'>It is a relief to all.</p></div>",
        "<table bgcolor='navy'><tr><td style='color:white'>It is a relief to all.</td></tr>"
        "</table>",
        "<div style='font-size:0'><p style='font-size:14px'>It is a relief to all.</p></div>",
        "<div style='color:#fff'><p style='color:#333'>It is a relief to all.</p></div>",
        "<p style='color:#ffffcc'>It is a relief to all.</p>",
        "<p style='font-size:small'>It is a relief to all.</p>",
    ],
)
def test_text_that_can_be_read_stays(read: Read, inner: str) -> None:
    source = read(_page(inner), "a.html")
    assert (source.text.split("\n\n")[1], source.hidden_words) == ("It is a relief to all.", 0)


def test_what_follows_something_hidden_stays(read: Read) -> None:
    inner = "<p>Ships <span style='display:none'>never ever </span>pass the lock again.</p>"
    assert read(_page(inner), "a.html").text.split("\n\n")[1] == "Ships pass the lock again."


def test_hidden_text_of_a_mail_is_left_out_and_counted(read: Read) -> None:
    body = f"<p>{_SEEN}</p><p style='font-size:1px;color:#ffffff'>A hidden line.</p>"
    source = read(mail(body, kind="text/html"), "a.eml")
    assert (source.text, source.hidden_words) == (_SEEN, 3)


_TWO = "<p class='x y' id='z'>Two words.</p>"


def _styled(css: str, inner: str = _TWO, head: str = "") -> bytes:
    return (
        f"<html><head>{head}<style>{css}</style></head><body><article><p>{_SEEN}</p>{inner}"
        "</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        "#z { visibility : hidden }",
        "p.x.y{font-size:0}",
        "a,.x , b{display:none !important}",
        "<!-- .x{display:none} -->",
        "/* } .x{} */ .x{display:none}",
        "@import url('a.css');.x{display:none}",
        "@media print{p{color:red}} .x{display:none}",
        ".x{color:#fff}",
        ".x{color:#036;background:#036}",
        ".x{display:block}.x{display:none}",
        ".x.y{display:none}.x{display:block}",
        "#z{display:none}.x.y{display:block}",
        "p::before{content:'}'}.x{display:none}",
    ],
)
def test_text_that_a_style_sheet_hides_is_left_out_and_counted(read: Read, css: str) -> None:
    source = read(_styled(css), "a.html")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}#z{display:block}",
        ".x{display:none}p.x.y{display:block}",
        ".x{display:none}article .y{display:block}",
        ".x{display:none}.x:target{display:block}",
        ".x{display:none}@media (min-width: 30em){.x{display:block}}",
        "@media print{.x{display:none}}",
        ".menu .x{display:none}",
        ".x:hover{display:none}",
        "@keyframes a{from{visibility:hidden}to{visibility:visible}}",
        ".x{color:#fff;background:#036}",
        ".x{color:#fff}.y{background:url(dark.png)}",
        ".x{color:#fff}article > .y{background:#036}",
        "p{display:none}",  # nothing would be left: a script shows it
        ".X{display:none}",
        ".x{display:none",
        "{}}}{",
    ],
)
def test_text_that_a_style_sheet_may_show_stays(read: Read, css: str) -> None:
    source = read(_styled(css), "a.html")
    assert (source.text, source.hidden_words) == (f"{_SEEN}\n\nTwo words.", 0)


def test_an_element_goes_before_the_sheet(read: Read) -> None:
    shown = _styled(".x{display:none}", "<p class='x' style='display:block'>Two words.</p>")
    assert read(shown, "a.html").text == f"{_SEEN}\n\nTwo words."


def test_white_may_stand_on_what_a_linked_sheet_says(read: Read) -> None:
    link = "<link rel='stylesheet' href='a.css'>"
    assert read(_styled(".x{color:#fff}", head=link), "a.html").hidden_words == 0
    assert read(_styled(".x{display:none}", head=link), "a.html").hidden_words == 2


def test_style_sheets_of_a_mail_are_followed(read: Read) -> None:
    body = f"<html><head><style>.x{{display:none}}</style></head><body><p>{_SEEN}</p>{_TWO}"
    source = read(mail(body, kind="text/html"), "a.eml")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


@pytest.mark.parametrize(
    "css", ["{" * 200_000 + "}" * 200_000, "[" * 200_000, ".a,'" * 100_000, "/*" * 100_000]
)
def test_a_style_sheet_that_is_no_such_thing_takes_no_time(read: Read, css: str) -> None:
    assert read(_styled(css), "a.html").text.startswith(_SEEN)


def test_hidden_text_of_an_e_book_is_left_out_and_counted(read: Read) -> None:
    data = epub_file(
        {"a.xhtml": f"<p>{_SEEN}</p><p style='display:none'>Two words.</p>"}, spine=["a.xhtml"]
    )
    source = read(data, "a.epub")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


_ODT_TWO = "<text:p text:style-name='P1'>Two <text:span>words</text:span>.</text:p>"


@pytest.mark.parametrize(
    "look",
    [
        "text:display='none'",
        "fo:font-size='1pt'",
        "fo:color='#ffffff'",
        "fo:color='#FFFFFF' fo:background-color='transparent'",
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_unseen_text_of_an_open_document_is_left_out_and_counted(
    read: Read, look: str, named: bool
) -> None:
    style = "<style:style style:name='{}' {}><style:text-properties {}/></style:style>"
    data = odt_file(
        f"<text:p>{_SEEN}</text:p>{_ODT_TWO}",
        automatic=style.format("P1", "style:parent-style-name='Own'", "" if named else look),
        styles=style.format("Own", "", look if named else ""),
    )
    source = read(data, "a.odt")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


@pytest.mark.parametrize(
    "hidden",
    [
        "<text:section text:display='none'><text:p>Two words.</text:p></text:section>",
        "<text:p>Two words.<text:hidden-paragraph text:is-hidden='true'/></text:p>",
        "<text:p><text:hidden-text text:is-hidden='true'>Two words.</text:hidden-text></text:p>",
    ],
)
def test_what_an_open_document_hides_by_a_field_is_left_out(read: Read, hidden: str) -> None:
    source = read(odt_file(f"<text:p>{_SEEN}</text:p>{hidden}"), "a.odt")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


@pytest.mark.parametrize(
    "look",
    [
        "fo:color='#ffffff' fo:background-color='#003366'",
        "fo:color='#333333'",
        "fo:font-size='12pt'",
        "fo:font-size='100%'",
    ],
)
def test_text_of_an_open_document_that_can_be_read_stays(read: Read, look: str) -> None:
    style = f"<style:style style:name='P1'><style:text-properties {look}/></style:style>"
    source = read(odt_file(f"<text:p>{_SEEN}</text:p>{_ODT_TWO}", automatic=style), "a.odt")
    assert (source.text, source.hidden_words) == (f"{_SEEN}\n\nTwo words.", 0)


def test_white_text_in_a_coloured_cell_stays(read: Read) -> None:
    automatic = (
        "<style:style style:name='C1'><style:table-cell-properties fo:background-color='#036'/>"
        "</style:style><style:style style:name='P1'><style:text-properties fo:color='#ffffff'/>"
        "</style:style>"
    )
    cell = f"<table:table-cell table:style-name='C1'>{_ODT_TWO}</table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    body = f"<text:p>{_SEEN}</text:p>{table}"
    assert read(odt_file(body, automatic=automatic), "a.odt").hidden_words == 0


def test_hidden_slides_shapes_and_tiny_text_are_left_out_and_counted(read: Read) -> None:
    hidden = shape("Two words.").replace(
        "<p:nvSpPr>", "<p:nvSpPr><p:cNvPr id='2' name='a' hidden='1'/>"
    )
    tiny = shape("<a:p><a:r><a:rPr sz='100'/><a:t>Three small words.</a:t></a:r></a:p>")
    shown = shape("<a:p><a:r><a:rPr sz='1200'/><a:t>Ships pass the lock.</a:t></a:r></a:p>")
    data = pptx_file(
        [shape(_SEEN) + hidden + tiny + shown, shape("Four words not shown.")], hidden=[2]
    )
    source = read(data, "a.pptx")
    assert (source.text, source.hidden_words) == (f"{_SEEN}\n\nShips pass the lock.", 9)


def _run(look: str, text: str = "Two words.") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "look",
    [
        "<w:vanish/>",
        "<w:vanish w:val='1'/>",
        "<w:color w:val='FFFFFF'/>",
        "<w:sz w:val='2'/>",
        "<w:color w:val='ffffff'/><w:shd w:val='clear' w:fill='auto'/>",
        "<w:color w:val='DDDDDD'/>",
        "<w:sz w:val='6'/>",
        "<w:color w:val='000000'/><w:highlight w:val='black'/>",
        "<w:highlight w:val='black'/>",
        "<w:color w:val='1F1F1F'/><w:shd w:val='clear' w:fill='000000'/>",
        "<w:color w:val='000000'/><w:shd w:val='solid' w:color='auto'/>",
    ],
)
def test_unseen_text_of_a_word_file_is_left_out_and_counted(read: Read, look: str) -> None:
    data = word_file(word_paragraph(_SEEN) + f"<w:p>{_run(look)}</w:p>")
    source = read(data, "a.docx")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


_TINT = "<w:shd w:val='clear' w:color='auto' w:fill='EEF3F7'/>"


@pytest.mark.parametrize("colour", ["FFFFFF", "EEF3F7", "E0E6EA"])
def test_text_in_the_colour_of_its_box_is_left_out_and_counted(read: Read, colour: str) -> None:
    run = _run(f"<w:color w:val='{colour}'/>")
    boxes = [
        f"<w:p><w:pPr>{_TINT}</w:pPr>{run}</w:p>",
        f"<w:p><w:pPr><w:pStyle w:val='Box'/></w:pPr>{run}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:tcPr>{_TINT}</w:tcPr><w:p>{run}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tblPr><w:tblStyle w:val='Plain'/></w:tblPr><w:tr><w:tc><w:p>{run}</w:p></w:tc>"
        "</w:tr></w:tbl>",
    ]
    styles = (
        f"<w:style w:type='paragraph' w:styleId='Below'><w:pPr>{_TINT}</w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Box'><w:basedOn w:val='Below'/></w:style>"
        f"<w:style w:type='table' w:styleId='Plain'><w:tcPr>{_TINT}</w:tcPr></w:style>"
    )
    found = [read(word_file(word_paragraph(_SEEN) + b, styles=styles), "a.docx") for b in boxes]
    assert [(one.text, one.hidden_words) for one in found] == [(_SEEN, 2)] * len(boxes)


_WHITE_RUN = _run("<w:color w:val='FFFFFF'/>")
_DARK = "<w:shd w:val='clear' w:fill='003366'/>"


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" + _run("<w:vanish w:val='0'/>") + "</w:p>",
        "<w:p>" + _run("<w:webHidden/>") + "</w:p>",
        "<w:p>" + _run("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>") + "</w:p>",
        f"<w:p><w:pPr>{_DARK}</w:pPr>{_WHITE_RUN}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:tcPr>{_DARK}</w:tcPr><w:p>{_WHITE_RUN}</w:p></w:tc></w:tr></w:tbl>",
        "<w:p>" + _run("<w:color w:val='767676'/>") + "</w:p>",
        "<w:p>" + _run("<w:shd w:val='clear' w:fill='000000'/>") + "</w:p>",
        "<w:p>" + _run("<w:color w:val='auto'/><w:highlight w:val='yellow'/>") + "</w:p>",
        "<w:tbl><w:tblPr><w:tblStyle w:val='GridTable5Dark'/></w:tblPr><w:tr><w:tc>"
        f"<w:p>{_WHITE_RUN}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_text_of_a_word_file_that_can_be_read_stays(read: Read, body: str) -> None:
    source = read(word_file(word_paragraph(_SEEN) + body), "a.docx")
    assert (source.text, source.hidden_words) == (f"{_SEEN}\n\nTwo words.", 0)


_BELOW = (
    '<w:style w:type="{kind}" w:styleId="Base"><w:rPr>{look}</w:rPr></w:style>'
    '<w:style w:type="{kind}" w:styleId="Own"><w:basedOn w:val="Base"/>{own}</w:style>'
)
_PARAGRAPH = (_BELOW.replace("{kind}", "paragraph"), '<w:pPr><w:pStyle w:val="Own"/></w:pPr>', "")
_CHARACTER = (_BELOW.replace("{kind}", "character"), "", '<w:rStyle w:val="Own"/>')
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{look}</w:rPr></w:style>',
    "",
    "",
)
_EVERYWHERE = (
    "<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault></w:docDefaults>",
    "",
    "",
)


def _in_style(where: tuple[str, str, str], look: str, *, own: str = "", run: str = "") -> bytes:
    """A Word file with two words in a style that looks so, or stands on one that does."""
    styles, paragraph, named = where
    seen = f"<w:p><w:pPr><w:pStyle w:val='Seen'/></w:pPr><w:r><w:t>{_SEEN}</w:t></w:r></w:p>"
    shown = (
        '<w:style w:type="paragraph" w:styleId="Seen"><w:name w:val="Seen"/><w:rPr><w:vanish '
        'w:val="0"/><w:color w:val="000000"/><w:sz w:val="22"/></w:rPr></w:style>'
    )
    body = f"{seen}<w:p>{paragraph}{_run(named + run)}</w:p>"
    return word_file(body, styles=styles.format(look=look, own=own) + shown)


@pytest.mark.parametrize("where", [_PARAGRAPH, _CHARACTER, _NORMAL, _EVERYWHERE])
def test_text_that_a_style_of_a_word_file_hides_is_left_out_and_counted(
    read: Read, where: tuple[str, str, str]
) -> None:
    for look in ("<w:vanish/>", "<w:color w:val='FFFFFF'/>", "<w:sz w:val='2'/>"):
        source = read(_in_style(where, look), "a.docx")
        assert (source.text, source.hidden_words) == (_SEEN, 2), look


def test_a_style_that_shows_what_another_hides_is_followed(read: Read) -> None:
    white, black = "<w:color w:val='FFFFFF'/>", "<w:color w:val='000000'/>"
    shown = (
        _in_style(_PARAGRAPH, white, own=f"<w:rPr>{black}</w:rPr>"),
        _in_style(_PARAGRAPH, white, own=f"<w:pPr>{_DARK}</w:pPr>"),
        _in_style(_CHARACTER, white + _DARK),
        _in_style(_EVERYWHERE, "<w:sz w:val='2'/>", run="<w:sz w:val='20'/>"),
        _in_style(_NORMAL, white, run=black),
    )
    assert [read(data, "a.docx").hidden_words for data in shown] == [0] * len(shown)


def test_hidden_text_of_rtf_is_counted(read: Read) -> None:
    data = rf"{{\rtf1 {_SEEN}{{\v Two words.}}\par}}".encode()
    source = read(data, "a.rtf")
    assert (source.text, source.hidden_words) == (_SEEN, 2)


def test_characters_that_show_nothing_are_left_out_and_counted(read: Read) -> None:
    text = "The lo\u200bck is \u202enepo\u202c again\U000e0041, and \u200ball ships may pass it."
    source = read(text.encode(), "a.txt")
    assert source.text == "The lock is nepo again, and all ships may pass it."
    assert source.hidden_characters == 4


def test_joiners_and_marks_of_direction_are_part_of_writing(read: Read) -> None:
    assert read("می\u200cخواهم که \u200fبروم.".encode(), "a.txt").hidden_characters == 0


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(_page("<p hidden>Two words.</p>"))
    (tmp_path / "b.txt").write_text(f"{_SEEN[:20]}\u202e{_SEEN[20:]}", encoding="utf-8")
    first, second = [n for n in workflow.take_in([tmp_path]).notices if "holds" in n]
    assert "a.html: holds 2 words that it does not show" in first
    assert "b.txt: holds 1 character of no width" in second


def test_no_hidden_text_of_the_hostile_page_is_read(shared: Path) -> None:
    (source,) = read_path(shared / "corpus" / "hostile" / "hidden_inject.html").sources
    assert "HIDDEN" not in source.text
    assert source.hidden_words >= 4
