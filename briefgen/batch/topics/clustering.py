"""Which vectors belong together: average linkage over the pairs that have something in common."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefgen.batch.topics.terms import Vector

# Mean likeness of the texts of two groups from which they are one topic. Chosen on every other one
# of 85 groups of news, where it stands in the middle of what does best, and tried on the others
# (bench/topics.py).
TOGETHER = 0.11
_TELLING = 40  # terms of a text, the weightiest, by which others like it are found
_SLIGHT = 0.03  # likeness of two texts that is none
_AGEING = 90.0  # days between two texts that halve their likeness: another match, the same teams

Likeness = list[dict[int, float]]


def topics_of(vectors: Sequence[Vector], days: Sequence[date | None]) -> list[list[int]]:
    """The numbers of the vectors that belong together, each group and all groups in order.

    ``days`` are those on which the texts were published, None where it is not known. The same in
    every order of the texts, but for ties.
    """
    return _joined(likeness_of(vectors, days))


def likeness_of(vectors: Sequence[Vector], days: Sequence[date | None]) -> Likeness:
    """How like each text is to those before and behind it, where it is at all."""
    found: Likeness = [{} for _ in vectors]
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        shared: defaultdict[int, float] = defaultdict(float)
        for term in sorted(vector, key=lambda t: (-vector[t], t))[:_TELLING]:
            weight = vector[term]
            for other, its in holders[term]:
                shared[other] += weight * its
            holders[term].append((number, weight))
        for other, least in shared.items():
            # What the weightiest terms have in common is most of what all have.
            if least < _SLIGHT / 2:
                continue
            value = _product(vector, vectors[other]) * _nearness(days[number], days[other])
            if value >= _SLIGHT:
                found[number][other] = found[other][number] = value
    return found


def _product(one: Vector, two: Vector) -> float:
    if len(two) < len(one):
        one, two = two, one
    return math.fsum(weight * two[term] for term, weight in one.items() if term in two)


def _nearness(one: date | None, two: date | None) -> float:
    """What is left of a likeness for the days between two texts."""
    if one is None or two is None:
        return 1.0
    return float(0.5 ** (abs((one - two).days) / _AGEING))


def _joined(likeness: Likeness) -> list[list[int]]:
    """Groups joined, the likest first, until none is like another (UPGMA: Sokal and Michener 1958).
    Pairs that have nothing in common count as nothing."""
    between = [dict(row) for row in likeness]  # the sum of likeness between two groups
    groups: dict[int, list[int]] = {number: [number] for number in range(len(between))}
    waiting = [
        (-value, one, two)
        for one, row in enumerate(between)
        for two, value in row.items()
        if one < two and value >= TOGETHER
    ]
    heapq.heapify(waiting)
    while waiting:
        value, one, two = heapq.heappop(waiting)
        if one not in groups or two not in groups or -value != _mean(between, groups, one, two):
            continue  # of groups that have become others since
        groups[one] += groups.pop(two)
        between[one].pop(two)
        for third, its in between[two].items():
            if third == one:
                continue
            del between[third][two]
            between[one][third] = between[third][one] = between[one].get(third, 0.0) + its
        between[two] = {}
        for third in between[one]:
            mean = _mean(between, groups, one, third)
            if mean >= TOGETHER:
                heapq.heappush(waiting, (-mean, min(one, third), max(one, third)))
    return sorted(sorted(group) for group in groups.values())


def _mean(between: Likeness, groups: dict[int, list[int]], one: int, two: int) -> float:
    return between[one].get(two, 0.0) / (len(groups[one]) * len(groups[two]))
