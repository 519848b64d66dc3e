"""Until when a brief is held back: a moment with its time zone, and how a message says so."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefgen.errors import SettingsError

if TYPE_CHECKING:
    from briefgen.text.phrasebook import Phrasebook

_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)\s*(Z|[+-]\d\d:?\d\d|[A-Za-z][\w+/-]*)")


def parse_embargo(written: str, where: str) -> datetime:
    """The moment that "2026-03-14 09:00 Europe/London", "…+01:00" or "…Z" names.

    Raises:
        SettingsError: it names none, or none for sure: without a zone nobody knows when that is,
            and when clocks are changed an hour is left out, or comes twice.
    """
    found = _WRITTEN.fullmatch(written.strip())
    try:
        if not found:
            raise ValueError
        day, time, zone = found.groups()
        if zone == "Z" or zone[0] in "+-":
            return datetime.fromisoformat(f"{day}T{time}{zone}")
        moment = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise SettingsError(
            f'{where}: "{written[:60]}" is no moment; write day, time and zone, like  '
            "2026-03-14 09:00 Europe/London"
        ) from error
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0) != moment:
        raise SettingsError(
            f"{where}: there is no {time} on {day} in {zone}, where clocks are put forward over "
            "it; write another time"
        )
    later = moment.replace(fold=1)
    if later.utcoffset() != moment.utcoffset():
        raise SettingsError(
            f"{where}: {time} comes twice on {day} in {zone}, where clocks are put back; write  "
            f"{day} {time} {moment:%z}  or  {later:%z}"
        )
    return moment


def embargo_time(embargo: datetime, book: Phrasebook) -> str:
    """The moment in the language of the brief: "09:00 GMT, 14 March 2026"."""
    zone = embargo.tzname() or ""
    named = f"UTC{zone}" if zone[:1] in {"+", "-"} else zone  # zones without letters of their own
    return f"{embargo:%H:%M} {named}, {book.date(embargo.date())}"


def embargo_line(embargo: datetime, book: Phrasebook) -> str:
    """How the subject and the first line say it, in the language of the brief."""
    return book.say("EMBARGOED until {time}", time=embargo_time(embargo, book))
