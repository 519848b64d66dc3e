"""Slots of stories: each source, with its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dossier import FactStatus
from briefgen.selection.budget import Budget

if TYPE_CHECKING:
    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Fact
    from briefgen.model.template import StorySlot
    from briefgen.selection.filling.draft import Draft


class StoryFiller:
    """Fills slots of stories."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def fill(self, slot: StorySlot) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        titles = {source.id: source.title for source in self._draft.dossier.sources}
        leads: dict[str, Fact] = {}
        told: dict[str, Fact] = {}
        for fact in sorted(self._draft.dossier.facts, key=lambda f: f.start):
            if (
                fact.standalone
                and not fact.superseded_by
                and fact.status is not FactStatus.UNVERIFIED
            ):
                # Where a source has no title, its first words are one.
                opens = fact.statement.startswith(titles[fact.source])
                (told if opens else leads).setdefault(fact.source, fact)
        leads = told | leads
        best = {f.source: f.salience for f in reversed(self._draft.dossier.facts)}
        out: list[AnyItem] = []
        own = [s for s in self._draft.dossier.sources if self._draft.maker.origin(s.id) == s.id]
        if slot.coverage:
            own = [s for s in own if self._draft.maker.covers(s.id)] or own
        for source in sorted(
            own, key=lambda s: -self._draft.focus.lift(best.get(s.id, 0), s.title)
        ):
            item = self._draft.maker.story(source, leads.get(source.id))
            if item.id in self._draft.used or (
                about and not about.match(f"{source.title} {item.text}")
            ):
                continue
            if not budget.takes(f"{item.title} {item.text}"):
                continue
            self._draft.used.add(item.id)
            self._draft.asked(f"{item.title} {item.text}")
            out.append(item)
            if budget.full:
                break
        return out
