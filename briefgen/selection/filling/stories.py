"""Slots of stories: each source, with its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dossier import FactStatus
from briefgen.selection.budget import Budget
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Fact
    from briefgen.model.source import Source
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
        leads = told | leads | self._news(told)
        best = {f.source: f.salience for f in reversed(self._draft.dossier.facts)}
        out: list[AnyItem] = []
        own = [s for s in self._draft.dossier.sources if self._draft.maker.origin(s.id) == s.id]
        if slot.coverage:
            own = [s for s in own if self._draft.maker.covers(s.id)] or own
        for source in sorted(
            own, key=lambda s: -self._draft.focus.lift(best.get(s.id, 0), s.title)
        ):
            opens = source.id in told or source.id not in leads
            item = self._draft.maker.story(source, leads.get(source.id), opens=opens)
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

    def _news(self, told: dict[str, Fact]) -> dict[str, Fact]:
        """The lead of each source that has one, which is its news on its day, though a newer source
        may have replaced a figure in it; of a copy that is kept for its other one, where that has
        it in the same words. Not of those whose title tells it."""
        every = [f for f in self._draft.dossier.facts if f.leads and f.standalone]
        own = {f.source: f for f in every}
        of_copies = {self._draft.maker.origin(f.source): f for f in every}
        out: dict[str, Fact] = {}
        for source in self._draft.dossier.sources:
            lead = own.get(source.id) or _moved(of_copies.get(source.id), source)
            if lead is not None and source.id not in told:
                out[source.id] = lead
        return out


_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def _moved(fact: Fact | None, source: Source) -> Fact | None:
    """A fact of one text where another one has the same sentence; None where it has not."""
    if fact is None:
        return None
    start = source.text.translate(_STRAIGHT).find(fact.text.translate(_STRAIGHT))
    if start < 0:
        return None
    by = start - fact.start
    end = fact.end + by
    edits = tuple(
        e.model_copy(update={"start": e.start + by, "end": e.end + by}) for e in fact.edits
    )
    moved = {
        "source": source.id,
        "start": start,
        "end": end,
        "text": source.text[start:end],
        "edits": edits,
        "statement": apply_edits(source.text, start, end, edits),
    }
    return fact.model_copy(update=moved)
