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


def value_units(
    stories: Sequence[Sequence[str]], titles: Sequence[str], ordered: Sequence[bool]
) -> dict[Unit, dict[str, float]]:
    """What each unit of ``stories`` (the statements of each, in order) is worth, by name:

    ``early`` how often and how early it stands, as a share of all; ``repeated`` the logarithm of
    how often; ``in_lead`` whether a title, or the first sentence of an ordered story, holds it;
    ``sources`` the logarithm of how many stories hold it. For word pairs, ``pair_early`` and
    ``pair_repeated``, and only for those that stand twice at least.
    """
    count: Counter[Unit] = Counter()
    early: defaultdict[Unit, float] = defaultdict(float)
    holders: defaultdict[Unit, set[int]] = defaultdict(set)
    lead: set[Unit] = set()
    for number, story in enumerate(stories):
        lead.update(terms(titles[number]))
        if story and ordered[number]:
            lead.update(terms(story[0]))
        even = sum(math.exp(-n / _DECAY) for n in range(len(story))) / max(1, len(story))
        for place, statement in enumerate(story):
            weight = math.exp(-place / _DECAY) if ordered[number] else even
            for unit, times in units(statement).items():
                count[unit] += times
                early[unit] += times * weight
                holders[unit].add(number)
    all_terms = sum(v for unit, v in early.items() if isinstance(unit, str)) or 1.0
    all_pairs = sum(v for unit, v in early.items() if not isinstance(unit, str)) or 1.0
    out: dict[Unit, dict[str, float]] = {}
    for unit, times in count.items():
        if isinstance(unit, str):
            out[unit] = {
                "early": 10 * early[unit] / all_terms,
                "repeated": math.log(times) / 10,
                "in_lead": 0.1 * (unit in lead),
                "sources": math.log(len(holders[unit])) / 10,
            }
        elif times > 1:
            out[unit] = {
                "pair_early": 100 * early[unit] / all_pairs,
                "pair_repeated": math.log(times) / 5,
            }
    return out


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


def weigh(
    values: Mapping[Unit, Mapping[str, float]], coefficients: Mapping[str, float]
) -> dict[Unit, float]:
    """One weight for each unit."""
    return {
        unit: sum(coefficients.get(name, 0.0) * value for name, value in row.items())
        for unit, row in values.items()
    }
