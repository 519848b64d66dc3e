"""The time of day that a sentence gives beside a date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.text.clock import minutes_of

_PARTS = r"(?:early |late )?(?:morning|afternoon|evening|night|dawn|noon|midday|midnight)"
_NEAR = r"(?:about|around|shortly (?:before|after)|just (?:before|after)|before|after|by) "
_CLOCK = re.compile(
    rf"\b(?P<time>(?:{_NEAR})?(?:\d{{1,2}}[:.]\d{{2}}(?: ?(?:am|pm|a\.m\.|p\.m\.))?"
    r"|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)|noon|midday|midnight)"
    r"(?: (?:GMT|UTC|CET|EST|BST|local time))?)"
    r"(?![\w%])(?!\.\d)",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\b{_PARTS}$", re.IGNORECASE)
_IN_FRONT = re.compile(
    rf"\b(?:the )?(?P<time>early hours|{_PARTS}) of (?:\w+day,? )?$|\b(?P<at>{_PARTS}) on $",
    re.IGNORECASE,
)
_REACH = 16  # characters between a date and a clock time that belong together


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it is written, where, and the minute of the day."""

    words: str
    start: int
    minute: int


def clock_in(sentence: str) -> Clock | None:
    """The one time of the clock in a sentence; None where it has none or several, or one that may
    be before or after noon."""
    found = [m for m in _CLOCK.finditer(sentence) if any(c.isdigit() for c in m["time"])]
    if len(found) != 1:
        return None
    minute = minutes_of(found[0]["time"])
    return None if minute is None else Clock(found[0]["time"], found[0].start("time"), minute)


def time_beside(sentence: str, start: int, end: int) -> str | None:
    """The time of day that belongs to the date at ``start:end`` of a sentence, as it is written:
    "morning", "early hours", "about 21:40"; None where none stands beside it."""
    for match in _CLOCK.finditer(sentence):
        gap = start - match.end() if match.start() < start else match.start() - end
        between = sentence[min(match.end(), end) : max(match.start(), start)]
        if 0 <= gap <= _REACH and not re.search(r"[;.()]|\band\b|\d", between):
            return match["time"]
    if front := _IN_FRONT.search(sentence[:start]):
        return front["time"] or front["at"]
    within = _WITHIN.search(sentence[start:end])
    return within.group() if within else None
