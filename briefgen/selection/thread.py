"""What a brief is about so far, for a line to go on from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.salience.order import is_ordered, is_record
from briefgen.selection.spare import OPENING, opening_of
from briefgen.text.terms import FRAME, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Fact
    from briefgen.model.source import Source

_NAME = re.compile(r"(?:[A-Z][\w’'-]*)(?: (?:(?:of|and|the|for) )?[A-Z][\w’'-]*)+")
_CAPITAL = re.compile(r"\b[A-Z]")


# The opening of a text tells what it is about: of 45 lines there that shared fewer than two words
# with those told before, readers struck none out; of 86 further down, 26. Of lines with a salience
# below 0.4 they struck out 19 in a hundred, of those above it 9.
_FEWEST_SHARED = 2  # words
_FRAME = FRAME - {"report"}  # "up from one in report no. 3"
_LEAST_SALIENCE = 0.38
# The same of lines of one of many sources, which add to the others: of 81 below it readers struck
# out 26 in a hundred, nearly all for being out of place; of 282 above it 16, half of them repeats.
_LEAST_OF_MANY = 0.15
# What lies back is told of much else as well: of 12 such lines with fewer words in common with what
# was told readers struck out 7, of 6 with more only the repeats.
_FEWEST_OF_PAST = 3  # words


class Thread:
    """The words of the titles and of the lines told so far, from which a line of a source whose
    order means something goes on."""

    def __init__(self, sources: Iterable[Source]) -> None:
        rows = list(sources)
        self._alone = len(rows) == 1
        self._least = _LEAST_SALIENCE if self._alone else _LEAST_OF_MANY
        self._told: set[str] = set()
        self._begun = {s.id for s in rows} if self._alone else set()
        self._opening = {s.id: opening_of(s) for s in rows}
        # By source, where its order means something.
        self._titles = {
            s.id: _words(s.title)
            for s in rows
            if (is_ordered(s) if self._alone else not is_record(s))
        }

    def tell(self, fact: Fact) -> None:
        """Take up a line that is told. The lead of another matter than what was told before tells
        what that is, and a brief does not go into it."""
        words = _words(fact.statement)
        if fact.leads and self._told and len(words & self._told) < _FEWEST_SHARED:
            return
        if fact.leads or not self._told:
            self._begun.add(fact.source)
        self._told |= words

    def leads_to(self, fact: Fact, *, back: bool = False) -> bool:
        """Whether a reader who has come so far can place ``fact``, which lies ``back`` of the news
        if it is told as background. The opening of a text says itself what it is about, if it is
        the only one or its lead is told; and somewhere a brief begins."""
        if fact.leads or fact.source not in self._titles:
            return True
        if not self._told:
            return self._alone or fact.start < self._opening[fact.source]
        known = self._known(fact)
        if any(name and name[-1] not in known for name in map(terms, fact.strangers)):
            return False
        begun = fact.source in self._begun
        if begun and fact.start < OPENING and not back:
            return True
        if fact.salience < self._least:
            return False
        fewest = _FEWEST_OF_PAST if back else _FEWEST_SHARED
        return len(_words(fact.statement) & known) >= fewest

    def knows_subject(self, fact: Fact) -> bool:
        """Whether ``fact`` opens with no name that has not been told of: "Gloria killed 11"."""
        known = self._known(fact)
        opens = (name for name in fact.strangers if fact.statement.startswith(name))
        return all(set(terms(name)[-1:]) <= known for name in opens)

    def _known(self, fact: Fact) -> set[str]:
        begun = fact.source in self._begun
        return self._told | (self._titles.get(fact.source, set()) if begun else set())


def _words(text: str) -> set[str]:
    """The stems of what a text is about, and its names by their first letters ("NTSB")."""
    letters = {"".join(_CAPITAL.findall(name)).lower() for name in _NAME.findall(text)}
    return {*terms(text), *letters} - _FRAME
