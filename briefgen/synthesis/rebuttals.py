"""What one party says and another one denies: in the next sentence, by name, or by the clock."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from briefgen.synthesis.facts import is_fact
from briefgen.synthesis.names import same_party
from briefgen.synthesis.wording import Wording, canonical, content, contrary, days_agree, wording
from briefgen.text.clock import minutes_in
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.synthesis.contradictions import Place
    from briefgen.synthesis.salience import Scored
    from briefgen.synthesis.stories import Stories

_CONTRAST = re.compile(r"(?:However|But|Yet|Still|Nevertheless|Nonetheless)\b", re.IGNORECASE)
_DISPUTES = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!being )\b(?:"
    r"(?:disput|den|refut|contradict)(?:es|e|ies|y|s|ied|ed|ing)"
    r"|reject(?:s|ed|ing)?(?= (?:the |a |any )?(?:claim|allegation|accusation|suggestion|report))"
    r") (?P<what>[^,.;:]+)"
)
_FEWEST, _MOST = 2, 8  # terms of what is disputed
_SHARED = 2  # terms of a claim and of what answers it
_REPEATED = 4  # terms of two reports of one claim
_PARTIES = 2  # names shared by two accounts of one moment
_MOMENTS = 5, 360  # minutes: further apart than the first, and no further than the second
_NAME = re.compile(r"(?:[A-Z][\w-]*)(?: [A-Z][\w-]*)*")
_MOST_TIMED = 60  # sentences with a time of day that are compared


@dataclass(frozen=True, slots=True)
class _Told:
    """A row with its words taken apart; ``terms`` are all its content words, days among them."""

    row: Scored
    text: str
    said: Wording
    terms: frozenset[str]
    party: str | None

    @property
    def place(self) -> Place:
        return self.row.analysis.source.id, self.row.sentence.start


def find_rebuttals(rows: Sequence[Scored], stories: Stories) -> dict[Place, frozenset[Place]]:
    """For each statement that another party denies, by source and start, the statements that do.

    Three cases: the next sentence of its source, behind "however", gives another party the contrary
    word; a sentence says that somebody disputes or denies it; two accounts that name the same
    parties and tell of the same act put it at different times of a clock. What is known of one
    report of a claim holds for the others.
    """
    told = [_told(row) for row in rows if is_fact(row.sentence)]
    out: dict[Place, set[Place]] = defaultdict(set)
    for claim, answer in (*_answered(told), *_disputed(told, stories)):
        for other in _reports_of(claim, answer, told, stories):
            out[other.place] |= {twin.place for twin in told if _is_twin(twin, answer)}
    for one, two in _timed_differently(told, stories):
        out[one.place].add(two.place)
        out[two.place].add(one.place)
    return {place: frozenset(others - {place}) for place, others in out.items()}


def _told(row: Scored) -> _Told:
    sentence = row.sentence
    text = row.analysis.source.text[sentence.start : sentence.end]
    party = sentence.claim.attribution if sentence.claim else None
    return _Told(row, text, wording(sentence.statement), frozenset(content(text)), party)


def _is_twin(one: _Told, two: _Told) -> bool:
    """Whether two sentences are the same words, in two copies of a text."""
    return re.sub(r"\W+", "", one.text) == re.sub(r"\W+", "", two.text)


def _answered(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """A statement and the next sentence, in which another party says the contrary."""
    for claim, answer in pairwise(told):
        one, two = claim.row.sentence, answer.row.sentence
        if claim.place[0] != answer.place[0] or two.paragraph - one.paragraph > 1:
            continue
        if not (_CONTRAST.match(answer.text) and answer.party and two.position == one.position + 1):
            continue
        if claim.party and same_party(claim.party, answer.party, strict=True):
            continue
        speaker = {canonical(word) for word in words_of(answer.party)}
        shared = claim.said.terms & answer.said.terms - speaker
        if len(shared) >= _SHARED and contrary(claim.said, answer.said):
            yield claim, answer


def _disputed(told: Sequence[_Told], stories: Stories) -> Iterator[tuple[_Told, _Told]]:
    """A statement and a sentence that says that somebody disputes it, by its own words."""
    for answer in told:
        found = _DISPUTES.search(answer.text)
        what = frozenset(content(found["what"])) if found else frozenset()
        if not answer.party or not _FEWEST <= len(what) <= _MOST:
            continue
        for claim in told:
            if (
                what <= claim.terms
                and claim.place != answer.place
                and claim.party
                and not same_party(claim.party, answer.party, strict=True)
                and not (claim.said.doubts or claim.said.unsettled or what & claim.said.denied)
                and not _DISPUTES.search(claim.text)
                and _of_one_story(claim, answer, stories)
            ):
                yield claim, answer


def _of_one_story(one: _Told, two: _Told, stories: Stories) -> bool:
    a, b = one.place[0], two.place[0]
    return a == b or stories.related(a, b)


def _reports_of(
    claim: _Told, answer: _Told, told: Sequence[_Told], stories: Stories
) -> Iterator[_Told]:
    """``claim`` and what reports it in other words: it shares many of them, those among them that
    the answer takes up, and denies where the claim does."""
    taken_up = claim.said.terms & answer.said.terms
    yield claim
    for other in told:
        shared = claim.said.terms & other.said.terms
        if (
            other is not claim
            and other is not answer
            and len(shared) >= _REPEATED
            and len(shared & taken_up) >= _SHARED
            and bool(claim.said.denied & taken_up) == bool(other.said.denied & taken_up)
            and not other.said.unsettled
            and not (other.party and same_party(other.party, answer.party or "", strict=True))
            and _of_one_story(other, claim, stories)
        ):
            yield other


def _timed_differently(told: Sequence[_Told], stories: Stories) -> Iterator[tuple[_Told, _Told]]:
    """Two accounts of one act between the same parties at different times of the clock."""
    timed = [(one, minutes) for one in told if (minutes := minutes_in(one.text)) is not None]
    for (one, first), (two, second) in combinations(timed[:_MOST_TIMED], 2):
        apart = abs(first - second) % 720
        apart = min(apart, 720 - apart)
        if not _MOMENTS[0] <= apart <= _MOMENTS[1]:
            continue
        if one.place[0] == two.place[0] and one.party == two.party:
            continue  # one voice that tells of two moments
        if not (days_agree(one.said.days, two.said.days) and _of_one_story(one, two, stories)):
            continue
        if _is_one_act(one, two):
            yield one, two


def _is_one_act(one: _Told, two: _Told) -> bool:
    """Whether two accounts name two parties in common and tell of the same act."""
    mine, theirs = _names(one.text), _names(two.text)
    shared = {a[-1] for a, b in product(mine, theirs) if a[-1] == b[-1]}
    named = {canonical(word) for name in (*mine, *theirs) for word in name}
    return len(shared) >= _PARTIES and bool((one.said.terms & two.said.terms) - named)


def _names(text: str) -> set[tuple[str, ...]]:
    """The names in a text, as their words in small letters; articles aside."""
    found = (
        tuple(w.lower() for w in match.group().split() if w not in {"The", "A", "An"})
        for match in _NAME.finditer(re.sub(r"[’']s\b", "", text))
    )
    return {name for name in found if name}
