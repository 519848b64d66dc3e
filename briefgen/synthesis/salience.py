"""How much a sentence matters: a weighted sum of features that can be told in words.

Position and similarity to the centroid are the strongest single features for news (Edmundson
1969; Radev et al. 2004, MEAD); agreement across sources is the strongest for clusters. The
weights were set by hand on the sample sources.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.text.terms import count_words, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Analysis, Sentence

_WEIGHTS = {
    "position": 0.24,
    "centrality": 0.26,
    "title": 0.10,
    "names": 0.08,
    "figures": 0.10,
    "recency": 0.06,
    "agreement": 0.16,
}
_LONG = 42  # words; readers lose a longer sentence
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a source with its term vector and its salience before agreement."""

    analysis: Analysis
    sentence: Sentence
    terms: frozenset[str]
    base: float
    centrality: float


class Centroid:
    """The average tf-idf vector of the sentences of all sources."""

    def __init__(self, bags: Sequence[Counter[str]]) -> None:
        seen: Counter[str] = Counter()
        for bag in bags:
            seen.update(bag.keys())
        total = len(bags)
        self._idf = {term: math.log(1 + total / n) for term, n in seen.items()}
        centre: defaultdict[str, float] = defaultdict(float)
        for bag in bags:
            for term, n in bag.items():
                centre[term] += n * self._idf[term]
        self._centre = centre
        self._norm = math.sqrt(sum(v * v for v in centre.values())) or 1.0

    def similarity(self, bag: Counter[str]) -> float:
        """Cosine of a bag of terms and the centroid, 0..1."""
        weights = {t: n * self._idf.get(t, 0.0) for t, n in bag.items()}
        norm = math.sqrt(sum(v * v for v in weights.values()))
        if not norm:
            return 0.0
        return sum(v * self._centre.get(t, 0.0) for t, v in weights.items()) / (norm * self._norm)


def _readability(sentence: Sentence, words: int) -> float:
    """A factor in 0..1 that passes over what would not read well alone."""
    factor = 1.0
    if words > _LONG:
        factor *= max(0.55, 1 - (words - _LONG) / 40)
    if words < _SHORT:
        factor *= 0.7
    if not sentence.standalone:
        factor *= 0.45
    if sentence.loose:
        factor *= 0.75
    return factor * (1 - 0.5 * sentence.quoted)


def _recency(analyses: Sequence[Analysis]) -> dict[str, float]:
    """How new each source is among the sources, 0..1; undated ones and single ones are middling."""
    days = [a.source.published.toordinal() for a in analyses if a.source.published]
    spread = max(days) - min(days) if days else 0
    return {
        a.source.id: (a.source.published.toordinal() - min(days)) / spread
        if a.source.published and spread
        else 0.5
        for a in analyses
    }


def score(analyses: Sequence[Analysis]) -> list[Scored]:
    """Every usable sentence of the sources with its salience, in order of source and text."""
    rows = [
        (analysis, sentence, Counter(terms(sentence.statement)))
        for analysis in analyses
        for sentence in analysis.sentences
        if not sentence.boilerplate
    ]
    centroid = Centroid([bag for _, _, bag in rows])
    similarities = [centroid.similarity(bag) for _, _, bag in rows]
    highest = max(similarities, default=1.0) or 1.0
    recency = _recency(analyses)
    out: list[Scored] = []
    for (analysis, sentence, bag), similarity in zip(rows, similarities, strict=True):
        title = set(terms(analysis.source.title))
        figures = sum(sentence.start <= f.start < sentence.end for f in analysis.figures)
        features = {
            "position": 1 / (1 + 0.25 * sentence.position),
            "centrality": similarity / highest,
            "title": len(title & bag.keys()) / max(3, len(title)) if title else 0.0,
            "names": min(1.0, len(sentence.names) / 3),
            "figures": min(1.0, figures / 2),
            "recency": recency[analysis.source.id],
        }
        base = sum(_WEIGHTS[name] * value for name, value in features.items())
        base *= _readability(sentence, count_words(sentence.statement))
        out.append(Scored(analysis, sentence, frozenset(bag), base, features["centrality"]))
    return out


def with_agreement(base: float, independent: int) -> float:
    """The salience of a fact that ``independent`` sources state, 0..1."""
    return round(min(1.0, base + _WEIGHTS["agreement"] * (1 - 1 / max(1, independent))), 4)


def quote_salience(words: str, centrality: float, *, has_role: bool, whole: bool) -> float:
    """How quotable words are, 0..1: on the subject, by somebody with a role, neither clipped nor
    long-winded (12 to 35 words read best in a brief)."""
    length = count_words(words)
    fits = 1.0 if 12 <= length <= 35 else 0.75 if 7 <= length <= 50 else 0.4
    return round(0.35 * centrality + 0.3 * fits + 0.2 * has_role + 0.15 * whole, 4)
