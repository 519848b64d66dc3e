"""Dates as briefs and sources write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.model.dossier import Precision

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{_MONTH}) (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}),? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date that stands at ``start:end`` of a text; a month's is its first day."""

    day: date
    precision: Precision
    start: int
    end: int


def dates_in(text: str) -> Iterator[Written]:
    """Every date in ``text`` that names at least month and year."""
    for found in DATE.finditer(text):
        month = found["month"] or found["month2"]
        number = MONTHS.index(month) + 1 if month else int(found["month3"])
        year = found["year"] or found["year2"] or found["year3"]
        day = found["day"] or found["day2"] or found["day3"]
        try:
            value = date(int(year), number, int(day or 1))
        except ValueError:
            continue
        precision = Precision.DAY if day else Precision.MONTH
        yield Written(value, precision, found.start(), found.end())


def in_words(day: date | None, precision: Precision = Precision.DAY) -> str:
    """A date as a brief prints it: "12 March 2026", "March 2026", "2026"; nothing for None."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1]
    match precision:
        case Precision.YEAR:
            return str(day.year)
        case Precision.MONTH:
            return f"{month} {day.year}"
        case _:
            return f"{day.day} {month} {day.year}"


def same_day(one: date | None, other: date | None, precision: Precision) -> bool:
    """Whether two dates are the same as far as ``precision`` goes."""
    return in_words(one, precision) == in_words(other, precision)
