"""Whom the reader of a brief has been told of when a line of a source names somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.analysis.people import People, Person
    from briefgen.analysis.stretch import Stretch


class Acquaintance:
    """The people of one source of whom a brief can have told: those in its title and its opening,
    which says who they are if anything does, and those of whom a line tells that a brief may
    print."""

    def __init__(self, people: People, title_words: frozenset[str]) -> None:
        self._people = people
        self._words = title_words  # lower case
        self._met: dict[int, int] = {}  # where the sentence starts that tells of a person, by id
        self._known: set[int] = set()

    def learn_opening(self, stretch: Stretch) -> None:
        """Remember everybody in a sentence that opens the source."""
        self._known.update(id(person) for person in self._mentioned(stretch))

    def learn(self, stretch: Stretch, strangers: Iterable[Person]) -> None:
        """Remember the people of a sentence that a brief may print, ``strangers`` left out."""
        left = {id(person) for person in strangers}
        for person in self._mentioned(stretch):
            if id(person) not in left:
                self._met.setdefault(id(person), stretch.start)

    def under(self, strangers: Iterable[Person]) -> tuple[frozenset[int], bool]:
        """Where the sentences start that tell of the ``strangers`` in a sentence, and whether there
        is anybody among them of whom none tells that a brief may print."""
        unknown = {id(p) for p in strangers if not self._is_in_title(p)} - self._known
        places = frozenset(self._met[person] for person in unknown & self._met.keys())
        return places, not unknown <= self._met.keys()

    def _is_in_title(self, person: Person) -> bool:
        """Whether the title names a person: in full, or by a surname that nobody else bears."""
        names = [word.lower() for word in re.findall(r"[^\W\d_]+", person.name)]
        if person.is_ambiguous or self._people.is_shared(person.name.split()[-1]):
            return len(names) > 1 and set(names) <= self._words
        return bool(names) and names[-1] in self._words

    def _mentioned(self, stretch: Stretch) -> list[Person]:
        here = self._people.in_extent(stretch.paragraph.number, stretch.start, stretch.end)
        return [person for _, person in here]
