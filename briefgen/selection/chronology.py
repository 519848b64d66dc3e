"""Dated events in a row: their order, the days without any, and those that are dated twice."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.model.dossier import Precision
from briefgen.text.claims import DENIAL, numbers_in
from briefgen.text.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.model.brief import AnyItem, EventItem
    from briefgen.model.dossier import Event

_SAME = 0.62  # likeness from which two sentences of different days tell one event
_NEAR = 45  # days; what is told of two days further apart happened twice
_PARTS_OF_DAY = {  # minutes at which a part of the day is under way, in the order of looking
    "early hours": 180,
    "midnight": 0,
    "dawn": 360,
    "morning": 540,
    "afternoon": 900,
    "noon": 720,
    "midday": 720,
    "evening": 1140,
    "night": 1320,
}
_MOST = 400  # events that are compared with one another


def in_order(events: Sequence[EventItem], *, newest_first: bool, gap: int | None) -> list[AnyItem]:
    """``events`` by date in the order asked for, those of one day by the time of day; each that
    follows more than ``gap`` days without an event says since when. Of a month or year nobody
    knows how long it lasted."""
    out: list[AnyItem] = []
    before: EventItem | None = None
    for event in sorted(events, key=lambda e: (e.date, e.precision, _minute(e.time))):
        silent = (
            gap is not None
            and before is not None
            and before.precision is event.precision is Precision.DAY
            and (event.date - before.date).days > gap
        )
        since = before.date if silent and before is not None else None
        out.append(event.model_copy(update={"silent_since": since}))
        before = event
    return out[::-1] if newest_first else out


def _minute(time: str | None) -> int:
    """A time of day in minutes, as well as its words tell; what has none comes last."""
    words = (time or "").lower()
    if clock := re.search(r"(\d{1,2})(?:[:.](\d\d))? ?(a\.?m|p\.?m)?", words):
        hour = int(clock[1]) % 12 if clock[3] else int(clock[1])
        return 60 * (hour + (12 if (clock[3] or "").startswith("p") else 0)) + int(clock[2] or 0)
    known = (minute for part, minute in _PARTS_OF_DAY.items() if part in words)
    return next(known, 24 * 60)


def dated_differently(
    events: Sequence[Event], origin: Callable[[str], str]
) -> Iterator[tuple[Event, Event]]:
    """Events of two independent sources that are told alike and of different days, the earlier
    first. ``origin`` gives the source of which another one is a copy."""
    known = [e for e in events if e.precision is Precision.DAY and e.bound is None][:_MOST]
    for one, two in combinations(known, 2):
        days = (two.date - one.date).days
        if not 0 < days <= _NEAR or origin(one.source) == origin(two.source):
            continue
        mine, theirs = _without_date(one), _without_date(two)
        if (
            likeness(terms(mine), terms(theirs)) >= _SAME
            and numbers_in(mine) == numbers_in(theirs)
            and bool(DENIAL.search(mine)) == bool(DENIAL.search(theirs))
        ):
            yield one, two


def _without_date(event: Event) -> str:
    return event.text.replace(event.expression, " ")
