"""A dossier and the slots of a template in, a brief out."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.model.brief import Brief, ConflictItem, EarlierReport
from briefgen.model.manifest import Dropped
from briefgen.model.template import AuthorSlot
from briefgen.selection.authored import Answer, authored, misjudged, remarks, without_columns
from briefgen.selection.bearing import asked_by
from briefgen.selection.earlier import Earlier, recorded
from briefgen.selection.filling import Draft, Filler
from briefgen.selection.items import ItemMaker
from briefgen.selection.lexicon import asks_why, counts_harm, says_open
from briefgen.selection.listed import ListedQuote, quotes_by_speaker
from briefgen.selection.marking import marking_for
from briefgen.selection.presenting import Presenter, as_printed
from briefgen.selection.query import Topics
from briefgen.selection.spoken import spoken
from briefgen.selection.subject import Subject
from briefgen.selection.told import coverage_of
from briefgen.text.clauses import headline_from
from briefgen.text.terms import count_words, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from briefgen.model.brief import AnyItem, SpeakerItem
    from briefgen.model.dossier import Dossier
    from briefgen.model.manifest import Manifest
    from briefgen.model.source import Source
    from briefgen.model.template import FrontMatter

__all__ = [
    "Answer",
    "ListedQuote",
    "Selection",
    "Topics",
    "as_printed",
    "authored",
    "misjudged",
    "quotes_by_speaker",
    "recorded",
    "remarks",
    "select",
    "shortened",
    "speakers_of",
    "without_columns",
]


def speakers_of(dossier: Dossier) -> tuple[SpeakerItem, ...]:
    """Everybody whom the sources quote so that a brief could: how often, where, in what role."""
    return tuple(ItemMaker(dossier).speakers(spoken(dossier.quotes)))


_FEWEST_TERMS = 2  # of a topic: one word names too much
_SHORT_TITLE = 8  # words; a title is not preferred for being shorter than that


@dataclass(frozen=True, slots=True)
class Selection:
    """A brief, and what could have been in it and is not."""

    brief: Brief
    dropped: tuple[Dropped, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)  # why each item was taken, by id
    # Introduces people anew where an item has gone.
    presenter: Presenter | None = field(default=None, compare=False, repr=False)
    # How many items a page limit leaves, by slot.
    least: Mapping[str, int] = field(default_factory=dict)
    # What states the contrary of a fact, or states it otherwise, by its id: neither goes alone.
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _title(dossier: Dossier, worth: Mapping[str, float], opening: str | None) -> str:
    """Of the titles of the sources that state the main fact, whatever the template, the one that
    tells most of what there is to tell, for its length; of it the topic in front of a colon, where
    this is that of every source, since what follows is what one of them says. The main fact is the
    most salient one that reads by itself, or the lead of its source; where there is none, the
    ``opening`` of the brief. Where no source of it has a title but the first words of its text, the
    title is cut from that fact. ``worth`` is how much of what there is to tell each title tells, by
    source."""
    current = [f for f in dossier.facts if not f.superseded_by]
    plain = [f for f in current if f.standalone and not f.loose]
    # Nobody's disputed word is the title, nor a party's own, where another fact opens as well.
    undenied = [f for f in plain if not (f.contradicted_by or f.according_to)]
    plain = undenied if any(f.leads for f in undenied) else plain
    told = next((f for f in current if f.id == opening), next(iter(current), None))
    main = next(iter(plain), told)
    main = next((f for f in plain if main and f.leads and f.source == main.source), main)
    stating = {main.source, *(span.source for span in main.support)} if main else set()

    def worth_of(source: Source) -> float:
        return worth[source.id] / math.sqrt(max(_SHORT_TITLE, count_words(source.title)))

    # A title may be no more than "Loading …".
    sources = [s for s in dossier.sources if s.id in stating and worth_of(s)] or dossier.sources
    stated = [s for s in sources if s.title != headline_from(s.text)]
    if opening and main and not stated:
        return headline_from(main.text)
    title = max(stated or sources, key=worth_of).title
    topic, colon, _ = title.partition(": ")
    named = set(terms(topic))
    shared = all(named <= set(terms(source.text)) for source in dossier.sources)
    is_topic = len(dossier.sources) > 1 and colon and shared and len(named) >= _FEWEST_TERMS
    return topic if is_topic else _ENTRY.sub("", title)


_ENTRY = re.compile(r"^\d{1,2}[.)] (?=[A-Z])")  # "1. Ada Holm": the head of an entry of a list
_OF_SERIES = re.compile(r"^(?:situation report|sitrep)\b[^:]{0,20}: +", re.IGNORECASE)


def _unnumbered(title: str) -> str:
    """The title of a source without the number that it has in a series of its own."""
    bare = _OF_SERIES.sub("", title)
    return bare[:1].upper() + bare[1:]


def select(
    dossier: Dossier,
    front: FrontMatter,
    *,
    focus: Sequence[str] = (),
    answers: Mapping[str, Answer] | None = None,
    title: str | None = None,
    marking: str | None = None,
    issued: date | None = None,
    language: str | None = None,
    note: str = "",
    order: Sequence[str] = (),
    previous: Manifest | None = None,
    number: int | None = None,
) -> Selection:
    """The brief that ``front`` asks for, from what ``dossier`` holds.

    ``focus`` are topics to prefer; ``answers`` fill author slots by name; ``issued`` is the day
    to print, by default that of the newest source; ``order`` are the slots as they are printed,
    by default as they are declared. ``previous`` is the manifest of the last report of a series;
    ``number`` that of this one, by default the next.
    """
    dates = [source.published for source in dossier.sources if source.published]
    as_of = max(dates, default=None)
    coverage = coverage_of(dossier)
    worth = {source.id: coverage.gain(source.title) for source in dossier.sources}
    earlier = Earlier(previous)
    subject = Subject.of(focus, dossier.entities)
    if front.subject and not subject:
        subject = Subject.most_mentioned(
            dossier.entities, {one.name for one in spoken(dossier.quotes)}
        )
    of_whom = ", ".join(subject.names) if front.subject and not front.series else ""
    asked = Topics.of(focus, dossier.entities) if focus or not front.subject else subject.topics
    alone = len(dossier.sources) == 1 and not (title or of_whom)
    called = dossier.sources[0].title if alone else ""
    draft = Draft(dossier, asked, as_of, coverage, subject, earlier)
    filler = Filler(draft, called)
    presenter = Presenter(dossier, front, order)
    given = answers or {}
    author = {
        name: authored(name, slot, given.get(name))
        for name, slot in front.slots.items()
        if isinstance(slot, AuthorSlot)
    }
    slots: dict[str, tuple[AnyItem, ...]] = {}
    for name, slot in front.slots.items():
        if not isinstance(slot, AuthorSlot):
            slots[name] = filler.fill(slot, asked_by(slot, author, slots))
    found = title or of_whom or _title(dossier, worth, draft.opening)
    brief = Brief(
        template=front.name,
        title=found if title or not front.series else _unnumbered(found),
        issued=issued or as_of,
        as_of=as_of,
        language=language or front.language,
        marking=marking_for(dossier.sources, marking),
        focus=tuple(focus),
        subject=subject.names,
        number=(number or (earlier.number or 0) + 1) if front.series else None,
        earlier=EarlierReport(
            number=previous.number,
            news=sum(earlier.is_new(fact) for fact in dossier.facts),
            issued=previous.issued,
            as_of=previous.as_of,
        )
        if previous and previous.number
        else None,
        unanswered=draft.unanswered(),
        slots=presenter.present(slots),
        author=author,
        sources=draft.maker.references,
        note=note,
    )
    least = {n: s.least for n, s in front.slots.items() if not isinstance(s, AuthorSlot)}
    beside = {fact.id: fact.answers for fact in dossier.facts if fact.answers}
    return Selection(brief, draft.left(), draft.taken, presenter, least, beside)


# A page without what people say and without numbers is no brief, and facts are what it is for:
# these give way after the others.
_HELD_BACK = {"change": 3, "quote": 2, "figure": 1, "fact": 1, "event": 1}
_WEIGHT = {"figure": 0.5}  # a row of a table is a line or two, where another item is three


def shortened(selection: Selection, reason: str) -> Selection | None:
    """The selection without an item of its fullest section; None where every section has come
    down to one item, or to as few as its slot allows. Of sections that are equally full the one
    declared last gives; of its items the last one without a figure, else the last, but a cause
    that is open after all others. A table of figures, which begins with those of the facts above
    it, loses its last row, of a dispute all. A dispute goes before anything else where a table has
    all its sides, and else only where nothing in the brief tells of it: elsewhere a mark points
    at it."""
    slot, lost = _first_to_go(selection)
    if not lost:
        return None
    gone = {item.id for item in lost}
    slots = dict(selection.brief.slots)
    slots[slot] = tuple(item for item in slots[slot] if item.id not in gone)
    if selection.presenter is not None:
        slots = selection.presenter.present(slots)
    dropped = (
        Dropped(
            id=item.id,
            kind=item.kind,
            text=_words(item),
            reason=reason,
            salience=getattr(item, "salience", None),
        )
        for item in lost
    )
    return Selection(
        selection.brief.model_copy(update={"slots": slots}),
        (*dropped, *selection.dropped),
        {name: why for name, why in selection.reasons.items() if name not in gone},
        selection.presenter,
        selection.least,
        selection.answers,
    )


def _first_to_go(selection: Selection) -> tuple[str, tuple[AnyItem, ...]]:
    """The items that a brief can spare first, and their slot; none where it can spare no more."""
    brief = selection.brief
    for slot, items in brief.slots.items():
        tabled = [i for i in items if isinstance(i, ConflictItem) and _is_tabled(i, brief)]
        if tabled:
            return slot, tuple(tabled[-1:])
    lost = {slot: _spared(slot, selection) for slot in brief.slots}
    sizes = {
        slot: sum(_need(item) < _NEEDED for item in items) * _WEIGHT.get(items[0].kind, 1)
        - _HELD_BACK.get(items[0].kind, 0)
        for slot, items in brief.slots.items()
        if lost[slot]
    }
    if not sizes:
        return "", ()
    fullest = max(reversed(sizes), key=lambda slot: sizes[slot])
    return fullest, lost[fullest]


def _spared(slot: str, selection: Selection) -> tuple[AnyItem, ...]:
    """What a section can spare first; nothing where too little would be left of it."""
    every = selection.brief.slots[slot]
    items = _expendable(every, selection.brief)
    last_first = items[::-1]
    for item in sorted(last_first, key=_need):
        lost = _with_rivals(item, items, selection.answers)
        if len(every) - len(lost) >= selection.least.get(slot, 1):
            return lost
    return ()


def _expendable(items: tuple[AnyItem, ...], brief: Brief) -> tuple[AnyItem, ...]:
    """Those of ``items`` that a brief may do without."""
    return tuple(i for i in items if not isinstance(i, ConflictItem) or not _is_told(i, brief))


def _is_told(conflict: ConflictItem, brief: Brief) -> bool:
    """Whether a fact or figure of the brief gives a side of a dispute."""
    return any(_gives(item, places) for places in _sides(conflict) for item in _others(brief))


def _is_tabled(conflict: ConflictItem, brief: Brief) -> bool:
    """Whether rows of a table give all sides of a dispute, and nothing else one."""
    items = [i for i in _others(brief) if any(_gives(i, places) for places in _sides(conflict))]
    return all(item.kind == "figure" for item in items) and all(
        any(_gives(item, places) for item in items) for places in _sides(conflict)
    )


def _sides(conflict: ConflictItem) -> list[list[tuple[str, int]]]:
    """Where the sources state each side of a dispute."""
    return [[(c.source, c.start) for c in side.citations] for side in conflict.sides]


def _others(brief: Brief) -> Iterator[AnyItem]:
    """The items of a brief that are no disputes themselves."""
    every = (item for items in brief.slots.values() for item in items)
    return (item for item in every if not isinstance(item, ConflictItem))


def _gives(item: AnyItem, places: Iterable[tuple[str, int]]) -> bool:
    """Whether an item is taken from one of these places."""
    return any(
        place.source == source and place.start <= start < place.end
        for place in item.citations
        for source, start in places
    )


def _with_rivals(
    lost: AnyItem, items: Sequence[AnyItem], answers: Mapping[str, tuple[str, ...]]
) -> tuple[AnyItem, ...]:
    """An item that a section loses, with the other sides of the dispute that it is a side of, and
    with its denial, or with what it denies."""
    dispute = getattr(lost, "conflict", None)
    return tuple(
        item
        for item in items
        if item.id == lost.id
        or (dispute and getattr(item, "conflict", None) == dispute)
        or item.id in answers.get(lost.id, ())
        or lost.id in answers.get(item.id, ())
    )


_NEEDED = 2  # what is needed so much goes last


def _need(item: AnyItem) -> int:
    """How hard an item is to spare: more so if it gives a figure or says who came to harm ("Two
    people have died"), most if it says that nobody knows why, or what somebody denies."""
    words = _words(item)
    if says_open(words) and asks_why(words):
        return _NEEDED + 1
    if getattr(item, "contradicted_by", None):
        return _NEEDED
    is_side = item.kind in {"figure", "conflict"}
    return int(is_side or any(ch.isdigit() for ch in words) or counts_harm(words))


def _words(item: AnyItem) -> str:
    return str(getattr(item, "text", "") or getattr(item, "counts", "") or item.id)
