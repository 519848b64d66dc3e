"""The coefficients of the salience ranker, learned from articles with summaries by people.

    python bench/train_salience.py --single A.jsonl B.jsonl --many C.jsonl > coefficients.json
    python bench/train_salience.py --single A.jsonl B.jsonl --check B.jsonl --budget 3s > p.jsonl

The second form cross-validates: each fifth of the file named by ``--check`` is ranked by what was
learned from everything else, and the ranking printed for a scorer. The form of the data is that of
``bench/labelled.py``. No text of the data goes into the coefficients.

What is maximised is the expected ROUGE-1 plus ROUGE-2 F1 of the chosen set, where sets of the
budget's length are drawn with probability proportional to exp(their score): the policy gradient of
a linear model, over sets sampled by the greedy selection itself with Gumbel noise.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from labelled import (
    Budget,
    Labelled,
    interval,
    lead,
    prediction,
    prices,
    ranked,
    read,
    rouge,
    within,
)
from numpy.typing import NDArray

from briefgen.salience.coverage import units, value_units
from briefgen.salience.features import OF_POSITION, Story, measure
from briefgen.salience.ranker import Coefficients, Ranker

Array = NDArray[np.float64]

# One story has some features more than many: hundreds of labelled articles bear them, while 85
# clusters do not (each further one lowered the score on clusters held out).
FEATURES = {
    "single": (
        *("opening", "first", "place", "words", "words_squared", "words_over_35", "digits"),
        *("quoted", "first_person", "question", "names", "names_recurring"),
        *("recurring", "top_terms", "new_terms"),
    ),
    "many": ("opening", "first", "place", "quoted"),
}
UNITS = {
    "single": ("early", "repeated", "in_lead", "pair_repeated"),
    "many": ("early", "sources", "pair_early"),
}
RIDGE = {"single": 0.002, "many": 0.2}
BUDGET = {"single": Budget(3, words=False), "many": Budget(250, words=True)}
FOLDS = 5
RUNS, ROUNDS, SAMPLES = 5, 3, 40
GAIN = {"single": 10.0, "many": 20.0}  # of the reward against the ridge
PAIRS = {"single": 1.5, "many": 1.0}  # weight of ROUGE-2 against ROUGE-1
STEPS = 400
SPREAD = (0.01, 0.995)  # quantiles of the sentences' scores that are put at salience 0 and 1


@dataclass
class Prepared:
    """An article as arrays: features (lines x features), which units a line holds (lines x
    units), and what units are worth (units x kinds)."""

    labelled: Labelled
    features: Array
    holds: NDArray[np.bool_]
    worth: Array


def prepare(labelled: Labelled, kind: str, *, ordered: bool) -> Prepared:
    """The arrays of one article; with ``ordered`` off, as if its order meant nothing."""
    stories = [Story(s.lines, s.title, ordered) for s in labelled.stories]
    rows = [row for story in measure(stories) for row in story]
    values = value_units(
        [[line.statement for line in story.lines] for story in stories],
        [story.title for story in stories],
        [ordered] * len(stories),
    )
    every = dict.fromkeys(unit for kind_of in values.values() for unit in kind_of)
    place = {unit: n for n, unit in enumerate(every)}
    holds = np.zeros((len(rows), len(every)), dtype=bool)
    statements = [line.statement for story in stories for line in story.lines]
    for n, statement in enumerate(statements):
        holds[n, [place[u] for u in units(statement) if u in place]] = True
    worth = np.array([[values[name].get(unit, 0.0) for name in UNITS[kind]] for unit in every])
    features = np.array([[row[name] for name in FEATURES[kind]] for row in rows])
    return Prepared(labelled, features, holds, worth)


def greedy(article: Prepared, alone: Array, weights: Array, budget: Budget) -> list[int]:
    """``labelled.ranked`` on arrays, and only as far as the budget reaches."""
    lengths = [len(place.tokens) for place in article.labelled.places]
    price = np.array(prices(article.labelled, budget))
    gain = alone + article.holds @ weights
    covered = np.zeros(article.holds.shape[1], dtype=bool)
    left = np.ones(len(alone), dtype=bool)
    out: list[int] = []
    used = 0
    while len(out) < len(alone) and used < budget.number:
        best = int(np.argmax(np.where(left, gain / price, -np.inf)))
        out.append(best)
        fresh = article.holds[best] & ~covered
        covered |= fresh
        gain = gain - article.holds[:, fresh] @ weights[fresh]
        left[best] = False
        used += lengths[best] if budget.words else 1
    return out


@dataclass
class Sampled:
    """Sets of lines of one article: their summed features and covered worth, and the reward."""

    rows: list[Array]
    rewards: list[float]
    seen: set[tuple[int, ...]]


def sample(
    article: Prepared, kind: str, theta: Array, into: Sampled, random: np.random.Generator
) -> None:
    """Adds sets that greedy selection finds with the parameters ``theta`` and noise on top."""
    count = article.features.shape[1]
    alone = article.features @ theta[:count]
    weights = article.worth @ theta[count:]
    noise = float(np.std(alone + article.holds @ weights)) or 1.0
    for n in range(SAMPLES):
        shake = noise * random.choice([0.3, 0.6, 1.0]) * random.gumbel(size=len(alone)) * (n > 0)
        chosen = greedy(article, alone + shake, weights, BUDGET[kind])
        key = tuple(sorted(chosen))
        if key in into.seen:
            continue
        into.seen.add(key)
        covered = article.worth[article.holds[chosen].any(axis=0)].sum(axis=0)
        into.rows.append(np.concatenate([article.features[chosen].sum(axis=0), covered]))
        one, two = rouge(
            within(article.labelled, chosen, BUDGET[kind]), article.labelled.references
        )
        into.rewards.append(one + PAIRS[kind] * two)


def climb(sampled: list[Sampled], kind: str, scale: Array, bounded: Array) -> Array:
    """The parameters with the highest expected reward less the ridge, by Adam (Kingma and Ba
    2015). Those in ``bounded`` stay at 0 or above, which keeps coverage submodular."""
    table = np.vstack([np.array(s.rows) for s in sampled]) / scale
    reward = np.concatenate([np.array(s.rewards) for s in sampled])
    sizes = np.array([len(s.rows) for s in sampled])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    theta = np.zeros(table.shape[1])
    first, second = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, STEPS + 1):
        logit = table @ theta
        logit -= np.repeat(np.maximum.reduceat(logit, starts), sizes)
        share = np.exp(logit)
        share /= np.repeat(np.add.reduceat(share, starts), sizes)
        mean = np.add.reduceat(share * reward, starts)
        slope = table.T @ (share * (reward - np.repeat(mean, sizes)))
        gradient = GAIN[kind] * slope / len(sampled) - 2 * RIDGE[kind] * theta
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        rate = 0.05 * (1 - step / (STEPS + 1))
        theta = theta + rate * (first / (1 - 0.9**step)) / (
            np.sqrt(second / (1 - 0.999**step)) + 1e-8
        )
        theta = np.where(bounded, np.maximum(theta, 0.0), theta)
    return theta / scale


def learn(articles: list[Prepared], kind: str) -> Array:
    """The parameters: a weight for each feature, then one for each kind of worth; the mean of
    several runs, because each samples other sets."""
    runs = [_run(articles, kind, seed) for seed in range(1, RUNS + 1)]
    return np.mean([theta / np.abs(theta).sum() for theta in runs], axis=0)


def _run(articles: list[Prepared], kind: str, seed: int) -> Array:
    random = np.random.default_rng(seed)
    count = len(FEATURES[kind])
    bounded = np.arange(count + len(UNITS[kind])) >= count
    theta = bounded.astype(float)
    sampled = [Sampled([], [], set()) for _ in articles]
    for _ in range(ROUNDS):
        for article, into in zip(articles, sampled, strict=True):
            sample(article, kind, theta, into, random)
        spread = np.mean([np.std(np.array(s.rows), axis=0) for s in sampled], axis=0)
        theta = climb(sampled, kind, spread + 1e-9, bounded)
    return theta


def scaled(theta: Array, articles: list[Prepared], kind: str) -> Coefficients:
    """The parameters as coefficients, scaled so that salience runs from 0 to 1."""
    count = len(FEATURES[kind])
    scores = np.concatenate(
        [a.features @ theta[:count] + a.holds @ (a.worth @ theta[count:]) for a in articles]
    )
    low, high = np.quantile(scores, SPREAD)
    values = [round(float(v), 5) for v in theta / (high - low)]
    return Coefficients(
        intercept=round(float(-low / (high - low)), 5),
        features=dict(zip(FEATURES[kind], values[:count], strict=True)),
        units=dict(zip(UNITS[kind], values[count:], strict=True)),
    )


def trained(data: list[Labelled], kind: str, *, ordered: bool) -> Coefficients:
    """What ``data`` teaches."""
    articles = [prepare(row, kind, ordered=ordered) for row in data]
    theta = learn(articles, kind)
    if not ordered:  # position told nothing apart, so its weights are noise
        theta[[n for n, name in enumerate(FEATURES[kind]) if name in OF_POSITION]] = 0.0
    return scaled(theta, articles, kind)


def cross_validate(data: list[Labelled], checked: set[str], kind: str, *, ordered: bool) -> None:
    """Prints the ranking of the rows in ``checked`` by what the other folds teach, and on standard
    error the figures beside the lead's."""
    folds = np.random.default_rng(3).permutation(len(data)) % FOLDS
    articles = [prepare(row, kind, ordered=ordered) for row in data]
    budget = BUDGET[kind]
    better: list[list[float]] = [[], []]
    for fold in range(FOLDS):
        kept = [a for a, f in zip(articles, folds, strict=True) if f != fold]
        found = scaled(learn(kept, kind), kept, kind)
        for row in (row for row, f in zip(data, folds, strict=True) if f == fold):
            if row.id not in checked:
                continue
            stories = [Story(s.lines, s.title, ordered and s.ordered) for s in row.stories]
            order = ranked(row, Ranker(stories, found), budget)
            print(prediction(row, order))
            ours = rouge(within(row, order, budget), row.references)
            theirs = rouge(within(row, lead(row), budget), row.references)
            for n in (0, 1):
                better[n].append(100 * (ours[n] - theirs[n]))
    for n in (0, 1):
        mean, half = interval(better[n])
        print(f"ROUGE-{n + 1} over the lead: {mean:+.2f} ± {half:.2f}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--single", type=Path, nargs="*", default=[])
    parser.add_argument("--many", type=Path, nargs="*", default=[])
    parser.add_argument("--check", type=Path, help="cross-validate, and rank this file")
    parser.add_argument("--unordered", action="store_true", help="check without position")
    options = parser.parse_args()
    found: dict[str, dict[str, dict[str, object]]] = {}
    for kind, paths in (("single", options.single), ("many", options.many)):
        data = {path: list(read(path)) for path in paths}
        rows = [row for of_file in data.values() for row in of_file]
        if options.check in data:
            checked = {row.id for row in data[options.check]}
            cross_validate(rows, checked, kind, ordered=not options.unordered)
        elif rows:
            found[kind] = {
                name: asdict(trained(rows, kind, ordered=name == "ordered"))
                for name in ("ordered", "unordered")
            }
    if options.check is None:
        json.dump(found, sys.stdout, indent=1)
        print()


if __name__ == "__main__":
    main()
