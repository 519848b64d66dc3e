"""What nobody is known to know is left out; what "sources" say is no plain fact."""

from __future__ import annotations

import pytest

from .shapes import Sentences

FRONT = "Ada Holm, the mayor of Sarrow, opened the bridge on 24 March 2026.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm was rumored to loathe ferries, two of which she closed in 2024.",
        "Velmark honey is said to be among the best in 12 countries.",
        "Two members of the council report that Senator Bo Falk believes the bridge is safe.",
    ],
)
def test_a_rumour_is_left_out(sentences: Sentences, text: str) -> None:
    assert not sentences(FRONT + text)[-1].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm said that Bo Falk wants a second bridge by 2027.",
        "The police said they believe that two men set fire to the bridge.",
        "The harbour office reported that 12 boats were lost.",
    ],
)
def test_what_somebody_answers_for_is_kept(sentences: Sentences, text: str) -> None:
    assert sentences(FRONT + text)[-1].standalone


def test_what_sources_say_gives_way_to_others(sentences: Sentences) -> None:
    text = FRONT + "Sources told the Courier that 12 gates of the bridge were broken in 2024."
    assert sentences(text)[-1].loose


@pytest.mark.parametrize(
    "text",
    [
        "The Courier’s attempts to reach Bo Falk were unanswered on 24 March.",
        "Bo Falk did not respond to a request for comment on 24 March.",
        "Bo Falk did not respond to several calls on 24 March.",
        "Bo Falk could not be reached on 24 March.",
        "CNN’s months-long investigation into 12 deaths led to the resignation of Bo Falk.",
    ],
)
def test_what_a_newsroom_tells_of_itself_is_no_fact(sentences: Sentences, text: str) -> None:
    assert sentences(FRONT + text)[-1].boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm will say that ports are 'shut' as 14 firms close Ada Holm will say today that"
        " 14 ports are shut.",
        "Nearly million homes will have water by 24 March.",
    ],
)
def test_lines_run_together_and_figures_that_are_lost(sentences: Sentences, text: str) -> None:
    assert not any(s.standalone for s in sentences(FRONT + text)[1:])


def test_a_caption_under_a_heading_in_capitals_is_left_out(sentences: Sentences) -> None:
    text = FRONT + "WHERE IS THE MAYOR? Ada Holm was seen in Velmark, but nobody knew her on 3 May."
    assert not sentences(text)[-1].standalone


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("A poll (PDF) put Holm at 3%.", "A poll put [Ada Holm] at 3%."),
        ("The bridge[6] was built in 1998.[7]", "The bridge was built in 1998."),
    ],
)
def test_marks_of_web_pages_are_dropped(sentences: Sentences, text: str, statement: str) -> None:
    assert sentences(FRONT + text)[-1].statement == statement
