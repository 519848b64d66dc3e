"""Dates in sentences, resolved against the date of their source."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from briefgen.model.analysis import Tense
from briefgen.model.dossier import Edit, Event, Precision
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

# What we resolve, most exact first. Vaguer words ("recently", "mid-April", "the 1990s") stay as
# written: a wrong date is worse than none.
_EXPRESSION = re.compile(
    rf"(?P<absolute>\b(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}\b"
    rf"|\b(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b)"
    rf"|(?P<month_year>\b{_MONTH},? (?:19|20)\d{{2}}\b)"
    rf"|(?P<day_month>\b(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?! \d)\b"
    rf"|\b(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? \d))"
    rf"|(?P<weekday>\b(?:last |next |this )?{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?\b)"
    r"|(?P<relative>\b(?:yesterday|today|tonight|tomorrow)\b"
    r"(?: (?:morning|afternoon|evening|night))?)"
    r"|(?P<ago>\b(?:one|two|three|four|five|six|\d{1,2}|a) (?:days?|weeks?|months?|years?) ago\b)"
    r"|(?P<span>\b(?:last|next|this) (?:month|year)\b)"
    r"|(?P<year>\b(?:in|since|by|during|from|of) (?:19|20)\d{2}\b)"
    rf"|(?P<month>\b(?:in|since|by|during|last|next) {_MONTH}(?! \d)\b)"
)
_NOT_A_DAY = re.compile(
    r"\b(?:every|each|mid-|end of|start of|beginning of|late|early|before|until|by the end of)\W*$",
    re.IGNORECASE,
)


@cache
def _parser(prefer: str, base: date) -> Any:  # dateparser's class carries no types
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime(base.year, base.month, base.day),
            "PREFER_DATES_FROM": prefer,
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "DATE_ORDER": "DMY",
        },
    )


def _cleaned(kind: str, words: str) -> str:
    if kind == "weekday":
        return re.sub(r"^(?:last|this|next) | (?:morning|afternoon|evening|night)$", "", words)
    if kind == "relative":
        return words.split(maxsplit=1)[0].replace("tonight", "today")
    if kind in {"year", "month"}:
        return re.sub(r"^(?:in|since|by|during|from|of|last|next) ", "", words)
    return words


_PRECISION = {
    "absolute": Precision.DAY,
    "day_month": Precision.DAY,
    "weekday": Precision.DAY,
    "relative": Precision.DAY,
    "month_year": Precision.MONTH,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}


def _precision(kind: str, words: str) -> Precision | None:
    if kind in _PRECISION:
        return _PRECISION[kind]
    if "day" in words:
        return Precision.DAY
    if "month" in words:
        return Precision.MONTH
    return Precision.YEAR if "year" in words else None


def _nearest(kind: str, words: str, base: date, *, ahead: bool) -> date | None:
    """The date that an expression means, seen from ``base``; ``ahead`` where its sentence looks
    into the future. A day and month without a year is the nearest such day."""
    cleaned = _cleaned(kind, words)
    if kind == "day_month":
        both = [_parse(cleaned, prefer, base) for prefer in ("past", "future")]
        known = [d for d in both if d]
        return min(known, key=lambda d: (abs((d - base).days), d < base)) if known else None
    if kind == "weekday" and not ahead and words.lower().startswith(base.strftime("%A").lower()):
        return base
    ahead = ahead or words.lower().startswith("next ")
    return _parse(cleaned, "future" if ahead else "past", base)


def _parse(words: str, prefer: str, base: date) -> date | None:
    found = _parser(prefer, base).get_date_data(words).date_obj
    return found.date() if found else None


def resolve(
    sentence: str, published: date | None, *, ahead: bool = False
) -> list[tuple[date, Precision, str]]:
    """The dates that ``sentence`` states, in order: date, precision and the words.

    ``published`` is the date of the source. Without it only complete dates are resolved. A month
    or year is given as its first day.
    """
    out: list[tuple[date, Precision, str]] = []
    for match in _EXPRESSION.finditer(sentence):
        kind, words = match.lastgroup or "", match.group()
        precision = _precision(kind, words.lower())
        complete = kind in {"absolute", "month_year", "year"}
        if precision is None or (published is None and not complete):
            continue
        if _NOT_A_DAY.search(sentence[: match.start()]) and kind != "absolute":
            continue
        found = _nearest(kind, words, published or date(2000, 1, 1), ahead=ahead)
        if found:
            if precision is Precision.MONTH:
                found = found.replace(day=1)
            elif precision is Precision.YEAR:
                found = found.replace(month=1, day=1)
            out.append((found, precision, words))
    return out


def _best(found: list[tuple[date, Precision, str]]) -> tuple[date, Precision, str]:
    """The date that the sentence is about: the first of the most exact ones."""
    exactness = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
    return min(found, key=lambda row: exactness[row[1]])


def _date_edits(words: str, start: int, expression: str) -> tuple[Edit, ...]:
    """Drops the date in front of an entry of a timetable ("24 March: public hearing …"): the
    brief prints it beside the entry."""
    match = re.match(re.escape(expression) + r"\s?[:–—]\s+(\w)", words)
    if match is None:
        return ()
    first = start + match.start(1)
    return (
        Edit(start=start, end=first, replacement="", reason="date"),
        Edit(start=first, end=first + 1, replacement=match[1].upper(), reason="capital"),
    )


def find_events(source: Source, sentences: Sequence[Sentence]) -> list[Event]:
    """The sentences with a resolved date, in the order of the text."""
    out: list[Event] = []
    for sentence in sentences:
        if sentence.boilerplate:
            continue
        words = source.text[sentence.start : sentence.end]
        found = resolve(words, source.published, ahead=sentence.tense is Tense.FUTURE)
        if not found:
            continue
        day, precision, expression = _best(found)
        edits = sentence.edits + _date_edits(words, sentence.start, expression)
        out.append(
            Event(
                id=f"e-{source.id}-{sentence.start}",
                source=source.id,
                start=sentence.start,
                end=sentence.end,
                text=words,
                paragraph=sentence.paragraph + 1,
                date=day,
                precision=precision,
                expression=expression,
                statement=apply_edits(source.text, sentence.start, sentence.end, edits),
                edits=edits,
            )
        )
    return out
