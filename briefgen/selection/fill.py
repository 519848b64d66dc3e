"""Slots filled one after the other, so that nothing is used twice and every budget holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from briefgen.model.dossier import EntityKind, FactStatus, Quote, QuoteKind
from briefgen.model.manifest import Dropped
from briefgen.model.template import (
    ChangeSlot,
    ConflictSlot,
    DatingSlot,
    EntitySlot,
    EventSlot,
    FactSlot,
    FigureSlot,
    QuoteSlot,
    SpeakerSlot,
    StorySlot,
)
from briefgen.selection.bearing import bearing
from briefgen.selection.budget import Budget
from briefgen.selection.chronology import dated_differently, days_named, in_order
from briefgen.selection.earlier import Earlier
from briefgen.selection.figures import Figures, is_repeated
from briefgen.selection.ground import Ground
from briefgen.selection.items import ItemMaker
from briefgen.selection.lexicon import counts_harm, denies_plan, says_open, says_state, says_untold
from briefgen.selection.query import Topics
from briefgen.selection.ranking import Ranking
from briefgen.selection.reasons import outranked, why_taken
from briefgen.selection.relations import are_parties, is_party_in
from briefgen.selection.spare import BEARABLE_ASKED, spare, stray
from briefgen.selection.spoken import Spoken, spoken
from briefgen.selection.subject import Subject
from briefgen.selection.thread import Thread
from briefgen.selection.told import Told
from briefgen.selection.tolls import Tolls
from briefgen.selection.unsettled import Unsettled
from briefgen.text.clauses import repeats_title
from briefgen.text.clock import gives_time, names_day
from briefgen.text.terms import count_words
from briefgen.text.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Conflict, Dossier, Entity, Event, Fact, Figure
    from briefgen.model.template import Slot
    from briefgen.salience.coverage import Coverage
    from briefgen.selection.bearing import Asked

_LONGEST_FACT = 48  # words; a longer sentence is passed over while shorter ones say something
_CONTESTED = 0.3  # of what is open, what is said and denied comes first
_ANY_FACT = FactSlot(kind="fact")
_SPREAD_OF_SPEAKERS = 0.3  # the same for speakers: everybody once, before anybody twice


class Filler:
    """Fills the slots of one brief from one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        focus: Topics,
        as_of: date | None,
        coverage: Coverage,
        subject: Subject,
        earlier: Earlier,
        called: str = "",
    ) -> None:
        """``called`` is the title of the brief where that can be the lead of its only source."""
        self.maker = ItemMaker(dossier)
        self.dropped: dict[str, Dropped] = {}
        self._dossier = dossier
        self._focus = focus
        self._subject = subject
        self._earlier = earlier
        self._tolls = Tolls(dossier.facts, as_of)
        self._years = Years([source.text for source in dossier.sources], as_of)
        self._as_of = as_of
        self._called = called
        self._table = Figures(dossier)
        self._spoken = spoken(dossier.quotes)
        self._used: set[str] = set()
        self._figures_told: list[Figure] = []
        self._quoted: list[Spoken] = []
        self._sentences: set[tuple[str, int]] = set()
        self._told = Told()
        self._thread = Thread(dossier.sources)
        self._coverage = coverage
        self._ranking = Ranking(focus, coverage, self.maker.origin)
        self.taken: dict[str, str] = {}
        self._answered: set[str] = set()
        self.opening: str | None = None  # the fact that is told first
        self._spare = spare(dossier.facts)
        self._stray = stray(dossier.facts, dossier.sources)
        self._ground = Ground(dossier.facts)
        self._unsettled = Unsettled(dossier.facts, dossier.sources)
        self._disputed = {n for c in dossier.conflicts for n in (*c.figures, *c.repeats)}
        denials = {other for f in dossier.facts for other in f.contradicted_by}
        self._denials = {f.id: f for f in dossier.facts if f.id in denials and f.standalone}
        self._contradicted = {f.id for f in dossier.facts if f.contradicted_by}
        # Whether there is something to tell, whichever slot does it.
        self._opens = any(
            f.standalone and (not f.loose or f.id in self._spare) and f.id not in self._stray
            for f in dossier.facts
            if not self._unsettled.holds(f)
        )
        self._denied = self._table.denied(dossier.facts)

    def _topics(self, slot: Slot) -> Topics:
        if slot.about == "focus":
            return self._subject.topics
        as_written = isinstance(slot, FactSlot) and slot.as_written
        return Topics.of(slot.about, self._dossier.entities, as_written=as_written)

    def _asked(self, words: str) -> tuple[str, ...]:
        """The topics of the focus that an item taken is about."""
        matched = self._focus.matched(words)
        self._answered.update(matched)
        return matched

    def fill(self, slot: Slot, asked: Sequence[Asked] = ()) -> tuple[AnyItem, ...]:
        """The items of one slot. What it uses, no later slot gets. ``asked`` is what its facts are
        to bear on. A slot that asks for the subject of a brief without one stays empty."""
        if not self._subject and _asks_for_subject(slot):
            return ()
        match slot:
            case FactSlot():
                return tuple(self._bearing(slot, asked) if slot.bears_on else self._facts(slot))
            case QuoteSlot():
                return tuple(self._quotes(slot, asked))
            case FigureSlot():
                return tuple(self._figures(slot))
            case EventSlot():
                return tuple(self._events(slot))
            case DatingSlot():
                return tuple(self._datings(slot))
            case ChangeSlot():
                return tuple(self._changes(slot))
            case ConflictSlot():
                return tuple(self._conflicts(slot))
            case StorySlot():
                return tuple(self._stories(slot))
            case EntitySlot():
                return tuple(self._entities(slot, asked))
            case SpeakerSlot():
                return tuple(self._speakers(slot))
            case _:
                raise TypeError(f"no rule fills a slot of class {type(slot).__name__}")

    # --- facts -----------------------------------------------------------------------------

    def _facts(self, slot: FactSlot) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        chosen: list[Fact] = []
        asked = bool(about) or slot.open
        plain = [f for f in self._dossier.facts if self._fits(f, slot, about)]
        if not slot.open:
            lifted = slot.about != "focus" or slot.by is not None
            plain = self._plain(plain, asked=asked, lifted=lifted)
        ranked = self._ranking.best_first(
            plain,
            lambda f: f.salience + _CONTESTED * (slot.open and bool(f.contradicted_by)),
            lambda f: f.statement,
            lambda f: (f.source, f.attribution) if f.attribution else (f.source,),
        )
        going_on = self._going_on(
            self._led(ranked, plain), asked=bool(about), back=slot.when == "past"
        )
        if _is_plain(slot):
            going_on = self._with_tolls(going_on)
        for fact in going_on:
            if slot.open and not (self._opens or about or self._focus.matched(fact.statement)):
                continue  # what is not known of a matter that is not told
            if slot.open and self._unsettled.is_told(fact, self._used):
                continue
            if not self._is_news(fact, asked=asked) or self._is_passed(fact, slot):
                continue
            if not budget.takes(fact.statement):
                self._drop(
                    fact.id, "fact", fact.statement, "no room in the budgets of the template"
                )
                if fact.leads and not (asked or self.opening):
                    break  # nothing is told in front of it: a slot with more room opens the brief
                continue
            self._tell(fact, about, asked=asked)
            chosen.append(fact)
            if budget.full:
                break
        if slot.order == "text":
            chosen.sort(key=lambda f: (f.source, f.start))
        elif slot.order == "newest":
            chosen.sort(key=lambda f: self.maker.age(f.source))
        elif not slot.open:  # where a denial stands behind what it denies
            chosen = _told_in_order(chosen)
        return [self.maker.fact(fact) for fact in chosen]

    def _is_news(self, fact: Fact, *, asked: bool) -> bool:
        """Whether a fact is new to the brief, and the news of a lead is."""
        if not self._may_use(fact, fact.statement, "fact"):
            return False
        if not (asked or self._is_disputed(fact)) and self._told.holds_most(fact.statement):
            self._drop(fact.id, "fact", fact.statement, "says what another item says")
            return False
        if not fact.leads:
            return True
        if not asked and self._called and repeats_title(fact.text, self._called):
            self._told_by_title(fact)
            return False
        if self._repeats_a_lead(fact):
            self._drop(fact.id, "fact", fact.statement, "says what another item says")
            return False
        return True

    def _tell(self, fact: Fact, about: Topics, *, asked: bool) -> None:
        """Remember that a fact is told, and why."""
        if not asked:
            self.opening = self.opening or fact.id
        if fact.leads:
            self._told.add_lead(fact.statement)
        self._use(fact.id, fact.source, fact.start, fact.statement)
        self._tolls.tell(fact.statement)
        self._thread.tell(fact)
        if fact.attribution:
            self._ranking.taken[fact.attribution] += 1
        self.taken[fact.id] = why_taken(
            fact.salience,
            fact.factors,
            reported_by=self.maker.fact(fact).reported_by,
            topics=self._asked(fact.statement) + about.matched(fact.text),
        )

    def _told_by_title(self, fact: Fact) -> None:
        """Remember a lead that is all of the title of the brief, which tells it."""
        self.opening = self.opening or fact.id
        self._told.add(fact.statement)
        self._thread.tell(fact)
        self._drop(fact.id, "fact", fact.statement, "is the title of the brief")

    def _repeats_a_lead(self, fact: Fact) -> bool:
        """Whether the lead of another source told the same news. Not where the two contradict each
        other, or give figures that differ: then both are heard."""
        return not self._is_disputed(fact) and self._told.holds_story(fact.statement)

    def _is_disputed(self, fact: Fact) -> bool:
        return fact.id in self._contradicted or any(
            figure in self._disputed for figure in fact.figures
        )

    def _bearing(self, slot: FactSlot, asked: Sequence[Asked]) -> list[AnyItem]:
        """Facts beside what they bear on, in the order of that."""
        about = self._topics(slot)
        budget = Budget(slot)
        facts = self._plain(
            [f for f in self._dossier.facts if self._fits(f, slot, about)], asked=True
        )

        def is_free(fact: Fact) -> bool:
            return self._may_use(fact, fact.statement, "fact") and budget.takes(fact.statement)

        beside: dict[str, list[Fact]] = {one.key: [] for one in asked}
        for one, fact in bearing(facts, asked, slot.each, is_free):
            beside[one.key].append(fact)
            self._use(fact.id, fact.source, fact.start, fact.statement)
            self.taken[fact.id] = f"bears on {one.key}"
            if budget.full:
                break
        return [
            self.maker.fact(fact).model_copy(update={"bears_on": key})
            for key, found in beside.items()
            for fact in found
        ]

    def _led(self, ranked: Iterable[Fact], facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts in their order, but none in front of what it rests on, unless the focus asks
        for it: and the brief opens with the lead of a source. What contradicts one follows it."""
        known = {fact.id: fact for fact in facts}
        for fact in ranked:
            # What goes on from nothing told before, the lead of its source introduces.
            opens = not (self.opening and self._thread.leads_to(fact))
            under = self._ground.under(fact, opens=opens)
            if self._focus.matched(fact.statement):
                under = ()
            for one in (*(f for f in under if f.id in known and f.id not in self._used), fact):
                yield one
                yield from filter(None, map(self._denials.get, one.contradicted_by))

    def _going_on(self, facts: Iterable[Fact], *, asked: bool, back: bool) -> Iterator[Fact]:
        """The facts in their order, but each only once what is told leads to it, unless it is
        ``asked`` for. Whoever takes one tells it before the next."""
        waiting: list[Fact] = []

        def leads_to(fact: Fact) -> bool:
            return self._thread.leads_to(fact, back=back)

        for fact in facts:
            if not (asked or leads_to(fact) or self._focus.matched(fact.statement)):
                waiting.append(fact)
                self._drop(fact.id, "fact", fact.statement, "nothing told before leads to it")
                continue
            yield fact
            for other in [f for f in waiting if leads_to(f)]:
                waiting.remove(other)
                yield other

    def _with_tolls(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts, and who came to harm as soon as the brief is opened."""
        for fact in facts:
            if self.opening:
                yield from self._tolls.due()
            yield fact
        if self.opening:
            yield from self._tolls.due()

    def _fits(self, fact: Fact, slot: FactSlot, about: Topics) -> bool:
        if slot.when and not self._is_of_time(fact, slot):
            return False
        if about and not about.match(fact.statement if slot.about == "focus" else fact.text):
            return False
        if slot.by and slot.by != self._side(fact.attribution):
            return False
        if slot.timed and not gives_time(fact.text):
            return False
        if slot.on_days and not names_day(fact.text):
            return False
        if slot.new and not self._earlier.is_new(fact):
            return False
        if slot.status and fact.status not in slot.status:
            return False
        if fact.superseded_by:
            self._drop(fact.id, "fact", fact.statement, "a newer source has replaced its figure")
            return False
        if slot.open:
            return self._unsettled.holds(fact)
        if not fact.standalone:
            self._drop(fact.id, "fact", fact.statement, "does not stand alone outside its article")
            return False
        if not fact.leads and count_words(fact.statement) > _LONGEST_FACT:
            self._drop(fact.id, "fact", fact.statement, "too long for a brief")
            return False
        return True

    def _is_of_time(self, fact: Fact, slot: FactSlot) -> bool:
        """Whether a fact tells of the time that a slot asks for; of earlier years of the subject
        it does where it names one of them, and no lead does, which is news."""
        if slot.when == "past" and slot.about == "focus":
            return self._years.names_earlier(fact.text) or (
                fact.tense == slot.when and not fact.leads
            )
        return fact.tense == slot.when and not (slot.when == "future" and denies_plan(fact.text))

    def _is_passed(self, fact: Fact, slot: FactSlot) -> bool:
        """Whether a slot for what happened passes a fact over, as one that tells what is open or
        how things stand, or that has a figure on which sources differ: it stands elsewhere in the
        brief, and leads to the next one here. The lead of a source may have such a figure."""
        differs = any(figure in self._disputed for figure in fact.figures) and not fact.leads
        happened = not (says_open(fact.text) or says_untold(fact.text) or says_state(fact.text))
        if not slot.settled or (happened and not differs):
            return False
        self._thread.tell(fact)
        self._drop(fact.id, "fact", fact.statement, "tells of nothing that happened")
        return True

    def _side(self, attribution: str | None) -> str | None:
        """Whether the subject answers for something, somebody else, or nobody."""
        if attribution is None:
            return None
        return "focus" if self._subject.answers(attribution) else "others"

    def _plain(self, facts: list[Fact], *, asked: bool, lifted: bool = True) -> list[Fact]:
        """The facts without those that read as part of their article, unless the focus asks for
        them and so lifts them, there are too few others, or nothing else tells of a topic that is
        ``asked`` for: then those that can be borne."""
        plain = [
            f
            for f in facts
            if (not f.loose and self._ground.holds(f) and f.id not in self._stray)
            or (f.id in self._spare and f.id not in self._stray)
            or (lifted and self._focus.matched(f.statement))
        ]
        if asked and not plain:
            plain = [f for f in facts if f.doubt <= BEARABLE_ASKED]
        for fact in facts:
            if fact not in plain:
                self._drop(fact.id, "fact", fact.statement, "reads as part of its article")
        return plain

    # --- quotes ----------------------------------------------------------------------------

    def _quotes(self, slot: QuoteSlot, people: Sequence[Asked]) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        speakers: Counter[str] = Counter()
        chosen: list[Spoken] = []
        candidates = [
            s
            for s in self._spoken
            if (QuoteKind.PARTIAL if s.is_fragment else s.first.kind) in slot.kinds
            and slot.by in {None, self._voice(s)}
            and (not slot.of or s.name in {one.words for one in people})
        ]
        for one in self._ranking.best_first(
            [s for s in candidates if not about or about.match(s.words)],
            lambda s: s.salience,
            lambda s: s.words,
            lambda s: (f"quoted: {s.name}",),  # what others report of somebody is no quote
            beside=_who,
            spread=_SPREAD_OF_SPEAKERS,
        ):
            quote = one.first
            if speakers[one.name] >= slot.per_speaker or quote.id in self._used:
                if quote.id not in self._used:
                    self._drop(quote.id, "quote", one.words, "the speaker is quoted often enough")
                continue
            if not self._may_use(quote, one.words, "quote"):
                continue
            if any(other.name == one.name and one.repeats(other) for other in self._quoted):
                self._drop(quote.id, "quote", one.words, "says what another quote says")
                continue
            printed = self._sentence(one) if one.is_fragment else one.words
            if not budget.takes(printed):
                self._drop(quote.id, "quote", one.words, "no room in the budgets of the template")
                continue
            speakers[one.name] += 1
            self._quoted.append(one)
            self._ranking.taken.update((one.name, f"quoted: {one.name}"))
            chosen.append(one)
            self._use(quote.id, quote.source, quote.sentence.start, printed)
            topics = self._asked(f"{one.words} {_who(one)}")
            self.taken[quote.id] = why_taken(one.salience, topics=topics)
            for part in one.parts:
                self._used.add(part.id)
                self._sentences.add((part.source, part.sentence.start))
            if budget.full:
                break
        if slot.order == "newest":
            chosen.sort(key=lambda s: self.maker.age(s.first.source))
        return [self.maker.quote(one) for one in chosen]

    def _voice(self, one: Spoken) -> str:
        """Whether the subject speaks, or somebody else."""
        speaker = one.first.speaker
        return "focus" if speaker and self._subject.says(speaker) else "others"

    def _sentence(self, one: Spoken) -> str:
        return self.maker.quote(one).sentence

    def _speakers(self, slot: SpeakerSlot) -> list[AnyItem]:
        """Who is quoted most, and in any case everybody whom the brief itself quotes."""
        everybody = self.maker.speakers(self._spoken)
        here = {one.name for one in self._spoken if one.first.id in self._used}
        first = sorted(everybody, key=lambda speaker: speaker.name not in here)
        kept = {speaker.id for speaker in first[: slot.items]}
        return [speaker for speaker in everybody if speaker.id in kept]

    # --- figures, events, conflicts, stories ------------------------------------------------

    def _figures(self, slot: FigureSlot) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        chosen: list[Figure] = []
        stated, elsewhere = {f.id for f in self._table.told(self.taken)}, set[str]()
        for sides in self._figures_in_order(about):
            if any(f.id in self._used or not f.label for f in sides):
                continue
            if slot.agreed and any(f.id in self._disputed for f in sides):
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
                    self._drop(figure.id, "figure", figure.text, reason)
                continue
            for figure, told in zip(sides, words, strict=True):
                self._used.add(figure.id)
                self.taken[figure.id] = why_taken(figure.salience, topics=self._asked(told))
                self.dropped.pop(figure.id, None)  # an earlier slot may have had no room for it
            chosen += sides
            self._figures_told += sides
            if budget.full:
                break
        return [self.maker.figure(figure) for figure in chosen]

    def _why_no_row(self, figure: Figure) -> str | None:
        """Why a figure gets no row of a table; None where it may."""
        if figure.id in self._denied:
            return "another source states the contrary"
        if self._table.is_stale(figure):
            return "a newer source has replaced it"
        if is_repeated(figure, self._figures_told, self.maker.origin):
            return "another source gives the same figure"
        return None

    def _figures_in_order(self, about: Topics) -> Iterator[tuple[Figure, ...]]:
        """The tolls, those of what the brief states first; the other figures of that; then what is
        left, the best first: each with those that dispute it, so that no side of a dispute stands
        alone."""
        told = sorted(
            self._table.told(self.taken),
            key=lambda f: not counts_harm(f"{f.label} {f.counts}"),
        )
        harm = sum(counts_harm(f"{f.label} {f.counts}") for f in told)
        told[harm:harm] = self._table.tolls()
        others = self._ranking.best_first(
            self._dossier.figures,
            lambda f: f.salience,
            lambda f: f.label or "",
            lambda f: (f.source,),
            tells=False,
        )
        for figure in chain(told, others):
            sides = self._table.with_rivals(figure)
            if not about or any(about.match(f"{one.label} {one.counts}") for one in sides):
                yield sides

    def _events(self, slot: EventSlot) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        chosen: list[Event] = []
        for event in self._ranking.best_first(
            [e for e in self._dossier.events if self._in_time(e, slot)],
            lambda e: e.salience,
            lambda e: e.statement,
            lambda e: (e.source,),
        ):
            told = event.statement if slot.about == "focus" else event.text
            if about and not about.match(told):
                continue
            # By its own words: the name put in for "the committee" tells nothing again.
            if not self._may_use(event, event.text, "event"):
                continue
            if not budget.takes(event.statement):
                self._drop(
                    event.id, "event", event.statement, "no room in the budgets of the template"
                )
                continue
            self._use(event.id, event.source, event.start, event.statement)
            self.taken[event.id] = why_taken(event.salience, topics=self._asked(event.statement))
            chosen.append(event)
            if budget.full:
                break
        ordered = sorted(chosen, key=lambda e: (e.date, e.precision, e.source, e.start))
        items = [self.maker.event(event) for event in ordered]
        named = days_named(self._dossier.sources) if slot.gap else ()
        return in_order(items, newest_first=slot.order == "newest", gap=slot.gap, named=named)

    def _datings(self, slot: DatingSlot) -> list[AnyItem]:
        """Events that independent sources date differently; what they use is not used up, since
        each stands in the table under its own date."""
        budget = Budget(slot)
        return [
            self.maker.dating(sides)
            for sides in dated_differently(self._dossier.events, self.maker.origin)
            if budget.takes(sides[0].statement)
        ]

    def _in_time(self, event: Event, slot: EventSlot) -> bool:
        if slot.when is None or self._as_of is None:
            return slot.when is None
        if slot.when == "future" and denies_plan(event.text):
            return False
        return (event.date > self._as_of) == (slot.when == "future")

    def _conflicts(self, slot: ConflictSlot) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        out: list[AnyItem] = []
        marked = self._marked()
        for conflict in sorted(self._dossier.conflicts, key=lambda c: c.id not in marked):
            if conflict.id in self._used or not self._is_about(conflict, slot, about):
                continue
            # What is marked as disputed has to be told, though it were one too many.
            if budget.takes(conflict.counts) or conflict.id in marked:
                self._used.add(conflict.id)
                self._asked(conflict.counts)
                out.append(self.maker.conflict(conflict))
        return out

    def _marked(self) -> set[str]:
        """The conflicts that facts and figures taken so far are marked with."""
        told = {figure.id for figure in self._table.told(self.taken)}
        return {
            conflict.id
            for conflict in self._dossier.conflicts
            if any(f in self.taken or f in told for f in (*conflict.figures, *conflict.repeats))
        }

    def _is_about(self, conflict: Conflict, slot: ConflictSlot, about: Topics) -> bool:
        """Whether a conflict is about the topics; about the subject it is where one side is the
        subject's, or is told of it."""
        if slot.about != "focus":
            return not about or about.match(conflict.counts)
        sides = self.maker.conflict(conflict).sides
        return any(
            (side.attribution and self._subject.answers(side.attribution))
            or any(about.match(place.sentence) for place in side.citations)
            for side in sides
        )

    def _stories(self, slot: StorySlot) -> list[AnyItem]:
        about = self._topics(slot)
        budget = Budget(slot)
        titles = {source.id: source.title for source in self._dossier.sources}
        leads: dict[str, Fact] = {}
        told: dict[str, Fact] = {}
        for fact in sorted(self._dossier.facts, key=lambda f: f.start):
            if (
                fact.standalone
                and not fact.superseded_by
                and fact.status is not FactStatus.UNVERIFIED
            ):
                # Where a source has no title, its first words are one.
                opens = fact.statement.startswith(titles[fact.source])
                (told if opens else leads).setdefault(fact.source, fact)
        leads = told | leads
        best = {f.source: f.salience for f in reversed(self._dossier.facts)}
        out: list[AnyItem] = []
        own = [s for s in self._dossier.sources if self.maker.origin(s.id) == s.id]
        if slot.coverage:
            own = [s for s in own if self.maker.covers(s.id)] or own
        for source in sorted(own, key=lambda s: -self._focus.lift(best.get(s.id, 0), s.title)):
            item = self.maker.story(source, leads.get(source.id))
            if item.id in self._used or (about and not about.match(f"{source.title} {item.text}")):
                continue
            if not budget.takes(f"{item.title} {item.text}"):
                continue
            self._used.add(item.id)
            self._asked(f"{item.title} {item.text}")
            out.append(item)
            if budget.full:
                break
        return out

    def _entities(self, slot: EntitySlot, asked: Sequence[Asked]) -> list[AnyItem]:
        about = self._topics(slot)
        named = {
            entity.id
            for entity in self._dossier.entities
            if any(Topics.of([entity.name]).match(one.words) for one in asked)
        }
        budget = Budget(slot)
        own = set(self._subject.entities)
        quoted = {one.name for one in self._spoken}
        kinds = _kinds(self._dossier.entities)
        out: list[AnyItem] = []
        everybody = self._dossier.entities
        for entity in are_parties(everybody) if slot.beside else everybody:
            if kinds[entity.name.casefold()] is not entity.kind:
                continue
            if entity.kind not in slot.kinds or (slot.with_role and not entity.role):
                continue
            if slot.about == "focus" and entity not in own:
                continue
            if slot.about != "focus" and about and not about.match(_names(entity)):
                continue
            beside = self._beside(entity) if slot.beside and entity not in own else None
            if slot.beside and beside is None:
                continue
            if entity.id not in named and (named or (slot.quoted and entity.name not in quoted)):
                continue
            item = self.maker.entity(entity, beside)
            if item.id in self._used or not budget.takes(
                item.fact.text if item.fact else item.name
            ):
                continue
            self._used.add(item.id)
            self._asked(_names(entity))
            if beside is not None:
                self._use(beside.id, beside.source, beside.start, beside.statement)
            out.append(item)
            if budget.full:
                break
        return out

    def _beside(self, entity: Entity) -> Fact | None:
        """The best fact that names an entity and the subject, and is not told yet."""
        named = Topics.of([entity.name], self._dossier.entities)
        return next(
            (
                fact
                for fact in self._plain(
                    [
                        f
                        for f in self._dossier.facts
                        if f.standalone
                        and not f.superseded_by
                        and count_words(f.statement) <= _LONGEST_FACT
                        and self._subject.is_told_in(f.statement)
                        and named.match(f.statement)
                        and is_party_in(entity, f.statement)
                    ],
                    asked=False,
                    lifted=False,
                )
                if self._may_use(fact, fact.statement, "fact")
            ),
            None,
        )

    def _changes(self, slot: ChangeSlot) -> list[AnyItem]:
        """What is new, different or gone since the earlier report. What is new is told in the
        order of the facts, and not twice."""
        budget = Budget(slot)
        out: list[AnyItem] = []
        if "figure" in slot.changes:
            for figure, was in self._earlier.changed(self._dossier.figures, self._disputed):
                if figure.id not in self._denied and budget.takes(f"{figure.text} {figure.counts}"):
                    out.append(self.maker.changed_figure(figure, was, self._earlier.number))
        if "new" in slot.changes and self._earlier:
            for fact in self._plain(
                [f for f in self._dossier.facts if self._fits(f, _ANY_FACT, Topics(()))],
                asked=False,
            ):
                if not self._earlier.is_new(fact):
                    continue
                if self._may_use(fact, fact.statement, "fact") and budget.takes(fact.statement):
                    self._use(fact.id, fact.source, fact.start, fact.statement)
                    out.append(self.maker.new_fact(fact))
        if "gone" in slot.changes:
            out += [
                self.maker.gone(told, self._earlier.number)
                for told in self._earlier.gone(self._dossier)
                if budget.takes(told.text)
            ]
        return out

    # --- what is used and what is not -------------------------------------------------------

    def _may_use(self, entry: Fact | Event | Quote, words: str, kind: str) -> bool:
        """Whether an entry is new to the brief: not used, not said already in other words."""
        identity, source = entry.id, entry.source
        start = entry.sentence.start if isinstance(entry, Quote) else entry.start
        if identity in self._used or (source, start) in self._sentences:
            return False
        if identity not in self._contradicted and self._told.holds(words):
            self._drop(identity, kind, words, "says what another item says")
            return False
        return True

    def _use(self, identity: str, source: str, start: int, words: str) -> None:
        self._used.add(identity)
        self._sentences.add((source, start))
        self._told.add(words)
        self._coverage.take(words)
        self._ranking.taken[self.maker.origin(source)] += 1
        self.dropped.pop(identity, None)

    def _drop(
        self, identity: str, kind: str, words: str, reason: str, salience: float | None = None
    ) -> None:
        if identity not in self._used:
            self.dropped[identity] = Dropped(
                id=identity, kind=kind, text=words, reason=reason, salience=salience
            )

    def unanswered(self) -> tuple[str, ...]:
        """The topics of the focus that nothing taken is about, once all slots are filled."""
        return tuple(t.asked for t in self._focus.topics if t.asked not in self._answered)

    def left(self) -> tuple[Dropped, ...]:
        """Facts and quotes that are not in the brief, once all slots are filled, each with the
        reason: the most salient first."""
        facts = [(f.id, "fact", f.statement, f.salience) for f in self._dossier.facts]
        quotes = [(s.first.id, "quote", s.words, s.salience) for s in self._spoken]
        for rows in (facts, quotes):
            used = [salience for identity, _, _, salience in rows if identity in self._used]
            lowest = min(used, default=None)
            for identity, kind, words, salience in rows:
                reason = (
                    self.dropped[identity].reason
                    if identity in self.dropped
                    else outranked(salience, lowest)
                )
                self._drop(identity, kind, words, reason, salience)
        return tuple(sorted(self.dropped.values(), key=lambda d: (-(d.salience or 0.0), d.id)))


def _told_in_order(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with those of each source in its own order, in the places that it has among them:
    what a source tells first introduces the rest."""
    waiting: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: -f.start):
        waiting[fact.source].append(fact)
    return [waiting[fact.source].pop() for fact in facts]


def _is_plain(slot: FactSlot) -> bool:
    """Whether a slot asks for what there is to tell, and for nothing in particular."""
    asked = (slot.about, slot.by, slot.when, slot.status, slot.open, slot.new, slot.bears_on)
    return not (any(asked) or slot.timed or slot.on_days)


def _asks_for_subject(slot: Slot) -> bool:
    """Whether a slot can only be filled where the brief has a subject."""
    asked = (slot.about, getattr(slot, "by", None), getattr(slot, "beside", None))
    return "focus" in asked


def _kinds(entities: Iterable[Entity]) -> dict[str, EntityKind]:
    """What each name stands for: where the name finder took a town for a person once, what it
    took it for most often; somebody with a role is a person."""
    out: dict[str, EntityKind] = {}
    for entity in sorted(entities, key=lambda e: (e.role is None, -e.mentions)):
        out.setdefault(entity.name.casefold(), entity.kind)
    return out


def _names(entity: Entity) -> str:
    """All that an entity is called, and its role."""
    return " / ".join((entity.name, *entity.aliases, entity.role or ""))


def _who(one: Spoken) -> str:
    """Who speaks, and in what capacity."""
    speaker = one.first.speaker
    return (
        " ".join((speaker.name, speaker.role or "", speaker.affiliation or "")) if speaker else ""
    )
