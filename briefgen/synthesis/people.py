"""The same people and organisations in several sources, put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefgen.model.dossier import Entity, EntityKind, StatedRole
from briefgen.model.source import Span
from briefgen.text.parties import is_letter_more
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.analysis import Analysis, LocalEntity
    from briefgen.model.dossier import Quote
    from briefgen.model.source import Source


_FULL = 2  # words of a name that has a given name
_LONG_SURNAME = 8  # letters: of a shorter one, one letter more is often another name


def _words(name: str) -> tuple[str, ...]:
    return tuple(_key(name).split())


def _key(name: str) -> str:
    """A name as it is compared: whatever its case, and whichever apostrophe its source prints."""
    return name.casefold().replace("’", "'")


def _same_person(full: LocalEntity, other: LocalEntity) -> bool:
    """One name is the other, or its end: "Halvoorde" and "Marit Halvoorde". Of two names that only
    end alike ("Ada Bo Holm", "Eva Bo Holm") the last given name has to be one, and the post."""
    a, b = _words(full.name), _words(other.name)
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if longer[-len(shorter) :] == shorter:
        return True
    return a[-_FULL:] == b[-_FULL:] and _same_post(full.role, other.role)


def _is_misspelt(one: LocalEntity, other: LocalEntity) -> bool:
    """Whether two names are one in two spellings: of the surname, a long one, one source has a
    letter more ("Murdjatmodjo", "Murjatmodjo"), and the given names are the same. Another letter
    in the place of one ("Andersen", "Anderson") makes another person, and so does another post."""
    a, b = _words(one.name), _words(other.name)
    return (
        is_letter_more(a, b)
        and min(len(a[-1]), len(b[-1])) >= _LONG_SURNAME
        and (not one.role or not other.role or _same_post(one.role, other.role))
    )


def _same_post(one: str | None, other: str | None) -> bool:
    """Whether two roles may be one told in other words: "head of the rescue agency", "rescue agency
    chief"."""
    a, b = (set(terms(role or "")) for role in (one, other))
    return len(a & b) >= min(len(a), len(b), _FULL) > 0


class Register:
    """Everybody and everything named in the sources, each once."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self._groups: list[list[tuple[str, LocalEntity]]] = []
        # Where to look for a name: people by the last word of their name, and in another spelling
        # of that by the words in front; others by each of their names.
        self._people_at: defaultdict[str, list[int]] = defaultdict(list)
        self._people_called: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._others_at: defaultdict[str, list[int]] = defaultdict(list)
        named = [
            (analysis.source.id, entity) for analysis in analyses for entity in analysis.entities
        ]
        for source, entity in sorted(named, key=lambda pair: -len(pair[1].name.split())):
            self._place(source, entity)
        ages = _ages([analysis.source for analysis in analyses])
        self.entities = tuple(
            sorted(
                (_merged(n, group, ages) for n, group in enumerate(self._groups)),
                key=lambda e: (-len(e.sources), -e.mentions, e.name),
            )
        )
        self._people: defaultdict[str, list[Entity]] = defaultdict(list)
        for one in self.entities:
            if one.kind is EntityKind.PERSON:
                for name in dict.fromkeys((one.name, *one.aliases)):
                    self._people[name].append(one)

    def _place(self, source: str, entity: LocalEntity) -> None:
        if entity.kind is EntityKind.PERSON:
            found, keys = self._people_at, list(_words(entity.name)[-1:])
            fits = self._known_person(source, entity)
        else:
            found = self._others_at
            keys = sorted({_key(name) for name in (entity.name, *entity.aliases)})
            fits = sorted({n for key in keys for n in found[key]})
        # A surname that two people bear belongs to neither.
        if len(fits) != 1:
            fits = [len(self._groups)]
            self._groups.append([])
        self._groups[fits[0]].append((source, entity))
        for key in keys:
            if fits[0] not in found[key]:
                found[key].append(fits[0])
        given = _words(entity.name)[:-1]
        if entity.kind is EntityKind.PERSON and fits[0] not in self._people_called[given]:
            self._people_called[given].append(fits[0])

    def _known_person(self, source: str, entity: LocalEntity) -> list[int]:
        """The groups of whom ``entity`` may be one: by the name, else by another spelling of it,
        which another source has."""
        *given, surname = _words(entity.name)
        return [
            n
            for n in self._people_at[surname]
            if any(_same_person(one, entity) for _, one in self._groups[n])
        ] or [
            n
            for n in self._people_called[tuple(given)]
            if any(_is_misspelt(one, entity) for _, one in self._groups[n])
            and all(other != source for other, _ in self._groups[n])
        ]

    def person(self, name: str) -> Entity | None:
        """The one person whose name or alias is ``name``."""
        found = self._people.get(name, [])
        return found[0] if len(found) == 1 else None

    def name_speakers(self, quotes: Iterable[Quote]) -> list[Quote]:
        """The quotes with their speakers under the fullest name and with a role, where another
        source gives what this one leaves out."""
        return [self._named(quote) for quote in quotes]

    def _named(self, quote: Quote) -> Quote:
        speaker = quote.speaker
        person = self.person(speaker.name) if speaker else None
        if speaker is None or person is None:
            return quote
        fuller = speaker.model_copy(
            update={
                "name": person.name,
                "named": speaker.named if speaker.name == person.name else None,
                "role": _fuller(speaker.role, person.role),
                "affiliation": speaker.affiliation or person.affiliation,
            }
        )
        return quote.model_copy(update={"speaker": fuller})


def _fuller(own: str | None, other: str | None) -> str | None:
    """The role as the source of the quote states it; where that is a single word ("Professor"),
    a fuller statement from another source."""
    if own and (len(own.split()) > 1 or not other or own.lower() not in other.lower()):
        return own
    return other or own


def _ages(sources: Sequence[Source]) -> dict[str, int]:
    """The sources by id, numbered from the newest on; those without a date last."""
    dated = sorted(sources, key=lambda s: -(s.published.toordinal() if s.published else 0))
    return {source.id: n for n, source in enumerate(dated)}


def _merged(number: int, group: list[tuple[str, LocalEntity]], ages: Mapping[str, int]) -> Entity:
    first = group[0][1]
    name = _common_name(group) if first.kind is EntityKind.PERSON else first.name
    by_age = sorted(group, key=lambda row: ages[row[0]])
    aliases = {x for _, e in group for x in (e.name, *e.aliases)} - {name}
    return Entity(
        id=f"p{number + 1}",
        name=name,
        kind=first.kind,
        aliases=tuple(sorted(aliases)),
        role=max((e.role for _, e in group if e.role), key=lambda r: len(r.split()), default=None),
        affiliation=next((e.affiliation for _, e in group if e.affiliation), None),
        roles=tuple(
            StatedRole(
                source=source,
                start=role.start,
                end=role.end,
                text=role.text,
                affiliation=role.affiliation,
                sentence=role.sentence,
            )
            for source, entity in by_age
            for role in entity.roles
        ),
        named=_named(by_age),
        sources=tuple(sorted({s for s, _ in group})),
        mentions=sum(len(e.mentions) for _, e in group),
    )


def _common_name(group: Sequence[tuple[str, LocalEntity]]) -> str:
    """The fullest name; where sources differ in the first of several given names, what they share:
    "Bo Holm" of "Ada Bo Holm" and "Eva Bo Holm". Of two spellings the one that is found oftener."""
    full = [e for _, e in group if len(_words(e.name)) >= _FULL]
    spelt: Counter[str] = Counter()
    for e in full:
        spelt[_words(e.name)[-1]] += len(e.mentions)
    if len(spelt) > 1:
        usual = max(spelt, key=lambda surname: spelt[surname])
        full = [e for e in full if _words(e.name)[-1] == usual]
    first, *others = [e.name for e in full] or [group[0][1].name]
    if all(_words(first)[-len(_words(name)) :] == _words(name) for name in others):
        return first
    return " ".join(first.split()[-_FULL:])


def _named(group: Sequence[tuple[str, LocalEntity]]) -> tuple[Span, ...]:
    """The sentence of the first mention in each source."""
    first: dict[str, Span] = {}
    for source, entity in group:
        if entity.named:
            span = Span(source=source, start=entity.named.start, end=entity.named.end)
            if source not in first or span.start < first[source].start:
                first[source] = span
    return tuple(first.values())
