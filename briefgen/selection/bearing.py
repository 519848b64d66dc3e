"""Facts that bear on something: on a question, a judgement, a quote that stands in the brief."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.template import EntitySlot, FactSlot, QuoteSlot
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from briefgen.model.brief import AnyItem, AuthorText
    from briefgen.model.dossier import Fact
    from briefgen.model.template import Slot

_LEAST_SHARED = 2  # terms; with one alone in common two sentences are seldom about one thing
_LEAST_WORTH = 0.3  # of the terms of what is asked, by rarity, that a fact must share


class Asked(NamedTuple):
    """Something that facts are wanted about: ``key`` is the id of an item, or slot and number of a
    row that an author wrote ("qa-2")."""

    key: str
    words: str
    beside: str = ""


def asked_by(
    slot: Slot, author: Mapping[str, AuthorText], slots: Mapping[str, Sequence[AnyItem]]
) -> tuple[Asked, ...]:
    """What a slot is to bear on, or who is to be in it: the entries of the first slot it names
    that has any."""
    match slot:
        case FactSlot():
            names = slot.bears_on
        case QuoteSlot():
            names = slot.of
        case EntitySlot():
            names = slot.named_in
        case _:
            names = ()
    for name in names:
        given = author.get(name)
        rows = given.rows if given else ()
        if rows:
            # The first column asks; the others, an answer say, only tell what more it is about.
            return tuple(
                Asked(f"{name}-{n}", next(iter(row.values()), ""), " ".join(row.values()))
                for n, row in enumerate(rows, 1)
            )
        if given and given.text:
            return (Asked(name, given.text),)
        if items := slots.get(name, ()):
            return tuple(Asked(item.id, _words(item)) for item in items)
    return ()


def _words(item: AnyItem) -> str:
    """What an item says. Of a quote the sentence around it tells more of what it is about."""
    fields = ("name", "sentence", "text", "counts", "title")
    return next((str(v) for f in fields if (v := getattr(item, f, ""))), "")


def bearing(
    facts: Sequence[Fact],
    asked: Iterable[Asked],
    each: int,
    is_free: Callable[[Fact], bool],
) -> Iterator[tuple[Asked, Fact]]:
    """For each of ``asked`` up to ``each`` facts that share its terms, rare ones counting more:
    first one for everything asked, then the second ones. ``is_free`` says whether a fact can be
    used when its turn comes."""
    seen = Counter(term for fact in facts for term in set(terms(fact.statement)))
    rarity = {term: math.log1p(len(facts) / n) for term, n in seen.items()}
    given: set[str] = set()
    ranked = {one: _ranked(one, facts, rarity) for one in asked}
    for _ in range(each):
        for one, nearest in ranked.items():
            fact = next((f for f in nearest if f.id not in given and is_free(f)), None)
            if fact is not None:
                given.add(fact.id)
                yield one, fact


def _ranked(one: Asked, facts: Sequence[Fact], rarity: Mapping[str, float]) -> list[Fact]:
    """The facts that bear on ``one``, the nearest first."""
    wanted = set(terms(one.words)) & rarity.keys()
    more = (set(terms(one.beside)) & rarity.keys()) - wanted
    most = sum(rarity[term] for term in wanted)
    scored = []
    for fact in facts:
        stated = set(terms(fact.statement))
        worth = sum(rarity[term] for term in wanted & stated)
        enough = len((wanted | more) & stated) >= _LEAST_SHARED
        if enough and worth > 0 and worth >= _LEAST_WORTH * most:
            extra = sum(rarity[term] for term in more & stated)
            scored.append((worth + extra / 2 + fact.salience, fact))
    return [fact for _, fact in sorted(scored, key=lambda pair: (-pair[0], pair[1].id))]
