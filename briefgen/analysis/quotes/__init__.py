"""Quotes: direct, partial and indirect, with speaker and cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis.quotes.direct import Attributed, DirectQuotes
from briefgen.analysis.quotes.indirect import find_indirect
from briefgen.analysis.quotes.marks import Marked, find_marked

if TYPE_CHECKING:
    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed
    from briefgen.analysis.speakers import SpeakerFinder

__all__ = ["Attributed", "Marked", "find_marked", "find_quotes"]


def find_quotes(
    parsed: Parsed, marks: list[Marked], people: People, finder: SpeakerFinder
) -> list[Attributed]:
    """Every quote of a source in the order of its text. ``marks`` are its quoted stretches."""
    direct = DirectQuotes(parsed, marks, people, finder)
    found = direct.attribute() + find_indirect(direct.paragraphs, finder)
    return sorted(found, key=lambda q: (q.mark.start, q.mark.end))
