"""Slots of figures: a table whose rows show every side of a dispute."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefgen.selection.budget import Budget
from briefgen.selection.figures import is_repeated
from briefgen.selection.lexicon import counts_harm
from briefgen.selection.reasons import why_taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Figure
    from briefgen.model.template import FigureSlot
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.query import Topics


class FigureFiller:
    """Fills slots of figures."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._figures_told: list[Figure] = []

    def fill(self, slot: FigureSlot) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        chosen: list[Figure] = []
        stated, elsewhere = {f.id for f in self._draft.table.told(self._draft.taken)}, set[str]()
        for sides in self._figures_in_order(about):
            if any(f.id in self._draft.used or not f.label for f in sides):
                continue
            if slot.agreed and any(f.id in self._draft.disputed for f in sides):
                # They stand elsewhere, and lesser ones do not take their place.
                identities = {f.id for f in sides}
                if elsewhere.isdisjoint(identities) and not stated.isdisjoint(identities):
                    budget.takes("")
                elsewhere |= identities
                if budget.full:
                    break
                continue
            reason = next(filter(None, map(self._why_no_row, sides)), None)
            words = [f"{figure.text} {figure.label}" for figure in sides]
            if not reason and not budget.takes(*words):
                reason = "no room in the budgets of the template"
            if reason:
                for figure in sides:
                    self._draft.drop(figure.id, "figure", figure.text, reason)
                continue
            for figure, told in zip(sides, words, strict=True):
                self._draft.used.add(figure.id)
                self._draft.taken[figure.id] = why_taken(
                    figure.salience, topics=self._draft.asked(told)
                )
                self._draft.dropped.pop(
                    figure.id, None
                )  # an earlier slot may have had no room for it
            chosen += sides
            self._figures_told += sides
            if budget.full:
                break
        return [self._draft.maker.figure(figure) for figure in chosen]

    def _why_no_row(self, figure: Figure) -> str | None:
        """Why a figure gets no row of a table; None where it may."""
        if figure.id in self._draft.denied:
            return "another source states the contrary"
        if self._draft.table.is_stale(figure):
            return "a newer source has replaced it"
        if is_repeated(figure, self._figures_told, self._draft.maker.origin):
            return "another source gives the same figure"
        return None

    def _figures_in_order(self, about: Topics) -> Iterator[tuple[Figure, ...]]:
        """The tolls, those of what the brief states first; the other figures of that; then what is
        left, the best first: each with those that dispute it, so that no side of a dispute stands
        alone."""
        told = sorted(
            self._draft.table.told(self._draft.taken),
            key=lambda f: not counts_harm(f"{f.label} {f.counts}"),
        )
        harm = sum(counts_harm(f"{f.label} {f.counts}") for f in told)
        told[harm:harm] = self._draft.table.tolls()
        others = self._draft.ranking.best_first(
            self._draft.dossier.figures,
            lambda f: f.salience,
            lambda f: f.label or "",
            lambda f: (f.source,),
            tells=False,
        )
        for figure in chain(told, others):
            sides = self._draft.table.with_rivals(figure)
            if not about or any(about.match(f"{one.label} {one.counts}") for one in sides):
                yield sides
