"""The day of a time of day that a sentence gives alone."""

from __future__ import annotations

import pytest
from material import Analysed

LEAD = "The gate of Velmark failed in the early hours of Tuesday 10 March 2026, the agency said."


def _times(analysed: Analysed, *paragraphs: str) -> list[tuple[str, str]]:
    events = analysed("\n\n".join((LEAD, *paragraphs))).events
    return [(e.date.isoformat(), e.time or "") for e in events if e.inferred]


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Sirens were sounded from 02.56.", "02.56"),
        ("The duty officer received a call from the operator at 2.50am.", "2.50am"),
    ],
)
def test_a_time_of_that_night_has_the_day_of_the_lead(
    analysed: Analysed, words: str, time: str
) -> None:
    assert _times(analysed, words) == [("2026-03-10", time)]


@pytest.mark.parametrize(
    "words",
    [
        "Sirens were sounded from 14.56.",  # at another time of the day
        "Sirens are sounded at 02.56.",
        "Sirens were sounded at 02.56 every night.",
        "Sirens had been sounded at 02.56.",
        "The officer came at 02.56 and left at 03.10.",
        "The officer came at 3.10.",  # or in the afternoon
        "Two days later, sirens were sounded at 02.56.",
    ],
)
def test_a_time_that_may_be_of_another_day_has_none(analysed: Analysed, words: str) -> None:
    assert not _times(analysed, words)


def test_a_day_named_in_between_leaves_the_time_without_one(analysed: Analysed) -> None:
    sirens = "Sirens were sounded from 02.56."
    assert not _times(analysed, "Wednesday 11 March 2026", sirens)
    assert not _times(analysed, f"On 11 March 2026 the mayor came. {sirens}")


def test_a_source_that_names_no_part_of_a_day_gives_none(analysed: Analysed) -> None:
    text = "The gate of Velmark failed on 10 March 2026.\n\nSirens were sounded from 02.56."
    assert not [e for e in analysed(text).events if e.inferred]
