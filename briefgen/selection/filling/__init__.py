"""Slots filled one after the other, so that nothing is used twice and every budget holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.template import (
    ChangeSlot,
    ConflictSlot,
    DatingSlot,
    EntitySlot,
    EventSlot,
    FactSlot,
    FigureSlot,
    QuoteSlot,
    SpeakerSlot,
    StorySlot,
)
from briefgen.selection.filling.changes import ChangeFiller
from briefgen.selection.filling.conflicts import ConflictFiller
from briefgen.selection.filling.draft import Draft
from briefgen.selection.filling.entities import EntityFiller
from briefgen.selection.filling.events import EventFiller
from briefgen.selection.filling.facts import FactFiller
from briefgen.selection.filling.figures import FigureFiller
from briefgen.selection.filling.quotes import QuoteFiller
from briefgen.selection.filling.stories import StoryFiller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import AnyItem
    from briefgen.model.template import Slot
    from briefgen.selection.bearing import Asked

__all__ = ["Draft", "Filler"]


class Filler:
    """Fills the slots of one brief, each in the room for its kind; all write into one draft."""

    def __init__(self, draft: Draft, called: str = "") -> None:
        """``called`` is the title of the brief where that can be the lead of its only source."""
        self._draft = draft
        self._facts = FactFiller(draft, called)
        self._quotes = QuoteFiller(draft)
        self._figures = FigureFiller(draft)
        self._events = EventFiller(draft)
        self._changes = ChangeFiller(draft, self._facts)
        self._conflicts = ConflictFiller(draft)
        self._stories = StoryFiller(draft)
        self._entities = EntityFiller(draft, self._facts)

    def fill(self, slot: Slot, asked: Sequence[Asked] = ()) -> tuple[AnyItem, ...]:
        """The items of one slot. What it uses, no later slot gets. ``asked`` is what its facts are
        to bear on. A slot that asks for the subject of a brief without one stays empty."""
        if not self._draft.subject and _asks_for_subject(slot):
            return ()
        return tuple(self._items(slot, asked))

    def _items(self, slot: Slot, asked: Sequence[Asked]) -> Sequence[AnyItem]:
        match slot:
            case FactSlot():
                return self._facts.fill(slot, asked)
            case QuoteSlot():
                return self._quotes.fill(slot, asked)
            case FigureSlot():
                return self._figures.fill(slot)
            case EventSlot():
                return self._events.fill(slot)
            case DatingSlot():
                return self._events.datings(slot)
            case ChangeSlot():
                return self._changes.fill(slot)
            case ConflictSlot():
                return self._conflicts.fill(slot)
            case StorySlot():
                return self._stories.fill(slot)
            case EntitySlot():
                return self._entities.fill(slot, asked)
            case SpeakerSlot():
                return self._quotes.speakers(slot)
            case _:
                raise TypeError(f"no rule fills a slot of class {type(slot).__name__}")


def _asks_for_subject(slot: Slot) -> bool:
    """Whether a slot can only be filled where the brief has a subject."""
    asked = (slot.about, getattr(slot, "by", None), getattr(slot, "beside", None))
    return "focus" in asked
