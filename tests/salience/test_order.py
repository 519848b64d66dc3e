"""Whether the order of a text means something."""

from __future__ import annotations

import pytest

from briefgen.model.source import Source
from briefgen.salience.order import is_ordered

NEWS = [
    "The old harbour bridge at Velmark was closed on Monday after divers found cracks.",
    "About 4,200 people cross the bridge every day, according to the town hall.",
    "“The cables are worn through,” said Marta Ellison, the harbour master.",
    "The council will vote on the money on 24 March.",
    "Traders on the fish market fear for the season.",
    "A ferry takes people across until the evening.",
    "The bridge was built in 1961 and last painted in 1998.",
    "Engineers from the capital will come next week.",
    "Nobody was hurt, the police said.",
    "School starts an hour later until the ferry has a second boat.",
]


def ordered(*texts: str) -> bool:
    """Whether the order of these paragraphs means something."""
    return is_ordered(Source(id="story", text="\n\n".join(texts), title="Story"))


def test_news_is_ordered() -> None:
    assert ordered(*NEWS)


def test_news_with_a_short_list_is_ordered() -> None:
    assert ordered(*NEWS, "• The bridge: closed", "• The ferry: open")


def test_news_with_a_heading_or_two_is_ordered() -> None:
    assert ordered(*NEWS[:5], "What happens next", *NEWS[5:])


@pytest.mark.parametrize("form", ["{}. {}", "4.{} {}", "{}) {}"])
def test_minutes_with_numbered_entries_are_not_ordered(form: str) -> None:
    assert not ordered(*(form.format(n, text) for n, text in enumerate(NEWS, start=1)))


def test_a_list_of_points_is_not_ordered() -> None:
    assert not ordered(*(f"• {text}" for text in NEWS))


@pytest.mark.parametrize("names", [("HOLM", "MARSK"), ("Ms Holm", "Giles Marsk"), ("Q", "A")])
def test_a_transcript_with_turns_is_not_ordered(names: tuple[str, str]) -> None:
    assert not ordered(*(f"{names[n % 2]}: {text}" for n, text in enumerate(NEWS)))


@pytest.mark.parametrize("form", ["[14:{:02}] {}", "14.{:02} {}", "14:{:02}:30 {}"])
def test_a_log_with_times_is_not_ordered(form: str) -> None:
    assert not ordered(*(form.format(n, text) for n, text in enumerate(NEWS)))


def test_a_report_under_headings_is_not_ordered() -> None:
    headings = ["Summary", "The bridge", "The ferry", "What it costs", "Next steps"]
    pairs = zip(headings, NEWS, strict=False)
    assert not ordered("Report on the bridge", *(t for pair in pairs for t in pair))


def test_a_short_text_is_ordered_whatever_it_is() -> None:
    assert ordered(*(f"{n}. {text}" for n, text in enumerate(NEWS[:5], start=1)))


def test_rows_of_a_table_do_not_make_news_a_record() -> None:
    assert ordered(*NEWS, *(f"{n}. Gate | {n * 12}" for n in range(1, 20)))


def test_an_empty_text_is_ordered() -> None:
    assert ordered("")
