"""When an event was, as briefs print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.verification.calendar import in_words

if TYPE_CHECKING:
    from briefgen.model.dossier import Event


def moment(event: Event) -> str:
    """When an event was, as a chronology prints it: "by 24 March 2026", "10 March 2026, night"."""
    day = in_words(event.date, event.precision)
    day = f"[{day}]" if event.inferred else day
    bounded = f"{event.bound} {day}" if event.bound else day
    return f"{bounded}, {event.time}" if event.time else bounded
