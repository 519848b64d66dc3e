"""What a statement claims, as far as words tell: its numbers, and whether it denies."""

from __future__ import annotations

import re

from briefgen.text.numbers import NUMBER, WORDED, parse_number

DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|den(?:y|ies|ied|ying)|refus\w+|"
    r"reject\w+|untrue|false|ruled out|fail(?:s|ed)? to|unable|unclear|unknown|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:at|by|until|from|about|around|before|after|to) (?:\d{1,2}[.:]\d\d)\b|"
    r"\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)


_CUES = (
    r"(?:said|says|say|told \w+(?: \w+)?|reported|reports|announced|added|stated|alleged|claimed"
    r"|warned|confirmed|concluded)"
)
_DAY = (
    r"(?:early |late |on )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
)
_IN_FRONT = re.compile(
    r"^(?:According to [^,]{2,80}, "
    rf"|[^,;:“”\"]{{2,70}}(?:, [^,;:“”\"]{{2,60}},)? {_CUES}(?: {_DAY})? (?:that )?)"
)
_BEHIND = re.compile(
    r", (?:(?:according to|said|says) [^\"“”]{2,120}"
    r"|[^,;:\"“”]{2,80}(?:, [^,\"“”]{2,60},)? (?:have |has )?"
    rf"{_CUES}(?: (?:in|on|at|to|via|{_DAY})[^,]{{0,60}})?)\.?[\"”]?$"
)
_LEAST_CLAIM = 4  # words


def without_attribution(words: str) -> str:
    """What a statement claims, without who says so and on which day, where that stands at one of
    its ends and plain words tell it: "Holm said Monday that the gate jammed" claims that it did."""
    claim = _BEHIND.sub("", words)
    shorter = _IN_FRONT.sub("", claim, count=1)
    return shorter if len(shorter.split()) >= _LEAST_CLAIM else claim


def numbers_in(text: str) -> frozenset[float]:
    """Every number in a text, in figures and in words, scaled: "45 million" is 45e6. Times of day
    are none."""
    text = _CLOCK.sub(" ", text)
    found = {
        # "€45m" is money by the million; elsewhere "m" is a metre.
        parse_number(f"{m['number']} {m['scale'] or (m['short'] if m['currency'] else None) or ''}")
        for m in NUMBER.finditer(text)
    }
    found |= {parse_number(m.group().replace(",", "")) for m in WORDED.finditer(text)}
    return frozenset(value for value in found if value is not None)
