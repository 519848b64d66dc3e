"""The people, organisations and places of one source, with their aliases."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.model.analysis import LocalEntity, LocalRole
from briefgen.model.dossier import EntityKind
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.analysis.people import People, Person
    from briefgen.analysis.pipeline import Parsed
    from briefgen.model.analysis import Sentence

_KINDS = {
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
}
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z]{1,9})\)")


def _named(text: str) -> str:
    """A name without its article and possessive."""
    return re.sub(r"^(?:the|The) |['’]s?$", "", text).strip()


def around(sentences: Sequence[Sentence], start: int, end: int) -> Extent:
    """The sentence of a source, in order, in which ``start`` stands; the extent itself where that
    is in none."""
    at = bisect_right(sentences, start, key=lambda s: s.start) - 1
    if at >= 0 and start < sentences[at].end:
        return Extent(start=sentences[at].start, end=max(sentences[at].end, end))
    return Extent(start=start, end=end)


def _roles(person: Person, sentences: Sequence[Sentence]) -> tuple[LocalRole, ...]:
    """The roles that a source states for a person, each where it is stated first."""
    found: dict[str, LocalRole] = {}
    for mention in person.mentions:
        if mention.role and mention.role_at:
            start, end = mention.role_at
            role = LocalRole(
                start=start,
                end=end,
                text=mention.role,
                affiliation=mention.affiliation,
                sentence=around(sentences, start, end),
            )
            found.setdefault(mention.role.casefold(), role)
    return tuple(found.values())


def find_entities(
    parsed: Parsed, people: People, sentences: Sequence[Sentence]
) -> list[LocalEntity]:
    """People first, then organisations and places, each kind in the order of the text.

    "Harbour Safety Board (HSB)" gives one organisation with the acronym as its alias.
    """
    out = [
        LocalEntity(
            name=person.name,
            kind=EntityKind.PERSON,
            aliases=person.aliases,
            role=person.role,
            affiliation=person.affiliation,
            roles=_roles(person, sentences),
            mentions=tuple(Extent(start=m.start, end=m.end) for m in person.mentions),
            named=around(sentences, person.mentions[0].start, person.mentions[0].end),
        )
        for person in people.persons
    ]
    groups: dict[tuple[EntityKind, str], list[Extent]] = {}
    acronyms: dict[str, str] = {}
    text = parsed.source.text
    for paragraph in parsed.paragraphs:
        for entity in paragraph.doc.ents:
            kind = _KINDS.get(entity.label_)
            name = _named(entity.text)
            if kind is None or len(name) < 2 or not name[0].isupper():
                continue
            start, end = paragraph.extent(entity)
            if people.at(start, end):
                continue
            short = _ACRONYM.match(text, end)
            if short:
                acronyms[short[1]] = name
            groups.setdefault((kind, name), []).append(Extent(start=start, end=end))
    for (kind, name), mentions in groups.items():
        if name in acronyms:
            continue
        short_names = sorted(a for a, full in acronyms.items() if full == name)
        more = [m for a in short_names for m in groups.get((kind, a), [])]
        first = min((*mentions, *more), key=lambda m: m.start)
        out.append(
            LocalEntity(
                name=name,
                kind=kind,
                aliases=tuple(short_names),
                mentions=(*mentions, *more),
                named=around(sentences, first.start, first.end),
            )
        )
    return out
