"""The coefficients of clarity, learned from lines that people would strike out of a brief.

    python bench/train_clarity.py LABELS.tsv A.jsonl B.jsonl … > briefgen/analysis/clarity.json
    python bench/train_clarity.py LABELS.tsv A.jsonl B.jsonl … --check

LABELS.tsv has a row for each judged sentence: the id of its article, the number of the document
within it (0 for one that is alone), where the sentence starts in the text (normalized to NFC), and
how bad it is as a line by itself: 0 fine, 1 awkward, 2 embarrassing, or between. The articles are
lines of JSON, ``{"id", "text", "title"?, "date"?}`` or ``{"id", "documents": [{"text"}, …]}``.
``bench/clarity_labels.tsv`` has the judgements that the package was made from.

Logistic regression with a ridge, on the traits of ``briefgen.analysis.traits``, standardized: one
model of leads, one of all other lines. ``--check`` cross-validates in ten folds of whole articles
and prints, of the sentences that the rules let pass, how many embarrassing ones are left at several
shares kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefgen.analysis import analyse, load, model_name
from briefgen.model.analysis import Sentence
from briefgen.model.source import Source
from briefgen.synthesis.facts import is_fact

Array = NDArray[np.float64]
Judged = tuple[str, Sentence, float]  # the article, a sentence of it, and how bad it is, 0..2
FOLDS = 10
# The ridge of each model, and the doubt from which on a sentence gives way to clearer ones.
RIDGES = {"lines": 150.0, "leads": 20.0}
UNCLEAR = {"lines": 0.5, "leads": 0.31}
_FINE, _BAD = 0.5, 1.5


def sources(paths: list[Path]) -> dict[tuple[str, int], Source]:
    """Every document of the files by the id of its article and its number there."""
    out = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for number, document in enumerate(row.get("documents") or [row]):
                day = row.get("date")
                out[row["id"], number] = Source(
                    id="a",
                    text=unicodedata.normalize("NFC", document["text"]),
                    title=unicodedata.normalize("NFC", document.get("title") or ""),
                    published=date.fromisoformat(day) if day else None,
                )
    return out


def judged(labels: Path, paths: list[Path]) -> list[Judged]:
    """The judged sentences with the id of their article and how bad they are, 0..2."""
    known = sources(paths)
    wanted: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    with labels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            wanted[row["id"], int(row["document"])][int(row["start"])] = float(row["bad"])
    nlp = load(model_name())
    out = []
    for key, starts in wanted.items():
        if key not in known:
            print(f"no article {key[0]} in the files given: left out", file=sys.stderr)
            continue
        out += [
            (key[0], sentence, starts[sentence.start])
            for sentence in analyse(known[key], nlp).sentences
            if sentence.start in starts and sentence.traits
        ]
    return out


def fitted(traits: Array, target: Array, strength: float) -> Array:
    """The intercept and weights, on the scale of ``traits``, with a ridge of that ``strength``."""
    mean, spread = traits.mean(0), traits.std(0) + 1e-9
    rows = np.c_[np.ones(len(traits)), (traits - mean) / spread]
    ridge = np.eye(rows.shape[1]) * strength
    ridge[0, 0] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(30):  # Newton's method
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (p - target) + ridge @ weights
        curve = rows.T @ (rows * (p * (1 - p))[:, None]) + ridge
        weights -= np.linalg.solve(curve, slope)
    raw = weights[1:] / spread
    return np.r_[weights[0] - raw @ mean, raw]


def held_out(traits: Array, target: Array, articles: list[str], strength: float) -> Array:
    """The doubt about every sentence by what was learned from other articles."""
    folds = {name: n % FOLDS for n, name in enumerate(dict.fromkeys(articles))}
    fold = np.array([folds[name] for name in articles])
    out = np.zeros(len(target))
    for n in range(FOLDS):
        weights = fitted(traits[fold != n], target[fold != n], strength)
        here = traits[fold == n]
        out[fold == n] = 1 / (1 + np.exp(-(weights[0] + here @ weights[1:])))
    return out


def learned(name: str, rows: Sequence[Judged], *, check: bool) -> dict[str, object]:
    """The model ``name`` of the ``rows``; printed beside it, if asked to ``check``, what it does to
    articles held out."""
    names = [n for n in rows[0][1].traits if len({s.traits[n] for _, s, _ in rows}) > 1]
    traits = np.array([[s.traits[n] for n in names] for _, s, _ in rows])
    bad = np.array([b for _, _, b in rows])
    if check:
        passed = np.array([s.standalone and is_fact(s) for _, s, _ in rows])
        doubts = held_out(traits, bad / 2, [article for article, _, _ in rows], RIDGES[name])
        print(f"{name}: {len(rows)} judged, {passed.sum()} let pass by the rules")
        report(doubts[passed], bad[passed])
    weights = fitted(traits, bad / 2, RIDGES[name])
    named = {n: round(float(w), 4) for n, w in zip(names, weights[1:], strict=True)}
    return {"intercept": round(float(weights[0]), 4), "traits": named, "unclear": UNCLEAR[name]}


def main() -> None:
    """Print the coefficients, or what they do to articles held out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rows = judged(args.labels, args.data)
    models = {
        "lines": learned("lines", [r for r in rows if not opens(r[1])], check=args.check),
        "leads": learned("leads", [r for r in rows if opens(r[1])], check=args.check),
    }
    if not args.check:
        print(json.dumps(models, indent=1))


def opens(sentence: Sentence) -> bool:
    """Whether a sentence is where the lead is: the first one that is no furniture."""
    return bool(sentence.traits["first_told"])


def report(doubts: Array, bad: Array) -> None:
    """Print how many embarrassing and awkward sentences are left at shares kept, how many of the
    fine ones are kept, and beyond which doubt the others go."""
    order = np.argsort(doubts)
    print("kept   embarrassing  awkward  of the fine  doubt")
    for share in (1.0, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.3):
        least = order[: int(share * len(bad))]
        kept = bad[least]
        awkward = np.mean((kept > _FINE) & (kept < _BAD))
        fine = np.sum(kept <= _FINE) / np.sum(bad <= _FINE)
        print(
            f"{share:4.0%}   {np.mean(kept >= _BAD):12.1%}  {awkward:7.1%}"
            f"  {fine:11.0%}  {doubts[least].max():5.2f}"
        )


if __name__ == "__main__":
    main()
