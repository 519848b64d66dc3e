"""Slots of people, bodies and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.selection.budget import Budget
from briefgen.selection.filling.facts import LONGEST_FACT
from briefgen.selection.query import Topics
from briefgen.selection.relations import are_parties, is_party_in
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Entity, EntityKind, Fact
    from briefgen.model.template import EntitySlot
    from briefgen.selection.bearing import Asked
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.filling.facts import FactFiller


class EntityFiller:
    """Fills slots of entities."""

    def __init__(self, draft: Draft, facts: FactFiller) -> None:
        self._draft = draft
        self._facts = facts

    def fill(self, slot: EntitySlot, asked: Sequence[Asked]) -> list[AnyItem]:
        about = self._draft.topics(slot)
        named = {
            entity.id
            for entity in self._draft.dossier.entities
            if any(Topics.of([entity.name]).match(one.words) for one in asked)
        }
        budget = Budget(slot)
        own = set(self._draft.subject.entities)
        quoted = {one.name for one in self._draft.spoken}
        kinds = _kinds(self._draft.dossier.entities)
        out: list[AnyItem] = []
        everybody = self._draft.dossier.entities
        for entity in are_parties(everybody) if slot.beside else everybody:
            if kinds[entity.name.casefold()] is not entity.kind:
                continue
            if entity.kind not in slot.kinds or (slot.with_role and not entity.role):
                continue
            if slot.about == "focus" and entity not in own:
                continue
            if slot.about != "focus" and about and not about.match(_names(entity)):
                continue
            beside = self._beside(entity) if slot.beside and entity not in own else None
            if slot.beside and beside is None:
                continue
            if entity.id not in named and (named or (slot.quoted and entity.name not in quoted)):
                continue
            item = self._draft.maker.entity(entity, beside)
            if item.id in self._draft.used or not budget.takes(
                item.fact.text if item.fact else item.name
            ):
                continue
            self._draft.used.add(item.id)
            self._draft.asked(_names(entity))
            if beside is not None:
                self._draft.use(beside.id, beside.source, beside.start, beside.statement)
            out.append(item)
            if budget.full:
                break
        return out

    def _beside(self, entity: Entity) -> Fact | None:
        """The best fact that names an entity and the subject, and is not told yet."""
        named = Topics.of([entity.name], self._draft.dossier.entities)
        return next(
            (
                fact
                for fact in self._facts.plain(
                    [
                        f
                        for f in self._draft.dossier.facts
                        if f.standalone
                        and not f.superseded_by
                        and count_words(f.statement) <= LONGEST_FACT
                        and self._draft.subject.is_told_in(f.statement)
                        and named.match(f.statement)
                        and is_party_in(entity, f.statement)
                    ],
                    asked=False,
                    lifted=False,
                )
                if self._draft.may_use(fact, fact.statement, "fact")
            ),
            None,
        )


def _kinds(entities: Iterable[Entity]) -> dict[str, EntityKind]:
    """What each name stands for: where the name finder took a town for a person once, what it
    took it for most often; somebody with a role is a person."""
    out: dict[str, EntityKind] = {}
    for entity in sorted(entities, key=lambda e: (e.role is None, -e.mentions)):
        out.setdefault(entity.name.casefold(), entity.kind)
    return out


def _names(entity: Entity) -> str:
    """All that an entity is called, and its role."""
    return " / ".join((entity.name, *entity.aliases, entity.role or ""))
