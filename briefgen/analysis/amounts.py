"""Numbers in a text that are amounts: no years, clocks, ages, labels or dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis.tolls import find_none, is_bare_toll
from briefgen.text.numbers import CURRENCIES, NUMBER, WORDED, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import ParsedParagraph

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
# "A total of 120 people": the number is the whole itself.
_SUM = re.compile(
    r"\b(?:total|number|toll|count|crowd|sum|lives|deaths|average|maximum|minimum|some|group|"
    r"excess) of $",
    re.IGNORECASE,
)
_LONGEST_MODEL = 4  # characters: "737", "A380", "1500"
_FEW = "two|three|four|five|six|seven|eight|nine|ten"
_SHARE_BEFORE = re.compile(rf"\b(?:one|{_FEW}|\d{{1,2}}) (?:in|out of) (?:every )?$", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    rf"^(?: (?:in|out of) (?:every )?(?:\d|(?:{_FEW})\b)|"
    r"[- ](?:quarters?|thirds?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|halves)\b|"
    r"[- ]?(?:times|fold)\b)",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"^ ?[–-] ?\d| (?:to|and) \d[\d,.]* ")
_RANGE_BEFORE = re.compile(r"(?:\d ?[–-] ?|\b(?:between|from) [\d,.]+ (?:and|to) )$", re.IGNORECASE)
# "6 to 10 inches", "four to six": not "rose 6 to 10", which the verb in front tells.
_NUMBER_WORD = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BARE_RANGE = re.compile(rf"(?<!by )\b{_NUMBER_WORD} (?:to|or) $", re.IGNORECASE)
_BARE_RANGE_AFTER = re.compile(rf"^ (?:to|or) {_NUMBER_WORD}\b", re.IGNORECASE)
_RANGE_OPENS = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
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


def _is_label(before: str, after: str, number: str) -> bool:
    """A number that names, dates or ages something, or belongs to a longer one."""
    if _NOT_COUNTED.search(before) or _AGE_AFTER.match(after) or _MONTH_AFTER.match(after):
        return True
    if re.match(r"(?:st|nd|rd|th)\b", after):
        return True  # "10th century"
    # "38 000": thousands parted by a plain space cannot be told from two numbers
    spaced = re.search(r"\d $", before) and re.fullmatch(r"\d{3}", number)
    return bool(spaced or (number.isdigit() and re.match(r" \d{3}\b", after)))


def _is_ratio_or_range(before: str, after: str) -> bool:
    """ "One in five", "three-quarters"; and a range is no one figure: "6 to 10 inches"."""
    return bool(
        _SHARE_BEFORE.search(before)
        or _SHARE_AFTER.match(after)
        or _BARE_RANGE.search(before)
        or _BARE_RANGE_AFTER.match(after)
        or _RANGE_BEFORE.search(before)
        or (_RANGE_OPENS.search(before) and _RANGE_AFTER.match(after))
    )


def _is_counted(text: str, start: int, end: int, number: str, *, plain: bool) -> bool:
    """Whether the number at the extent is an amount: no year, clock, age, label or date."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _is_label(before, after, number) or _is_ratio_or_range(before, after):
        return False
    if plain and len(number) <= 5 and _WHOLE.search(before) and not _SUM.search(before):
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


def _scaled(match: re.Match[str]) -> float | None:
    """The value of a number in figures; None where a short scale may be a unit ("240m")."""
    scale = match["scale"] or ""
    if match["short"]:
        if not match["currency"]:
            return None
        scale = match["short"]
    return parse_number(f"{match['number']} {scale}")


def _in_digits(text: str, paragraph: ParsedParagraph) -> Iterator[Amount]:
    for match in NUMBER.finditer(text, paragraph.start, paragraph.end):
        value = _scaled(match)
        if value is None:
            continue
        first = match.start("currency") if match["currency"] else match.start("number")
        unit = unit_of(match)
        plain = unit is None and not match["scale"]
        if not _is_counted(text, first, match.end(), match["number"], plain=plain):
            continue
        if plain and _is_part_of_name(paragraph, match.start("number")):
            continue
        yield Amount(first, match.end(), value, unit)


def _is_part_of_name(paragraph: ParsedParagraph, offset: int) -> bool:
    """ "Boeing 737 jets": a short number right behind a proper noun belongs to the name."""
    token = paragraph.token_at(offset)
    if token is None or token.i == 0 or "," in token.text or len(token) > _LONGEST_MODEL:
        return False
    before = token.nbor(-1)
    return before.tag_ in {"NNP", "NNPS"} and before.ent_type_ not in {"DATE", "TIME", "GPE"}


def _in_words(paragraph: ParsedParagraph, taken: Sequence[Amount]) -> Iterator[Amount]:
    """ "Two people", "twenty-six homes": number words that count a noun. "One" alone counts
    nothing more often than not."""
    text = paragraph.text
    for match in WORDED.finditer(text):
        value = parse_number(match.group().replace(",", ""))
        if value is None or value <= 1:
            continue
        if not _is_counted(text, match.start(), match.end(), match.group(), plain=True):
            continue
        span = paragraph.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or span[-1].ent_type_ in {"DATE", "TIME", "ORDINAL"}:
            continue
        last = span[-1]
        counts = last.dep_ in {"nummod", "compound", "amod"} or counts_part(last)
        if not counts and not is_bare_toll(text, match.start(), match.end()):
            continue
        start, end = paragraph.start + match.start(), paragraph.start + match.end()
        if not any(amount.start < end and start < amount.end for amount in taken):
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
    found = list(_in_digits(text, paragraph))
    found += list(_in_words(paragraph, found))
    found += [Amount(*at, 0.0, None) for at in find_none(text, paragraph.start, paragraph.end)]
    return sorted(found, key=lambda amount: amount.start)
