"""Articles with summaries that people wrote: read, analysed, and scored by the words in common.

One article or cluster a line of JSON: ``{"id", "text", "sents", "summary"}`` or ``{"id",
"documents": [{"text", "sents"}, …], "summary"}``; ``summary`` is a list of sentences, and
``references`` may hold several such lists.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import Stemmer

from briefgen.analysis import analyse, load, model_name
from briefgen.model.source import Source
from briefgen.synthesis.salience import lines_of, story_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefgen.salience.features import Story
    from briefgen.salience.ranker import Ranker

_STEMMER = Stemmer.Stemmer("porter")
_PRICE = 0.25
_FEWEST = 5  # words that even the shortest line is priced at
Grams = tuple[Counter[str], Counter[tuple[str, str]]]


@dataclass(frozen=True)
class Place:
    """A line among the labelled sentences: its story, its place in it, the tokens of the source's
    wording, and the numbers of the labelled sentences that it stands for."""

    story: int
    at: int
    tokens: list[str]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Labelled:
    """One article or cluster: its stories, a place for each line of theirs in one list, the grams
    of its references, and how many labelled sentences each document has."""

    id: str
    stories: list[Story]
    places: list[Place]
    references: list[Grams]
    sizes: list[int]


@dataclass(frozen=True)
class Budget:
    """A length: so many sentences or words."""

    number: int
    words: bool

    @classmethod
    def parse(cls, text: str) -> Budget:
        """``3s`` are three sentences, ``250w`` 250 words."""
        if not re.fullmatch(r"\d+[sw]", text):
            raise ValueError(f"{text}: a budget is a number with s or w behind it: 3s, 250w")
        return cls(int(text[:-1]), text.endswith("w"))


def tokens(text: str) -> list[str]:
    """Words as ROUGE counts them (Lin 2004): lower case, ASCII, Porter stems from 4 letters on."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).split()
    return [_STEMMER.stemWord(w) if len(w) > 3 else w for w in words]


def grams(words: Sequence[str]) -> Grams:
    """Single words and word pairs, counted."""
    return Counter(words), Counter(pairwise(words))


def rouge(words: Sequence[str], references: Sequence[Grams]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2 F1 of ``words``, averaged over the references."""
    own = grams(words)
    scores = [0.0, 0.0]
    for reference in references:
        for n in (0, 1):
            shared = sum((own[n] & reference[n]).values())  # type: ignore[operator]
            both = sum(own[n].values()) + sum(reference[n].values())
            scores[n] += 2 * shared / both if shared else 0.0
    return scores[0] / len(references), scores[1] / len(references)


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file, analysed."""
    nlp = load(model_name())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for done, row in enumerate(rows, start=1):
        stories, places, sizes = [], [], []
        for number, document in enumerate(row.get("documents") or [row]):
            source = Source(
                id=f"s{number}", text=document["text"], title=document.get("title") or ""
            )
            analysis = analyse(source, nlp)
            stories.append(story_of(analysis))
            known = _located(source.text, document["sents"])
            sizes.append(len(known))
            for at, line in enumerate(lines_of(analysis)):
                words = source.text[line.start : line.end]
                places.append(
                    Place(number, at, tokens(words), _within(line.start, line.end, known, number))
                )
        summaries = row.get("references") or [row["summary"]]
        references = [grams(tokens(" ".join(summary))) for summary in summaries]
        yield Labelled(row["id"], stories, places, references, sizes)
        if done % 20 == 0 or done == len(rows):
            print(f"\r{path.name}: {done} of {len(rows)}", end="", file=sys.stderr)
    print(file=sys.stderr)


def _located(text: str, sentences: Sequence[str]) -> list[tuple[int, int] | None]:
    """Where each labelled sentence stands in ``text``."""
    out: list[tuple[int, int] | None] = []
    start = 0
    for sentence in sentences:
        found = re.compile(r"\s*".join(map(re.escape, sentence.split()))).search(text, start)
        out.append(found.span() if found else None)
        start = found.end() if found else start
    return out


def _within(
    start: int, end: int, known: Sequence[tuple[int, int] | None], story: int
) -> tuple[tuple[int, int], ...]:
    """The labelled sentences of which at least half lies in ``start:end``."""
    return tuple(
        (story, number)
        for number, extent in enumerate(known)
        if extent and 2 * (min(end, extent[1]) - max(start, extent[0])) > extent[1] - extent[0]
    )


def lead(labelled: Labelled) -> list[int]:
    """The lines from the front: the first of every story, then the second of every story …"""
    places = labelled.places
    return sorted(range(len(places)), key=lambda n: (places[n].at, places[n].story))


def prices(labelled: Labelled, budget: Budget) -> list[float]:
    """What each line costs: a power of its length under a budget of words, else 1."""
    if not budget.words:
        return [1.0] * len(labelled.places)
    return [max(_FEWEST, len(place.tokens)) ** _PRICE for place in labelled.places]


def ranked(labelled: Labelled, ranker: Ranker, budget: Budget) -> list[int]:
    """The lines, best first: each time the one that adds most to those before it.

    Under a budget of words, most for a small power of its length (Lin and Bilmes 2010).
    """
    statements = [line.statement for story in labelled.stories for line in story.lines]
    alone = [salience.alone - ranker.intercept for story in ranker.salience() for salience in story]
    price = prices(labelled, budget)
    coverage = ranker.coverage()
    left = set(range(len(statements)))
    words = 0
    out: list[int] = []
    while left and (words if budget.words else len(out)) < budget.number:
        best = max(sorted(left), key=lambda n: (alone[n] + coverage.gain(statements[n])) / price[n])
        coverage.take(statements[best])
        left.discard(best)
        out.append(best)
        words += len(labelled.places[best].tokens)
    return out + sorted(left, key=lambda n: (-alone[n], n))


def prediction(labelled: Labelled, order: Sequence[int]) -> str:
    """One line for the scorer: the labelled sentences, best first."""
    chosen = [list(s) for n in order for s in labelled.places[n].sentences]
    every = [[d, n] for d, size in enumerate(labelled.sizes) for n in range(size)]
    known = {tuple(s) for s in chosen}
    rest = [s for s in every if tuple(s) not in known]
    return json.dumps({"id": labelled.id, "ranked": chosen + rest})


def within(labelled: Labelled, order: Sequence[int], budget: Budget) -> list[str]:
    """The tokens of the lines that the budget allows, put back into the order of the text."""
    kept: list[tuple[int, int, list[str]]] = []
    left = budget.number
    for n in order:
        if left <= 0:
            break
        place = labelled.places[n]
        kept.append((place.story, place.at, place.tokens[:left] if budget.words else place.tokens))
        left -= len(place.tokens) if budget.words else 1
    return [token for _, _, words in sorted(kept, key=lambda k: k[:2]) for token in words]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The mean and half of its 95% interval, by the normal approximation."""
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / max(1, len(values) - 1)
    return mean, 1.96 * math.sqrt(variance / len(values))
