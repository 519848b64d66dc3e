"""The salience of what sources say: the ranker's, with what only a dossier knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import FactStatus
from briefgen.salience.features import Line, Story
from briefgen.salience.order import is_ordered
from briefgen.salience.ranker import Ranker
from briefgen.text.terms import count_words, terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.analysis import Analysis, Sentence
    from briefgen.model.dossier import Fact

# What only dated and compared sources tell, and no labelled data does: set by hand, small against
# what is learned, so that it decides between sentences that are otherwise near.
_RECENCY = 0.06
_AGREEMENT = 0.12
_DISPUTED = 0.05  # what sources differ on is what a reader must not be surprised by
_COUNTED = 0.05  # a figure with what it counts: readers of briefs ask for scale
_IDLE = 0.3  # what a quote that says nothing loses
_COURTESY = re.compile(
    r"(?:thank(?:s| you)|good (?:morning|afternoon|evening)|hello|welcome)\b", re.I
)
_DOUBT = 0.5  # of the doubt about a line beyond that of clear ones, up to _CLEAR
_CLEAR = 0.35


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a source with its terms and its salience before agreement. ``centrality`` is
    what its words cover against the most that one sentence covers, 0..1; ``factors`` say what
    lifts it."""

    analysis: Analysis
    sentence: Sentence
    terms: frozenset[str]
    base: float
    centrality: float
    factors: Mapping[str, float]


def lines_of(analysis: Analysis) -> list[Sentence]:
    """The sentences of a source that the ranker sees: all but furniture."""
    return [sentence for sentence in analysis.sentences if not sentence.boilerplate]


def story_of(analysis: Analysis) -> Story:
    """A source as the ranker sees it."""
    text = analysis.source.text
    return Story(
        lines=tuple(
            Line(
                statement=sentence.statement,
                original=text[sentence.start : sentence.end],
                names=sentence.names,
                quoted=sentence.quoted,
            )
            for sentence in lines_of(analysis)
        ),
        title=analysis.source.title,
        ordered=is_ordered(analysis.source),
    )


def _recency(analyses: Sequence[Analysis]) -> dict[str, float]:
    """How new each source is among the sources, from -1 to 1; 0 for undated and for single ones."""
    days = [a.source.published.toordinal() for a in analyses if a.source.published]
    spread = max(days) - min(days) if days else 0
    return {
        a.source.id: 2 * (a.source.published.toordinal() - min(days)) / spread - 1
        if a.source.published and spread
        else 0.0
        for a in analyses
    }


def score(analyses: Sequence[Analysis]) -> list[Scored]:
    """Every usable sentence of the sources with its salience, in order of source and text."""
    ranked = Ranker([story_of(analysis) for analysis in analyses]).salience()
    recency = _recency(analyses)
    highest = max((s.covered for story in ranked for s in story), default=1.0) or 1.0
    out: list[Scored] = []
    for analysis, story in zip(analyses, ranked, strict=True):
        newer = round(_RECENCY * recency[analysis.source.id], 3)
        for sentence, salience in zip(lines_of(analysis), story, strict=True):
            counted = any(sentence.start <= f.start < sentence.end for f in analysis.figures)
            own = {
                "recency": newer,
                "unclear": -round(_DOUBT * max(0.0, sentence.doubt - _CLEAR), 3),
                "counts": _COUNTED if counted else 0.0,
            }
            out.append(
                Scored(
                    analysis,
                    sentence,
                    frozenset(terms(sentence.statement)),
                    salience.value + sum(own.values()),
                    salience.covered / highest,
                    dict(salience.factors) | {name: value for name, value in own.items() if value},
                )
            )
    return out


def with_agreement(base: float, independent: int) -> float:
    """The salience of a fact that ``independent`` sources state."""
    return round(base + _AGREEMENT * (1 - 1 / max(1, independent)), 4)


def with_dispute(fact: Fact) -> Fact:
    """The fact as one that sources dispute."""
    return fact.model_copy(
        update={
            "status": FactStatus.DISPUTED,
            "salience": round(fact.salience + _DISPUTED, 4),
            "factors": fact.factors | {"disputed": _DISPUTED},
        }
    )


def quote_salience(words: str, centrality: float, *, has_role: bool, whole: bool) -> float:
    """How quotable words are, 0..1: on the subject, by somebody with a role, neither clipped nor
    long-winded (12 to 35 words read best in a brief)."""
    length = count_words(words)
    fits = 1.0 if 12 <= length <= 35 else 0.75 if 7 <= length <= 50 else 0.4
    # A question states nothing, nor does a greeting.
    idle = words.rstrip("”\"'’ ").endswith("?") or _COURTESY.match(words) is not None
    return round(0.35 * centrality + 0.3 * fits + 0.2 * has_role + 0.15 * whole - _IDLE * idle, 4)
