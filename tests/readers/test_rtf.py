"""RTF read as with all changes accepted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.errors import ReaderError
from briefgen.model.source import Source

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
    r"{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 MS Gothic;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}"
)


def _rtf(body: str, *, head: str = "") -> bytes:
    return f"{_HEAD}{head}\n{body}}}".encode("latin-1")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            r"The \b lock\b0  opened.\par It was\line Monday.\par",
            ["The lock opened.", "It was Monday."],
            id="paragraphs and line breaks",
        ),
        pytest.param(
            r"\trowd\pard\intbl Port\par name\cell Ships\cell\row"
            r"\pard\intbl Ruvel\cell{14}\cell\row\pard Below.\par",
            ["Port name | Ships", "Ruvel | 14", "Below."],
            id="rows of tables",
        ),
        pytest.param(
            r"It is {\deleted not }{\revised now }true.\par",
            ["It is now true."],
            id="insertions are kept and deletions left out",
        ),
        pytest.param(
            r"Shown.{\v Hidden words.} Seen.\v Hidden.\plain  Again.\par",
            ["Shown. Seen. Again."],
            id="hidden text is left out",
        ),
        pytest.param(
            r"Ships wait{\super\chftn}{\footnote\pard{\super\chftn} Four of them.} at sea.\par"
            r" All of them.\par",
            ["Ships wait at sea.", "All of them.", "Four of them."],
            id="notes stand at the end",
        ),
        pytest.param(
            r"The {\shp{\*\shpinst{\sp{\sn name}{\sv box}}{\shptxt\pard In the box.\par}}"
            r"{\shprslt{\*\do{\dptxbxtext In the box.\par}}}}anchor.\par",
            ["The anchor.", "In the box."],
            id="a text box is read once and after its anchor",
        ),
        pytest.param(
            r"See {\field{\*\fldinst{HYPERLINK https://x.example}}{\fldrslt the page}}.\par",
            ["See the page."],
            id="of a field the result",
        ),
        pytest.param(
            r"{\header\pard Page 1\par}{\pict\wmetafile8 0102}{\*\annotation Really?}"
            r"{\*\unknown no text}Text.\par",
            ["Text."],
            id="headers, pictures, remarks and what is unknown are left out",
        ),
        pytest.param(
            r"{\pntext\f2\'b7\tab}\f2\'b7\f0  One.\par", ["One."], id="bullets are left out"
        ),
    ],
)
def test_the_text_reads_as_the_document_does(read: Read, body: str, expected: list[str]) -> None:
    text = read(_rtf(r"The first paragraph.\par " + body), "a.rtf").text
    assert text.split("\n\n") == ["The first paragraph.", *expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \u8220?so\u8221? \emdash  \{yes\}", "café “so” — {yes}"),
        (r"\uc2\u8217\'81\'66s \uc0\u233 t\u233", "’s été"),
        (r"\f1\'cf\'f0\'e8\'e2\'e5\'f2\f0  caf\'e9", "Привет café"),
        (r"\f3\'83\'65\'83\'58\'83g", "テスト"),
        (r"smile \u-10179?\u-8704? end", "smile 😀 end"),
        (r"broken \u-10179? half", "broken � half"),
    ],
)
def test_characters_are_those_of_the_document(read: Read, body: str, expected: str) -> None:
    assert read(_rtf(body + r"\par"), "a.rtf").text == expected


def test_what_the_document_states_is_kept(read: Read) -> None:
    head = (
        r"\deflang1031{\info{\title Lock \u228?ndert}{\author Ada Holm}{\operator Last Hand}"
        r"{\creatim\yr2026\mo3\dy11\hr8}{\revtim\yr2026\mo3\dy12}{\*\company Ruvel Port}}"
    )
    source = read(_rtf(r"Schiffe fahren wieder.\par", head=head), "a.rtf")
    assert (source.title, source.author, source.publisher) == (
        "Lock ändert",
        "Ada Holm",
        "Ruvel Port",
    )
    assert (source.published, source.language) == (date(2026, 3, 11), "de")
    assert source.text == "Schiffe fahren wieder."


def test_binary_data_and_what_follows_the_document_are_no_text(read: Read) -> None:
    data = _rtf(r"{\pict\bin4 }{}\}Text.\par") + b" After the end."
    assert read(data, "a.rtf").text == "Text."


def test_a_file_that_breaks_off_is_read_up_to_there(read: Read) -> None:
    assert read(_rtf(r"First.\par {\b Secon")[:-1], "a.rtf").text == "First.\n\nSecon"


def test_a_file_without_text_is_a_failure(fail: Fail) -> None:
    assert fail(_rtf(""), "a.rtf").problem == "has no text"


def test_a_file_over_5_mb_is_refused(fail: Fail) -> None:
    failure = fail(_rtf("x" * 6 * 1024 * 1024), "a.rtf")
    assert "larger than 5 MB" in failure.problem


@pytest.mark.parametrize("part", ["{", "}{", r"{\field{\*\fldinst{HYPERLINK ", r"\u8217", "\\"])
def test_no_nesting_takes_long(part: str) -> None:
    from briefgen.readers import read_bytes

    began = time.monotonic()
    intake = read_bytes(_rtf(part * 50_000), name="a.rtf")
    assert intake.sources or intake.failures
    assert time.monotonic() - began < 5
