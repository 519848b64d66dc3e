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


def is_opinion(stretch: Stretch, begin: int, *, column: bool) -> bool:
    """Whether a stretch judges in its writer's own words; in a ``column`` all does that neither
    says who says so nor gives a figure or a date. ``begin`` is where its statement starts."""
    own = tuple(t for t in stretch.own if stretch.paragraph.at(t) >= begin)
    cues = lexicon.cue_verbs() | lexicon.thought_verbs() - {"hold"}
    # "Critics called the plan absurd": they answer for it, but not for what stands in front.
    cue = next(
        (n for n, t in enumerate(own) if t.pos_ == "VERB" and t.lemma_.lower() in cues), None
    )
    judged = own if cue is None else own[:cue]
    answered = cue is not None or "according" in stretch.words
    if _matcher("opinion").search(" ".join(t.text for t in judged)):
        # "The plan is absurd, Holm said."
        behind = cue is not None and own[cue].dep_ in {"ROOT", "parataxis"}
        return not behind and "according" not in stretch.words
    return column and not answered and not any(t.ent_type_ in _FIGURES for t in own)
