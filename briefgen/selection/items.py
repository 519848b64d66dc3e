"""Items of a brief made from the entries of a dossier, each with where it comes from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.model.brief import (
    ChangeItem,
    ConflictItem,
    DatingItem,
    EntityItem,
    EventItem,
    FactItem,
    FigureItem,
    Provenance,
    QuoteItem,
    RoleItem,
    SourceReference,
    SpeakerItem,
    StoryItem,
)
from briefgen.model.dossier import EntityKind, FactStatus, QuoteKind
from briefgen.model.source import Extent
from briefgen.selection.lexicon import earlier_in, is_limited, is_of_earlier, is_outlet
from briefgen.selection.relations import are_parties, is_party_in
from briefgen.selection.roles import without_repeats
from briefgen.text.clauses import headline_from
from briefgen.text.edits import apply_edits, beside_date
from briefgen.text.paragraphs import ParagraphIndex
from briefgen.text.parties import is_one_party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.dossier import Conflict, Dossier, Entity, Event, Fact, Figure, StatedRole
    from briefgen.model.manifest import RecordedItem
    from briefgen.model.source import Source
    from briefgen.selection.spoken import Spoken

_IN_WORDS = re.compile(r"(?<!\S)[a-z]{4,}")  # "national weather service": no name


class ItemMaker:
    """Makes the items of one brief from one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._sources = {source.id: source for source in dossier.sources}
        self._paragraphs = {s.id: ParagraphIndex(s.text) for s in dossier.sources}
        self._figures = {figure.id: figure for figure in dossier.figures}
        self._facts = {f.id: f for f in dossier.facts}
        self._fact_at = {(f.source, f.start): f for f in dossier.facts}
        self._statements = {(f.source, f.start): f.edits for f in dossier.facts}
        self._origin = {
            member: group.sources[0] for group in dossier.syndication for member in group.sources
        }
        self._rivals = {f: c for c in dossier.conflicts for f in (*c.figures, *c.repeats)}
        self._called = _by_name(dossier.entities)
        self._parties = {e.id for e in are_parties(dossier.entities)}
        numbers = {source.id: n for n, source in enumerate(dossier.sources, start=1)}
        self._independent = len({self.origin(source.id) for source in dossier.sources})
        self.references = tuple(self._reference(s, numbers) for s in dossier.sources)
        self._by_id = {reference.id: reference for reference in self.references}

    def age(self, source: str) -> int:
        """A number that is the lower, the newer a source is; the highest for one without date."""
        published = self._sources[source].published
        return -published.toordinal() if published else 0

    def origin(self, source: str) -> str:
        """The source that stands for ``source`` and its copies."""
        return self._origin.get(source, source)

    def covers(self, source: str) -> bool:
        """Whether a source is what a medium reports, and not the word of a body that publishes it:
        by the name of its publisher, else by its form."""
        one = self._sources[source]
        if one.publisher:
            return is_outlet(one.publisher)
        written = one.media_type.startswith("text/") and ".eml/" not in (one.path or "")
        return written and is_outlet(one.author or "")

    def _reference(self, source: Source, numbers: dict[str, int]) -> SourceReference:
        origin = self.origin(source.id)
        return SourceReference(
            number=numbers[source.id],
            id=source.id,
            title=source.title,
            untitled=source.title == headline_from(source.text),
            publisher=source.publisher,
            author=source.author,
            published=source.published,
            url=source.url,
            path=source.path,
            language=source.language,
            sha256=source.sha256,
            media_type=source.media_type,
            grade=source.grade,
            copy_of=numbers[origin] if origin != source.id else None,
        )

    def _provenance(
        self, source: str, start: int, end: int, *, within: Extent | None = None
    ) -> Provenance:
        """The place ``start:end``, in the sentence ``within``; None for words that are one."""
        first, last = (within.start, within.end) if within else (start, end)
        return Provenance(
            source=source,
            start=start,
            end=end,
            number=self._by_id[source].number,
            paragraph=self._paragraphs[source].number(start),
            sentence=self._sources[source].text[first:last],
        )

    def _provenances(self, entry: Fact | Event) -> tuple[Provenance, ...]:
        """Where a fact or event stands: its own sentence, then one in each independent source that
        supports it. A copy counts once, so it is cited once."""
        spans = {self.origin(entry.source): (entry.source, entry.start, entry.end)}
        for other in sorted(entry.support, key=lambda s: self.origin(s.source) != s.source):
            spans.setdefault(self.origin(other.source), (other.source, other.start, other.end))
        return tuple(self._provenance(*span) for span in spans.values())

    def _once(self, places: Iterable[Provenance]) -> tuple[Provenance, ...]:
        """Places of which a copy and its original are one: the original's where it is there."""
        places = tuple(places)
        there = {p.source for p in places}
        twice = {s for s in there if self.origin(s) != s and self.origin(s) in there}
        return tuple(p for p in places if p.source not in twice)

    def fact(self, fact: Fact) -> FactItem:
        citations = self._provenances(fact)
        reference = self._by_id[fact.source]
        return FactItem(
            id=fact.id,
            citations=citations,
            text=fact.statement,
            original=fact.text,
            edits=fact.edits,
            status=fact.status,
            attribution=fact.attribution,
            according_to=fact.according_to,
            outlet=reference.outlet,
            undated=any(
                self._is_undated(self._rivals[f]) for f in fact.figures if f in self._rivals
            ),
            contradicted_by=self._against(fact, limited=False),
            see_also=self._against(fact, limited=True),
            reported_by=len({self.origin(c.source) for c in citations}),
            out_of=self._independent,
            advises=fact.advises,
            salience=fact.salience,
        )

    def _against(self, fact: Fact, *, limited: bool) -> tuple[str, ...]:
        """Who contradicts a fact, each once: the party that a source names, else who speaks in it.
        ``limited``: those of whom or against whom it holds only from where somebody stands."""
        others = (self._facts[f] for f in fact.contradicted_by if f in self._facts)
        known = [f for f in others if is_limited(f"{f.text} {fact.text}") == limited]
        rows = ((fact.attribution, self._by_id[fact.source]) for fact in known)
        return tuple(dict.fromkeys(who or one.outlet or one.title for who, one in rows))

    def quote(self, spoken: Spoken) -> QuoteItem:
        first = spoken.first
        speaker = first.speaker
        if speaker is None:
            raise ValueError(f"quote {first.id} has no speaker")
        reference = self._by_id[first.source]
        source = self._sources[first.source]
        last = spoken.parts[-1]
        start, end = first.sentence.start, first.sentence.end
        around = Extent(start=min(start, first.start), end=max(last.sentence.end, last.end))
        edits = self._statements.get((first.source, start), ())
        cue = first.cue.text.strip() if first.cue else ""
        said = source.text[first.sentence.start : first.start], source.text[last.end : around.end]
        return QuoteItem(
            id=first.id,
            citations=(self._provenance(first.source, first.start, last.end, within=around),),
            parts=() if spoken.is_fragment else tuple(part.text for part in spoken.parts),
            begins=() if spoken.is_fragment else tuple(_sentences_begun(spoken, source.text)),
            form=QuoteKind.PARTIAL if spoken.is_fragment else first.kind,
            speaker=speaker.name,
            role=speaker.role,
            affiliation=speaker.affiliation,
            outlet=reference.outlet,
            published=source.published,
            said_when=next(filter(None, (earlier_in(part, cue) for part in said if cue)), None),
            said_earlier=any(map(is_of_earlier, said)),
            cue=first.cue.text if first.cue else None,
            text=first.text,
            sentence=apply_edits(source.text, start, end, edits),
            sentence_at=first.sentence,
            edits=edits,
        )

    def _known(self, ids: Iterable[str]) -> list[Figure]:
        """The figures called so; a dossier that a person has shortened may lack some."""
        return [self._figures[i] for i in ids if i in self._figures]

    def figure(self, figure: Figure) -> FigureItem:
        """A figure; one that sources dispute is cited with whoever else gives the same value and
        names the same party for it, or it would stand beside a name that its source never gave."""
        conflict = self._rivals.get(figure.id)
        same = self._known(conflict.repeats) if conflict else []
        spans = {self.origin(figure.source): self._at(figure)}
        for other in same:
            if other.value == figure.value and is_one_party(
                self._party(figure), self._party(other)
            ):
                spans.setdefault(self.origin(other.source), self._at(other))
        return FigureItem(
            id=figure.id,
            citations=tuple(spans.values()),
            text=figure.text,
            value=figure.value,
            unit=figure.unit,
            counts=figure.counts or "",
            counts_follow=figure.counts_follow,
            label=figure.label,
            label_at=figure.label_at,
            qualifier=figure.qualifier,
            as_of=figure.as_of,
            attribution=figure.attribution,
            outlet=self._by_id[figure.source].outlet,
            disputed=conflict is not None,
            conflict=conflict.id if conflict else None,
        )

    def _party(self, figure: Figure) -> str | None:
        return figure.attribution or self._by_id[figure.source].outlet

    def _at(self, figure: Figure) -> Provenance:
        return self._provenance(figure.source, figure.start, figure.end, within=figure.sentence)

    def event(self, event: Event) -> EventItem:
        edits = beside_date(event)
        words = self._sources[event.source].text
        as_analysed = apply_edits(words, event.start, event.end, event.edits) == event.statement
        fact = self._fact_at.get((event.source, event.start))
        return EventItem(
            id=event.id,
            citations=self._provenances(event),
            text=apply_edits(words, event.start, event.end, edits)
            if as_analysed
            else event.statement,
            original=event.text,
            edits=edits if as_analysed else event.edits,
            date=event.date,
            precision=event.precision,
            expression=event.expression,
            bound=event.bound,
            time=event.time,
            who=self._who(event.names, event.text),
            inferred=event.inferred,
            status=fact.status if fact else FactStatus.ATTRIBUTED,
            contradicted_by=self._against(fact, limited=False) if fact else (),
            see_also=self._against(fact, limited=True) if fact else (),
            advised_by=self._publisher(event.source) if event.advises else None,
        )

    def _publisher(self, source: str) -> str:
        reference = self._by_id[source]
        return reference.outlet or reference.title

    def changed_figure(self, figure: Figure, was: Sequence[str], report: int | None) -> ChangeItem:
        now = self.figure(figure)
        return ChangeItem(
            id=f"change-{figure.id}",
            citations=now.citations,
            change="figure",
            text=f"{figure.text} {figure.counts or ''}",
            figure=now,
            was=tuple(was),
            report=report,
        )

    def new_fact(self, fact: Fact) -> ChangeItem:
        now = self.fact(fact)
        return ChangeItem(
            id=f"change-{fact.id}",
            citations=now.citations,
            change="new",
            text=fact.statement,
            fact=now,
        )

    def gone(self, told: RecordedItem, report: int | None) -> ChangeItem:
        return ChangeItem(id=f"gone-{told.id}", change="gone", text=told.text, report=report)

    def dating(self, events: Sequence[Event]) -> DatingItem:
        sides = tuple(self.event(event) for event in events)
        return DatingItem(
            id=f"dating-{events[0].id}",
            citations=tuple(c for side in sides for c in side.citations),
            text=sides[0].text,
            sides=sides,
        )

    def _who(self, names: Iterable[str], told: str) -> tuple[str, ...]:
        """The people and bodies behind names as they are written in the statement ``told``, by
        their full names; a body that is told in words of its own in those."""
        out = []
        for name in names:
            entity = self._called.get(name.casefold())
            if entity is None and _IN_WORDS.search(name):
                out.append(name)
            elif entity and entity.id in self._parties and is_party_in(entity, told):
                out += [entity.name] if entity.kind is not EntityKind.PLACE else []
        return tuple(dict.fromkeys(out))

    def conflict(self, conflict: Conflict) -> ConflictItem:
        figures = self._known(conflict.figures)
        sides = tuple(self.figure(figure) for figure in figures)
        named = next((f for f in figures if f.label and not f.counts_follow), None)
        return ConflictItem(
            id=conflict.id,
            citations=tuple(c for side in sides for c in side.citations),
            counts=self._with_article(named) if named else conflict.counts,
            sides=sides,
            undated=self._is_undated(conflict),
        )

    def _is_undated(self, conflict: Conflict) -> bool:
        """Whether a side of a conflict has no date: then it may be an older count."""
        return any(figure.as_of is None for figure in self._known(conflict.figures))

    def _with_article(self, figure: Figure) -> str:
        """What a figure is called, with "the" where its source has it in front."""
        before = self._sources[figure.source].text[: figure.label_at[0].start]
        return f"the {figure.label}" if before.lower().endswith("the ") else str(figure.label)

    def story(self, source: Source, lead: Fact | None, *, opens: bool = True) -> StoryItem:
        """A source as coverage; ``opens`` is whether its first words tell what it is about, so
        that they may stand for a title that it has not."""
        reference = self._by_id[source.id]
        copies = sorted(
            self._by_id[member].outlet or self._by_id[member].title
            for member, origin in self._origin.items()
            if origin == source.id and member != source.id
        )
        span = (lead.start, lead.end) if lead else (0, 0)
        return StoryItem(
            id=f"story-{source.id}",
            citations=(self._provenance(source.id, *span),),
            title=source.title if opens or not reference.untitled else _file_of(source),
            outlet=reference.outlet,
            author=source.author,
            published=source.published,
            url=source.url,
            text=lead.statement if lead else "",
            edits=lead.edits if lead else (),
            also_in=tuple(copies),
            covers=self.covers(source.id),
            according_to=lead.according_to if lead else None,
            updated=bool(lead and lead.superseded_by),
            replaced_by=self._replaced_by(lead),
        )

    def _replaced_by(self, lead: Fact | None) -> FactItem | None:
        """The statement of the figure that has replaced one of ``lead``."""
        heir = lead.superseded_by if lead else None
        newer = (f for f in self._facts.values() if f.standalone and heir and heir in f.figures)
        fact = next(newer, None)
        return self.fact(fact) if fact else None

    def entity(self, entity: Entity, beside: Fact | None = None) -> EntityItem:
        """A person, organisation or place; ``beside`` is a fact that names it with the subject."""
        roles = self._roles(entity.roles)
        places = [c for role in roles if role.text == entity.role for c in role.citations]
        named = [self._provenance(n.source, n.start, n.end) for n in entity.named]
        sources = [self._by_id[span.source] for span in entity.named]
        return EntityItem(
            id=entity.id if beside is None else f"{entity.id}-{beside.id}",
            citations=self._provenances(beside) if beside else self._once(places or named),
            name=entity.name,
            sort=entity.kind,
            aliases=entity.aliases,
            role=entity.role,
            affiliation=entity.affiliation,
            roles=roles,
            mentions=entity.mentions,
            outlets=tuple(dict.fromkeys(s.outlet or s.title for s in sources)),
            fact=self.fact(beside) if beside else None,
        )

    def _roles(self, stated: Iterable[StatedRole]) -> tuple[RoleItem, ...]:
        """Roles, each wording once with all that state it, and dated by the newest of them; one
        that another says too, and in what body ("chief executive of …"), is left out."""
        found: dict[str, RoleItem] = {}
        for role in stated:
            place = self._provenance(role.source, role.start, role.end, within=role.sentence)
            key = role.text.casefold().replace("’", "'")
            if known := found.get(key):
                place, *more = self._once((*known.citations, place))
                first = self._role(known, place)
                found[key] = first.model_copy(update={"citations": (place, *more)})
                continue
            found[key] = self._role(role, place)
        return without_repeats(tuple(found.values()))

    def _role(self, role: StatedRole | RoleItem, place: Provenance) -> RoleItem:
        """A role as the source that is cited for it states it."""
        return RoleItem(
            text=role.text,
            affiliation=role.affiliation,
            outlet=self._by_id[place.source].outlet,
            as_of=self._sources[place.source].published,
            citations=(place,),
        )

    def speakers(self, spoken: Iterable[Spoken]) -> list[SpeakerItem]:
        """Who is quoted how often and where, the most quoted first."""
        counts: Counter[str] = Counter()
        outlets: dict[str, set[str]] = defaultdict(set)
        unnamed: dict[str, set[int]] = defaultdict(set)
        roles: dict[str, str] = {}
        bodies: dict[str, str] = {}
        for one in spoken:
            counts[one.name] += 1
            reference = self._by_id[one.first.source]
            if reference.outlet and self.covers(reference.id):
                outlets[one.name].add(reference.outlet)
            else:
                unnamed[one.name].add(reference.number)
            speaker = one.first.speaker
            # Of "Director-General of the Agency" another source says which agency.
            known = self._called.get(one.name.casefold()) or speaker
            if known and known.role:
                roles.setdefault(one.name, known.role)
            if known and known.affiliation:
                bodies.setdefault(one.name, known.affiliation)
        return [
            SpeakerItem(
                id=f"speaker-{n}",
                name=name,
                role=roles.get(name),
                affiliation=bodies.get(name),
                quotes=count,
                outlets=tuple(sorted(outlets[name])),
                unnamed=tuple(sorted(unnamed[name])),
            )
            for n, (name, count) in enumerate(
                sorted(counts.items(), key=lambda row: (-row[1], row[0])), start=1
            )
        ]


_SENTENCE_ENDED = re.compile(r"[.!?][\s\"“”‘’'«»„]*$")


def _sentences_begun(spoken: Spoken, text: str) -> Iterator[int]:
    """The parts behind the first, counted from 0, in front of which an attribution ended its
    sentence: “The gate held,” she said. “Nobody slept.”"""
    for n, (before, part) in enumerate(pairwise(spoken.parts), start=1):
        if part.text[:1].isupper() and _SENTENCE_ENDED.search(text[before.end : part.start]):
            yield n


def _by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    """From each name, in small letters and without its article, to the one who bears it: people
    whom a source gives a role first, then whoever is mentioned most."""
    out: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda e: (e.role is None, -e.mentions)):
        for name in (entity.name, *entity.aliases):
            out.setdefault(name.casefold(), entity)
            out.setdefault(f"the {name.casefold()}", entity)
    return out


def _file_of(source: Source) -> str:
    """The name of the file of a source; its title where it has none."""
    return PurePath(source.path).name if source.path else source.title
