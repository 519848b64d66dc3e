"""Dated events of all sources in order, each once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.model.source import Span
from briefgen.synthesis.wording import canonical, turned, wording
from briefgen.text.clock import minutes_of
from briefgen.text.parties import words_of
from briefgen.text.terms import count_words, likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.dossier import Event, Fact
    from briefgen.synthesis.duplicates import Independence

_FEWEST_WORDS = 3  # of an entry: "Public hearing." tells nothing
_SAME = 0.5  # share of terms: two sentences on one day that tell the same


_POINTS = re.compile(
    r"\b(?:he|she|it|they|him|them|his|hers?|its|their|this|that|these|those|such|same|other|also|"
    r"i|we|you|my|our|us|your)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"the (?!\[)", re.IGNORECASE)


def is_entry(event: Event) -> bool:
    """Whether an event is an entry of a timetable that reads by itself beside its date, mostly
    without a verb ("24 March: public hearing of Ada Holm"): it points at nothing that stands
    elsewhere, and opens with nothing as known."""
    told = event.statement
    entered = any(edit.reason == "date" for edit in event.edits)
    points = _KNOWN.match(told) or _POINTS.search(told)
    return entered and told.endswith(".") and not points and count_words(told) > _FEWEST_WORDS


def merged(
    events: Sequence[Event], facts: Sequence[Fact], independence: Independence
) -> tuple[Event, ...]:
    """The events, oldest first and at one date the more exact ones first; of several that tell the
    same of one day the most salient, with the independent others as its support.

    Only events of one date are compared, which bounds the work. What ``facts`` hold to be one
    statement is one event, however it is worded.
    """
    supporters = _supporters(facts)
    kept: defaultdict[tuple[object, object], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (-e.salience, e.id)):
        day = kept[event.date, event.precision]
        told = next((n for n, other in enumerate(day) if _same(other, event, supporters)), None)
        if told is None:
            day.append(event)
        elif _bears_out(event, day[told], supporters):
            day[told] = _supported(day[told], event, independence)
    every = [event for day in kept.values() for event in day]
    return tuple(sorted(every, key=lambda e: (e.date, e.precision, -e.salience, e.id)))


def _supporters(facts: Sequence[Fact]) -> dict[tuple[str, int], frozenset[tuple[str, int]]]:
    """From the place of each fact to the places of the sentences that state the same."""
    return {
        (fact.source, fact.start): frozenset((s.source, s.start) for s in fact.support)
        for fact in facts
        if fact.support
    }


def _same(
    one: Event,
    two: Event,
    supporters: Mapping[tuple[str, int], frozenset[tuple[str, int]]],
) -> bool:
    first, second = (one.source, one.start), (two.source, two.start)
    if _other_time(one, two):
        return False
    if second in supporters.get(first, ()) or first in supporters.get(second, ()):
        return True
    a, b = wording(one.statement), wording(two.statement)
    alike = likeness(a.terms, b.terms) >= _SAME or (
        _same_minute(one, two) and _done_alike(one, two, a.terms & b.terms)
    )
    return alike and not turned(a, b) and (a.numbers <= b.numbers or b.numbers <= a.numbers)


def _other_time(one: Event, two: Event) -> bool:
    """Whether two events have other times of the clock."""
    first, second = (minutes_of(event.time or "") for event in (one, two))
    return None not in {first, second} and first != second


def _same_minute(one: Event, two: Event) -> bool:
    """Whether two events have one time of the clock, however it is written."""
    first, second = (minutes_of(event.time or "") for event in (one, two))
    return first is not None and first == second


def _done_alike(one: Event, two: Event, shared: frozenset[str]) -> bool:
    """Whether somebody does the same in both, told by a word beside the name: "gave the alert" and
    "alerted the agency" are one thing in one minute, "shut the gate" is another."""
    doers = set(_words_of_names(one)) & set(_words_of_names(two))
    return bool(doers) and bool(shared - {canonical(word) for word in doers})


def _words_of_names(event: Event) -> list[str]:
    return [word for name in event.names for word in words_of(name)]


def _bears_out(
    other: Event,
    event: Event,
    supporters: Mapping[tuple[str, int], frozenset[tuple[str, int]]],
) -> bool:
    """Whether a sentence that tells the same can be cited for an event: it holds all its numbers.
    "The barrier failed to close" does not tell that three of five gates did."""
    if (other.source, other.start) in supporters.get((event.source, event.start), ()):
        return True
    return wording(event.statement).numbers <= wording(other.statement).numbers


def _supported(event: Event, other: Event, independence: Independence) -> Event:
    """``event`` with ``other`` as its support, where that comes from a source of its own."""
    known = {independence.origin(s) for s in (event.source, *(x.source for x in event.support))}
    if independence.origin(other.source) in known:
        return event
    span = Span(source=other.source, start=other.start, end=other.end)
    return event.model_copy(update={"support": (*event.support, span)})
