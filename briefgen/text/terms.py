"""What a text is about: the stems of its content words."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A day that an edit has put beside "on Tuesday": two sentences of one day are not about one thing.
_RESOLVED = re.compile(r"\[[^\[\]]*\b(?:19|20)\d\d\]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing of what a sentence is about, lower case."""
    raw = files("briefgen.text").joinpath("stopwords.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)["words"])


@cache
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Porter2 stem of one word (Porter, Snowball, 2001), lower-cased."""
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s"):
        lower = lower[:-2]
    if len(lower) <= 3 or not lower.isascii():
        return lower
    return str(_stemmer().stemWord(lower))  # type: ignore[attr-defined]


@lru_cache(maxsize=20_000)
def terms(text: str) -> tuple[str, ...]:
    """The stems of the content words of ``text``, in order, repeats kept; without the dates that
    stand in square brackets."""
    stop = stopwords()
    if "[" in text:
        text = _RESOLVED.sub(" ", text)
    return tuple(
        stem(word)
        for word in _WORD.findall(text)
        if word.lower() not in stop and (len(word) > 1 or word.isdigit())
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
