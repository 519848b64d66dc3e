"""Plain text becomes paragraphs with a head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefgen.model.source import Source

Read = Callable[[bytes, str], Source]

WRAPPED = """\
The surge reached 3.4 metres, the highest since the barrier opened in
1998, according to the national weather service. Two of the five gates
did not close, the operator said.

"I owe the people an explanation," the chief executive told reporters on
Tuesday, "and today I do not have one."
"""


def test_hard_wrapped_lines_become_paragraphs(read: Read) -> None:
    paragraphs = read(WRAPPED.encode(), "wire.txt").text.split("\n\n")
    assert len(paragraphs) == 2
    assert paragraphs[0].endswith("did not close, the operator said.")
    assert paragraphs[1] == (
        '"I owe the people an explanation," the chief executive told reporters on Tuesday,'
        ' "and today I do not have one."'
    )


def test_lines_that_are_paragraphs_stay_apart(read: Read) -> None:
    lines = [f"Paragraph {n} is one long line. " + "It says more than fits. " * 6 for n in "abc"]
    text = read("\n".join(lines).encode(), "report.txt").text
    assert text.split("\n\n") == [line.strip() for line in lines]


def test_an_indent_opens_a_paragraph_in_wrapped_text(read: Read) -> None:
    wrapped = WRAPPED.replace("\n\n", "\n    ")
    assert len(read(wrapped.encode(), "wire.txt").text.split("\n\n")) == 2


def test_list_items_are_paragraphs_and_their_hanging_lines_belong_to_them(read: Read) -> None:
    listed = WRAPPED + (
        "\n- 24 March: public hearing of Rutger Vanstell, chief executive of\n"
        "  Ildewater. This replaces the date\n  in my note.\n- 26 March: a second hearing.\n"
    )
    assert read(listed.encode(), "note.txt").text.split("\n\n")[2:] == [
        "24 March: public hearing of Rutger Vanstell, chief executive of Ildewater."
        " This replaces the date in my note.",
        "26 March: a second hearing.",
    ]


@pytest.mark.parametrize("dash", ["-", "--", "–", "—"])
def test_a_dash_within_a_sentence_stays_where_it_is(read: Read, dash: str) -> None:
    wrapped = (
        "He has used his invasions as a threat to the members on the\n"
        f"western borders of the country at every turn of the long war\n{dash} especially to the"
        f" two smallest {dash} and to the others, all of which\nhave asked for help.\n"
    )
    source = read((WRAPPED + "\n" + wrapped).encode(), "wire.txt")
    assert source.text.split("\n\n")[-1] == " ".join(wrapped.split())


@pytest.mark.parametrize(
    "head",
    [
        "Barrier fails in storm\n\nBy Tessa Brandreth, The Courier\n11 March 2026\n\n",
        "11 March 2026\n\nBarrier fails in storm\n\nBy Tessa Brandreth, The Courier\n\n",
        "Barrier fails in storm\nBy Tessa Brandreth, The Courier\nWednesday, March 11, 2026\n\n",
        "Title: Barrier fails in storm\nAuthor: Tessa Brandreth\nSource: The Courier\n"
        "Date: 2026-03-11\n\n",
        "Barrier fails in storm\n\nBy Tessa Brandreth\nThe Courier\n11 March 2026\n\n",
        "Barrier fails in storm\n\nBy Tessa Brandreth | The Courier | 11 March 2026, 7.20pm\n\n",
    ],
)
def test_headline_byline_and_date_leave_the_text_in_any_order(read: Read, head: str) -> None:
    source = read((head + WRAPPED).encode(), "wire.txt")
    assert source.title == "Barrier fails in storm"
    assert source.author == "Tessa Brandreth"
    assert source.publisher == "The Courier"
    assert source.published == date(2026, 3, 11)
    assert source.text.startswith("The surge reached")


def test_an_issuer_above_the_headline_is_the_publisher(read: Read) -> None:
    head = "Press release\n\nMinistry of the Interior\n1 May 2026\n\nMinister opens inquiry\n\n"
    source = read((head + WRAPPED).encode(), "release.txt")
    assert (source.title, source.publisher) == (
        "Minister opens inquiry",
        "Ministry of the Interior",
    )
    assert source.text.startswith("The surge reached")


def test_a_wrapped_headline_is_one_title(read: Read) -> None:
    head = (
        "One dead and thousands evacuated as the tidal barrier of Port Sarrow\nfails in storm\n\n"
    )
    source = read((head + WRAPPED).encode(), "wire.txt")
    assert source.title.endswith("Port Sarrow fails in storm")
    assert source.text.startswith("The surge reached")


def test_a_sentence_that_begins_with_by_is_no_byline(read: Read) -> None:
    text = "By Wednesday morning 1,150 homes were without power.\n\n" + WRAPPED
    source = read(text.encode(), "wire.txt")
    assert source.author is None
    assert source.text.startswith("By Wednesday morning")


def test_text_without_a_headline_gets_a_title_from_its_lead(read: Read) -> None:
    source = read(WRAPPED.encode(), "wire.txt")
    assert source.title == (
        "The surge reached 3.4 metres, the highest since the barrier opened in 1998"
    )
    assert source.published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_encoding_it_is_in(read: Read, encoding: str) -> None:
    text = "“We need a café on the quay,” said Maëlle Örnfeldt. It would cost €45 million.\n" * 3
    assert "“We need a café" in read(text.encode(encoding), "note.txt").text


def test_the_seed_article_with_a_paragraph_to_each_line_keeps_them(
    shared: Path, read: Read
) -> None:
    path = next((shared / "seeds").glob("000_*.txt"))
    source = read(path.read_bytes(), path.name)
    assert len(source.text.split("\n\n")) == 10
    assert source.title == (
        "Ukrainian President Volodymyr Zelensky has voiced alarm over the deployment"
        " of North Korean soldiers"
    )


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("New lock opens in Ruvel\n\nRUVEL, 4 MAY 2026 — The lock opened.", date(2026, 5, 4)),
        ("Ministry of Transport, 6 May 2026\n\nNew lock opens in Ruvel", date(2026, 5, 6)),
        ("Minutes of the Harbour Board\nHeld on 4 June 2026", date(2026, 6, 4)),
        ("New lock opens in Ruvel\n9 April 2026", date(2026, 4, 9)),
    ],
)
def test_a_date_near_the_top_dates_the_file(read: Read, top: str, day: date) -> None:
    text = f"{top}\n\nThe lock on the river opened after two years of works on both gates.\n"
    assert read(text.encode(), "release.txt").published == day


@pytest.mark.parametrize(
    "button",
    [
        "Click to email this to a friend (Opens in new window)",
        "CLOSE Ada Holm opens the lock",
        "Image caption Ada Holm at the lock",
        "Photo by Bo Falk",
    ],
)
def test_what_stands_above_a_copied_page_is_no_headline(read: Read, button: str) -> None:
    page = f"{button}\n\nThe lock of Velmark failed on Monday, and 400 homes were flooded.\n"
    assert read(page.encode(), "page.txt").title != button
