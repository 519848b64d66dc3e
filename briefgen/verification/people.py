"""Who is who in the sources: the names of a person, and the roles that the sources give."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.model.dossier import EntityKind
from briefgen.verification.wording import Wording, is_word, keys_of

if TYPE_CHECKING:
    from briefgen.model.dossier import Entity
    from briefgen.verification.evidence import Evidence

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady"])


class People:
    """The people of a dossier."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._people = [e for e in evidence.dossier.entities if e.kind is EntityKind.PERSON]
        self.names: dict[str, set[str]] = {}
        self.roles: dict[str, set[str]] = defaultdict(set)
        for person in self._people:
            self._enter(person)
        for quote in evidence.dossier.quotes:
            if quote.speaker is not None:
                self.names.setdefault(quote.speaker.name, {quote.speaker.name})
                if quote.speaker.role:
                    self.roles[quote.speaker.name].add(quote.speaker.role)
        for speaker in evidence.speakers.values():
            if speaker.role:
                self.roles[speaker.name].add(speaker.role)

    def _enter(self, person: Entity) -> None:
        self.names.setdefault(person.name, set()).update({person.name, *person.aliases})
        self.roles[person.name] |= {role.text for role in person.roles}
        if person.role:
            self.roles[person.name].add(person.role)

    def same(self, printed: str, speaker: str) -> bool:
        """Whether a printed name is that of ``speaker``: the same, one of the names that the
        sources use for them, or the surname with or without a title."""
        mine, theirs = bare(printed), bare(speaker)
        if not mine or not theirs:
            return False
        if mine == theirs or mine in {bare(name) for name in self.names.get(speaker, ())}:
            return True
        return mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1)

    def named_in(self, text: str) -> list[tuple[int, str]]:
        """The people whom ``text`` names, with the word at which each name begins; by surname
        where no longer name is written."""
        wording = Wording(text)
        found: dict[int, tuple[int, str]] = {}
        for person, names in self.names.items():
            for name in {*names, bare_name(person)}:
                keys = keys_of(name)
                if not keys or not keys[0][:1].isupper():
                    continue
                for at in wording.find(keys):
                    if wording.keys[at] == keys[0] and len(keys) > found.get(at, (0, ""))[0]:
                        found[at] = len(keys), person
        taken: set[int] = set()
        out: list[tuple[int, str]] = []
        for at, (length, person) in sorted(found.items()):
            if at not in taken:
                out.append((at, person))
                taken |= set(range(at, at + length))
        return out

    def has_role(self, name: str, role: str) -> bool | None:
        """Whether the sources give ``role`` to the person called ``name``: True where analysis
        found it so, False where it found it to be another's, None where it found neither."""
        wanted = keys_of(role.casefold())
        given = {n: {keys_of(r.casefold()) for r in roles} for n, roles in self.roles.items()}
        if any(wanted in roles for n, roles in given.items() if self.same(name, n)):
            return True
        if any(wanted in roles for n, roles in given.items() if not self.same(name, n)):
            return False
        return None


def bare(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without titles."""
    keys = [key.casefold() for key in keys_of(name) if is_word(key)]
    return tuple(key for key in keys if key not in _TITLES) or tuple(keys)


def bare_name(name: str) -> str:
    """The surname of a person, as it is written."""
    return name.rsplit(maxsplit=1)[-1] if name.strip() else ""
