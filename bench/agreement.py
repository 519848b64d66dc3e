#!/usr/bin/env python3
"""Print pairs of sentences that briefgen takes for one fact or for a conflict, for a hand check.

    python bench/agreement.py DATA.jsonl --pairs 50 --seed 7
    python bench/agreement.py DATA.jsonl --growth 1 10 100

DATA holds one cluster of texts about one story a line: {"id", "documents": [{"title", "text",
"date"?}, …], …}. Each cluster becomes one dossier. Counts of all that is flagged come first; then
``--pairs`` of them, drawn with ``--seed``, half of them conflicts where there are as many. Judge
each: does B state what A states? Can A and B not both be right?

With ``--growth`` the documents of all clusters are taken together, as many as are asked for, and
the time of synthesis alone is printed for each number: the median of five runs, after analysis.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.analysis import analyse, load, model_name
from briefgen.model.source import Source
from briefgen.readers.finish import finish_text
from briefgen.synthesis import synthesise
from briefgen.synthesis.wording import wording
from briefgen.text.terms import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.analysis import Analysis
    from briefgen.model.dossier import Dossier

Pair = tuple[str, str, str]  # the cluster, and the sentences A and B
_RUNS = 5


def _sources(path: Path) -> Iterator[tuple[str, list[Source]]]:
    """Each cluster with its documents as sources; their ids are unique in the whole file."""
    count = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cluster = json.loads(line)
            sources = []
            for document in cluster["documents"]:
                text = finish_text(document["text"])
                if text.strip():
                    count += 1
                    published = document.get("date")
                    sources.append(
                        Source(
                            id=f"d{count}",
                            text=text,
                            title=document.get("title") or " ".join(text.split()[:10]),
                            published=date.fromisoformat(published[:10]) if published else None,
                        )
                    )
            yield cluster["id"], sources


def _corroborations(cluster: str, dossier: Dossier) -> Iterator[Pair]:
    texts = {source.id: source.text for source in dossier.sources}
    for fact in dossier.facts:
        for span in fact.support:
            yield cluster, fact.statement, texts[span.source][span.start : span.end]


def _conflicts(cluster: str, dossier: Dossier) -> Iterator[Pair]:
    texts = {source.id: source.text for source in dossier.sources}
    figures = {figure.id: figure for figure in dossier.figures}
    for conflict in dossier.conflicts:
        sides = [figures[i] for i in conflict.figures]
        words = [f"[{f.text}] {texts[f.source][f.sentence.start : f.sentence.end]}" for f in sides]
        for one, two in combinations(words, 2):
            yield cluster, one, two


def _check(clusters: list[tuple[str, list[Analysis]]], pairs: int, seed: int) -> None:
    facts: list[Pair] = []
    conflicts: list[Pair] = []
    established = 0
    for name, analyses in clusters:
        dossier = synthesise(analyses)
        established += sum(fact.status == "established" for fact in dossier.facts)
        facts += _corroborations(name, dossier)
        conflicts += _conflicts(name, dossier)
    print(f"{len(clusters)} clusters, {sum(len(a) for _, a in clusters)} sources")
    print(f"{len(facts)} pairs taken for one fact; {established} facts established")
    print(f"{len(conflicts)} pairs taken for a conflict\n")
    chance = random.Random(seed)  # noqa: S311 - a sample for reading, no secret
    disputed = chance.sample(conflicts, min(len(conflicts), pairs // 2))
    agreed = chance.sample(facts, min(len(facts), pairs - len(disputed)))
    for kind, chosen in (("one fact", agreed), ("conflict", disputed)):
        for n, (name, one, two) in enumerate(chosen, start=1):
            print(f"{kind} {n} ({name})\n  A  {one}\n  B  {two}\n")


def _grow(analyses: list[Analysis], sizes: list[int]) -> None:
    seconds: list[float] = []
    for size in sizes:
        runs = []
        for _ in range(_RUNS):
            for remembered in (terms, stem, wording):
                remembered.cache_clear()  # as in a fresh process
            start = time.perf_counter()
            synthesise(analyses[:size])
            runs.append(time.perf_counter() - start)
        seconds.append(statistics.median(runs))
        words = sum(len(a.source.text.split()) for a in analyses[:size])
        print(
            f"{size:5} sources {words:7} words {seconds[-1]:8.3f} s "
            f"{1000 * seconds[-1] / size:7.1f} ms a source "
            f"{1e6 * seconds[-1] / words:6.1f} µs a word"
        )
    for (size, one), (more, two) in pairwise(zip(sizes, seconds, strict=True)):
        print(f"{size} to {more} sources: {two / one:.1f} times the time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", type=int, nargs="+", metavar="N")
    options = parser.parse_args()
    nlp = load(model_name())
    clusters = [
        (name, [analyse(source, nlp) for source in sources])
        for name, sources in _sources(options.data)
    ]
    print(f"analysed {options.data}", file=sys.stderr)
    if options.growth:
        _grow([one for _, analyses in clusters for one in analyses], options.growth)
    else:
        _check(clusters, options.pairs, options.seed)


if __name__ == "__main__":
    main()
