"""What a topic and its files are called: after the best title in it, else after its terms."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.analysis.furniture import reads_as_furniture
from briefgen.batch.topics.terms import together
from briefgen.outputs import slug
from briefgen.text.clauses import headline_from
from briefgen.text.terms import stem, stopwords, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.batch.topics.terms import Vector
    from briefgen.batch.topics.units import Unit

    Known = tuple[str, str]  # where a source lies, and the hash of its words, empty if not known

_LONGEST = 56  # characters
_WORDS = 6  # about so many are left of a title that is longer, to where a phrase ends
_SHORT = 8  # words; a title is not preferred for being shorter than that
_TELLING = 24  # terms of a topic, of which its title must hold …
_HELD = 2  # … so many, or all that there are
_NAMED = 4  # words in the name of a topic without a title
# What stands in front of a title for editors and readers, and is no part of it.
_LABEL = re.compile(
    r"^(?:(?:\([^()]{2,30}\)|update|exclusive|breaking(?: news)?|live|watch|video|photos?|pictures"
    r"|just in|corrected|re|fwd?|wg|aw)\s*\d*\s*[:–—-]+\s*)+",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:\d\w\w )?[LRC]\)|\bin this (?:\w+ )?(?:image|photo|picture)|\bspeaks to the media\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = re.compile("(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """What a topic is called: the ``title`` of its brief, empty where that has to find its own, and
    the ``name`` of its files, in ASCII."""

    name: str
    title: str = ""


def heading_of(units: Sequence[Unit], vectors: Sequence[Vector]) -> Heading:
    """What the topic of ``units``, whose vectors these are, is called: by the title that tells most
    of it, where one that a source has itself tells enough, else by the first words of a source;
    without any by its terms, else by its file."""
    middle = together(vectors)
    telling = sorted(middle, key=lambda term: (-middle[term], term))
    heavy = {term for term in telling[: 2 * _TELLING] if " " not in term}
    heavy = set(sorted(heavy, key=lambda term: (-middle[term], term))[:_TELLING])
    enough = min(_HELD, max(1, len(heavy)))
    stated = [h for h in headings_in(u for u in units if u.is_titled) if h.name]
    stated = [h for h in stated if len(heavy & _terms_in(h.name)) >= enough]
    for some in (stated, headings_in(u for u in units if not u.is_titled)):
        if some:
            return max(some, key=lambda heading: (_worth(heading.name, middle), heading.name))
    words = " ".join(_written(telling, units)) or PurePath(units[0].place).stem
    return Heading(slug(words, _LONGEST))


def headings_in(units: Iterable[Unit]) -> list[Heading]:
    """What the topic of ``units`` could be called by their titles: not by the caption of a picture,
    or the line of a page."""
    found = []
    for unit in units:
        words = _WORD.findall(unit.title.lower())
        if words and not (_CAPTION.search(unit.title) or reads_as_furniture(unit.title, words)):
            title = unit.title if unit.is_whole else f"{unit.title} …"
            found.append(Heading(_as_name(unit.title), title))
    return found


def _as_name(title: str) -> str:
    """A title as a name: where it is too long as far as to the end of a phrase, without the small
    words that what was cut off belonged to."""
    bare = _LABEL.sub("", title.replace("—", " "))
    if len(slug(bare, len(bare))) > _LONGEST:
        bare = headline_from(bare, words=_WORDS)
    name = slug(bare, _LONGEST)
    words = name.split("-")
    is_cut = name != slug(bare, len(bare))
    while is_cut and len(words) > 1 and words[-1] in stopwords():
        words.pop()
    return "-".join(words)


def _terms_in(name: str) -> set[str]:
    return set(terms(name.replace("-", " ")))


def _worth(name: str, middle: Mapping[str, float]) -> float:
    """How much of what a topic is about a name tells, for its length."""
    told = math.fsum(middle.get(term, 0.0) for term in _terms_in(name))
    return told / math.sqrt(max(_SHORT, name.count("-") + 1))


def _written(telling: Sequence[str], units: Sequence[Unit]) -> list[str]:
    """The weightiest terms as the openings of sources write them, in that order."""
    text = " ".join(f"{unit.title} {unit.opening}" for unit in units)
    whole: dict[str, str] = {}
    for word in _WORD.findall(text):
        if not _MONTH.fullmatch(word):
            whole.setdefault(stem(word), word)
    found: set[str] = set()
    for term in telling:
        parts = {part for part in term.split() if part in whole}
        if len(parts) == len(term.split()) and len(found | parts) <= _NAMED:
            found |= parts
    return [word for term, word in whole.items() if term in found]


def kept_names(
    topics: Sequence[Sequence[Known]], before: Mapping[str, Sequence[Known]]
) -> dict[int, str]:
    """The names that topics had ``before``, by their numbers. A topic is known again by what its
    sources say, wherever they lie now: of two that share sources with one of then, the one that
    shares more has its name."""
    holders: dict[object, str] = {}
    for name, had in before.items():
        for place, content in had:
            if content:
                holders[content] = holders[place, content] = name
    shared = Counter(
        (number, holder)
        for number, sources in enumerate(topics)
        for source in sources
        if (holder := holders.get(source) or holders.get(source[1]))
    )
    found: dict[int, str] = {}
    given: set[str] = set()
    for (number, name), _ in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        if number not in found and name not in given:
            found[number] = name
            given.add(name)
    return found


def corrected(
    topics: Mapping[int, Sequence[Known]], own: Sequence[str], before: Mapping[str, Sequence[Known]]
) -> dict[int, str]:
    """The names that topics had ``before`` all of whose sources have other words since: where they
    lie counts for those alone that would have that name of their ``own`` too. Files of a daily feed
    are called the same and tell of other things."""
    holders = {place: name for name, had in before.items() for place, _ in had}
    found: dict[int, str] = {}
    for number, sources in topics.items():
        names = [holders[place] for place, _ in sources if place in holders]
        kept = [n for n in names if is_of(n, own[number]) and n not in found.values()]
        if kept:
            found[number] = kept[0]
    return found


def is_of(name: str, own: str) -> bool:
    """Whether ``name`` is ``own``, or that with a number."""
    return name == own or name.rpartition("-")[0] == own
