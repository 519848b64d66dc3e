"""Sentences that tell what their writer holds: nobody else answers for them, and no fact does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.analysis.stretch import Stretch

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our|[Ll]et[’']s)\b")
_FEWEST_SENTENCES = 8  # in fewer nobody can tell a column from a memo
_SHARE_OF_COLUMN = 0.25  # of the sentences of a column argue; of those of reports hardly any
_FIGURES = {"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE"}


@cache
def _matcher(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", group), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def is_column(stretches: Sequence[Stretch]) -> bool:
    """Whether a text argues rather than reports: sentence after sentence speaks of "us" and "you",
    asks, or says what should be done, all of it outside quotation marks."""
    plain = [s for s in stretches if not s.quoted]
    arguing = sum(_argues(s.words) for s in plain)
    return len(plain) >= _FEWEST_SENTENCES and arguing >= _SHARE_OF_COLUMN * len(plain)


def _argues(words: str) -> bool:
    return (
        words.endswith(("?", "!"))
        or _FIRST_PERSON.search(words) is not None
        or _matcher("demands").search(words) is not None
    )


def is_opinion(stretch: Stretch, *, column: bool) -> bool:
    """Whether a stretch judges in its writer's own words; in a ``column`` all does that neither
    says who says so nor gives a figure or a date."""
    own = stretch.own
    cues = lexicon.cue_verbs() | lexicon.thought_verbs() - {"hold"}
    # "Critics called the plan absurd": they answer for it.
    if (
        any(t.pos_ == "VERB" and t.lemma_.lower() in cues for t in own)
        or "according" in stretch.words
    ):
        return False
    words = " ".join(t.text for t in own)
    if _matcher("opinion").search(words):
        return True
    return column and not any(t.ent_type_ in _FIGURES for t in own)
