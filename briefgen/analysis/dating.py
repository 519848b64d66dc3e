"""Dates that only their source can tell ("yesterday", "on Tuesday"): the day put beside them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.analysis.dates import dates_in, looks_ahead
from briefgen.analysis.phrases import verb_over
from briefgen.model.dossier import Edit, Precision

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Token

    from briefgen.analysis.dates import Dated
    from briefgen.analysis.stretch import Stretch

# What tells nothing to whoever does not know the day of its source.
_FLOATING = re.compile(
    r"\b(?:yesterday|tomorrow|tonight|(?:last|this|next) (?:week|night|morning|afternoon|evening)"
    r"|(?:this|last|next) (?:weekend|month))\b|\btoday\b(?![’']s)",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?P<part>(?:this (?:morning|afternoon|evening))|last night)\b"
    r"|\b(?P<week>(?:last|next) week)\b(?![’'])",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:years?|decades?|months?|weeks?) (?:ago|later|earlier)\b"
)
_HINT = re.compile(r"day|night|morning|tomorrow|[Ll]ast|[Nn]ext|ago|[Tt]his")  # spares a parse
_PART_OF_DAY = re.compile(r"(?:morning|afternoon|evening|night)$")
_GOVERNORS = {  # words that a day stands behind without "on": "by tomorrow", "spent last night"
    "on",
    "by",
    "since",
    "from",
    "until",
    "till",
    "before",
    "after",
    "of",
    "for",
    "late",
    "early",
    "to",
    "through",
    "between",
    "and",
    "last",
    "next",
    "during",
    "in",
    "spend",
    "spends",
    "spent",
    "spending",
}
_SUNDAY = 6
_DAY_ALONE = re.compile(r"\b(?:on|by|until) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![’'s])")


def floats(words: str) -> bool:
    """Whether a sentence hangs on the day of its source ("yesterday") and no other date."""
    return _FLOATING.search(words) is not None and not _ANCHOR.search(words)


def is_in_doubt(stretch: Stretch, published: date | None) -> bool:
    """Whether a sentence of a dated source has a weekday of which nobody can tell the date."""
    if published is None:
        return False
    known = dates_in(stretch.paragraph, stretch.start, stretch.words, published)
    return any(
        not any(d.start < match.end() and match.start() < d.end for d in known)
        for match in _DAY_ALONE.finditer(stretch.words)
        if not stretch.touches_quote(stretch.start + match.start(), stretch.start + match.end())
    ) and not any(d.kind in _COMPLETE for d in known)


def date_edits(stretch: Stretch, begin: int, published: date | None) -> list[Edit]:
    """The days that a source of ``published`` means by "yesterday", "on Tuesday", "last month", in
    square brackets: instead of "yesterday", behind the rest. Nothing where the source is undated;
    a weekday stays as it is where the sentence speaks of another time as well."""
    words = stretch.words
    if published is None or not _HINT.search(words):
        return []
    found = dates_in(stretch.paragraph, stretch.start, words, published)
    elsewhere = _ANCHOR.search(words) or any(d.kind in _COMPLETE for d in found)
    near = [d for d in found if d.kind == "relative" or not elsewhere]
    edits = [_edit(stretch, begin, dated) for dated in near]
    edits += [_near_edit(stretch, begin, match, published) for match in _NEAR.finditer(words)]
    return [
        edit
        for edit in edits
        if edit is not None
        and edit.start >= begin
        and not stretch.touches_quote(edit.start - 1, edit.end + 1)
    ]


_COMPLETE = {"absolute", "month_year", "year", "day_month"}


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _edit(stretch: Stretch, begin: int, dated: Dated) -> Edit | None:
    start, end = stretch.start + dated.start, stretch.start + dated.end
    token = stretch.paragraph.token_at(start)
    if token is None or _is_attribute(stretch, end):
        return None
    lower = dated.words.lower()
    match dated.kind:
        case "weekday" if _is_day_of_event(stretch, start, end):
            return _behind(end, _written(dated.day))
        case "relative":
            if lower.startswith("today") and not _happened(token):
                return None  # "today" may mean these days
            return _instead(stretch, begin, start, end, dated.day, lower)
        case "ago" if dated.precision is Precision.DAY:
            return _behind(end, _written(dated.day))
        case "span" if lower.split()[0] != "this":
            month = dated.precision is Precision.MONTH
            return _behind(end, f"{dated.day:%B %Y}" if month else str(dated.day.year))
        case _:
            return None


def _near_edit(stretch: Stretch, begin: int, match: re.Match[str], published: date) -> Edit | None:
    start, end = stretch.start + match.start(), stretch.start + match.end()
    if match.group()[0].isupper() and start != begin:
        return None  # "This Morning" is a programme, too
    if _is_attribute(stretch, end):
        return None
    lower = match.group().lower()
    if match["part"]:
        day = published - timedelta(days=1) if lower == "last night" else published
        return _instead(stretch, begin, start, end, day, lower)
    # Whether a week starts on Sunday or Monday matters only on a Sunday.
    if published.weekday() == _SUNDAY:
        return None
    shift = -7 if lower.startswith("last") else 7
    monday = published + timedelta(days=shift - published.weekday())
    return _behind(end, f"the week of {_written(monday)}")


def _behind(end: int, day: str) -> Edit:
    return Edit(start=end, end=end, replacement=f" [{day}]", reason="resolved")


def _instead(stretch: Stretch, begin: int, start: int, end: int, day: date, lower: str) -> Edit:
    """ "yesterday" gives way to "[on 10 March 2026]", "by tomorrow" to "by [12 March 2026]"."""
    part = _PART_OF_DAY.search(lower)
    written = f"the {part[0]} of {_written(day)}" if part else _written(day)
    before = stretch.words[: start - stretch.start].split()
    governed = bool(before) and before[-1].lower() in _GOVERNORS
    if start == begin and _is_subject(stretch, end):
        put_in = written[0].upper() + written[1:]
    else:
        put_in = written if governed else f"{'On' if start == begin else 'on'} {written}"
    return Edit(start=start, end=end, replacement=f"[{put_in}]", reason="resolved")


def _is_subject(stretch: Stretch, end: int) -> bool:
    """Whether a day that opens a sentence is what it tells of: "Last night was the coldest"."""
    behind = stretch.paragraph.token_at(end + 1)
    return behind is not None and behind.pos_ in {"VERB", "AUX"}


def _is_attribute(stretch: Stretch, end: int) -> bool:
    """Whether a date stands before a noun that it belongs to ("Tuesday’s vote", "a Friday
    meeting"), where words put in would not read."""
    behind = stretch.words[end - stretch.start :]
    if behind[:1] in {"’", "'", "-"}:
        return True
    token = stretch.paragraph.token_at(end - 1)
    return token is None or token.dep_ not in {"npadvmod", "pobj", "advmod", "tmod"}


def _is_day_of_event(stretch: Stretch, start: int, end: int) -> bool:
    """Whether a weekday says when the verb happened: "on Tuesday", "said Tuesday", "in the early
    hours of Tuesday". "For Tuesday", "ahead of Tuesday" may look the other way."""
    token = stretch.paragraph.token_at(end - 1)
    if token is None:
        return False
    verb = verb_over(token)
    helped = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBG" and not helped:
        return False  # "in time to start working on Friday"
    if verb.tag_ == "VB" and "to" in helped and not looks_ahead(token):
        return False  # "failed to open on Friday"
    before = stretch.words[: start - stretch.start].lower().split()
    if not before or token.dep_ == "npadvmod":
        return True
    if before[-1] == "of":
        return len(before) > 1 and before[-2] in {"hours", "morning", "evening", "night"}
    return before[-1] in {"on", "since", "late", "early", "last", "next"}


def _happened(token: Token) -> bool:
    """Whether the verb that a date hangs on tells of one event, past or to come."""
    verb = verb_over(token)
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(helpers & {"was", "were", "will", "had"})
