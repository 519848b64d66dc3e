"""Which sentences of other sources state what a sentence states.

Words are weighted by how rare they are among the sentences at hand (inverse document frequency,
Spärck Jones 1972). What counts is the share of a sentence's weight that another sentence holds:
whoever says more than the sentence supports it, whoever says less does not.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model.source import Extent
from briefgen.synthesis.counts import counted_differently
from briefgen.synthesis.names import names_agree, names_of, same_party
from briefgen.synthesis.wording import (
    Wording,
    canonical,
    contrary,
    days_agree,
    is_act,
    joined,
    oppose,
    opposed,
    pronouns_agree,
    turned,
    wording,
)
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.synthesis.salience import Scored
    from briefgen.synthesis.stories import Stories

# Set on news clusters: of pairs below, one in three told of another thing, or left out the half.
_COVERED, _ALIKE = 0.55, 0.38
_LESS_COVERED, _MORE_ALIKE = 0.47, 0.47
_WITH_NUMBER = 0.47  # covered, where both give a number that is no small count
_QUOTED, _COVERED_QUOTED = 0.2, 0.7  # two remarks of one speaker share who and where
_COVERED_BY_TWO = 0.75  # by two sentences in a row, of which each alone holds
_HALF = 0.3
_DENIED, _DENIED_BACK = 0.75, 0.6  # of a sentence, and of the one that states the contrary
_FEWEST = 3  # terms shared
_SHORT, _ALIKE_SHORT = 5, 0.55  # terms of a statement that any talk of the same things covers
# The same where the sources tell of different stories, with a name in common and without.
_FEWEST_NAMED, _FEWEST_APART = 4, 7
# Of the terms that are no names, and of each clause that is no mere addition.
_FEWEST_PLAIN, _PLAIN_COVERED = 2, 0.4
_LONG_CLAUSE, _CLAUSE_COVERED = 3, 0.34
_SMALL = 12  # a count up to that is in many a sentence
# For each sentence the sentences that share two of its rarest words are looked at. A word in
# more sentences than that is no rare one, which bounds the work for each sentence.
_RAREST = 10
_HOLDERS = 60


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence of another source that states the same: its row, and the extent to cite, which
    is longer than the sentence where the next one was needed too."""

    row: int
    extent: Extent


def _stated(row: Scored, said: Wording) -> frozenset[str]:
    """The terms of what a row states, without the name of who says so."""
    claim = row.sentence.claim
    if claim is None or is_act(claim.cue):
        return said.terms
    return said.terms - {canonical(word) for word in words_of(claim.attribution)}


class Agreement:
    """The sentences of all sources, ready to be compared."""

    def __init__(self, rows: Sequence[Scored], stories: Stories) -> None:
        self._rows = rows
        self._stories = stories
        self._said = [wording(row.sentence.statement) for row in rows]
        self._stated = [_stated(row, said) for row, said in zip(rows, self._said, strict=True)]
        self._names = [names_of(row.sentence) for row in rows]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for n, said in enumerate(self._said):
            for term in sorted(said.terms):
                self._holders[term].append(n)
        self._weight = {
            term: math.log(1 + len(rows) / len(holders)) for term, holders in self._holders.items()
        }
        self._next = {n: m for n, m in pairwise(range(len(rows))) if self._adjacent(n, m)}

    def _adjacent(self, n: int, m: int) -> bool:
        one, two = self._rows[n], self._rows[m]
        return (
            one.analysis.source.id == two.analysis.source.id
            and two.sentence.paragraph - one.sentence.paragraph <= 1
        )

    def supports(self, row: int) -> list[Support]:
        """What sentences of other sources, copies of its own among them, state what ``row`` does,
        in order; of each source the one that states it best."""
        best: dict[str, tuple[float, Support]] = {}
        for other in self._near(row):
            source = self._rows[other].analysis.source.id
            if source == self._rows[row].analysis.source.id:
                continue
            found = self._matched(row, other)
            if found and (source not in best or found[0] > best[source][0]):
                best[source] = found
        return sorted((s for _, s in best.values()), key=lambda s: s.row)

    def denials(self, row: int) -> list[int]:
        """The sentences of other sources that state the contrary of ``row``: the same in nearly
        every word, but denied, or with an opposite in the place of a word."""
        source = self._rows[row].analysis.source.id
        return [
            other
            for other in self._near(row)
            if self._rows[other].analysis.source.id != source and self._denies(row, other)
        ]

    def _denies(self, row: int, other: int) -> bool:
        a, b = self._said[row], self._said[other]
        stated, counter = self._stated[row], self._stated[other]
        if a.unsettled or b.unsettled or not (a.numbers <= b.numbers or b.numbers <= a.numbers):
            return False
        opposite = opposed(a.terms, b.terms)
        shared = stated & counter
        if len(shared) < _FEWEST or not (opposite or contrary(a, b)):
            return False
        own, others = self._mass(stated - opposite), self._mass(counter - opposite)
        mass = self._mass(shared)
        if mass < _DENIED * own or mass < _DENIED_BACK * others:
            return False
        return (
            not (a.doubts or b.doubts)
            and days_agree(a.days, b.days)
            and names_agree(self._own_names(row), self._names[other], b.words)
            and self._of_one_story(row, other)
        )

    def _near(self, row: int) -> list[int]:
        rare = sorted(self._said[row].terms, key=lambda t: (len(self._holders[t]), t))[:_RAREST]
        shared: Counter[int] = Counter()
        for term in rare:
            if len(self._holders[term]) <= _HOLDERS:
                shared.update(self._holders[term])
        return sorted(m for m, common in shared.items() if common >= 2)

    def _matched(self, row: int, other: int) -> tuple[float, Support] | None:
        """How much of ``row`` another row covers, alone or with the next one, and the support it
        is, if it is one."""
        start, end = self._rows[other].sentence.start, self._rows[other].sentence.end
        covered = self._one_covers(row, other)
        behind = self._next.get(other)
        if not covered and behind is not None:
            covered, end = self._two_cover(row, other, behind), self._rows[behind].sentence.end
        # Last, because comparing two sources costs more than comparing two sentences.
        if not covered or not self._may_match(row, other):
            return None
        # Not the one behind: what it adds ("two more died later") is another count.
        if counted_differently(self._statement(row), self._statement(other)):
            return None
        return covered, Support(other, Extent(start=start, end=end))

    def _statement(self, row: int) -> str:
        return self._rows[row].sentence.statement

    def _may_match(self, row: int, other: int) -> bool:
        """Whether two rows may be one: of one story, and, if they are claims, of one party and of
        one act ("welcomed")."""
        if not self._of_one_story(row, other):
            return False
        one, two = self._rows[row].sentence.claim, self._rows[other].sentence.claim
        if one and is_act(one.cue) and canonical(one.cue) not in self._said[other].terms:
            return False
        return not (one and two) or same_party(one.attribution, two.attribution)

    def _of_one_story(self, row: int, other: int) -> bool:
        """ "She was pronounced dead at the scene" is in many a story. Two sources that have little
        in common may still state the same where they name the same and share many words."""
        one, two = self._rows[row], self._rows[other]
        if self._stories.related(one.analysis.source.id, two.analysis.source.id):
            return True
        words = self._said[other].words
        named = any(name[-1] in words for name in map(words_of, self._names[row]) if name)
        shared = len(self._stated[row] & self._said[other].terms)
        return shared >= (_FEWEST_NAMED if named else _FEWEST_APART)

    def _compatible(self, row: int, b: Wording, names: Iterable[str]) -> bool:
        """Whether two statements may be one: numbers, denial, possibility, doubt, day, names."""
        a = self._said[row]
        return (
            a.numbers <= b.numbers
            and not turned(a, b)
            and (a.doubts or not b.doubts)
            and a.unsettled == b.unsettled
            and days_agree(a.days, b.days)
            and not oppose(a.terms, b.terms)
            and pronouns_agree(a.words, b.words)
            and names_agree(self._own_names(row), names, b.words)
        )

    def _own_names(self, row: int) -> tuple[str, ...]:
        """The names in what a row states: who says so may be called by another name elsewhere."""
        claim = self._rows[row].sentence.claim
        if claim is None or is_act(claim.cue):
            return self._names[row]
        speaker = set(words_of(claim.attribution))
        return tuple(n for n in self._names[row] if not speaker & set(words_of(n)))

    def _mass(self, terms: Iterable[str]) -> float:
        return math.fsum(self._weight[t] for t in terms)

    def _one_covers(self, row: int, other: int) -> float:
        """The share of ``row`` that another row holds, where that is enough; else 0."""
        a, b, stated = self._said[row], self._said[other], self._stated[row]
        shared = stated & self._stated[other]
        if len(shared) < _FEWEST - bool(a.numbers):  # a number counts as a term
            return 0.0
        mass, own = self._mass(shared), self._mass(stated)
        covered, alike = mass / own, mass / math.sqrt(own * self._mass(b.terms))
        telling = any(n > _SMALL for n in a.numbers)
        enough = (
            (covered >= _COVERED and alike >= _ALIKE)
            or (covered >= _LESS_COVERED and alike >= _MORE_ALIKE)
            or (covered >= _WITH_NUMBER and alike >= _ALIKE and telling)
        )
        if self._rows[row].sentence.quoted > _QUOTED and covered < _COVERED_QUOTED:
            return 0.0
        if len(stated) < _SHORT and not a.numbers and alike < _ALIKE_SHORT:
            return 0.0
        enough = enough and self._is_told(row, shared)
        return covered if enough and self._compatible(row, b, self._names[other]) else 0.0

    def _is_told(self, row: int, shared: frozenset[str]) -> bool:
        """Whether what is shared tells what ``row`` does: more than names, of which a court and
        its town have many, and something of each longer clause."""
        stated, said = self._stated[row], self._said[row]
        named = {canonical(w) for name in self._names[row] for w in words_of(name)}
        plain = stated - named
        if len(shared & plain) < _FEWEST_PLAIN - bool(said.numbers):
            return False
        if self._mass(shared & plain) < _PLAIN_COVERED * self._mass(plain):
            return False
        clauses = [clause & stated for clause in said.clauses]
        return all(
            self._mass(clause & shared) >= _CLAUSE_COVERED * self._mass(clause)
            for clause in clauses
            if len(clause) >= _LONG_CLAUSE
        )

    def _two_cover(self, row: int, other: int, behind: int) -> float:
        """The share of ``row`` that two sentences in a row hold together, where that is enough."""
        stated = self._stated[row]
        both = joined(self._said[other], self._said[behind])
        own = self._mass(stated)
        halves = [self._mass(stated & self._said[n].terms) for n in (other, behind)]
        covered = self._mass(stated & both.terms) / own if own else 0.0
        if covered < _COVERED_BY_TWO or min(halves) < _HALF * own:
            return 0.0
        # The first sentence names whom the second speaks of; the other way round "his bond" is of
        # the man before. Without a name nothing holds the two together.
        names, words = self._names[other], self._said[other].words
        own_names = self._own_names(row)
        named = bool(own_names) and names_agree(own_names, names, words)
        return covered if named and self._compatible(row, both, names) else 0.0
