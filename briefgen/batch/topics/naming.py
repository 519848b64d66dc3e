"""What the files of a topic are called: after the best title in it, else after its terms."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from briefgen.outputs import slug
from briefgen.text.terms import count_words, stem, stopwords, terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.batch.topics.terms import Vector
    from briefgen.batch.topics.units import Unit

_SHORT = 8  # words; a title is not preferred for being shorter than that
_TELLING = 8  # terms of a topic, of which its title must hold …
_HELD = 2  # … so many, or all that there are
_NAMED = 4  # terms in the name of a topic without a title
# What stands in front of a title for editors and readers, and is no part of it.
_LABEL = re.compile(
    r"^(?:(?:update|exclusive|breaking(?: news)?|live|watch|video|photos?|pictures|just in|corrected"
    r"|re|fwd?|wg|aw)\s*\d*\s*[:–—-]+\s*)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def name_of(units: Sequence[Unit], vectors: Sequence[Vector]) -> str:
    """A name in ASCII for the topic of ``units``, whose vectors these are."""
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    telling = sorted(middle, key=lambda t: (-middle[t], t))
    heavy = set([term for term in telling if " " not in term][:_TELLING])
    titles = [_LABEL.sub("", unit.title) for unit in units if unit.title]
    stated = [_LABEL.sub("", unit.title) for unit in units if unit.title and unit.is_titled]
    for some in (stated, titles):
        best = max(some, key=lambda title: (_worth(title, middle), title), default="")
        if len(heavy & set(terms(best))) >= min(_HELD, len(heavy)):
            return _ended(slug(best))
    return slug(" ".join(_written(telling, titles)[:_NAMED])) if telling else _ended(slug(titles[0]))


def _worth(title: str, middle: Mapping[str, float]) -> float:
    """How much of what a topic is about a title tells, for its length."""
    told = math.fsum(middle.get(term, 0.0) for term in set(terms(title)))
    return told / math.sqrt(max(_SHORT, count_words(title)))


def _written(telling: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The weightiest terms as titles write them, names whole; stems where none does."""
    whole = {stem(word): word for title in titles for word in _WORD.findall(title)}
    found: list[str] = []
    for term in telling[: 3 * _NAMED]:
        for part in term.split():
            if part not in found:
                found.append(part)
    return [whole.get(part, part) for part in found]


def _ended(name: str) -> str:
    """``name`` without the small words at its end that what was cut off belonged to."""
    words = name.split("-")
    while len(words) > 1 and words[-1] in stopwords():
        words.pop()
    return "-".join(words)


def kept_names(
    topics: Sequence[Sequence[str]], before: Mapping[str, Sequence[str]]
) -> dict[int, str]:
    """The names that topics had ``before``, by their numbers: of two that share sources with one
    of then, the one that shares more has its name."""
    holders = {place: name for name, places in before.items() for place in places}
    shared = Counter(
        (number, holders[place])
        for number, places in enumerate(topics)
        for place in places
        if place in holders
    )
    found: dict[int, str] = {}
    for (number, name), _ in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        if number not in found and name not in found.values():
            found[number] = name
    return found
