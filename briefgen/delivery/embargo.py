"""Until when a brief is held back: a moment with its time zone, and how a message says so."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefgen.errors import SettingsError

if TYPE_CHECKING:
    from briefgen.text.phrasebook import Phrasebook

_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)\s*(Z|[+-]\d\d:?\d\d|[A-Za-z][\w+/-]*)")


def parse_embargo(written: str, where: str) -> datetime:
    """The moment that "2026-03-14 09:00 Europe/London", "…+01:00" or "…Z" names.

    Raises:
        SettingsError: it names none, or none for sure: without a zone nobody knows when that is.
    """
    found = _WRITTEN.fullmatch(written.strip())
    try:
        if not found:
            raise ValueError
        day, time, zone = found.groups()
        if zone == "Z" or zone[0] in "+-":
            return datetime.fromisoformat(f"{day}T{time}{zone}")
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise SettingsError(
            f'{where}: "{written[:60]}" is no moment; write day, time and zone, like  '
            "2026-03-14 09:00 Europe/London"
        ) from error


def embargo_line(embargo: datetime, book: Phrasebook) -> str:
    """How the subject and the first line say it, in the language of the brief."""
    moment = f"{embargo:%H:%M} {embargo.tzname()}, {book.date(embargo.date())}"
    return book.say("EMBARGOED until {time}", time=moment)
