"""What a set of sentences tells together: the terms and word pairs of the sources that it covers.

A term counts once, however often a brief repeats it, so that the value of a set is submodular and
picking the best next sentence is near the best set (Lin and Bilmes 2011). Word pairs that recur
stand for the concepts of a story (Gillick and Favre 2009).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.text.terms import pairs, terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Unit = str | tuple[str, str]  # a term, or two words that stand side by side
_DECAY = 6.0  # sentences over which the weight of a place falls to a third


@lru_cache(maxsize=50_000)
def units(statement: str) -> Mapping[Unit, int]:
    """The terms of a statement with how often each stands in it, and its word pairs, each once."""
    counted: Counter[Unit] = Counter(terms(statement))
    counted.update(frozenset(pairs(statement)))
    return counted


Worth = dict[str, dict[Unit, float]]


def value_units(
    stories: Sequence[Sequence[str]], titles: Sequence[str], ordered: Sequence[bool]
) -> Worth:
    """What each unit of ``stories`` (the statements of each, in order) is worth, by kind:

    ``early`` how often and how early a term stands, as a share of all; ``repeated`` the logarithm
    of how often; ``in_lead`` whether a title, or the first sentence of an ordered story, holds it;
    ``sources`` the logarithm of how many stories hold it. For word pairs that stand twice at
    least, ``pair_early`` and ``pair_repeated``.
    """
    count: Counter[Unit] = Counter()
    early: defaultdict[Unit, float] = defaultdict(float)
    holders: Counter[Unit] = Counter()
    lead: set[Unit] = set()
    for number, story in enumerate(stories):
        lead.update(terms(titles[number]))
        if story and ordered[number]:
            lead.update(terms(story[0]))
        even = sum(math.exp(-n / _DECAY) for n in range(len(story))) / max(1, len(story))
        own: set[Unit] = set()
        for place, statement in enumerate(story):
            weight = math.exp(-place / _DECAY) if ordered[number] else even
            counted = units(statement)
            count.update(counted)
            own.update(counted)
            for unit, times in counted.items():
                early[unit] += times * weight
        holders.update(own)
    pairs_early = {u: v for u, v in early.items() if isinstance(u, tuple)}
    all_pairs = sum(pairs_early.values()) or 1.0
    all_terms = sum(early.values()) - sum(pairs_early.values()) or 1.0
    twice = [unit for unit in pairs_early if count[unit] > 1]
    alone = [unit for unit in count if isinstance(unit, str)]
    return {
        "early": {u: 10 * early[u] / all_terms for u in alone},
        "repeated": {u: math.log(count[u]) / 10 for u in alone if count[u] > 1},
        "in_lead": {u: 0.1 for u in lead if u in count},
        "sources": {u: math.log(holders[u]) / 10 for u in alone if holders[u] > 1},
        "pair_early": {u: 100 * early[u] / all_pairs for u in twice},
        "pair_repeated": {u: math.log(count[u]) / 5 for u in twice},
    }


class Coverage:
    """Keeps what a growing set of statements covers, with what each unit weighs."""

    def __init__(self, weights: Mapping[Unit, float]) -> None:
        self._weights = weights
        self._covered: set[Unit] = set()

    def gain(self, statement: str) -> float:
        """What a statement would add."""
        return sum(self._weights.get(u, 0.0) for u in units(statement).keys() - self._covered)

    def repeats(self, statement: str) -> float:
        """What a statement would tell again."""
        return sum(self._weights.get(u, 0.0) for u in units(statement).keys() & self._covered)

    def take(self, statement: str) -> None:
        """Adds a statement to the set."""
        self._covered |= units(statement).keys()


def weigh(worth: Worth, coefficients: Mapping[str, float]) -> dict[Unit, float]:
    """One weight for each unit."""
    weights: defaultdict[Unit, float] = defaultdict(float)
    for kind, coefficient in coefficients.items():
        if coefficient:
            for unit, value in worth[kind].items():
                weights[unit] += coefficient * value
    return dict(weights)
