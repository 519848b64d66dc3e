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
