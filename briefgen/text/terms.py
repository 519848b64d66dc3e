"""What a text is about: the stems of its content words."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Function words and the furniture of news prose, from grammars of English: they say nothing of
# what a sentence is about.
STOPWORDS = frozenset(
    """a about above according across after again against all almost alone along already also
    although always am among an and another any anybody anyone anything are around as at away back
    be became because become been before began behind being below between both but by came can
    cannot come could did do does doing done down during each early either else enough even ever
    every far few first for from further get give go going gone got had has have having he her here
    hers herself him himself his how however i if in indeed instead into is it its itself just keep
    kept last later least less let like made make many may me meanwhile might mine more most much
    must my myself near neither never new next no nobody none nor not nothing now of off often on
    once one only onto or other others our ours out over own per perhaps put quite rather really
    said same say says see seem seemed several shall she should since so some somebody someone
    something soon still such take than that the their theirs them themselves then there therefore
    these they thing things this those though through thus to together told too took toward towards
    two under until up upon us use used very via was way we well went were what when where whether
    which while who whom whose why will with within without would year years yes yet you your
    yours monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr""".split()
)


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
    """The stems of the content words of ``text``, in order, repeats kept."""
    return tuple(
        stem(word)
        for word in _WORD.findall(text)
        if word.lower() not in STOPWORDS and (len(word) > 1 or word.isdigit())
    )


def count_words(text: str) -> int:
    """How many words a reader would count."""
    return len(text.split())


def overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Share of the smaller set of terms that the other one holds, 0..1."""
    a, b = set(left), set(right)
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b))


def likeness(left: Iterable[str], right: Iterable[str]) -> float:
    """Cosine of two sets of terms, 0..1: shared terms over the geometric mean of the sizes."""
    a, b = set(left), set(right)
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))
