"""Slots of conflicts: what the sources state differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.selection.budget import Budget

if TYPE_CHECKING:
    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Conflict
    from briefgen.model.template import ConflictSlot
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.query import Topics


class ConflictFiller:
    """Fills slots of conflicts."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def fill(self, slot: ConflictSlot) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        out: list[AnyItem] = []
        marked = self._marked()
        for conflict in sorted(self._draft.dossier.conflicts, key=lambda c: c.id not in marked):
            if conflict.id in self._draft.used or not self._is_about(conflict, slot, about):
                continue
            # What is marked as disputed has to be told, though it were one too many.
            if budget.takes(conflict.counts) or conflict.id in marked:
                self._draft.used.add(conflict.id)
                self._draft.asked(conflict.counts)
                out.append(self._draft.maker.conflict(conflict))
        return out

    def _marked(self) -> set[str]:
        """The conflicts that facts and figures taken so far are marked with."""
        told = {figure.id for figure in self._draft.table.told(self._draft.taken)}
        return {
            conflict.id
            for conflict in self._draft.dossier.conflicts
            if any(
                f in self._draft.taken or f in told for f in (*conflict.figures, *conflict.repeats)
            )
        }

    def _is_about(self, conflict: Conflict, slot: ConflictSlot, about: Topics) -> bool:
        """Whether a conflict is about the topics; about the subject it is where one side is the
        subject's, or is told of it."""
        if slot.about != "focus":
            return not about or about.match(conflict.counts)
        sides = self._draft.maker.conflict(conflict).sides
        return any(
            (side.attribution and self._draft.subject.answers(side.attribution))
            or any(about.match(place.sentence) for place in side.citations)
            for side in sides
        )
