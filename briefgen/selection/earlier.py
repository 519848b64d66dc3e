"""What an earlier report of a series told, against what there is to tell now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import ConflictItem, FigureItem
from briefgen.model.manifest import RecordedFigure, RecordedItem
from briefgen.model.source import Span
from briefgen.selection.told import Told
from briefgen.text.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from briefgen.model.brief import AnyItem, Brief
    from briefgen.model.dossier import Dossier, Fact, Figure
    from briefgen.model.manifest import Manifest

# Likeness of what two figures count, from which they are one measure at two times.
_SAME_MEASURE = 0.7
_FEWEST_TERMS = 2  # "people" alone is no measure
_TELLING = {"fact", "quote", "event", "story", "change"}  # items with words of their own


def recorded(brief: Brief, dossier: Dossier | None = None) -> tuple[RecordedItem, ...]:
    """What a brief tells, for the record of its build; with the figures in its facts, where the
    ``dossier`` that it was made from is at hand."""
    known = {f.id: f for f in dossier.figures} if dossier else {}
    inside = {f.id: f.figures for f in dossier.facts} if dossier else {}
    return tuple(
        RecordedItem(
            id=item.id,
            kind=item.kind,
            slot=slot,
            text=str(getattr(item, "text", "") or getattr(item, "counts", "")),
            places=tuple(_span(place) for place in item.citations),
            figures=(
                *_figures(item),
                *(_figure(known[n]) for n in inside.get(item.id, ()) if n in known),
            ),
        )
        for slot, items in brief.slots.items()
        for item in items
    )


def _span(place: Span) -> Span:
    return Span(source=place.source, start=place.start, end=place.end)


def _figures(item: AnyItem) -> tuple[RecordedFigure, ...]:
    match item:
        case FigureItem():
            return (_figure(item),)
        case ConflictItem():
            return tuple(_figure(side) for side in item.sides)
        case _:
            now = getattr(item, "figure", None)
            return (_figure(now),) if now else ()


def _figure(figure: Figure | FigureItem) -> RecordedFigure:
    return RecordedFigure(
        text=figure.text,
        value=figure.value,
        unit=figure.unit,
        counts=figure.counts or "",
        qualifier=figure.qualifier,
        as_of=figure.as_of,
    )


class Earlier:
    """An earlier report, as its manifest has it; false where there is none, and then everything
    is new and nothing has changed.

    Sources change between reports: what comes from a source that the earlier one had was known
    then, and what a new source says in like words is no news.
    """

    def __init__(self, manifest: Manifest | None) -> None:
        self._manifest = manifest
        self._items = manifest.items if manifest else ()
        self._sources = {source.id for source in manifest.sources} if manifest else set()
        self._told = Told()
        for item in self._items:
            if item.kind in _TELLING and item.text:
                self._told.add(item.text)

    def __bool__(self) -> bool:
        return self._manifest is not None

    @property
    def number(self) -> int | None:
        """The number of the report in its series."""
        return self._manifest.number if self._manifest else None

    def is_new(self, fact: Fact) -> bool:
        """Whether a fact could not have been in the earlier report, and is not in it."""
        if self._manifest is None:
            return True
        stating = {fact.source, *(span.source for span in fact.support)}
        return not stating & self._sources and not self._told.holds(fact.statement)

    def changed(
        self, figures: Sequence[Figure], disputed: Container[str] = ()
    ) -> Iterator[tuple[Figure, tuple[str, ...]]]:
        """Figures of new sources, best first and each measure once, with the amounts that the
        earlier report gave for what they count. Those that are ``disputed`` have not changed:
        whoever gave the other amount still does."""
        measures: list[tuple[str | None, tuple[str, ...]]] = []
        for figure in figures:
            counted = terms(figure.counts or "")
            if (
                figure.source in self._sources
                or figure.id in disputed
                or len(set(counted)) < _FEWEST_TERMS
            ):
                continue
            before = [
                old
                for item in self._items
                for old in item.figures
                if old.unit == figure.unit and likeness(terms(old.counts), counted) >= _SAME_MEASURE
            ]
            if not before or any(old.value == figure.value for old in before):
                continue
            if any(u == figure.unit and likeness(c, counted) >= _SAME_MEASURE for u, c in measures):
                continue
            measures.append((figure.unit, counted))
            yield figure, tuple(dict.fromkeys(_amount(old) for old in before))

    def gone(self, dossier: Dossier) -> Iterator[RecordedItem]:
        """Facts of the earlier report that no source states any more."""
        if not self._items:
            return
        there = {fact.id for fact in dossier.facts} | {event.id for event in dossier.events}
        read = {source.id for source in dossier.sources}
        now = Told()
        for fact in dossier.facts:
            now.add(fact.statement)
        for item in self._items:
            stands = item.id in there or any(place.source in read for place in item.places)
            if item.kind in {"fact", "event"} and not stands and not now.holds(item.text):
                yield item


def _amount(figure: RecordedFigure) -> str:
    return f"{figure.qualifier} {figure.text}" if figure.qualifier else figure.text
