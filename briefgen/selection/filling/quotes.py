"""Slots of quotes, and of who is quoted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.model.dossier import QuoteKind
from briefgen.selection.budget import Budget
from briefgen.selection.lexicon import answers_for
from briefgen.selection.reasons import why_taken
from briefgen.text.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import AnyItem
    from briefgen.model.template import QuoteSlot, SpeakerSlot
    from briefgen.selection.bearing import Asked
    from briefgen.selection.filling.draft import Draft
    from briefgen.selection.spoken import Spoken

_OUTDATED = 0.3  # salience that a quote loses with a figure on which sources differ
_SPREAD_OF_SPEAKERS = 0.3  # everybody once, before anybody twice


class QuoteFiller:
    """Fills slots of quotes and of speakers."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._quoted: list[Spoken] = []

    def fill(self, slot: QuoteSlot, people: Sequence[Asked]) -> list[AnyItem]:
        about = self._draft.topics(slot)
        budget = Budget(slot)
        speakers: Counter[str] = Counter()
        chosen: list[Spoken] = []
        candidates = [
            s
            for s in self._draft.spoken
            if (QuoteKind.PARTIAL if s.is_fragment else s.first.kind) in slot.kinds
            and slot.by in {None, self._voice(s)}
            and slot.side in {None, self._side(s)}
            and (not slot.of or s.name in {one.words for one in people})
        ]
        asked = [s for s in candidates if not about or about.match(s.words)]
        for one in self._draft.ranking.best_first(
            self._plain(asked),
            lambda s: s.salience - _OUTDATED * self._is_disputed(s),
            lambda s: s.words,
            lambda s: (f"quoted: {s.name}",),  # what others report of somebody is no quote
            beside=_who,
            spread=_SPREAD_OF_SPEAKERS,
        ):
            quote = one.first
            if speakers[one.name] >= slot.per_speaker or quote.id in self._draft.used:
                if quote.id not in self._draft.used:
                    self._draft.drop(
                        quote.id, "quote", one.words, "the speaker is quoted often enough"
                    )
                continue
            if not self._draft.may_use(quote, one.words, "quote"):
                continue
            if any(other.name == one.name and one.repeats(other) for other in self._quoted):
                self._draft.drop(quote.id, "quote", one.words, "says what another quote says")
                continue
            printed = self._sentence(one) if one.is_fragment else one.words
            if not budget.takes(printed):
                self._draft.drop(
                    quote.id, "quote", one.words, "no room in the budgets of the template"
                )
                continue
            speakers[one.name] += 1
            self._quoted.append(one)
            self._draft.ranking.taken.update((one.name, f"quoted: {one.name}"))
            chosen.append(one)
            self._draft.use(quote.id, quote.source, quote.sentence.start, printed)
            topics = self._draft.asked(f"{one.words} {_who(one)}")
            self._draft.taken[quote.id] = why_taken(one.salience, topics=topics)
            for part in one.parts:
                self._draft.used.add(part.id)
                self._draft.sentences.add((part.source, part.sentence.start))
            if budget.full:
                break
        if slot.order == "newest":
            chosen.sort(key=lambda s: self._draft.maker.age(s.first.source))
        return [self._draft.maker.quote(one) for one in chosen]

    def _is_disputed(self, one: Spoken) -> bool:
        """Whether somebody gives a figure on which sources differ: another quote does not look as
        if its speaker knew better than the facts beside it."""
        said = set(terms(one.words))
        return any(
            figure.text.lower() in one.words.lower() and said & set(terms(figure.counts or ""))
            for figure in self._draft.dossier.figures
            if figure.id in self._draft.disputed
        )

    def _plain(self, quotes: list[Spoken]) -> list[Spoken]:
        """The quotes without those that say nothing by themselves, where there are any others: what
        they point at stands in the article."""
        plain = [s for s in quotes if not s.points_away or self._draft.focus.matched(s.words)]
        for one in quotes:
            if plain and one not in plain:
                self._draft.drop(one.first.id, "quote", one.words, "points at what is not quoted")
        return plain or quotes

    def _voice(self, one: Spoken) -> str:
        """Whether the subject speaks, or somebody else."""
        speaker = one.first.speaker
        return "focus" if speaker and self._draft.subject.says(speaker) else "others"

    def _side(self, one: Spoken) -> str:
        """Whether somebody speaks who answers for the matter, or who asks those that do."""
        if self._draft.subject:
            return "answering" if self._voice(one) == "focus" else "asking"
        return "answering" if answers_for(_who(one)) else "asking"

    def _sentence(self, one: Spoken) -> str:
        return self._draft.maker.quote(one).sentence

    def speakers(self, slot: SpeakerSlot) -> list[AnyItem]:
        """Who is quoted most, and in any case everybody whom the brief itself quotes."""
        everybody = self._draft.maker.speakers(self._draft.spoken)
        here = {one.name for one in self._draft.spoken if one.first.id in self._draft.used}
        first = sorted(everybody, key=lambda speaker: speaker.name not in here)
        kept = {speaker.id for speaker in first[: slot.items]}
        return [speaker for speaker in everybody if speaker.id in kept]


def _who(one: Spoken) -> str:
    """Who speaks, and in what capacity."""
    speaker = one.first.speaker
    return (
        " ".join((speaker.name, speaker.role or "", speaker.affiliation or "")) if speaker else ""
    )
