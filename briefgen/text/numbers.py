"""Numbers as people write them."""

from __future__ import annotations

import re

_ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}

CURRENCIES = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₴": "UAH",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "eur": "EUR",
    "usd": "USD",
    "gbp": "GBP",
    "chf": "CHF",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "pounds": "GBP",
    "yen": "JPY",
    "roubles": "RUB",
    "rubles": "RUB",
    "rupees": "INR",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
}

_UNITS = (
    r"%|per cent|percent|percentage points?|euros?|dollars|pounds|"
    r"kilometres?|kilometers?|km|metres?|meters?|m(?=\b)|centimetres?|cm|millimetres?|mm|miles?|feet|"
    r"tonnes?|tons?|kilograms?|kg|litres?|liters?|hectares?|acres?|"
    r"megawatts?|MW|gigawatts?|GW|degrees?"
)
# A number in figures. "m" is a million only right behind money ("€45m"); elsewhere it is a metre.
NUMBER = re.compile(
    r"(?P<currency>US\$|A\$|C\$|NZ\$|[€$£¥₴₽₹₩₺]|\b(?:EUR|USD|GBP|CHF)\b)?\s?"
    r"(?<![\w.,/:–-])(?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?![.,]?\d)"
    r"(?:[ \u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn)\b"
    r"|(?P<short>[mk])\b)?"
    rf"(?:[ \u00a0-]?(?P<unit>{_UNITS})(?![\w-]))?",
)
_WORDS = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|dozen"
# A number in words, all of it: "twenty-six", "two hundred and fifty", "three thousand".
WORDED = re.compile(
    rf"\b(?:{_WORDS})(?:(?:[ -]|,? and )(?:{_WORDS}|{_BIG})\b)*(?![\w’'])",
    re.IGNORECASE,
)


def parse_number(words: str) -> float | None:
    """The value of a number in figures or words ("4,200", "45 million", "twenty-six"), or None."""
    cleaned = re.sub(r"[,\u00a0\u202f]", "", words.lower().strip())
    total, current, seen = 0.0, 0.0, False
    for part in re.split(r"[\s-]+", cleaned):
        if re.fullmatch(r"\d+(?:\.\d+)?", part):
            current, seen = current + float(part), True
        elif part in _ONES or part in _TENS:
            current, seen = current + _ONES.get(part, 0) + _TENS.get(part, 0), True
        elif part in _SCALES or part in _SHORT:
            scale = _SCALES.get(part) or _SHORT[part]
            current = (current or 1.0) * scale
            if scale >= 1e3:
                total, current = total + current, 0.0
            seen = True
        elif part not in {"and", ""}:
            return None
    return total + current if seen else None
