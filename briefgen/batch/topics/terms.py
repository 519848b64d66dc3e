"""What a source is about: the stems of its content words and the names in it, counted."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.analysis.furniture import reads_as_furniture
from briefgen.text.terms import FRAME, stem, stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.model.source import Source

# News tells first what it is about. What stands further down is background, and of long texts most.
_READ = 3000  # characters
_OPENING = 400  # characters whose words count twice
_SIDE_BY_SIDE = 0.5  # of a word that a name of two words counts
# As many articles are taken for known, beside those of the folder, when it is asked how common a
# word is: in a folder of two texts, or of one topic, its own say nothing.
_KNOWN = 100
_FEWEST = 40  # terms of a text that is furniture in the main, and yet about something
_LONG = 5  # letters of a word that tells, in a script without capitals
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’')]*(?=\s|[A-Z])|$|\n)", re.MULTILINE)

Bag = dict[str, float]  # how often each term stands in a source
Vector = dict[str, float]  # the weight of each, of length one


@cache
def _commonness() -> dict[str, float]:
    """The share of news articles that hold a stem, for those that one in fifty does.

    Counted in 720 English articles; ``commonness.json`` has the stems by their share in thousandths
    and nothing else of them.
    """
    raw = files("briefgen.batch.topics").joinpath("commonness.json").read_text(encoding="utf-8")
    return {
        term: int(thousandths) / 1000
        for thousandths, terms in json.loads(raw).items()
        for term in terms.split()
    }


def bag_of(source: Source) -> Bag:
    """What ``source`` is about, its title included; nothing where it is furniture in the main,
    like the notice of a page that could not be loaded.

    Of what is not in English, names and numbers count, which it may share with what is.
    """
    text = source.text[:_READ]
    foreign = source.language not in {None, "en"}
    bag: defaultdict[str, float] = defaultdict(float)
    telling = furniture = 0
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group().strip()
        if not foreign and reads_as_furniture(words, _WORD.findall(words.lower())):
            furniture += len(words)
            continue
        telling += len(words)
        _count(bag, words, 2.0 if sentence.start() < _OPENING else 1.0, foreign=foreign)
    if furniture > telling and len(bag) < _FEWEST:
        return {}
    if source.title not in text:
        _count(bag, source.title, 2.0, foreign=foreign)
    return dict(bag)


def _count(bag: defaultdict[str, float], text: str, weight: float, *, foreign: bool) -> None:
    """Add the terms of ``text``, and each two names that stand side by side in it."""
    before, end = "", 0
    for word, start, stop in _telling(text, foreign=foreign):
        term = stem(word)
        if term in FRAME:
            before = ""
            continue
        bag[term] += weight
        is_name = word[0].isupper()
        if is_name and before and text[end:start] == " ":
            bag[f"{before} {term}"] += _SIDE_BY_SIDE
        before, end = (term if is_name else ""), stop


def _telling(text: str, *, foreign: bool) -> Iterator[tuple[str, int, int]]:
    """The words of ``text`` that say what it is about, with where they stand."""
    stop = stopwords()
    for found in _WORD.finditer(text):
        word = found.group()
        if word.lower() in stop or (len(word) < 2 and not word.isdigit()):
            continue
        if foreign and word.islower():
            continue
        if foreign and len(word) < _LONG and word.lower() == word.upper() and word.isalpha():
            continue
        yield word, found.start(), found.end()


def together(weighed: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The terms of several bags or vectors, added up."""
    found: defaultdict[str, float] = defaultdict(float)
    for one in weighed:
        for term, weight in one.items():
            found[term] += weight
    return dict(found)


def vectors_of(bags: Sequence[Bag]) -> list[Vector]:
    """``bags`` as vectors of tf-idf (Salton and Buckley 1988), so that the product of two is the
    cosine of the angle between them."""
    held = Counter(term for bag in bags for term in bag)
    known = _commonness()
    rarity = {
        term: math.log(1 + (len(bags) + _KNOWN) / (count + _KNOWN * known.get(term, 0.0)))
        for term, count in held.items()
    }
    return [
        _unit({term: math.log1p(count) * rarity[term] for term, count in bag.items()})
        for bag in bags
    ]


def _unit(weights: Vector) -> Vector:
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / norm for term, weight in weights.items()}
