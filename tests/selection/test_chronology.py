"""Events in a row: their order, the days without any, and those that are dated twice."""

from __future__ import annotations

from typing import Any

import pytest
from material import DossierOf

from briefgen.model.brief import AnyItem, DatingItem, EventItem, FactItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select

from .samples import front

STORY = (
    "The harbour gate of Velmark failed on the night of 2 February 2026. Divers inspected the gate "
    "of Velmark on 4 February 2026. Marta Ellison, the harbour master, resigned on 6 March 2026. "
    "The storm warning for the estuary was issued by the weather service at 16.00 on 4 February."
)
OTHER = (
    "Nobody in the town hall answered the telephone for three days. The harbour gate of Velmark "
    "failed on the night of 3 February 2026. Traders on the fish market want their money back."
)


@pytest.fixture(scope="module")
def story(dossier_of: DossierOf) -> Dossier:
    """A story told out of order, and another one that dates its first event differently."""
    return dossier_of(STORY, OTHER)


def events(dossier: Dossier, **slot: Any) -> list[EventItem]:
    """The events of a slot."""
    asked = front(rows={"kind": "event", "items": 50, **slot})
    rows: tuple[AnyItem, ...] = select(dossier, asked).brief.slots["rows"]
    return [row for row in rows if isinstance(row, EventItem)]


def test_events_are_told_oldest_first_and_newest_first_where_asked(story: Dossier) -> None:
    days = [event.date for event in events(story)]
    assert days == sorted(days)
    assert [event.date for event in events(story, order="newest")] == days[::-1]


def test_of_one_day_what_has_a_time_comes_first(story: Dossier) -> None:
    assert [e.time for e in events(story) if e.date.day == 4] == ["16.00", None]


def test_days_without_an_event_are_told_from_the_gap_on(story: Dossier) -> None:
    assert [e.silent_since is not None for e in events(story, gap=14)][-1]
    assert not any(e.silent_since for e in events(story, gap=60))


def test_no_silence_is_told_where_a_source_names_a_day_in_it(dossier_of: DossierOf) -> None:
    told = dossier_of(f"{STORY}\n\nHand over the logs of the gate by 20 February 2026.", OTHER)
    assert not any(e.silent_since for e in events(told, gap=20))
    assert any(e.silent_since for e in events(dossier_of(STORY, OTHER), gap=20))


def test_a_machine_takes_no_part_in_an_event(dossier_of: DossierOf) -> None:
    told = dossier_of(
        "Marta Ellison, the harbour master of Velmark, flew an Airbus A320 on 6 March 2026.\n\n"
        "The Airbus A320 of the Velmark coastguard landed on 7 March 2026."
    )
    assert not any("Airbus" in event.who for event in events(told))
    assert "Marta Ellison" in events(told)[0].who


def test_a_body_without_a_name_takes_part_in_its_own_words(dossier_of: DossierOf) -> None:
    told = dossier_of("The harbour committee of Velmark voted to open a new gate on 6 March 2026.")
    assert [event.who for event in events(told)] == [("harbour committee of Velmark",)]


def test_a_slot_may_pass_over_what_did_not_happen(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Divers from the Velmark coastguard cut the chain of the harbour gate at Holm.\n\n"
        "The Velmark emergency plan “Safe Harbour” remains in force at level 3 of 4.\n\n"
        "Marta Ellison, the harbour master of Velmark, ordered 12 pumps for the harbour."
    )
    rows = select(dossier, front(rows={"kind": "fact", "items": 9, "settled": True})).brief.slots
    told = [row.text for row in rows["rows"] if isinstance(row, FactItem)]
    assert any("12 pumps" in line for line in told)
    assert not any("remains" in line for line in told)


def test_an_event_names_who_is_in_it(story: Dossier) -> None:
    assert events(story)[-1].who == ("Marta Ellison",)


def test_an_event_that_sources_date_differently_is_told_with_both_dates(story: Dossier) -> None:
    rows = select(story, front(twice={"kind": "dating"})).brief.slots["twice"]
    (dating,) = (row for row in rows if isinstance(row, DatingItem))
    assert [side.date.day for side in dating.sides] == [2, 3]


def test_entries_of_a_timetable_are_events_with_their_bodies_by_name(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The harbour committee of the Velmark parliament voted to open an inquiry on Monday. The "
        "timetable is as follows:\n\n24 March: public hearing of Marta Ellison, the harbour "
        "master.\n\n27 March: he is heard again.\n\n30 June 2026: the committee's report is due."
    )
    told = {(event.date.month, event.date.day): event.text for event in events(dossier)}
    assert told[3, 24] == "Public hearing of Marta Ellison, the harbour master."
    assert told[6, 30] == "The [harbour committee of the Velmark parliament]'s report is due."
    assert (3, 27) not in told


def test_a_slot_may_ask_for_what_gives_a_time_of_day(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The control room of Velmark called the harbour master at 2.15am, the operator said. The "
        "surge in the harbour of Velmark rose by 2.15 metres, the weather service of Velmark said."
    )
    rows = select(dossier, front(timed={"kind": "fact", "items": 5, "timed": True})).brief.slots
    assert [row.text.split()[1] for row in rows["timed"] if isinstance(row, FactItem)] == [
        "control"
    ]


def test_a_time_without_a_day_has_that_of_the_night_that_its_source_opens_with(
    dossier_of: DossierOf,
) -> None:
    told = dossier_of(
        "The harbour gate of Velmark failed in the early hours of 10 March 2026. Sirens of the "
        "harbour office in Velmark were sounded from 02.56."
    )
    assert [(e.date.day, e.time, e.inferred) for e in events(told)] == [
        (10, "early hours", False),
        (10, "02.56", True),
    ]


MEMO = (
    "The harbour gate of Velmark failed on 9 March 2026.\n\nWhat to decide now\n\n"
    "Require the operator to hand over its logs by 27 March 2026.\n\n"
    "Commission an inspection of all gates, to be finished by 30 April 2026."
)


def test_what_is_recommended_is_an_event_only_where_it_is_asked_for(dossier_of: DossierOf) -> None:
    told = dossier_of(MEMO)
    assert {e.date.month for e in events(told)} == {3}
    assert {e.advised_by for e in events(told, advice=True) if e.date.day > 9} == {"Outlet 1"}


def test_what_is_recommended_is_told_by_slots_for_it_and_by_no_other(dossier_of: DossierOf) -> None:
    asked = front(
        plain={"kind": "fact", "items": 9}, advised={"kind": "fact", "items": 9, "advice": True}
    )
    slots = select(dossier_of(MEMO, OTHER), asked).brief.slots
    lists = {name: [i for i in rows if isinstance(i, FactItem)] for name, rows in slots.items()}
    assert len(lists["advised"]) == 2 and all(i.advises for i in lists["advised"])
    assert not any(i.advises for i in lists["plain"])


def test_what_an_old_paper_says_is_of_the_past(dossier_of: DossierOf) -> None:
    audit = "A 2019 audit by the council warned that the drives of the harbour gate would break."
    dossier = dossier_of(
        "The harbour gate of Velmark failed on Monday, said Marta Ellison, the harbour master.\n\n"
        f"The council of Velmark ordered 12 pumps for the harbour gate.\n\n{audit}"
    )
    asked = front(
        now={"kind": "fact", "items": 9, "when": "current"},
        then={"kind": "fact", "items": 9, "when": "past"},
    )
    told = select(dossier, asked).brief.slots
    assert [row.text for row in told["then"] if isinstance(row, FactItem)] == [audit]
    assert len(told["now"]) == 2
