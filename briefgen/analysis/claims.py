"""What a sentence states: whom and what it names, when, how surely, and who answers for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.model.analysis import Claim, Tense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.analysis.quotes import Attributed
    from briefgen.analysis.stretch import Stretch

_SHARE_OF_CLAIM = 0.35  # of a sentence's characters: that much reported speech makes it a claim
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})
"""What the name finder calls people, bodies, places, events and products."""


@cache
def _matcher(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", group), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def hedges_in(words: str) -> tuple[str, ...]:
    """The hedges in ``words``, lower case, each once."""
    return tuple(dict.fromkeys(m.group().lower() for m in _matcher("hedges").finditer(words)))


def names_in(stretch: Stretch) -> tuple[str, ...]:
    """The names of people, bodies, places, events and products in a stretch, each once."""
    ents = stretch.paragraph.entities_in(stretch.first, stretch.last)
    found = (e.text for e in ents if e.label_ in NAMED)
    return tuple(dict.fromkeys(found))


def claim_in(quotes: Sequence[Attributed], start: int, end: int) -> Claim | None:
    """Who answers for a sentence of which a good part is reported speech."""
    for quote in quotes:
        inside = min(end, quote.mark.end) - max(start, quote.mark.start)
        if inside <= 0 or quote.speaker is None or quote.cue is None:
            continue
        cue_inside = start <= quote.cue.start < end
        if cue_inside and inside >= _SHARE_OF_CLAIM * (end - start):
            return Claim(attribution=quote.speaker.name, cue=quote.cue.text)
    return None


def quoted_share(stretch: Stretch) -> float:
    """How much of a stretch, 0..1 of its characters, stands between quotation marks."""
    length = stretch.end - stretch.start
    inside = sum(
        max(0, min(stretch.end, end) - max(stretch.start, start)) for start, end in stretch.quoted
    )
    return round(inside / max(1, length), 3)


def tense_of(words: str) -> Tense:
    """Where in time ``words`` stand, by the expressions of time in them."""
    if _matcher("future").search(words):
        return Tense.FUTURE
    if _matcher("past").search(words):
        return Tense.PAST
    return Tense.CURRENT
