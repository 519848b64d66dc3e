"""A dossier and the slots of a template in, a brief out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.brief import AuthorText, Brief, FactItem
from briefgen.model.manifest import Dropped
from briefgen.model.template import AuthorSlot
from briefgen.selection.fill import Filler
from briefgen.selection.marking import marking_for
from briefgen.selection.query import Topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefgen.model.dossier import Dossier
    from briefgen.model.template import FrontMatter

__all__ = ["Selection", "select", "shortened"]


@dataclass(frozen=True, slots=True)
class Selection:
    """A brief, and what could have been in it and is not."""

    brief: Brief
    dropped: tuple[Dropped, ...]


def _title(dossier: Dossier) -> str:
    """The title of the source that the most salient fact comes from."""
    titles = {source.id: source.title for source in dossier.sources}
    if dossier.facts:
        return titles[dossier.facts[0].source]
    return dossier.sources[0].title


def select(
    dossier: Dossier,
    front: FrontMatter,
    *,
    focus: Sequence[str] = (),
    answers: Mapping[str, str] | None = None,
    title: str | None = None,
    marking: str | None = None,
    issued: date | None = None,
    note: str = "",
) -> Selection:
    """The brief that ``front`` asks for, from what ``dossier`` holds.

    ``focus`` are topics to prefer; ``answers`` fill author slots by name; ``issued`` is the day
    to print, by default that of the newest source.
    """
    dates = [source.published for source in dossier.sources if source.published]
    as_of = max(dates, default=None)
    filler = Filler(dossier, Topics.of(focus), as_of)
    slots = {
        name: filler.fill(slot)
        for name, slot in front.slots.items()
        if not isinstance(slot, AuthorSlot)
    }
    given = answers or {}
    author = {
        name: AuthorText(text=given.get(name), prompt=slot.prompt or name, required=slot.required)
        for name, slot in front.slots.items()
        if isinstance(slot, AuthorSlot)
    }
    brief = Brief(
        template=front.name,
        title=title or _title(dossier),
        issued=issued or as_of,
        as_of=as_of,
        language=front.language,
        marking=marking_for(dossier.sources, marking),
        focus=tuple(focus),
        slots=slots,
        author=author,
        sources=filler.maker.references,
        note=note,
    )
    return Selection(brief, tuple(sorted(filler.dropped.values(), key=lambda d: (d.kind, d.id))))


def shortened(selection: Selection, reason: str) -> Selection | None:
    """The selection without its least salient fact; None where no slot has two facts left.

    The fact goes from the slot that has most of them, so that no section is emptied.
    """
    facts = [
        (sum(isinstance(i, FactItem) for i in items), -item.salience, slot, item)
        for slot, items in selection.brief.slots.items()
        for item in items
        if isinstance(item, FactItem)
    ]
    several = [row for row in facts if row[0] > 1]
    if not several:
        return None
    _, _, slot, lost = max(several, key=lambda row: (row[1], row[0], row[3].id))
    slots = dict(selection.brief.slots)
    slots[slot] = tuple(item for item in slots[slot] if item.id != lost.id)
    dropped = Dropped(id=lost.id, kind="fact", text=lost.text, reason=reason)
    return Selection(
        selection.brief.model_copy(update={"slots": slots}), (*selection.dropped, dropped)
    )
