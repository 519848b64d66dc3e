"""Slots of facts: what is news, in an order in which each line leads to the next."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from briefgen.selection.bearing import bearing
from briefgen.selection.budget import Budget
from briefgen.selection.ground import Ground
from briefgen.selection.lexicon import (
    asks_why,
    denies_plan,
    floats,
    reacts,
    says_open,
    says_state,
    says_untold,
    tells_life,
)
from briefgen.selection.reasons import why_taken
from briefgen.selection.spare import BEARABLE, BEARABLE_ASKED, spare, stray
from briefgen.selection.tolls import Tolls
from briefgen.selection.unsettled import Unsettled
from briefgen.text.clauses import repeats_title
from briefgen.text.clock import gives_time, names_day
from briefgen.text.terms import count_words
from briefgen.text.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.model.brief import AnyItem
    from briefgen.model.dossier import Fact
    from briefgen.model.template import FactSlot
    from briefgen.selection.bearing import Asked
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.query import Topics

LONGEST_FACT = 48  # words; a longer sentence is passed over while shorter ones say something
_FEWEST_NEEDLESS = 5  # words that later lines say of one that was told
_EARLIER = 0.3  # what was known years before comes behind what happened
_DENIED = 0.3  # what somebody denies opens no brief that another lead can open
_REACTION = 0.3  # how somebody took what was done comes behind that
_FLOATING = 0.15  # "last Sunday" of an undated source
_CONTESTED = 0.3  # of what is open, what is said and denied comes first
_UNEXPLAINED = 0.6  # but behind the cause, which everybody asks for


class FactFiller:
    """Fills slots of facts."""

    def __init__(self, draft: Draft, called: str = "") -> None:
        """``called`` is the title of the brief where that can be the lead of its only source."""
        self._draft = draft
        self._called = called
        dossier = draft.dossier
        self._tolls = Tolls(dossier.facts, draft.as_of)
        self._years = Years([source.text for source in dossier.sources], draft.as_of)
        self._spare = spare(dossier.facts)
        self._stray = stray(dossier.facts, dossier.sources)
        self._ground = Ground(dossier.facts)
        self._unsettled = Unsettled(dossier.facts, dossier.sources)
        answers = {other for f in dossier.facts for other in f.answers}
        self._answers = {f.id: f for f in dossier.facts if f.id in answers and f.standalone}
        self._undenied = any(
            f.leads and f.standalone and not (f.superseded_by or f.contradicted_by)
            for f in dossier.facts
        )
        # Whether there is something to tell, whichever slot does it.
        self._opens = any(
            f.standalone and (not f.loose or f.id in self._spare) and f.id not in self._stray
            for f in dossier.facts
            if not self._unsettled.holds(f)
        )

    def fill(self, slot: FactSlot, asked: Sequence[Asked]) -> list[AnyItem]:
        """The facts of one slot; ``asked`` is what they are to bear on."""
        return self._bearing(slot, asked) if slot.bears_on else self._facts(slot)

    def _facts(self, slot: FactSlot) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        chosen: list[Fact] = []
        asked = bool(about) or slot.open or slot.advice
        for fact in self._candidates(slot, about, asked=asked):
            if slot.open and not (
                self._opens or about or self._draft.focus.matched(fact.statement)
            ):
                continue  # what is not known of a matter that is not told
            if slot.open and self._unsettled.is_told(fact, self._draft.used):
                continue
            if not self._is_news(fact, asked=asked) or self._is_passed(fact, slot):
                continue
            taken = self._taken(fact, slot, budget)
            for one in taken:
                self._tell(one, about, asked=asked)
            if taken and not asked:
                self._take_back(chosen, budget)
            chosen += taken
            if budget.full:
                break
            if not (taken or asked or self._draft.opening) and fact.leads:
                break  # nothing is told in front of it: a slot with more room opens the brief
        return [self._draft.maker.fact(fact) for fact in self._in_order(chosen, slot)]

    def _candidates(self, slot: FactSlot, about: Topics, *, asked: bool) -> Iterator[Fact]:
        """The facts that a slot may take, in the order in which it is offered them."""
        plain = [f for f in self._draft.dossier.facts if self.fits(f, slot, about)]
        if not (slot.open or slot.advice):
            lifted = slot.about != "focus" or slot.by is not None
            plain = self.plain(plain, asked=asked, lifted=lifted)
        ranked = self._draft.ranking.best_first(
            plain,
            lambda f: self._worth(f, slot),
            lambda f: f.statement,
            self._origins,
        )
        if not _is_plain(slot):
            return self._going_on(
                self._led(ranked, plain), asked=bool(about), back=slot.when == "past"
            )
        # What answers a claim that an earlier slot tells comes first.
        told = [f for f in self._draft.dossier.facts if f.id in self._draft.used]
        owed = [f for f in self._owed(told) if self.fits(f, slot, about)]
        led = self._led(chain(owed, ranked), plain)
        return self._with_tolls(self._going_on(led, asked=bool(about), back=False))

    def _origins(self, fact: Fact) -> tuple[str, ...]:
        """Who has told enough where others have told less; a brief opens with what matters most,
        whoever is quoted in it."""
        if not self._draft.opening:
            return ()
        return (fact.source, fact.attribution) if fact.attribution else (fact.source,)

    def _taken(self, fact: Fact, slot: FactSlot, budget: Budget) -> tuple[Fact, ...]:
        """A fact with what contradicts it, as far as there is room, which they take; nothing where
        there is none. A claim alone has no place among what is open."""
        owed = self._owed([fact])
        if owed and budget.takes(fact.statement, *(f.statement for f in owed)):
            return (fact, *owed)
        if not (owed and slot.open) and budget.takes(fact.statement):
            return (fact,)
        self._draft.drop(fact.id, "fact", fact.statement, "no room in the budgets of the template")
        return ()

    def _owed(self, told: Iterable[Fact]) -> tuple[Fact, ...]:
        """What contradicts facts that are told, or tells them otherwise, and is not told itself."""
        answers = (self._answers.get(other) for fact in told for other in fact.answers)
        return tuple({f.id: f for f in answers if f and not self._draft.has_told(f)}.values())

    def _in_order(self, chosen: list[Fact], slot: FactSlot) -> list[Fact]:
        """What was ``chosen``, in the order in which a slot prints it."""
        if slot.order == "text":
            return sorted(chosen, key=lambda f: (f.source, f.start))
        if slot.order == "newest":
            return sorted(chosen, key=lambda f: self._draft.maker.age(f.source))
        # Where a denial stands behind what it denies, it stays there.
        return chosen if slot.open else _told_in_order(chosen)

    def _worth(self, fact: Fact, slot: FactSlot) -> float:
        """How much a fact matters to a slot."""
        worth = fact.salience
        if slot.open:
            worth += _CONTESTED * bool(fact.contradicted_by) + _UNEXPLAINED * asks_why(fact.text)
        if not fact.leads and _is_plain(slot) and self._years.names_earlier(fact.text):
            worth -= _EARLIER
        if self._undenied and fact.contradicted_by and not self._draft.opening:
            worth -= _DENIED * (slot.new or _is_plain(slot))
        worth -= _REACTION * (fact.leads and reacts(fact.text))
        return worth - _FLOATING * (self._draft.as_of is None and floats(fact.text))

    def _is_news(self, fact: Fact, *, asked: bool) -> bool:
        """Whether a fact is new to the brief, and the news of a lead is."""
        if not self._draft.may_use(fact, fact.statement, "fact"):
            return False
        if not (asked or self._is_disputed(fact)) and self._draft.told.holds_most(fact.statement):
            self._draft.drop(fact.id, "fact", fact.statement, "says what another item says")
            return False
        if not fact.leads:
            return True
        if not asked and self._called and repeats_title(fact.text, self._called):
            self._told_by_title(fact)
            return False
        if self._repeats_a_lead(fact):
            self._draft.drop(fact.id, "fact", fact.statement, "says what another item says")
            return False
        return True

    def _tell(self, fact: Fact, about: Topics, *, asked: bool) -> None:
        """Remember that a fact is told, and why."""
        if not asked:
            self._draft.opening = self._draft.opening or fact.id
        if fact.leads:
            self._draft.told.add_lead(fact.statement)
        self._draft.use(fact.id, fact.source, fact.start, fact.statement)
        self._tolls.tell(fact.statement)
        self._draft.thread.tell(fact)
        if fact.attribution:
            self._draft.ranking.taken[fact.attribution] += 1
        self._draft.taken[fact.id] = why_taken(
            fact.salience,
            fact.factors,
            reported_by=self._draft.maker.fact(fact).reported_by,
            topics=self._draft.asked(fact.statement) + about.matched(fact.text),
        )

    def _told_by_title(self, fact: Fact) -> None:
        """Remember a lead that is all of the title of the brief, which tells it."""
        self._draft.opening = self._draft.opening or fact.id
        self._draft.told.add(fact.statement)
        self._draft.thread.tell(fact)
        self._draft.drop(fact.id, "fact", fact.statement, "is the title of the brief")

    def _repeats_a_lead(self, fact: Fact) -> bool:
        """Whether the lead of another source told the same news. Not where the two contradict each
        other, or give figures that differ: then both are heard."""
        if fact.id in self._draft.contradicted:
            return False
        differs = self._is_disputed(fact)
        return self._draft.told.holds_story(fact.statement, exactly=differs)

    def _take_back(self, chosen: list[Fact], budget: Budget) -> None:
        """Leave out of what was ``chosen`` what is needless by now, for another one."""
        for fact in [f for f in chosen if self._is_needless(f)]:
            chosen.remove(fact)
            budget.gives_back(fact.statement)
            self._draft.take_back(fact.id, fact.statement)

    def _is_needless(self, fact: Fact) -> bool:
        """Whether what was told after a fact says it again and more: "a warrant was issued", and
        then for whom, for what and where."""
        return not (fact.leads or fact.id == self._draft.opening or self._is_disputed(fact)) and (
            self._draft.told.holds_most(fact.statement, least=_FEWEST_NEEDLESS)
        )

    def _is_disputed(self, fact: Fact) -> bool:
        return fact.id in self._draft.contradicted or any(
            figure in self._draft.disputed for figure in fact.figures
        )

    def _bearing(self, slot: FactSlot, asked: Sequence[Asked]) -> list[AnyItem]:
        """Facts beside what they bear on, in the order of that."""
        about = self._draft.topics(slot)
        budget = Budget(slot)
        facts = self.plain(
            [f for f in self._draft.dossier.facts if self.fits(f, slot, about)], asked=True
        )

        def is_free(fact: Fact) -> bool:
            return self._draft.may_use(fact, fact.statement, "fact") and budget.takes(
                fact.statement
            )

        beside: dict[str, list[Fact]] = {one.key: [] for one in asked}
        for one, fact in bearing(facts, asked, slot.each, is_free):
            beside[one.key].append(fact)
            self._draft.use(fact.id, fact.source, fact.start, fact.statement)
            self._draft.taken[fact.id] = f"bears on {one.key}"
            if budget.full:
                break
        return [
            self._draft.maker.fact(fact).model_copy(update={"bears_on": key})
            for key, found in beside.items()
            for fact in found
        ]

    def _led(self, ranked: Iterable[Fact], facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts in their order, but none in front of what it rests on, unless the focus asks
        for it: and the brief opens with the lead of a source, its own where it has one. What
        contradicts one follows it."""
        known = {fact.id: fact for fact in facts}
        for fact in ranked:
            # What goes on from nothing told before, the lead of its source introduces.
            opens = not (self._draft.opening and self._draft.thread.leads_to(fact))
            under = self._ground.under(fact, opens=opens)
            if not (self._draft.opening or under or fact.leads):
                under = self._best_lead(known.values())
            if self._draft.focus.matched(fact.statement):
                under = ()
            for one in (*(f for f in under if self._is_free(f, known)), fact):
                yield one
                yield from filter(None, map(self._answers.get, one.contradicted_by))

    def _is_free(self, fact: Fact, known: Mapping[str, Fact]) -> bool:
        """Whether a fact can introduce another one: how somebody took what was done does not."""
        is_reaction = fact.leads and reacts(fact.text)
        return fact.id in known and fact.id not in self._draft.used and not is_reaction

    def _best_lead(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        leads = [fact for fact in facts if fact.leads]
        return (max(leads, key=lambda fact: fact.salience),) if leads else ()

    def _going_on(self, facts: Iterable[Fact], *, asked: bool, back: bool) -> Iterator[Fact]:
        """The facts in their order, but each only once what is told leads to it, unless it is
        ``asked`` for. Whoever takes one tells it before the next."""
        waiting: list[Fact] = []

        def leads_to(fact: Fact) -> bool:
            return self._draft.thread.leads_to(fact, back=back)

        for fact in facts:
            if not (asked or leads_to(fact) or self._draft.focus.matched(fact.statement)):
                waiting.append(fact)
                self._draft.drop(fact.id, "fact", fact.statement, "nothing told before leads to it")
                continue
            yield fact
            for other in [f for f in waiting if leads_to(f)]:
                waiting.remove(other)
                yield other

    def _with_tolls(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts, and who came to harm as soon as the brief is opened."""
        for fact in facts:
            yield from self._tolls_due()
            yield fact
        yield from self._tolls_due()

    def _tolls_due(self) -> Iterator[Fact]:
        if self._draft.opening:
            yield from filter(self._draft.thread.knows_subject, self._tolls.due())

    def fits(self, fact: Fact, slot: FactSlot, about: Topics) -> bool:
        """Whether a fact is what a slot asks for."""
        if not self._is_asked(fact, slot, about):
            return False
        if fact.superseded_by:
            self._draft.drop(
                fact.id, "fact", fact.statement, "a newer source has replaced its figure"
            )
            return False
        if slot.advice:
            return True
        if slot.open:
            return self._unsettled.holds(fact)
        if not fact.standalone:
            self._draft.drop(
                fact.id, "fact", fact.statement, "does not stand alone outside its article"
            )
            return False
        if not (about or fact.leads or self._draft.subject) and tells_life(fact.text):
            self._draft.drop(fact.id, "fact", fact.statement, "tells somebody's life")
            return False
        if not fact.leads and count_words(fact.statement) > LONGEST_FACT:
            self._draft.drop(fact.id, "fact", fact.statement, "too long for a brief")
            return False
        return True

    def _is_asked(self, fact: Fact, slot: FactSlot, about: Topics) -> bool:
        """Whether a fact is of the kind, time and party that a slot asks for."""
        told = fact.statement if slot.about == "focus" else fact.text
        return (
            fact.advises == slot.advice
            and not (slot.when and not self._is_of_time(fact, slot))
            and not (about and not about.match(told))
            and not (slot.by and slot.by != self._side(fact.attribution))
            and not (slot.timed and not gives_time(fact.text))
            and not (slot.on_days and not names_day(fact.text))
            and not (slot.new and not self._draft.earlier.is_new(fact))
            and not (slot.status and fact.status not in slot.status)
        )

    def _is_of_time(self, fact: Fact, slot: FactSlot) -> bool:
        """Whether a fact tells of the time that a slot asks for; of earlier years of the subject
        it does where it names one of them, and no lead does, which is news."""
        if slot.when == "past":
            told = fact.tense == slot.when and not (slot.about == "focus" and fact.leads)
            return told or (self._years.names_earlier(fact.text) and not fact.leads)
        if slot.when == "current" and self._years.names_earlier(fact.text) and not fact.leads:
            return False
        return fact.tense == slot.when and not (slot.when == "future" and denies_plan(fact.text))

    def _is_passed(self, fact: Fact, slot: FactSlot) -> bool:
        """Whether a slot for what happened passes a fact over, as one that tells what is open or
        how things stand, or that has a figure on which sources differ: it stands elsewhere in the
        brief, and leads to the next one here. The lead of a source may have such a figure."""
        differs = any(figure in self._draft.disputed for figure in fact.figures) and not fact.leads
        if slot.settled and fact.contradicted_by and not fact.leads:
            return True
        happened = not (says_open(fact.text) or says_untold(fact.text) or says_state(fact.text))
        if not slot.settled or (happened and not differs):
            return False
        self._draft.thread.tell(fact)
        self._draft.drop(fact.id, "fact", fact.statement, "tells of nothing that happened")
        return True

    def _side(self, attribution: str | None) -> str | None:
        """Whether the subject answers for something, somebody else, or nobody."""
        if attribution is None:
            return None
        return "focus" if self._draft.subject.answers(attribution) else "others"

    def plain(self, facts: list[Fact], *, asked: bool, lifted: bool = True) -> list[Fact]:
        """The facts without those that read as part of their article, unless the focus asks for
        them and so lifts them, there are too few others, or nothing else tells of a topic that is
        ``asked`` for: then those that can be borne."""
        plain = [
            f
            for f in facts
            if (not f.loose and self._ground.holds(f) and f.id not in self._stray)
            or (f.id in self._spare and f.id not in self._stray)
            or (lifted and self._draft.focus.matched(f.statement))
        ]
        if asked:
            # Short texts and records are held to less by whoever asks for something.
            known = {f.id for f in plain}
            borne = (f for f in facts if f.loose and f.doubt <= BEARABLE)
            plain += [f for f in borne if f.id not in known | self._stray]
            plain = plain or [f for f in facts if f.doubt <= BEARABLE_ASKED]
        for fact in facts:
            if fact not in plain:
                self._draft.drop(fact.id, "fact", fact.statement, "reads as part of its article")
        return plain


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
    return not (any(asked) or slot.timed or slot.on_days or slot.advice)
