"""What a text is about: the stems of its content words."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A day that an edit has put beside "on Tuesday": two sentences of one day are not about one thing.
_RESOLVED = re.compile(r"\[[^\[\]]*\b(?:19|20)\d\d\]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing of what a sentence is about, lower case."""
    raw = files("briefgen.text").joinpath("stopwords.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)["words"])


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stem_word: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return stem_word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Porter2 stem of one word (Porter, Snowball, 2001), lower-cased."""
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s"):
        lower = lower[:-2]
    if len(lower) <= 3 or not lower.isascii():
        return lower
    return _stemmer()(lower)


# The stems of who says so, and when: no news, and nothing that two statements are both about.
FRAME = frozenset(
    map(
        stem,
        (
            *("said", "says", "say", "told", "tells", "announced", "announcement", "reported"),
            *("report", "according", "statement", "officials", "police", "authorities"),
            *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ),
    )
)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[tuple[str, bool], ...]:
    """The words of ``text`` without the dates that stand in square brackets, each with whether it
    says what the text is about."""
    stop = stopwords()
    if "[" in text:
        text = _RESOLVED.sub(" ", text)
    return tuple(
        (word, word.lower() not in stop and (len(word) > 1 or word.isdigit()))
        for word in _WORD.findall(text)
    )


@lru_cache(maxsize=20_000)
def terms(text: str) -> tuple[str, ...]:
    """The stems of the content words of ``text``, in order, repeats kept; without the dates that
    stand in square brackets."""
    return tuple(stem(word) for word, tells in _words(text) if tells)


@lru_cache(maxsize=20_000)
def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The stems of each two words that stand side by side in ``text``, one of them at least a
    content word, in order, repeats kept."""
    return tuple(
        (stem(left), stem(right))
        for (left, left_tells), (right, right_tells) in pairwise(_words(text))
        if left_tells or right_tells
    )


def count_words(text: str) -> int:
    """How many words a reader would count."""
    return len(text.split())


def likeness(left: Iterable[str], right: Iterable[str]) -> float:
    """Cosine of two sets of terms, 0..1: shared terms over the geometric mean of the sizes."""
    a, b = set(left), set(right)
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))
