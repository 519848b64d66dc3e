"""Quotes put together as they were spoken: parts around an attribution, several paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import QuoteKind, RecordStatus
from briefgen.text.terms import count_words, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.dossier import Quote

# From this confidence on a speaker is printed. On labelled news articles seven of ten errors lie
# below it.
CONFIDENT = 0.6
_FEWEST_WORDS, _FEWEST_CHARACTERS = 4, 12  # a shorter direct quote is a fragment
_LONGEST = 75  # words a reader follows in one quote
_MOSTLY = 0.75  # share of the terms of the shorter of two quotes that makes them one
_FEWEST_TERMS = 3  # two quotes may share a word or two by chance
# "It is …", "They filed it", "That was …", but not "It is time to …" or "This inquiry is …".
_TAKES_UP = re.compile(
    r"(?:It|They|He|She)\b|(?:That|This|These|Those)(?:[’']s)? (?:is|are|was|were|has|have|had|will"
    r"|would|does|did|can|could|may|might|must|should|means?|makes?|shows?|needs?)\b|That[’']s\b"
)
_POINTS_FORWARD = re.compile(
    r"It(?:[’']s| is| was| will be| would be| has been)(?: \w+){0,3}"
    r" (?:that|to|who|when|whether|if)\b"
)
_GAP = 90  # characters between two parts: an attribution with role fits in


@dataclass(frozen=True, slots=True)
class Spoken:
    """One or more quotes that one speaker said in one breath, in order."""

    parts: tuple[Quote, ...]
    salience: float

    @property
    def first(self) -> Quote:
        return self.parts[0]

    def repeats(self, other: Spoken) -> bool:
        """Whether nearly all that is said is said in ``other`` too, or the other way round: two
        papers quote more and less of one speech."""
        mine, theirs = set(terms(self.words)), set(terms(other.words))
        fewer = min(len(mine), len(theirs))
        return fewer >= _FEWEST_TERMS and len(mine & theirs) >= _MOSTLY * fewer

    @property
    def is_fragment(self) -> bool:
        """Whether only part of a sentence was said, which reads within that sentence alone."""
        return _is_fragment(self.first)

    @property
    def points_away(self) -> bool:
        """Whether a quote opens with what was told before it: "It is 40 pages long"."""
        words = self.first.text
        return bool(_TAKES_UP.match(words)) and not _POINTS_FORWARD.match(words)

    @property
    def name(self) -> str:
        speaker = self.first.speaker
        return speaker.name if speaker else ""

    @property
    def words(self) -> str:
        return " ".join(part.text for part in self.parts)


def _is_fragment(quote: Quote) -> bool:
    """Whether a quote is part of a sentence: found to be one, or without a capital in front, as in
    trying to oust “a dictator who …”."""
    return quote.kind is QuoteKind.PARTIAL or quote.text[:1].islower()


def _printable(quote: Quote) -> bool:
    """Whether a quote can stand in a brief: its speaker is known and named."""
    return quote.kind is not QuoteKind.INDIRECT and why_not(quote) is None


def why_not(quote: Quote) -> str | None:
    """Why a quote is not printed in a brief; None where it can be."""
    if quote.speaker is None:
        return "nobody is named as its speaker"
    if not quote.speaker.certain:
        return f'"{quote.speaker.name}" names nobody'
    if quote.confidence < CONFIDENT:
        return f"the speaker is not sure enough ({quote.confidence:.2f}, rule: {quote.rule})"
    if quote.record is RecordStatus.OFF_RECORD:
        return "it was said off the record"
    return None


def _goes_on(before: Quote, quote: Quote) -> bool:
    """Whether ``quote`` is the next part of what ``before`` began."""
    if quote.continues == before.id:
        return True
    same = (
        before.speaker is not None
        and quote.speaker is not None
        and before.speaker.name == quote.speaker.name
        and before.kind is QuoteKind.DIRECT
        and quote.kind is QuoteKind.DIRECT
    )
    return same and before.paragraph == quote.paragraph and 0 <= quote.start - before.end <= _GAP


def spoken(quotes: Sequence[Quote]) -> list[Spoken]:
    """What a brief can quote, best first. A fragment stands for its whole sentence, so that of
    several in one sentence only the first stays."""
    by_source: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if _printable(quote):
            by_source[quote.source].append(quote)
    groups: list[list[Quote]] = []
    for own in by_source.values():
        last: Quote | None = None
        for quote in sorted(own, key=lambda q: q.start):
            whole = last is not None and not _is_fragment(groups[-1][0])
            if last is not None and whole and _goes_on(last, quote):
                groups[-1].append(quote)
            elif last is None or not _is_fragment(quote) or quote.sentence != last.sentence:
                groups.append([quote])
            last = quote
    out = [_shortened(group) for group in groups]
    return sorted((s for s in out if _long_enough(s)), key=lambda s: (-s.salience, s.first.id))


def _shortened(group: list[Quote]) -> Spoken:
    """The first parts of a long speech, as many as a reader follows, up to the end of a sentence
    where one of them has it."""
    fits = 1
    while (
        fits < len(group) and count_words(" ".join(q.text for q in group[: fits + 1])) <= _LONGEST
    ):
        fits += 1
    while 1 < fits < len(group) and group[fits].text[:1].islower():
        fits -= 1
    kept = group[:fits]
    return Spoken(tuple(kept), max(q.salience for q in kept))


def _long_enough(one: Spoken) -> bool:
    if one.first.kind is QuoteKind.PARTIAL:
        return True
    return count_words(one.words) >= _FEWEST_WORDS and len(one.words) >= _FEWEST_CHARACTERS
