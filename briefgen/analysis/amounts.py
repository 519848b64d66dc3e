"""Numbers in a text that are amounts: no years, clocks, ages, labels or dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.text.numbers import CURRENCIES, NUMBER, is_number_word, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import ParsedParagraph

_SCALE_WORDS = {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
_NOT_COUNTED = re.compile(
    r"(?:\b(?:no|nos|number|section|chapter|article|page|paragraph|para|figure|table|act|room|route|"
    r"flight|channel|day|phase|level|grade|aged|age|version|report|gate|chapter)\.? ?|#)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,2}[.:]\d{2}(?!\d)")
_CLOCK_AFTER = re.compile(
    r"^ ?(?:a\.?m\.?|p\.?m\.?|o'clock|hours? (?:on|yesterday))\b|^:\d\d", re.IGNORECASE
)
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_MONTH_AFTER = re.compile(rf"^(?:st|nd|rd|th)? {_MONTHS}\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\.? $", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^[- ]years?[- ]old")
_WHOLE = re.compile(
    r"(?:\b(?:of|the|its|their|all|both|these|those|his|her|our)|['’]s) $", re.IGNORECASE
)
_DURATION_AFTER = re.compile(r"^[- ](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text of a source, with its unit, before it is known what it counts."""

    start: int
    end: int
    value: float
    unit: str | None


def unit_of(match: re.Match[str]) -> str | None:
    currency, unit = match["currency"], match["unit"]
    if currency:
        return CURRENCIES[currency.lower()]
    if unit:
        if unit.lower() in {"%", "per cent", "percent"}:
            return "%"
        return CURRENCIES.get(unit.lower(), unit)
    return None


def _is_counted(text: str, start: int, end: int, number: str, *, plain: bool) -> bool:
    """Whether the number at the extent is an amount: no year, clock, age, label or date."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _NOT_COUNTED.search(before) or _AGE_AFTER.match(after) or _MONTH_AFTER.match(after):
        return False
    if plain and len(number) <= 5 and _WHOLE.search(before):
        return False  # "two of the five gates": the whole is not what is counted
    if plain and re.match(r" votes?\b", after):
        return False
    if (
        re.search(r", $", before)
        and after[:1] in {",", "."}
        and plain
        and number.isdigit()
        and len(number) <= 2
    ):
        return False  # "Dorrit Pell, 67,"
    if plain and (_DURATION_AFTER.match(after) or _CLOCK_AFTER.match(after)):
        return False
    if plain and _MONTH_BEFORE.search(before) and len(number) <= 4:
        return False
    if plain and re.fullmatch(r"(?:1[5-9]|20)\d\d", number):
        return False
    if plain and re.fullmatch(r"\d{1,2}\.\d{2}", number) and _CLOCK.match(number):
        return False
    return not (after[:1] in {"/", "-", "–"} and after[1:2].isdigit())


def _in_digits(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in NUMBER.finditer(text, start, end):
        scale = match["scale"] or ""
        value = parse_number(f"{match['number']} {scale}")
        if value is None:
            continue
        first = match.start("currency") if match["currency"] else match.start("number")
        unit = unit_of(match)
        plain = unit is None and not scale
        if _is_counted(text, first, match.end(), match["number"], plain=plain):
            yield Amount(first, match.end(), value, unit)


def _in_words(paragraph: ParsedParagraph, taken: Sequence[Amount]) -> Iterator[Amount]:
    """ "two people", "twenty-six homes": number words that count a noun."""
    text = paragraph.doc.text
    for token in paragraph.doc:
        if not is_number_word(token.text):
            continue
        if token.dep_ != "nummod" and not counts_part(token):
            continue
        if not _is_counted(text, token.idx, token.idx + len(token), token.text, plain=True):
            continue
        if token.ent_type_ in {"DATE", "TIME", "ORDINAL"}:
            continue
        start, end = paragraph.at(token), paragraph.end_of(token)
        words = token.text
        nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if nxt is not None and nxt.lower_ in _SCALE_WORDS:
            end, words = paragraph.end_of(nxt), f"{words} {nxt.text}"
        value = parse_number(words)
        if value and not any(f.start < end and start < f.end for f in taken):
            yield Amount(start, end, value, None)


def counts_part(token: Token) -> bool:
    """ "Two of the five gates"."""
    return (
        token.i + 1 < len(token.doc)
        and token.nbor(1).lower_ == "of"
        and token.dep_
        in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "attr",
        }
    )


def find_amounts(text: str, paragraph: ParsedParagraph) -> list[Amount]:
    """The amounts in a paragraph of ``text``, in figures and in words, in order."""
    found = list(_in_digits(text, paragraph.start, paragraph.end))
    found += list(_in_words(paragraph, found))
    return sorted(found, key=lambda amount: amount.start)
