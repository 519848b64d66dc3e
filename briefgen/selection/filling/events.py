"""Slots of events, and of events that sources date differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.selection.budget import Budget
from briefgen.selection.chronology import dated_differently, days_named, in_order
from briefgen.selection.lexicon import denies_plan, tells_life
from briefgen.selection.reasons import why_taken

if TYPE_CHECKING:
    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Event
    from briefgen.model.template import DatingSlot, EventSlot
    from briefgen.selection.filling.draft import Draft


class EventFiller:
    """Fills slots of events and of datings."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def fill(self, slot: EventSlot) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        chosen: list[Event] = []
        for event in self._draft.ranking.best_first(
            [e for e in self._draft.dossier.events if self._in_time(e, slot)],
            lambda e: e.salience,
            lambda e: e.statement,
            lambda e: (e.source,),
        ):
            told = event.statement if slot.about == "focus" else event.text
            if about and not about.match(told):
                continue
            # By its own words: the name put in for "the committee" tells nothing again.
            if not self._draft.may_use(event, event.text, "event"):
                continue
            if not budget.takes(event.statement):
                self._draft.drop(
                    event.id, "event", event.statement, "no room in the budgets of the template"
                )
                continue
            self._draft.use(event.id, event.source, event.start, event.statement)
            self._draft.taken[event.id] = why_taken(
                event.salience, topics=self._draft.asked(event.statement)
            )
            chosen.append(event)
            if budget.full:
                break
        ordered = sorted(chosen, key=lambda e: (e.date, e.precision, e.source, e.start))
        items = [self._draft.maker.event(event) for event in ordered]
        named = days_named(self._draft.dossier.sources) if slot.gap else ()
        return in_order(items, newest_first=slot.order == "newest", gap=slot.gap, named=named)

    def datings(self, slot: DatingSlot) -> list[AnyItem]:
        """Events that independent sources date differently; what they use is not used up, since
        each stands in the table under its own date."""
        budget = Budget(slot)
        return [
            self._draft.maker.dating(sides)
            for sides in dated_differently(self._draft.dossier.events, self._draft.maker.origin)
            if budget.takes(sides[0].statement)
        ]

    def _in_time(self, event: Event, slot: EventSlot) -> bool:
        if event.advises and not slot.advice:
            return False
        if tells_life(event.text) and not self._draft.subject:
            return False
        if slot.when is None or self._draft.as_of is None:
            return slot.when is None
        if slot.when == "future" and denies_plan(event.text):
            return False
        return (event.date > self._draft.as_of) == (slot.when == "future")
