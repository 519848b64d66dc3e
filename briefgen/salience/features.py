"""What the ranker measures of a sentence within its document."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.text.terms import count_words, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

_DECAY = 5.0  # sentences over which the weight of an opening falls to a third
_TOP = 10  # the most frequent terms of a story are mostly what it is about
_LONG = 35  # words
_TYPICAL = 20.0  # words of a sentence of news; scales the features of length
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|me|you|your)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_CLOSING = "”\"'’ "

# Position means nothing in minutes and transcripts: there each takes its mean over the document.
# Terms are new to whoever reads in order.
OF_POSITION = ("opening", "first", "place", "new_terms")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the ranker sees it: ``statement`` as it would be printed, ``original`` as its
    source has it, the names in it, and the share of it in quotation marks, 0..1."""

    statement: str
    original: str
    names: tuple[str, ...] = ()
    quoted: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of one document in order. ``ordered`` says whether their order means
    something: news tells the main thing first, minutes do not."""

    lines: tuple[Line, ...]
    title: str = ""
    ordered: bool = True


def measure(stories: Sequence[Story]) -> list[list[dict[str, float]]]:
    """The features of every line of every story, by name. What recurs is counted over all."""
    bags = [[terms(line.statement) for line in story.lines] for story in stories]
    counts = Counter(term for story in bags for bag in story for term in bag)
    top = {t for t, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:_TOP]}
    holders = Counter(n for story in stories for line in story.lines for n in set(line.names))
    out: list[list[dict[str, float]]] = []
    for story, of_story in zip(stories, bags, strict=True):
        known: set[str] = set()
        rows = []
        for at, (line, bag) in enumerate(zip(story.lines, of_story, strict=True)):
            own = set(bag)
            row = _of_form(line) | _of_place(at, len(story.lines))
            row["recurring"] = sum(math.log(counts[t]) for t in own) / max(1, len(own))
            row["top_terms"] = len(top & own) / max(3, len(own))
            row["new_terms"] = len(own - known) / max(1, len(own))
            row["names"] = min(len(line.names), 5) / 5
            row["names_recurring"] = sum(math.log(holders[n]) for n in line.names) / max(
                1, len(line.names)
            )
            known |= own
            rows.append(row)
        out.append(rows if story.ordered else _without_order(rows))
    return out


def _of_form(line: Line) -> dict[str, float]:
    words = count_words(line.statement)
    return {
        "words": words / _TYPICAL,
        "words_squared": (words / _TYPICAL) ** 2,
        "words_over_35": max(0, words - _LONG) / 10,
        "digits": float(_DIGIT.search(line.original) is not None),
        "quoted": line.quoted,
        "first_person": float(_FIRST_PERSON.search(line.original) is not None),
        "question": float(line.original.rstrip(_CLOSING).endswith("?")),
    }


def _of_place(at: int, count: int) -> dict[str, float]:
    return {
        "opening": math.exp(-at / _DECAY),
        "first": float(at == 0),
        "place": at / max(1, count - 1),
    }


def _without_order(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    """The rows with each feature of position at its mean, so that it tells no two apart."""
    mean = {name: sum(row[name] for row in rows) / len(rows) for name in OF_POSITION if rows}
    return [row | mean for row in rows]
