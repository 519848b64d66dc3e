"""Whom a brief is about: the people, bodies and places that its focus names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import EntityKind
from briefgen.selection.query import Topics, stems

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from briefgen.model.dossier import Entity, Speaker


@dataclass(frozen=True, slots=True)
class Subject:
    """The ``names`` of whom or what a brief is about, the ``entities`` that bear them, and the
    ``topics`` by which a text is about them. Nobody where there are no names."""

    names: tuple[str, ...]
    entities: tuple[Entity, ...]
    topics: Topics

    @classmethod
    def of(cls, focus: Sequence[str], entities: Sequence[Entity]) -> Subject:
        """Whoever ``focus`` names; its first topic where it names nobody of the sources."""
        found = [(name, _bearers(name, entities)) for name in focus]
        named = [(name, bearers) for name, bearers in found if bearers] or found[:1]
        every = tuple(dict.fromkeys(e for _, bearers in named for e in bearers))
        names = dict.fromkeys(bearers[0].name if bearers else name for name, bearers in named)
        return cls(tuple(names), every, Topics.of([*names], entities))

    @classmethod
    def most_mentioned(cls, entities: Sequence[Entity], speakers: Container[str]) -> Subject:
        """Of those whom the sources quote (``speakers``), else give a role, the person whom they
        name most often, by a full name if they can: such a one is nobody found by mistake, and
        says something."""
        people = [e for e in entities if e.kind is EntityKind.PERSON]
        if not people:
            return cls((), (), Topics(()))
        best = max(
            people,
            key=lambda e: (
                e.name in speakers,
                e.role is not None,
                len(e.name.split()) > 1,
                e.mentions,
                len(e.sources),
            ),
        )
        return cls.of([best.name], entities)

    def __bool__(self) -> bool:
        return bool(self.names)

    def is_told_in(self, text: str) -> bool:
        """Whether ``text`` names the subject."""
        return self.topics.match(text)

    def says(self, speaker: Speaker) -> bool:
        """Whether a speaker is the subject, or speaks for it: a person by name, a body or country
        by the role and affiliation of whoever speaks."""
        if self.answers(speaker.name):
            return True
        capacity = f"{speaker.role or ''} / {speaker.affiliation or ''}"
        bodies = [n for n in self._names() if n[0] is not EntityKind.PERSON]
        return any(Topics.of([name]).match(capacity) for _, name in bodies)

    def answers(self, name: str) -> bool:
        """Whether ``name`` is one of the names of the subject, or is told by one of them."""
        wanted = stems(name)
        return any(
            stems(own) == wanted if kind is EntityKind.PERSON else Topics.of([own]).match(name)
            for kind, own in self._names()
        )

    def _names(self) -> Iterator[tuple[EntityKind | None, str]]:
        known = {e.name for e in self.entities}
        yield from ((None, name) for name in self.names if name not in known)
        for entity in self.entities:
            yield from ((entity.kind, name) for name in (entity.name, *entity.aliases))


def _bearers(name: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities that are called ``name``, people first and the most mentioned first; a person
    by the end of the name too, where one person bears it."""
    wanted = stems(name)
    called = [e for e in entities if any(stems(n) == wanted for n in (e.name, *e.aliases))]
    ends = [e for e in entities if e.kind is EntityKind.PERSON and _ends(stems(e.name), wanted)]
    if not called and len(ends) == 1:
        called = ends
    return sorted(called, key=lambda e: (e.kind is not EntityKind.PERSON, -e.mentions, e.name))


def _ends(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter of two names is the end of the longer one."""
    shared = min(len(one), len(other))
    return shared > 0 and one[-shared:] == other[-shared:]
