"""Times of day as a clock tells them."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"\b(?:at|by|until|from|since|before|after)(?: about| around)? "
    r"(?:\d{1,2}[:.]\d{2}(?: ?(?:am|pm|a\.m\.|p\.m\.))?|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.))"
    # "By 2.15 metres" is no time.
    r"(?![\w%])(?!\.\d)(?! (?:m|km|kg|per|percent|million|billion|[a-z]+s)\b)",
    re.IGNORECASE,
)


_MOMENT = re.compile(
    r"\bat(?: about| around)? "
    r"(?:(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)|(?P<sharp>\d{1,2})(?= ?[ap]\.?m))"
    r"(?: ?(?P<half>[ap])\.?m\b)?(?!\d|\.\d| ?(?:m|km|kg|per|percent|million|billion|%)\b)",
    re.IGNORECASE,
)


def minutes_in(text: str) -> int | None:
    """The moment that a text names ("at 2.15am"), in minutes since midnight; None where it names
    none, or several."""
    found = list(_MOMENT.finditer(text))
    if len(found) != 1:
        return None
    (one,) = found
    hour, half = int(one["hour"] or one["sharp"]), (one["half"] or "").lower()
    if hour > 23:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return 60 * hour + int(one["minute"] or 0)


_WRITTEN = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE
)


def minutes_of(words: str) -> int | None:
    """The minute of the day of a time as it is written ("02.56", "2.15am"); None where it does not
    say which half of the day it is in ("2.15")."""
    found = _WRITTEN.search(words)
    if found is None or int(found["hour"]) > 23:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if not half and ((hour < 13 and len(found["hour"]) < 2) or found["minute"] is None):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return 60 * hour + int(found["minute"] or 0)


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{2,6}\b)?"
_DAY = re.compile(rf"\b(?:{_WEEKDAY}|{_MONTH} \d{{1,2}}\b(?!\d)|\d{{1,2}} {_MONTH})")
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|stated|added)(?: \w+){0,3}? "
    rf"(?:(?:late|early|on|last) ){{0,2}}{_WEEKDAY}"
)


def names_day(text: str) -> bool:
    """Whether a text names a day of the week or of a month on which something was, and not only on
    which it was said."""
    return _DAY.search(_SAID_ON.sub(" ", text)) is not None


def gives_time(text: str) -> bool:
    """Whether a text says at what o'clock something was."""
    return _CLOCK.search(text) is not None
