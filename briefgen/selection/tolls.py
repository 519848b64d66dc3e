"""Who came to harm: what no brief on an accident or attack leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.numbers import WORDED
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from briefgen.model.dossier import Fact

_NUMBER = rf"(?:\d[\d,]*|{WORDED.pattern})"
_MANY = rf"(?<![\w,.-]){_NUMBER}(?: (?!and\b|or\b|in\b|of\b)[\w-]+){{0,2}}"
_HAVE = r"(?: (?:have|has|had|were|was|are|is|been|confirmed|also|feared))*"
# Each kind of harm, by how news tells that it befell so many, or nobody.
_KINDS = {
    "dead": (
        rf"{_MANY}{_HAVE} (?:died|dead|killed|drowned|perished)\b",
        rf"\bkill(?:ed|ing|s) (?:at least |about |some |more than |up to )?{_NUMBER}\b",
        rf"{_NUMBER}(?: more)? bodies{_HAVE} (?:recovered|found|retrieved)\b",
        r"\bdeath toll\b|\bno (?:deaths|fatalities)\b",
        r"\b(?:no one|nobody)(?: was| has)? (?:killed|died)\b",
    ),
    "survivors": (
        r"\bno (?:known )?survivors\b|\bno sign of (?:any )?survivors\b",
        rf"{_MANY}{_HAVE} (?:missing|unaccounted for|survived|rescued)\b",
    ),
    "injured": (
        rf"{_MANY}{_HAVE} (?:injured|wounded|hurt)\b",
        rf"\b(?:injuring|wounding) (?:at least |about |some |more than )?{_NUMBER}\b",
        r"\bnumber of (?:people )?(?:injured|wounded)\b|\bno injuries\b",
    ),
}
_TOLLS = {kind: re.compile("|".join(ways), re.IGNORECASE) for kind, ways in _KINDS.items()}
# What might be, and what is so every year: numbers of another sort.
_NOT_TOLD = re.compile(
    r"\b(?:could|might|may|would|will)(?: have| be| been)* (?:kill|die|dead|injur|wound|hurt|leav)"
    r"|\b(?:if|unless|per cent|percent|annually|(?:a|each|every|per) year)\b|%",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 40  # words
_MOST_DOUBT = 0.72  # about a line as one that reads by itself; what is at stake is worth some


def harm_in(words: str) -> frozenset[str]:
    """The kinds of harm ("dead", "survivors", "injured") of which words tell how many."""
    return frozenset(kind for kind, told in _TOLLS.items() if told.search(words))


class Tolls:
    """The statements that tell who came to harm, of which those that are ``due`` have a kind that
    was not told yet."""

    def __init__(self, facts: Iterable[Fact], as_of: date | None) -> None:
        """``as_of``: what happened in another year is history."""
        self._told: set[str] = set()
        self._facts = [
            (fact, harm)
            for fact in sorted(facts, key=lambda f: -f.salience)
            if (harm := harm_in(fact.statement)) and _is_plain(fact, as_of)
        ]

    def due(self) -> Iterator[Fact]:
        """The best statement of each kind not told so far; of the injured only where nobody is
        known to have died: beside that they stand among the figures."""
        for kind in _TOLLS:
            best = next((f for f, harm in self._facts if kind in harm), None)
            passed = kind == "injured" and "dead" in self._told
            if best is not None and kind not in self._told and not passed:
                yield best

    def tell(self, words: str) -> None:
        """Remember what is told."""
        self._told |= harm_in(words)


def _is_plain(fact: Fact, as_of: date | None) -> bool:
    years = set(_YEAR.findall(fact.statement)) - ({str(as_of.year)} if as_of else set())
    return (
        fact.standalone
        and not fact.superseded_by
        and fact.doubt <= _MOST_DOUBT
        and count_words(fact.statement) <= _LONGEST
        and not years
        and not _NOT_TOLD.search(fact.statement)
    )
