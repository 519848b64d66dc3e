"""Dates in sentences, resolved against the date of their source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.model.dossier import Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import ParsedParagraph

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_OF_YEAR = r"(?:,? (?:of )?(?:last|this|next) year\b)?"  # "in April of last year"

# What we resolve, most exact first. Vaguer words ("recently", "mid-April", "the 1990s") stay as
# written: a wrong date is worse than none.
_EXPRESSION = re.compile(
    rf"(?P<absolute>\b(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}\b"
    rf"|\b(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b)"
    rf"|(?P<month_year>\b{_MONTH},? (?:19|20)\d{{2}}\b)"
    rf"|(?P<day_month>\b(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?! \d)\b{_OF_YEAR}"
    rf"|\b(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? \d){_OF_YEAR})"
    rf"|(?P<weekday>\b(?:[Ll]ast |[Nn]ext |[Tt]his )?{_WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?\b)"
    r"|(?P<relative>\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"
    r"(?: (?:morning|afternoon|evening|night))?)"
    r"|(?P<ago>\b(?:one|two|three|four|five|six|\d{1,2}|a) (?:days?|weeks?|months?|years?) ago\b)"
    r"|(?P<span>\b(?:last|next|this) (?:month|year)\b)"
    r"|(?P<year>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom|of) (?:19|20)\d{2}\b)"
    rf"|(?P<month>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ll]ast|[Nn]ext) {_MONTH}(?! \d)\b{_OF_YEAR})"
)
_NOT_A_DAY = re.compile(
    r"\b(?:a|one|any|some|every|each|mid-|(?:end|start|beginning) of|late|early|before|until)\W*$",
    re.IGNORECASE,
)


# "Thursday week" and "a week on Thursday" are a week behind the Thursday that is named.
_OTHER_WEEK = re.compile(
    r"(?: (?:morning|afternoon|evening|night))? (?:week|fortnight"
    r"|(?:of |the )?(?:last|next|this|following|previous) week|(?:before|after) (?:last|next))\b"
)
_WEEK_FROM = re.compile(r"\b(?:weeks?|fortnight) (?:on|from|after|before) $", re.IGNORECASE)


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
    if kind in _PRECISION:  # before the words: "in April of last year" is a month
        return _PRECISION[kind]
    if "day" in words:
        return Precision.DAY
    if "month" in words:
        return Precision.MONTH
    return Precision.YEAR if "year" in words else None


_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CLEARLY_NEAR = 90  # days
_OF_A_MONTH = re.compile(rf" (?:in|of) (?:{_MONTH}|(?:19|20)\d\d)\b")
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _nearest(kind: str, words: str, base: date, *, ahead: bool) -> date | None:
    """The date that an expression of a kind means, seen from ``base``; ``ahead`` where its
    sentence looks into the future."""
    lower = words.lower()
    if kind in {"day_month", "month"} and lower.endswith(" year"):
        return _in_year(words, base)
    ahead = (ahead or lower.startswith("next ")) and not lower.startswith("last ")
    match kind:
        case "absolute" | "month_year":
            return _parsed(words, base.year)
        case "day_month":
            near = (_parsed(words, base.year + shift) for shift in (-1, 0, 1))
            known = sorted((d for d in near if d), key=lambda d: abs((d - base).days))
            # Half a year off, both are as near; the tense of the sentence decides.
            if len(known) > 1 and abs((known[0] - base).days) > _CLEARLY_NEAR:
                known = [d for d in known if (d > base) == ahead] or known
            return known[0] if known else None
        case "weekday":
            return _weekday(lower, base, ahead=ahead)
        case "relative":
            return base + timedelta(days=_DAYS[lower.split()[0]])
        case "ago":
            number, unit, _ = lower.split()
            count = _NUMBERS.get(number) or int(number)
            return _moved(base, unit.rstrip("s"), -count)
        case "span":
            which, unit = lower.split()
            return _moved(base, unit, _SHIFTS[which])
        case "year":
            return date(int(lower.split()[1]), 1, 1)
        case _:
            return _month(lower.split()[1], base, ahead=ahead)


_SHIFTS = {"last": -1, "this": 0, "next": 1}


def _in_year(words: str, base: date) -> date | None:
    """A day or month of last, this or next year."""
    day, which = re.split(r",? (?:of )?(last|this|next) year$", words)[:2]
    bare = re.sub(r"^(?:in|since|by|during) ", "", day, flags=re.IGNORECASE)
    return _parsed(
        bare if any(c.isdigit() for c in bare) else f"1 {bare}", base.year + _SHIFTS[which]
    )


def _parsed(words: str, year: int) -> date | None:
    """A day and month, with their year or else in ``year``."""
    from dateutil.parser import ParserError, parse

    if re.match(r"\d{4}-", words):
        words = words.replace("-", "/")  # year first, whatever the order of days and months is
    try:
        return parse(words, default=datetime(year, 1, 1), yearfirst=words[:4].isdigit()).date()
    except (ParserError, OverflowError):
        return None


_DAYS_OF_DOUBT = 6  # from which on a weekday is rather the coming one


def _weekday(lower: str, base: date, *, ahead: bool) -> date | None:
    """The last such day up to ``base``, or the next one behind it. None where the other one is as
    likely: "met on Friday" in a source that is dated Thursday and was added to a day later, "will
    meet on Friday" on a Friday."""
    name = re.sub(r"^(?:last|this|next) ", "", lower).split()[0]
    back = (base.weekday() - list(calendar.day_name).index(name.capitalize())) % 7
    if ahead:
        return base + timedelta(days=7 - back) if back or lower.startswith("next ") else None
    if lower.startswith("last "):
        return base - timedelta(days=back or 7)
    return base - timedelta(days=back) if back < _DAYS_OF_DOUBT else None


def _month(name: str, base: date, *, ahead: bool) -> date | None:
    """The last such month up to that of ``base``, or the next one."""
    found = _parsed(f"1 {name}", base.year)
    if found is None:
        return None
    if ahead:
        return found if found.month >= base.month else found.replace(year=base.year + 1)
    return found if found.month <= base.month else found.replace(year=base.year - 1)


def _moved(base: date, unit: str, count: int) -> date:
    from dateutil.relativedelta import relativedelta

    return base + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a sentence states it: ``words`` from ``start`` to ``end`` in the sentence, and the
    day they mean (the first one of a month or year). ``kind`` is that of the expression, such as
    "weekday" or "relative"."""

    day: date
    precision: Precision
    words: str
    start: int
    end: int
    kind: str


def _is_elsewhere(sentence: str, start: int, end: int) -> bool:
    """Whether words beside a weekday move it out of the week around the source."""
    moved = _OF_A_MONTH.match(sentence, end) or _OTHER_WEEK.match(sentence, end)
    return bool(moved or _WEEK_FROM.search(sentence[:start]))


def resolve(
    sentence: str, published: date | None, *, ahead: Callable[[int], bool | None] = lambda _: False
) -> list[Dated]:
    """The dates that ``sentence`` states, in order.

    ``published`` is the date of the source. Without it only complete dates are resolved. ``ahead``
    tells of an offset in the sentence whether the words there look into the future; where it gives
    None, a weekday or month is left alone.
    """
    out: list[Dated] = []
    for match in _EXPRESSION.finditer(sentence):
        kind, words = match.lastgroup or "", match.group()
        precision = _precision(kind, words.lower())
        complete = kind in {"absolute", "month_year", "year"}
        if precision is None or (published is None and not complete):
            continue
        if kind != "absolute" and _NOT_A_DAY.search(sentence[: match.start()]):
            continue
        if kind == "weekday" and _is_elsewhere(sentence, match.start(), match.end()):
            continue
        if kind == "relative" and words[0].isupper() and sentence[: match.start()].strip():
            continue  # "Today" is a programme, too
        future = ahead(match.start())
        if future is None and kind in {"weekday", "month"}:
            continue
        found = _nearest(kind, words, published or date(2000, 1, 1), ahead=bool(future))
        if found:
            if precision is Precision.MONTH:
                found = found.replace(day=1)
            elif precision is Precision.YEAR:
                found = found.replace(month=1, day=1)
            place = (match.start(), match.end())
            out.append(Dated(found, precision, words, *place, kind))
    return out


def dates_in(
    paragraph: ParsedParagraph, start: int, words: str, published: date | None
) -> list[Dated]:
    """The dates that ``words`` state, which start at ``start`` in a source of ``published``."""

    def ahead(offset: int) -> bool | None:
        token = paragraph.token_at(start + offset)
        return looks_ahead(token) if token is not None else False

    return resolve(words, published, ahead=ahead)


def looks_ahead(token: Token) -> bool | None:
    """Whether the verb that a date hangs on looks into the future: "will meet on Friday", "opens
    on Friday", "promised to open on Friday"; not "met on Friday" or "failed to open on Friday".
    None where the date hangs on a noun below such a verb ("will look into the leak in January").
    """
    on_noun = False
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
        on_noun = on_noun or (token.pos_ == "NOUN" and token.ent_type_ != "DATE")
    ahead = _verb_looks_ahead(token)
    return None if ahead and on_noun else ahead


def _verb_looks_ahead(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBD" or helpers & _PAST_HELPERS:
        return False
    if "to" in helpers and verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        planned = verb.head.lemma_.lower() in _PLANS
        return planned or _verb_looks_ahead(verb.head)
    if verb.tag_ == "VB" or helpers & _MODALS:
        return True
    if verb.tag_ in {"VBZ", "VBP"}:
        return verb.lemma_.lower() not in lexicon.cue_verbs()
    if verb.tag_ == "VBG" and verb.head.i != verb.i and not helpers:
        return _verb_looks_ahead(verb.head)
    return verb.tag_ == "VBG"


_PLANS = {
    "agree",
    "aim",
    "ask",
    "be",
    "decide",
    "expect",
    "hope",
    "intend",
    "need",
    "offer",
    "order",
    "plan",
    "pledge",
    "prepare",
    "promise",
    "require",
    "schedule",
    "set",
    "swear",
    "threaten",
    "urge",
    "vow",
    "want",
}
_PAST_HELPERS = {"did", "had", "has", "have", "was", "were", "'d", "’d"}
_MODALS = {
    "will",
    "would",
    "may",
    "might",
    "could",
    "should",
    "can",
    "shall",
    "must",
    "to",
    "'ll",
    "’ll",
}
