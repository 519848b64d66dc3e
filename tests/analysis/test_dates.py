"""Dates, resolved against the day on which a source was published (Wednesday, 11 March 2026)."""

from __future__ import annotations

from datetime import date

import pytest
from material import Analysed

from .shapes import Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate failed on Tuesday.", (date(2026, 3, 10), "day")),
        ("The gate failed on Tuesday morning.", (date(2026, 3, 10), "day")),
        ("The gate failed to close early on Tuesday.", (date(2026, 3, 10), "day")),
        ("The gate failed yesterday.", (date(2026, 3, 10), "day")),
        ("The gate failed today.", (date(2026, 3, 11), "day")),
        ("The gate failed three days ago.", (date(2026, 3, 8), "day")),
        ("The court sat last Friday.", (date(2026, 3, 6), "day")),
        ("The court sits next Tuesday.", (date(2026, 3, 17), "day")),
        ("The committee will vote on Friday.", (date(2026, 3, 13), "day")),
        ("The committee meets tomorrow.", (date(2026, 3, 12), "day")),
        ("The hearing is on 24 March.", (date(2026, 3, 24), "day")),
        ("The hearing was on 24 February.", (date(2026, 2, 24), "day")),
        ("The fire began on 28 December.", (date(2025, 12, 28), "day")),
        ("The contract ends on 30 June 2026.", (date(2026, 6, 30), "day")),
        ("The ship sank on March 4, 2024.", (date(2024, 3, 4), "day")),
        ("The team met on 2026-02-03.", (date(2026, 2, 3), "day")),
        ("The gate was repaired last month.", (date(2026, 2, 1), "month")),
        ("The law changes next month.", (date(2026, 4, 1), "month")),
        ("The plan was agreed in March 2025.", (date(2025, 3, 1), "month")),
        ("The survey started in November.", (date(2025, 11, 1), "month")),
        ("The crew will return in May.", (date(2026, 5, 1), "month")),
        ("The bridge opened in 1998.", (date(1998, 1, 1), "year")),
        ("The crew was hired last year.", (date(2025, 1, 1), "year")),
    ],
)
def test_a_date_is_resolved_with_its_precision(
    dates: Dates, text: str, expected: tuple[date, str]
) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The gate should work by mid-April.",
        "The pumps are tested every Tuesday.",
        "The work ended in late February.",
        "In the 1990s the gate failed twice.",
        "On 31 February the gate was shut.",
        "The court ruled on 12/04/2025.",
        "The audit may take years.",
        "Nobody was hurt recently.",
    ],
)
def test_a_vague_or_doubtful_date_is_left_as_written(dates: Dates, text: str) -> None:
    assert not dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The contract ends on 30 June 2026.", (date(2026, 6, 30), "day")),
        ("The plan was agreed in March 2025.", (date(2025, 3, 1), "month")),
        ("The bridge opened in 1998.", (date(1998, 1, 1), "year")),
    ],
)
def test_an_undated_source_resolves_complete_dates(
    dates: Dates, text: str, expected: tuple[date, str]
) -> None:
    assert dates(text, published=None) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The gate failed on Tuesday.",
        "The gate failed yesterday.",
        "The hearing is on 24 March.",
        "The crew left last year.",
        "The gate failed three days ago.",
    ],
)
def test_an_undated_source_resolves_nothing_relative(dates: Dates, text: str) -> None:
    assert not dates(text, published=None)


@pytest.mark.parametrize(
    "text",
    [
        "The committee meets on Friday.",
        "The hearing opens on Monday.",
        "Work starts on Monday.",
        "The gate is to open on Thursday.",
        "The new gate opens in September.",
        "The survey starts in May.",
        "The bridge may open in June.",
        "Marta Ellison has promised to give evidence in April.",
        "Marta Ellison said the town would open a relief fund on Monday.",
    ],
)
def test_what_is_yet_to_come_is_not_put_in_the_past(dates: Dates, text: str) -> None:
    assert not [day for day, _ in dates(text) if day < date(2026, 3, 11)]


def test_what_has_happened_is_not_put_in_the_future_by_a_later_plan(dates: Dates) -> None:
    found = dates("The crew met on Monday and will meet again on Friday.")
    assert (date(2026, 3, 16), "day") not in found


def test_a_noun_of_the_past_is_not_put_in_the_future_by_its_verb(dates: Dates) -> None:
    found = dates("The board should look into the alleged inspection in January.")
    assert not [day for day, _ in found if day > date(2026, 3, 11)]


def test_a_weekday_of_another_month_is_not_that_of_last_week(dates: Dates) -> None:
    assert (date(2026, 3, 10), "day") not in dates("The gate failed one Tuesday in May.")


def test_every_entry_of_a_timetable_is_an_event(dates: Dates) -> None:
    found = dates("24 March: Public hearing at the town hall\n\n2 April: Vote in the council")
    assert [day for day, _ in found] == [date(2026, 3, 24), date(2026, 4, 2)]


def test_the_entry_of_a_timetable_is_stated_without_its_date(analysed: Analysed) -> None:
    (event,) = analysed("2 April: Vote in the council").events
    assert event.statement == "Vote in the council"


def test_an_event_keeps_the_date_as_written(analysed: Analysed) -> None:
    (event,) = analysed("The gate failed on Tuesday morning.").events
    assert event.expression == "Tuesday morning"


@pytest.mark.parametrize(
    "text",
    [
        "The court will hear the case in Velmark on Thursday week.",
        "The court will hear the case in Velmark a week on Thursday.",
        "The court will hear the case in Velmark on Thursday of next week.",
    ],
)
def test_a_weekday_of_another_week_is_left_as_written(
    dates: Dates, analysed: Analysed, text: str
) -> None:
    assert dates(text) == []
    assert "Thursday [" not in analysed(text).sentences[0].statement


def test_the_day_until_which_something_lasts_is_no_event(dates: Dates) -> None:
    assert (
        dates(
            "Velmark is wet. Residents of Velmark should boil water until at least 15 March 2026."
        )
        == []
    )
    assert dates("Divers will inspect the gate on 14 March 2026, not until then.") != []


# --- which date is that of what is told ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The committee voted on the morning of 13 March 2026 to open an inquiry into the "
            "failure of the barrier on the night of 10 March.",
            date(2026, 3, 13),
        ),
        ("At Monday's meeting the council approved the plan of 2 February.", date(2026, 3, 9)),
        (
            "In a letter filed on Monday, the harbour board said the gate was safe.",
            date(2026, 3, 9),
        ),
        ("The gate failed on Monday, the board said on Tuesday.", date(2026, 3, 9)),
        ("The crew was hired in April of last year.", date(2025, 4, 1)),
        ("In January this year the crew was hired.", date(2026, 1, 1)),
    ],
)
def test_an_event_has_the_date_of_what_its_sentence_tells(
    analysed: Analysed, text: str, expected: date
) -> None:
    assert [event.date for event in analysed(text).events] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry into the failure of 9 March has begun in the town hall.",
        "The city was evacuated after the gate failed on Monday.",
        "The barrier, which opened in 1998, was closed by the board.",
        "Six people died in the flood, police said on Monday.",
        "The mayor is looking back at the great fire in 1998.",
        "The board is watching Monday Night Football with the crew.",
    ],
)
def test_a_date_of_something_else_dates_no_event(analysed: Analysed, text: str) -> None:
    assert not analysed(text).events


@pytest.mark.parametrize(
    ("text", "bound", "time"),
    [
        ("By Monday the water had dropped.", "by", None),
        ("The crew has worked here since March 2010.", "since", None),
        ("Ada Holm said the port would open the gate on Monday.", "for", None),
        ("The board has promised to open the gate on 24 March.", "for", None),
        ("The board was told to open the gate by 24 March.", "by", None),
        ("The board is to open the gate on 24 March.", None, None),
        ("The port will open the gate on 24 March, Ada Holm said.", None, None),
        ("Ada Holm said the board opened the gate on 4 March.", None, None),
        ("The gate failed on Tuesday morning.", None, "morning"),
        ("The gate failed at about 21:40 on Tuesday.", None, "about 21:40"),
        ("The gate failed in the early hours of 10 March.", None, "early hours"),
    ],
)
def test_bounds_and_times_of_day_are_kept(
    analysed: Analysed, text: str, bound: str | None, time: str | None
) -> None:
    assert [(event.bound, event.time) for event in analysed(text).events] == [(bound, time)]
