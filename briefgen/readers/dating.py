"""Dates as files state them, day first where a numeric date leaves it open.

A date that is not stated is None: neither the file's time stamp nor today stands in for it.
"""

from __future__ import annotations

import re
from datetime import date

# January to December, in the languages in which pages print the days they came out.
_NAMES_OF_MONTHS = (
    "january jan januar januari janvier janv enero gennaio janeiro styczeń stycznia января січня"
    " يناير",
    "february feb februar februari février févr febrero febbraio fevereiro luty lutego февраля"
    " лютого فبراير",
    "march mar märz mrz maart mars marzo março marzec marca марта березня مارس",
    "april apr avril avr abril aprile kwiecień kwietnia апреля квітня أبريل ابريل",
    "may mai mei maj mayo maggio maio maja мая травня مايو",
    "june jun juni juin junio giugno junho czerwiec czerwca июня червня يونيو",
    "july jul juli juillet juil julio luglio julho lipiec lipca июля липня يوليو",
    "august aug augustus août agosto sierpień sierpnia августа серпня أغسطس",
    "september sep sept septembre septiembre settembre setembro wrzesień września сентября вересня"
    " سبتمبر",
    "october oct oktober okt octobre octubre ottobre outubro październik października октября"
    " жовтня أكتوبر",
    "november nov novembre noviembre novembro listopad listopada ноября листопада نوفمبر",
    "december dec dezember dez décembre déc diciembre dicembre dezembro grudzień grudnia декабря"
    " грудня ديسمبر",
)
_MONTHS = {
    name: number for number, names in enumerate(_NAMES_OF_MONTHS, start=1) for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams"
    r"|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\.?,? +(?:le |den )?)?"
_CLOCK = r"\d{1,2}(?:[:.h]\d{2}){0,2}(?:\.\d+)? ?(?:[ap]\.?m\.?|Uhr)?"
_ZONE = r"(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2})"
_TIME = rf"(?:(?:,| at| um| à| -| –| \||T)? ?{_CLOCK}(?: ?\(?{_ZONE}\)?)*)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape + _TIME, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: of| de)?[ -]{_MONTH},?(?: de)?[ -]"
        r"(?P<year>\d{4})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        # Mail and its archives: "Tue Mar 10 09:14:22 CET 2026".
        rf"{_MONTH} +(?P<day>\d{{1,2}}) \d\d:\d\d:\d\d(?: {_ZONE})? (?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})",
        r"(?P<year>\d{4})[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})",
    )
)
_LABEL = re.compile(
    r"(?:first )?(?:published|posted|issued|released|held|date|dated|updated|last updated|delivered"
    r"|release date|publié|veröffentlicht|publicado|pubblicato|опубліковано|опубликовано)"
    r"(?: on| at| le| am| el| il)?[:,]? +",
    re.IGNORECASE,
)


def parse_date(text: str | None) -> date | None:
    """The date that ``text`` states, or None: ISO first, then English, then anything known.

    Only a complete date counts: day, month and year.
    """
    if not text or not (text := " ".join(text.split())):
        return None
    if iso := _ISO.match(text):
        return _checked(iso["year"], iso["month"], iso["day"])
    return date_alone(text) or _parse_loosely(text)


def date_alone(line: str) -> date | None:
    """The date that is all a line says, with or without "Published", weekday and time of day."""
    line = _LABEL.sub("", " ".join(line.split()), count=1).rstrip(".")
    for shape in _SHAPES:
        if found := shape.fullmatch(line):
            return _checked(found["year"], found["month"], found["day"])
    return None


_WITHIN = tuple(re.compile(rf"(?<![\w/-]){shape.pattern}(?![\w/])", re.I) for shape in _SHAPES)
_CHANGED = re.compile(
    r"(?:updated|modified|edited|revised|changed|aktualisiert|geändert|mise? à jour|actualizado"
    r"|aggiornato|оновлено|обновлено)\W*(?:on |at |am |le |el |il )?$",
    re.IGNORECASE,
)


def day_within(line: str) -> tuple[date, str] | None:
    """The first day that a short line states, and the line without it; a day on which something
    was changed only where there is no other."""
    line = " ".join(line.split())
    changed = None
    for found in sorted(
        (found for shape in _WITHIN for found in shape.finditer(line)), key=lambda one: one.start()
    ):
        if day := _checked(found["year"], found["month"], found["day"]):
            told = day, f"{line[: found.start()]} | {line[found.end() :]}"
            if not _CHANGED.search(line[: found.start()]):
                return told
            changed = changed or told
    return changed


# "BRECKTON, 4 MAY 2026 — The bridge …": a place in capitals, a date and a dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]+(?:, [A-Z][A-Za-z .'’-]+)?, (?P<date>[A-Za-z0-9,. ]{8,30}?) ?(?:—|–|--|- )"
)


def date_in_dateline(paragraph: str) -> date | None:
    """The date of the dateline that opens a paragraph."""
    found = _DATELINE.match(paragraph)
    return date_alone(found["date"]) if found else None


def _checked(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return None


def _parse_loosely(text: str) -> date | None:
    """What dateparser makes of it, in English alone: given all tongues it guesses wildly."""
    # A year is asked for first: dateparser takes a fifth of a second to load.
    if len(text) > 60 or not re.search(r"\b(?:1[89]|20|21)\d{2}\b", text):
        return None
    import dateparser

    try:
        found = dateparser.parse(
            text,
            languages=["en"],
            settings={
                "DATE_ORDER": "DMY",
                "PREFER_LOCALE_DATE_ORDER": False,
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
            },
        )
    except Exception:  # its parsers raise what they like on odd input, and odd input has no date
        return None
    return found.date() if found else None
