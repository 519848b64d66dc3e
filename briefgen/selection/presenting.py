"""Who somebody is, told where a brief names them first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.brief import EntityItem, EventItem, FactItem, QuoteItem
from briefgen.model.dossier import EntityKind, Event
from briefgen.text.edits import apply_edits, beside_date, introduced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Dossier, Fact
    from briefgen.model.template import FrontMatter

_Slots = dict[str, tuple["AnyItem", ...]]


def as_printed(names: Iterable[str], body: str) -> tuple[str, ...]:
    """The slots ``names`` in the order in which the ``body`` of a template prints them."""

    def place(name: str) -> int:
        found = re.search(rf"{{[%{{][^}}]*(?<![\w.]){re.escape(name)}(?!\w)", body)
        return found.start() if found else len(body)

    return tuple(sorted(names, key=place))


class Presenter:
    """Adds to the items of a brief who the people are whom they name, each once.

    These words come on top of the budget of a slot, as those of a byline do: no line is lost for
    them, and the limit of pages holds all the same.
    """

    def __init__(self, dossier: Dossier, front: FrontMatter, order: Sequence[str] = ()) -> None:
        self._order = tuple(order or front.slots)
        entries: list[Fact | Event] = [*dossier.facts, *dossier.events]
        self._entries = {entry.id: entry for entry in entries}
        self._same = {
            name: person.id
            for person in dossier.entities
            if person.kind is EntityKind.PERSON
            for name in (*person.aliases, person.name)
        }
        self._texts = {source.id: source.text for source in dossier.sources}

    def present(self, slots: Mapping[str, tuple[AnyItem, ...]]) -> _Slots:
        """The slots, every person introduced where the brief names them first and the source of
        that line introduces them. What was added to other lines before is taken back."""
        known: set[str] = set()
        found = {
            name: tuple(self._item(item, known) for item in slots[name])
            for name in sorted(slots, key=self._rank)
        }
        return {name: found[name] for name in slots}

    def _rank(self, slot: str) -> int:
        return self._order.index(slot) if slot in self._order else len(self._order)

    def _item(self, item: AnyItem, known: set[str]) -> AnyItem:
        match item:
            case QuoteItem():
                known.add(self._who(item.speaker))  # with the role, in the line below the quote
                return item
            case FactItem() | EventItem():
                return self._line(item, known)
            case EntityItem(fact=FactItem() as fact):
                return item.model_copy(update={"fact": self._line(fact, known)})
            case _:
                return item

    def _who(self, name: str) -> str:
        return self._same.get(name, name)

    def _line(self, item: FactItem | EventItem, known: set[str]) -> FactItem | EventItem:
        entry = self._entries.get(item.id)
        if entry is None:
            return item
        words, edits = self._texts[entry.source], entry.edits
        if apply_edits(words, entry.start, entry.end, edits) != entry.statement:
            return item  # a person has worded it anew
        if isinstance(entry, Event):
            edits = beside_date(entry)
        for one in entry.introductions:
            if self._who(one.person) not in known:
                known.add(self._who(one.person))
                edits = introduced(edits, one)
        text = apply_edits(words, entry.start, entry.end, edits)
        return item.model_copy(update={"text": text, "edits": edits})
