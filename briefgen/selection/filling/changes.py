"""Slots of what has changed since an earlier report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.template import FactSlot
from briefgen.selection.budget import Budget
from briefgen.selection.query import Topics

if TYPE_CHECKING:
    from briefgen.model.brief import AnyItem
    from briefgen.model.template import ChangeSlot
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.filling.facts import FactFiller

_ANY_FACT = FactSlot(kind="fact")


class ChangeFiller:
    """Fills slots of changes."""

    def __init__(self, draft: Draft, facts: FactFiller) -> None:
        self._draft = draft
        self._facts = facts

    def fill(self, slot: ChangeSlot) -> list[AnyItem]:
        """What is new, different or gone since the earlier report. What is new is told in the
        order of the facts, and not twice."""
        budget = Budget(slot)
        out: list[AnyItem] = []
        if "figure" in slot.changes:
            for figure, was in self._draft.earlier.changed(
                self._draft.dossier.figures, self._draft.disputed
            ):
                if figure.id not in self._draft.denied and budget.takes(
                    f"{figure.text} {figure.counts}"
                ):
                    out.append(
                        self._draft.maker.changed_figure(figure, was, self._draft.earlier.number)
                    )
        if "new" in slot.changes and self._draft.earlier:
            for fact in self._facts.plain(
                [
                    f
                    for f in self._draft.dossier.facts
                    if self._facts.fits(f, _ANY_FACT, Topics(()))
                ],
                asked=False,
            ):
                if not self._draft.earlier.is_new(fact):
                    continue
                if self._draft.may_use(fact, fact.statement, "fact") and budget.takes(
                    fact.statement
                ):
                    self._draft.use(fact.id, fact.source, fact.start, fact.statement)
                    out.append(self._draft.maker.new_fact(fact))
        if "gone" in slot.changes:
            out += [
                self._draft.maker.gone(told, self._draft.earlier.number)
                for told in self._draft.earlier.gone(self._draft.dossier)
                if budget.takes(told.text)
            ]
        return out
