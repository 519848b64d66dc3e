"""Who stands beside somebody: people and bodies, and each of them once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import EntityKind
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Entity

_SERVICE = re.compile(r"\b(?:flight|train|bus|voyage)\b(?:.*\d|$)", re.IGNORECASE)
_MODEL = r"(?:’s|'s)?[ -](?:[A-Z]{1,3}-?)?\d{2,}"


def are_parties(entities: Iterable[Entity]) -> list[Entity]:
    """The entities that can stand beside somebody, without a body that is named in part ("the
    Agency") where another one bears the whole name, without "Flight 12", which is no body, and
    without what is half the name of a place ("Sarrow" of "Port Sarrow")."""
    kept = [e for e in entities if not _SERVICE.search(e.name)]
    bodies = [words_of(e.name) for e in kept if e.kind is EntityKind.ORGANISATION]
    places = [words_of(e.name) for e in kept if e.kind is EntityKind.PLACE]
    return [e for e in kept if not _is_part(e, bodies, places)]


def _is_part(entity: Entity, bodies: list[tuple[str, ...]], places: list[tuple[str, ...]]) -> bool:
    """Whether a name is no more than a part of the name of a body or of a place."""
    words = words_of(entity.name)
    match entity.kind:
        case EntityKind.ORGANISATION:
            return any(len(n) > len(words) and n[-len(words) :] == words for n in bodies)
        case EntityKind.PERSON:
            alone = len(words) == 1 and not entity.role
            return alone and any(len(n) > 1 and words[0] in n for n in places)
        case _:
            return False


def is_party_in(entity: Entity, statement: str) -> bool:
    """Whether a statement names an entity as a party, and not the maker of a thing: "an Airbus 320
    disappeared" tells nothing of Airbus."""
    name = re.escape(entity.name)
    named = len(re.findall(rf"\b{name}\b", statement))
    return not named or len(re.findall(rf"\b{name}{_MODEL}\b", statement)) < named
