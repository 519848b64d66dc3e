"""Quotes: direct, partial and indirect, with speaker and cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis.quotes.direct import Attributed, DirectQuotes
from briefgen.analysis.quotes.indirect import find_indirect
from briefgen.analysis.quotes.marks import Marked, find_marked
from briefgen.analysis.quotes.turns import find_turns

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
    turns = find_turns(parsed, people)
    taken = {turn.mark.paragraph for turn in turns}
    found = direct.attribute() + find_indirect(direct.paragraphs, finder)
    # Within a turn of a transcript whoever has the turn speaks; marks in it are quotes of others.
    found = turns + [quote for quote in found if quote.mark.paragraph not in taken]
    return sorted(found, key=lambda q: (q.mark.start, q.mark.end))
