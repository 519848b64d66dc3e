"""The time of day that a sentence gives beside a date."""

from __future__ import annotations

import re

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
