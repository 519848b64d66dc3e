"""Dated events of all sources in order, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.text.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.dossier import Event

_SAME = 0.5  # share of terms: two sentences on one day that tell the same


def merged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, oldest first; of several that tell the same of one day the most salient."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (-e.salience, e.id)):
        words = terms(event.statement)
        if not any(
            other.date == event.date
            and other.precision == event.precision
            and likeness(words, terms(other.statement)) >= _SAME
            for other in kept
        ):
            kept.append(event)
    return tuple(sorted(kept, key=lambda e: (e.date, e.precision, -e.salience, e.id)))
