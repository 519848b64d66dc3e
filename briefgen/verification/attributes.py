"""What items in JSON say beside their words: speakers, roles, outlets, dates, counts of sources.

Replaying an item shows that its words are those of the source. Who said them, and what a brief
prints around them, is held against what analysis of the sources finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.brief import (
    ChangeItem,
    ConflictItem,
    DatingItem,
    EntityItem,
    EventItem,
    FactItem,
    FigureItem,
    QuoteItem,
    SpeakerItem,
    StoryItem,
)
from briefgen.verification.calendar import in_words
from briefgen.verification.evidence import Evidence
from briefgen.verification.happenings import is_done_by
from briefgen.verification.people import People
from briefgen.verification.speakers import Speakers
from briefgen.verification.statements import inserted
from briefgen.verification.tables import Tables
from briefgen.verification.verdicts import VERBATIM, Checked, Finding, Verdict, lost, together
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.brief import AnyItem, SourceReference


class Attributes:
    """Checks what stands beside the words of items."""

    def __init__(self, evidence: Evidence, numbers: Mapping[int, str]) -> None:
        self._evidence = evidence
        self._numbers = numbers  # the sources by the numbers that the brief gives them
        self._people = People(evidence)
        self._speakers = Speakers(evidence, self._people)
        self._tables = Tables(evidence, self._people)
        dossier = evidence.dossier
        self._facts = {(f.source, f.start): f for f in dossier.facts}
        self._events = {(e.source, e.start, e.expression): e for e in dossier.events}
        self._figures = {(f.source, f.start, f.end): f for f in dossier.figures}

    def finding(self, item: AnyItem) -> Finding:
        """What is wrong with the fields of an item; ``VERBATIM`` where nothing is."""
        if any(place.source not in self._evidence.sources for place in item.citations):
            return VERBATIM  # replaying it has told so
        return together(VERBATIM, *self._checks(item))

    def _checks(self, item: AnyItem) -> Iterator[Finding | None]:
        match item:
            case FactItem():
                yield from self._fact(item)
            case EventItem():
                yield from self._event(item)
            case QuoteItem():
                yield from self._quote(item)
            case FigureItem():
                yield from self._figure(item)
            case ConflictItem() | DatingItem() | ChangeItem():
                for part in _parts(item):
                    yield from self._checks(part)
            case StoryItem():
                yield from self._story(item)
            case EntityItem():
                yield from self._entity(item)
            case SpeakerItem():
                row = {"speaker": item.name, "role": item.role or "", "quotes": str(item.quotes)}
                row |= {"outlets": "; ".join(item.outlets)}
                cited = [self._numbers.get(number, "") for number in item.unnamed]
                yield self._tables.speaker_row(row, cited)

    def _quote(self, quote: QuoteItem) -> Iterator[Finding | None]:
        source = quote.citations[0].source
        place = self._evidence.place(source, quote.citations[0].start, quote.citations[0].end)
        yield self._speakers.said(quote.speaker, [place])
        if quote.role:
            yield self._speakers.role(quote.speaker, quote.role)
        yield from self._of_source(quote, source)
        if quote.affiliation and not self._evidence.holds(quote.affiliation):
            yield lost(f'"{quote.affiliation}" is in no source')

    def _fact(self, item: FactItem) -> Iterator[Finding | None]:
        first = item.citations[0]
        yield from self._brackets(item)
        yield _same("outlet", item.outlet, self._evidence.outlet(first.source))
        fact = self._facts.get((first.source, first.start))
        if fact is None:
            return
        yield _same("attribution", item.attribution, fact.attribution)
        yield _same("party", item.according_to, fact.according_to)
        yield _same("status", item.status.value, fact.status.value)
        known = {fact.source, *(span.source for span in fact.support)}
        independent = self._evidence.independent
        counted = (item.reported_by, item.out_of)
        right = (independent(known), independent(self._evidence.sources))
        if counted != right:
            yield lost(f"reported by {counted[0]} of {counted[1]}: {right[0]} of {right[1]} do")
        yield from self._support(item, known)

    def _support(self, item: FactItem | EventItem, known: set[str]) -> Iterator[Finding]:
        """Sources that are cited for what they do not say."""
        origins = {self._evidence.origin(source) for source in known}
        for place in item.citations[1:]:
            if self._evidence.origin(place.source) not in origins:
                yield lost(f"[{place.number}] does not say it")

    def _brackets(self, item: FactItem | EventItem) -> Iterator[Finding]:
        """Whom the names in square brackets stand for."""
        source = item.citations[0].source
        for edit in item.edits:
            if "[" in edit.replacement and edit.reason in {"name", "role"}:
                place = self._evidence.place(source, item.citations[0].start, item.citations[0].end)
                wording = self._evidence.wordings[source]
                first, last = wording.at(edit.start), wording.at(edit.end)
                words = edit.replacement[edit.replacement.find("[") + 1 :].split("]", 1)[0]
                yield inserted(first, last, words, place, self._evidence)

    def _event(self, item: EventItem) -> Iterator[Finding | None]:
        first = item.citations[0]
        yield from self._brackets(item)
        event = self._events.get((first.source, first.start, item.expression))
        if event is None:
            return
        if (event.date, event.precision) != (item.date, item.precision):
            printed, right = in_words(item.date, item.precision), in_words(event.date)
            yield lost(f'"{printed}" where the source means {right}')
        yield _same("bound", item.bound, event.bound)
        yield _same("time of day", item.time, event.time)
        for name in item.who:
            if not is_done_by(name, event, self._people, self._evidence):
                yield lost(f'"{name}" is not who does it')
        yield from self._support(item, {event.source, *(s.source for s in event.support)})

    def _figure(self, item: FigureItem) -> Iterator[Finding | None]:
        first = item.citations[0]
        yield _same("outlet", item.outlet, self._evidence.outlet(first.source))
        figure = self._figures.get((first.source, first.start, first.end))
        if figure is None:
            return
        yield _same("hedge", item.qualifier, figure.qualifier)
        yield _same("what is counted", item.counts, figure.counts or "")
        yield _same("label", item.label, figure.label)
        yield _same("attribution", item.attribution, figure.attribution)
        yield _same("unit", item.unit, figure.unit)
        yield _same("date", in_words(item.as_of), in_words(figure.as_of))
        if item.value != figure.value:
            yield lost(f"value {item.value:,g} where the source has {figure.value:,g}")

    def _entity(self, item: EntityItem) -> Iterator[Finding | None]:
        """Whose the roles are, and from which source of which day; and the statement beside."""
        if item.fact:
            yield from self._fact(item.fact)
        for role in item.roles:
            if self._people.has_role(item.name, role.text) is False:
                yield lost(f'"{role.text}" is not the role of {item.name}')
            for place in role.citations[:1]:
                source = self._evidence.sources[place.source]
                yield _same("outlet", role.outlet, self._evidence.outlet(place.source))
                yield _same("date", in_words(role.as_of), in_words(source.published))

    def _story(self, item: StoryItem) -> Iterator[Finding | None]:
        source = item.citations[0].source
        yield from self._of_source(item, source)
        yield _same("author", item.author, self._evidence.sources[source].author)
        if item.replaced_by:
            yield from self._fact(item.replaced_by)
        copies = {
            self._evidence.outlet(other) or self._evidence.sources[other].title
            for other in self._evidence.sources
            if other != source and self._evidence.origin(other) == self._evidence.origin(source)
        }
        for outlet in item.also_in:
            if outlet not in copies:
                yield lost(f'"{outlet}" has no copy of it')

    def _of_source(self, item: QuoteItem | StoryItem, source: str) -> Iterator[Finding | None]:
        yield _same("outlet", item.outlet, self._evidence.outlet(source))
        right = self._evidence.sources[source].published
        yield _same("date", in_words(item.published), in_words(right))

    # --- sources ---------------------------------------------------------------------------

    def reference(self, reference: SourceReference) -> Checked:
        """A source as the brief lists it, held against what it says about itself."""
        source = self._evidence.sources.get(reference.id)
        line = f"[{reference.number}] {reference.title}"
        if source is None:
            finding = lost("was not given")
        else:
            finding = together(
                VERBATIM,
                *(
                    _same(name, _shown(getattr(reference, name)), _shown(getattr(source, name)))
                    for name in ("title", "publisher", "author", "published", "url", "sha256")
                ),
            )
        return Checked(
            f"source-{reference.number}", "source", line, finding.verdict, finding.detail
        )


def _parts(item: ConflictItem | DatingItem | ChangeItem) -> tuple[AnyItem, ...]:
    """The items that an item is made of."""
    if isinstance(item, ChangeItem):
        return tuple(part for part in (item.fact, item.figure) if part is not None)
    return item.sides


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)


def _same(what: str, printed: str | None, right: str | None) -> Finding | None:
    """None where a field says what the source says."""
    if keys_of(printed or "") == keys_of(right or ""):
        return None
    if not printed:
        return lost(f'{what}: "{right}" is left out')
    return lost(f'{what}: "{printed}" where the source has {_or_none(right)}')


def _or_none(right: str | None) -> str:
    return f'"{right}"' if right else "none"


def with_attributes(checked: Checked, finding: Finding) -> Checked:
    """A line with the finding on what stands beside it."""
    if checked.verdict is Verdict.NOT_FOUND or not finding.failed:
        return checked
    return Checked(
        checked.id,
        checked.kind,
        checked.text,
        finding.verdict,
        finding.detail,
        finding.nearest,
    )
