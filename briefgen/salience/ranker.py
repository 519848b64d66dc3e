"""The coefficients at work: the salience of every sentence, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.salience.coverage import Coverage, value_units, weigh
from briefgen.salience.features import measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.salience.coverage import Unit
    from briefgen.salience.features import Story

# What a feature speaks of, for whoever asks why a sentence was taken.
FACTORS = {
    "position": ("opening", "first", "place"),
    "subject": ("recurring", "top_terms", "new_terms"),
    "names": ("names", "names_recurring"),
    "figures": ("digits",),
    "length": ("words", "words_squared", "words_over_35"),
    "voice": ("quoted", "first_person", "question"),
}


@dataclass(frozen=True, slots=True)
class Coefficients:
    """What one model learned: an intercept, a weight for each feature of a sentence, and one for
    each kind of worth that a unit can have. Scaled so that salience falls about within 0..1."""

    intercept: float
    features: Mapping[str, float]
    units: Mapping[str, float]


@cache
def coefficients(*, many: bool, ordered: bool) -> Coefficients:
    """The coefficients for one story or many, and for stories whose order means something or
    not."""
    raw = json.loads(files("briefgen.salience").joinpath("coefficients.json").read_text("utf-8"))
    return Coefficients(**raw["many" if many else "single"]["ordered" if ordered else "unordered"])


@dataclass(frozen=True, slots=True)
class Salience:
    """The worth of one sentence by itself.

    ``value`` is 0 for the least and 1 for the most salient sentences of common news, and beyond
    for a few; ``covered`` is the part that its words cover, ``alone`` the rest; ``factors`` tell
    how much each factor lifts it above the average sentence.
    """

    value: float
    alone: float
    covered: float
    factors: Mapping[str, float]


class Ranker:
    """Ranks the sentences of some stories."""

    def __init__(self, stories: Sequence[Story], chosen: Coefficients | None = None) -> None:
        """``chosen`` are other coefficients than those of the package."""
        self._coefficients = chosen or coefficients(
            many=sum(bool(story.lines) for story in stories) > 1,
            ordered=any(story.ordered for story in stories),
        )
        self._stories = stories
        self._weights = unit_weights(
            [[line.statement for line in story.lines] for story in stories],
            [story.title for story in stories],
            [story.ordered for story in stories],
            self._coefficients,
        )

    @property
    def intercept(self) -> float:
        """What every sentence is worth before it is looked at."""
        return self._coefficients.intercept

    def coverage(self) -> Coverage:
        """An empty coverage with the weights of these stories."""
        return Coverage(self._weights)

    def salience(self) -> list[list[Salience]]:
        """The salience of every line of every story."""
        coverage = self.coverage()
        rows = [
            [
                self._factors(features) | {"words": coverage.gain(line.statement)}
                for line, features in zip(story.lines, of_story, strict=True)
            ]
            for story, of_story in zip(self._stories, measure(self._stories), strict=True)
        ]
        number = max(1, sum(map(len, rows)))
        mean = {
            name: sum(row[name] for of_story in rows for row in of_story) / number
            for name in (*FACTORS, "words")
        }
        return [[self._salience(row, mean) for row in of_story] for of_story in rows]

    def _factors(self, features: Mapping[str, float]) -> dict[str, float]:
        weights = self._coefficients.features
        return {
            factor: sum(weights.get(name, 0.0) * features[name] for name in names)
            for factor, names in FACTORS.items()
        }

    def _salience(self, row: dict[str, float], mean: Mapping[str, float]) -> Salience:
        total = self._coefficients.intercept + sum(row.values())
        above = {name: value - mean[name] for name, value in row.items()}
        above["subject"] += above.pop("words")
        return Salience(
            value=total,
            alone=total - row["words"],
            covered=row["words"],
            factors={name: round(value, 3) for name, value in above.items() if abs(value) >= 0.005},
        )


def unit_weights(
    stories: Sequence[Sequence[str]],
    titles: Sequence[str],
    ordered: Sequence[bool],
    chosen: Coefficients,
) -> dict[Unit, float]:
    """What covering each unit of ``stories`` (the statements of each, in order) is worth."""
    return weigh(value_units(stories, titles, ordered), chosen.units)
