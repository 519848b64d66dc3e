"""Dated events in a row: their order, the days without any, and those that are dated twice."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.model.dossier import Precision
from briefgen.text.claims import DENIAL, numbers_in
from briefgen.text.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefgen.model.brief import AnyItem, EventItem
    from briefgen.model.dossier import Event
    from briefgen.model.source import Source

_SAME = 0.62  # likeness from which two sentences of different days tell one event
_NEAR = 45  # days; what is told of two days further apart happened twice
_PARTS_OF_DAY = {  # minutes at which a part of the day is under way, in the order of looking
    "early hours": 1,
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


def in_order(
    events: Sequence[EventItem],
    *,
    newest_first: bool,
    gap: int | None,
    named: Sequence[date] = (),
) -> list[AnyItem]:
    """``events`` by date in the order asked for, those of one day by the time of day; each that
    follows more than ``gap`` days without an event says since when. Of a month or year nobody
    knows how long it lasted, and between two events of which the sources name a day (``named``)
    there may be another one."""
    out: list[AnyItem] = []
    before: EventItem | None = None
    for event in sorted(events, key=lambda e: (e.date, e.precision, _minute(e.time))):
        silent = (
            gap is not None
            and before is not None
            and before.precision is event.precision is Precision.DAY
            and (event.date - before.date).days > gap
            and not any(before.date < day < event.date for day in named)
        )
        since = before.date if silent and before is not None else None
        out.append(event.model_copy(update={"silent_since": since}))
        before = event
    return out[::-1] if newest_first else out


def days_named(sources: Iterable[Source]) -> tuple[date, ...]:
    """The days of a month that sources name, each in the year it names or nearest to the day of
    its source; of a month alone ("in April", "mid-April") its middle."""
    found: set[date] = set()
    for source in sources:
        for match in _NAMED.finditer(source.text):
            day = int(match["before"] or match["behind"] or _MIDDLE)
            month = _MONTHS.index((match["of"] or match["month"] or match["alone"])[:3]) + 1
            years = [int(match["year"])] if match["year"] else _years_near(source.published)
            days = [d for year in years if (d := _day(year, month, day))]
            if days:
                found.add(min(days, key=lambda d: abs((d - (source.published or d)).days)))
    return tuple(sorted(found))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MIDDLE = 15
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?:[a-z]{{1,6}}|\.)?"
_NAMED = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?P<of>{_MONTH})"
    rf"|(?P<month>{_MONTH}) (?P<behind>\d{{1,2}})(?!\d)"
    rf"|(?:in |by |until |mid-|early |late )(?P<alone>{_MONTH}))(?:,? (?P<year>(?:19|20)\d\d))?\b"
)


def _years_near(day: date | None) -> list[int]:
    return [day.year - 1, day.year, day.year + 1] if day else []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
    known = [e for e in events if e.precision is Precision.DAY and e.bound in {None, "for"}][:_MOST]
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
