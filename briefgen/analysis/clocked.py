"""The day of a time of day that a sentence gives without one.

A report that opens with what happened "in the early hours of 10 March" and goes on with "Sirens
were sounded from 02.56" speaks of that night. It is taken for granted only where the time lies
within the part of the day that the opening names, the sentence tells of the past and of no other
time, and nothing that stands between names another day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis.dating import floats
from briefgen.analysis.daytime import clock_in, time_beside
from briefgen.analysis.phrases import verb_over

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefgen.analysis.dates import Dated
    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.model.analysis import Sentence

_WITHIN = {  # minutes of a day
    "early hours": (0, 6 * 60),
    "dawn": (4 * 60, 8 * 60),
    "early morning": (3 * 60, 9 * 60),
    "morning": (5 * 60, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 24 * 60),
}
_SHORT_LINE = 8  # words of a heading or the cell of a table
# What happened more than once, or at a time that is counted from another one.
_OTHER = re.compile(
    r"\b(?:every|each|daily|nightly|usually|normally|always|later|earlier|following|next|previous"
    r"|same (?:day|night|morning|evening)|(?:day|night) (?:before|after)|days?|nights?|weeks?)\b",
    re.IGNORECASE,
)
_PAST = {"VBD", "VBN"}


@dataclass(frozen=True, slots=True)
class Opening:
    """When the main thing of a source was: the day, and the minutes of it that its words name."""

    day: date
    first: int
    last: int

    def holds(self, minute: int) -> bool:
        """Whether a time of that day lies in the part of it that is named."""
        return self.first <= minute <= self.last


def opening_in(told: Sequence[tuple[str, Sequence[Dated]]]) -> Opening | None:
    """When the first sentences of a source, with their dates, say that its main thing was; None
    where they name no part of a day, or several."""
    found = {
        Opening(dated.day, *_WITHIN[part])
        for words, dates in told
        for dated in dates
        if (part := (time_beside(words, dated.start, dated.end) or "").lower()) in _WITHIN
    }
    return found.pop() if len(found) == 1 else None


def time_of(
    sentence: Sentence, words: str, paragraph: ParsedParagraph, opening: Opening
) -> tuple[str, int] | None:
    """The time of day in a sentence without a date, and where in ``words`` it stands, if it can
    only be that of the ``opening``."""
    clock = clock_in(words)
    if clock is None or not opening.holds(clock.minute) or sentence.quoted:
        return None
    if floats(words) or _OTHER.search(words):
        return None
    token = paragraph.token_at(sentence.start + clock.start)
    verb = verb_over(token) if token is not None else None
    if verb is None or verb.tag_ not in _PAST:
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    past = verb.tag_ == "VBD" or helpers & {"was", "were"}
    return (clock.words, clock.start) if past and not helpers & {"had", "has", "have"} else None


def is_heading(text: str) -> bool:
    """Whether a paragraph is a line that may set another day for what stands below it."""
    return len(text.split()) <= _SHORT_LINE
