"""A brief as far as it is filled: what is told, what is used, what was passed over and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dossier import Quote
from briefgen.model.manifest import Dropped
from briefgen.model.template import FactSlot
from briefgen.selection.figures import Figures
from briefgen.selection.items import ItemMaker
from briefgen.selection.query import Topics
from briefgen.selection.ranking import Ranking
from briefgen.selection.reasons import outranked
from briefgen.selection.spoken import spoken
from briefgen.selection.thread import Thread
from briefgen.selection.told import Told

if TYPE_CHECKING:
    from datetime import date

    from briefgen.model.dossier import Dossier, Event, Fact
    from briefgen.model.template import Slot
    from briefgen.salience.coverage import Coverage
    from briefgen.selection.earlier import Earlier
    from briefgen.selection.subject import Subject


class Draft:
    """What the rooms that fill slots share. Nothing is used twice in one brief."""

    def __init__(
        self,
        dossier: Dossier,
        focus: Topics,
        as_of: date | None,
        coverage: Coverage,
        subject: Subject,
        earlier: Earlier,
    ) -> None:
        self.maker = ItemMaker(dossier)
        self.dossier = dossier
        self.focus = focus
        self.subject = subject
        self.earlier = earlier
        self.as_of = as_of
        self.table = Figures(dossier)
        self.spoken = spoken(dossier.quotes)
        self.told = Told()
        self.thread = Thread(dossier.sources)
        self.ranking = Ranking(focus, coverage, self.maker.origin)
        self.opening: str | None = None  # the fact that is told first
        self.used: set[str] = set()
        self.sentences: set[tuple[str, int]] = set()
        self.taken: dict[str, str] = {}
        self.dropped: dict[str, Dropped] = {}
        self.disputed = {n for c in dossier.conflicts for n in (*c.figures, *c.repeats)}
        self.contradicted = {f.id for f in dossier.facts if f.contradicted_by}
        self.denied = self.table.denied(dossier.facts)
        self._coverage = coverage
        self._answered: set[str] = set()

    def topics(self, slot: Slot) -> Topics:
        if slot.about == "focus":
            return self.subject.topics
        as_written = isinstance(slot, FactSlot) and slot.as_written
        return Topics.of(slot.about, self.dossier.entities, as_written=as_written)

    def asked(self, words: str) -> tuple[str, ...]:
        """The topics of the focus that an item taken is about."""
        matched = self.focus.matched(words)
        self._answered.update(matched)
        return matched

    def has_told(self, fact: Fact) -> bool:
        """Whether a fact, or its sentence, is in the brief."""
        return fact.id in self.used or (fact.source, fact.start) in self.sentences

    def may_use(self, entry: Fact | Event | Quote, words: str, kind: str) -> bool:
        """Whether an entry is new to the brief: not used, not said already in other words."""
        identity, source = entry.id, entry.source
        start = entry.sentence.start if isinstance(entry, Quote) else entry.start
        if identity in self.used or (source, start) in self.sentences:
            return False
        # An event is denied where the sentence that tells it is.
        denied = {identity, identity.replace("e-", "f-", 1)} & self.contradicted
        if not denied and self.told.holds(words):
            self.drop(identity, kind, words, "says what another item says")
            return False
        return True

    def use(self, identity: str, source: str, start: int, words: str) -> None:
        self.used.add(identity)
        self.sentences.add((source, start))
        self.told.add(words)
        self._coverage.take(words)
        self.ranking.taken[self.maker.origin(source)] += 1
        self.dropped.pop(identity, None)

    def take_back(self, identity: str, words: str) -> None:
        """Leave out after all what was taken, since later ones say it; it stays told."""
        self.used.discard(identity)
        self.taken.pop(identity, None)
        self.drop(identity, "fact", words, "says what another item says")

    def drop(
        self, identity: str, kind: str, words: str, reason: str, salience: float | None = None
    ) -> None:
        if identity not in self.used:
            self.dropped[identity] = Dropped(
                id=identity, kind=kind, text=words, reason=reason, salience=salience
            )

    def unanswered(self) -> tuple[str, ...]:
        """The topics of the focus that nothing taken is about, once all slots are filled."""
        return tuple(t.asked for t in self.focus.topics if t.asked not in self._answered)

    def left(self) -> tuple[Dropped, ...]:
        """Facts and quotes that are not in the brief, once all slots are filled, each with the
        reason: the most salient first."""
        facts = [(f.id, "fact", f.statement, f.salience) for f in self.dossier.facts]
        quotes = [(s.first.id, "quote", s.words, s.salience) for s in self.spoken]
        for rows in (facts, quotes):
            used = [salience for identity, _, _, salience in rows if identity in self.used]
            lowest = min(used, default=None)
            for identity, kind, words, salience in rows:
                reason = (
                    self.dropped[identity].reason
                    if identity in self.dropped
                    else outranked(salience, lowest)
                )
                self.drop(identity, kind, words, reason, salience)
        return tuple(sorted(self.dropped.values(), key=lambda d: (-(d.salience or 0.0), d.id)))
