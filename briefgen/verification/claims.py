"""What a line claims of its sources: statements and quotations, found or not, with the nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import Event, Fact
from briefgen.verification import lexicon
from briefgen.verification.calendar import DATE, dates_in, in_words, same_day
from briefgen.verification.moments import moment
from briefgen.verification.nearest import Nearest
from briefgen.verification.owned import figures_of, own_words
from briefgen.verification.quotations import find_quotation, is_quoted, quotations_in
from briefgen.verification.statements import find_statement
from briefgen.verification.verdicts import OWN, Finding, Verdict, edited, lost, together
from briefgen.verification.wording import is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.printed import Hint
    from briefgen.verification.evidence import Evidence, Place
    from briefgen.verification.nearest import Candidate
    from briefgen.verification.parts import Parts
    from briefgen.verification.people import People
    from briefgen.verification.speakers import Speakers
    from briefgen.verification.statements import Stated

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(\[]?[A-ZÀ-Þ])")
_BOUND = r"(?:(?P<bound>(?i:after|before|by|for|from|since|until)) )?"
_TIME = r"(?:, (?P<time>(?:[a-z]+ ){0,3}(?:[a-z]{3,}|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)))?"
_LABEL = re.compile(
    rf"^{_BOUND}(?P<who>(?:[^.;“\"]{{2,120}}?, )?)\[?(?P<when>{DATE.pattern})\]?{_TIME}[:,]? (?=\S)"
)
_YEAR = re.compile(r"((?:19|20)\d\d):? (?=[A-ZÀ-Þ\[“])")  # an event whose day nobody gives
_FRAME = 8  # words beside the name that say who said it: "the retired bus driver, told reporters"
_SHOWN = 0.35  # share of the words from which on a sentence is worth showing as the nearest
_SOMETHING = 0.4  # and from which on a sentence of a line that cites something must be of it


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of a statement: where it stands, and ``spots`` as offsets into the sources."""

    kind: str
    finding: Finding
    places: tuple[Place, ...] = ()
    sources: frozenset[str] = frozenset()
    spots: tuple[tuple[str, int], ...] = ()
    stated: Stated | None = None


class Claims:
    """Checks statements and quotations."""

    def __init__(
        self, evidence: Evidence, people: People, speakers: Speakers, hints: Sequence[Hint] = ()
    ) -> None:
        self._evidence = evidence
        self._people = people
        self._speakers = speakers
        self._nearest = Nearest(evidence, hints)

    # --- statements ------------------------------------------------------------------------

    def check(self, parts: Parts, cited: Sequence[str]) -> Claim:
        """A line that is no quotation alone: found as a whole, behind its label, sentence by
        sentence, or not; with a quotation in it; or own words."""
        words = parts.words
        whole = self._found(words, cited)
        if whole is not None and not whole.finding.failed:
            return whole
        labelled = [
            _with(found, self._label(label, found))
            for label, rest in self._labels(words)
            if (found := self._found(rest, cited)) is not None
        ]
        if labelled or whole is not None:
            right = (claim for claim in labelled if not claim.finding.failed)
            return next(right, None) or whole or labelled[0]
        label = _LABEL.match(words)
        sentences = _SENTENCE.split(words[label.end() :] if label else words)
        claims = [self._sentence(s, cited, alone=len(sentences) == 1) for s in sentences]
        kinds = [claim.kind for claim in claims if claim.kind != "line"] or ["line"]
        return Claim(
            kinds[0],
            together(*(claim.finding for claim in claims)),
            tuple(place for claim in claims for place in claim.places),
            frozenset(source for claim in claims for source in claim.sources),
            tuple(spot for claim in claims for spot in claim.spots),
        )

    def _found(self, words: str, cited: Sequence[str]) -> Claim | None:
        """A statement that stands in a source, in one that is cited if it can be."""
        stated = find_statement(words, self._evidence)
        if stated is None or sum(map(is_word, keys_of(words))) < 2:
            return None
        spots = [(p.source, self._evidence.extent(p)[0]) for p in stated.places]
        spots += [(s.source, s.start) for e in stated.entries for s in e.support]
        finding = stated.finding
        if finding.failed and not cited and len(keys_of(words)) < 6:
            return None  # "No change" may be anybody's
        kind = "fact"
        return Claim(kind, finding, stated.places, stated.sources, tuple(spots), stated)

    def _sentence(self, words: str, cited: Sequence[str], *, alone: bool) -> Claim:
        found = self._found(words, cited)
        if found is not None:
            return found
        keys = keys_of(words)
        near = self._nearest.find(keys, prefer=cited)
        quoted = quotations_in(words)
        if quoted and (near is None or not near.alike or self._frames(words, quoted, near)):
            return self._with_quotations(words, quoted, cited)
        claims = near is not None and near.share >= _SOMETHING
        if near is not None and (near.alike or (cited and (alone or claims))):
            return Claim("fact", self._lost(near))
        if cited and alone and any(map(is_word, keys)):
            return Claim("fact", lost("is not in the sources"))
        return Claim("line", self.own(words))

    def own(self, words: str) -> Finding:
        """The author's own words, with the sentence that gives a figure in them, if one does."""
        finding = own_words(words, self._evidence, self._people)
        if finding.failed:
            return finding
        for value in sorted(figures_of(words), reverse=True):
            place = self._nearest.giving(value, keys_of(words))
            if place is not None:
                return Finding(Verdict.OWN, "its figure stands in:", self._evidence.near(place))
        return finding

    def _frames(self, words: str, quoted: Sequence[tuple[int, int, str]], near: Candidate) -> bool:
        """Whether what stands around a quotation only says who said it, though it is like the
        sentence of the source: few words beside a name, and no denial more or less."""
        rest = _outside(words, quoted)
        held = self._evidence.near(near.place).words
        told = _outside(held, quotations_in(held))
        named = {n for at, p in self._people.named_in(rest) for n in range(at, at + len(p.split()))}
        others = [key for n, key in enumerate(keys_of(rest)) if is_word(key) and n not in named]
        return bool(named) and len(others) <= _FRAME and _denials(rest) == _denials(told)

    def _lost(self, near: Candidate) -> Finding:
        shown = self._evidence.near(near.place) if near.share >= _SHOWN else None
        if not near.alike:
            return lost("no sentence of the sources says so", shown)
        return lost(near.changes or "it is not the sentence of the source", shown)

    def _with_quotations(
        self, words: str, quoted: Sequence[tuple[int, int, str]], cited: Sequence[str]
    ) -> Claim:
        """A sentence of the author's own around words in quotation marks."""
        findings: list[Finding | None] = []
        places: list[Place] = []
        rest = _outside(words, quoted)
        for start, _, said in reversed(quoted):
            whole = start == 0 and said[:1].isupper()
            finding, found = self.quotation(said, cited, whole=whole)
            findings += [finding, self._speakers.within(rest, found)]
            places += found
        findings.append(own_words(rest, self._evidence, self._people))
        return Claim(
            "quote",
            together(*findings),
            tuple(places),
            frozenset(p.source for p in places),
            tuple((p.source, self._evidence.extent(p)[0]) for p in places),
        )

    def quotation(
        self, words: str, cited: Sequence[str], *, whole: bool
    ) -> tuple[Finding, list[Place]]:
        """Words in quotation marks, and every place where the sources have them so."""
        found = find_quotation(words, self._evidence, whole=whole)
        good = [q for q in found if not q.finding.failed]
        if good:
            marked = [q for q in good if is_quoted(q.place, self._evidence)]
            right = [q for q in marked or good if q.place.source in cited] or marked or good
            plain = None if marked else edited("no quotation marks in the source")
            return together(right[0].finding, plain), [q.place for q in marked or good]
        near = self._nearest.find(keys_of(words), prefer=cited, part=True)
        shown = self._evidence.near(near.place) if near and near.share >= _SHOWN else None
        if found:
            place = found[0].place
            return lost(found[0].finding.detail, self._evidence.near(place)), [place]
        detail = near.changes if near and near.alike else "these words are in no source"
        return lost(detail or "the words are not those of the source", shown), []

    # --- beside a statement ----------------------------------------------------------------

    def _labels(self, words: str) -> Iterator[tuple[str, str]]:
        """What may stand in front of a statement: a date, an outlet with or without one."""
        if found := _LABEL.match(words):
            yield found.group().strip(" :,"), words[found.end() :]
        if found := _YEAR.match(words):
            yield found[1], words[found.end() :]
        for source in self._evidence.sources.values():
            for name in filter(None, (self._evidence.outlet(source.id), source.title)):
                keys = keys_of(name)
                if keys_of(words)[: len(keys)] == keys:
                    rest = words[len(name) :].lstrip(" :,—–-")
                    yield name, rest
        label, colon, rest = words.partition(": ")
        plain = colon and len(label.split()) <= 4 and label[:1].isupper()
        if plain and not any(dates_in(label)):
            yield "", rest  # "Casualties: Two people have died."

    def _label(self, label: str, claim: Claim) -> Finding | None:
        """Whether a label in front of a statement is right: the day of an event, or outlet and date
        of the source."""
        if not label:
            return None
        day = next(iter(dates_in(label)), None)
        who = label[: day.start].rstrip(" ,[") if day else label
        beside = _LABEL.match(f"{label} .")
        bound, time = (beside["bound"], beside["time"]) if beside else (None, None)
        if bound and who == bound:
            who = ""
        bound = bound.lower() if bound else None
        entries = claim.stated.entries if claim.stated else ()
        if label.isdigit():
            years = {str(e.date.year) for e in entries if isinstance(e, Event)}
            right = " or ".join(sorted(years)) or "no year"
            return None if label in years else lost(f'"{label}" where the source means {right}')
        sources = [self._evidence.sources[s] for s in sorted(claim.sources)]
        if day and not who:
            events = [e for e in entries if isinstance(e, Event)]
            dated = [e for e in events if same_day(e.date, day.day, e.precision)]
            if any(bound in {None, e.bound} and time in {None, e.time} for e in dated):
                return None
            if dated:
                return lost(f'"{label}" where the source has "{moment(dated[0])}"')
            written = f"{day.day.day} {in_words(day.day).split()[1]}"
            if not events and any(s.published == day.day for s in sources):
                return None
            if not events and any(written in self._evidence.near(p).words for p in claim.places):
                return None
            right = " or ".join(in_words(e.date, e.precision) for e in events) or "another day"
            return lost(f'"{label}" where the source means {right}')
        names = {keys_of(n) for s in sources for n in (self._evidence.outlet(s.id), s.title) if n}
        if keys_of(label) in names:
            return None
        if keys_of(who) not in names:
            return lost(f'"{who}" does not carry it; {self._carried(claim)} does')
        if day and not any(s.published == day.day for s in sources):
            dates = " or ".join(in_words(s.published) for s in sources if s.published)
            return lost(f'"{label[day.start :]}" where the source is of {dates}')
        return None

    def _carried(self, claim: Claim) -> str:
        return self._evidence.all_called(sorted(claim.sources))

    def beside(self, parts: Parts, claim: Claim) -> Finding | None:
        """Outlets in brackets behind a statement, and the count of sources that report it."""
        findings: list[Finding | None] = []
        names = {
            keys_of(name)
            for s in claim.sources
            for name in (self._evidence.outlet(s), self._evidence.sources[s].title)
            if name
        }
        stated = claim.stated.entries if claim.stated else ()
        names |= {keys_of(e.according_to) for e in stated if isinstance(e, Fact) and e.according_to}
        for credit in parts.credits:
            if keys_of(credit) in names:
                continue
            if any(word[:1].isupper() or word[:1].isdigit() for word in credit.split()):
                findings.append(lost(f'"({credit})": it stands in {self._carried(claim)}'))
            else:
                findings.append(edited(f'"({credit})" is no source\'s'))
        if parts.reported:
            findings.append(self._reported(parts.reported, claim))
        return together(OWN, *findings) if findings else None

    def _reported(self, reported: tuple[int, int | None], claim: Claim) -> Finding | None:
        """Whether as many independent sources report it as a line says, and of as many."""
        number, of = reported
        everything = self._evidence.independent(self._evidence.sources)
        known = self._evidence.independent(claim.sources)
        exact = bool(claim.stated and any(isinstance(e, Fact) for e in claim.stated.entries))
        if of in {None, everything} and (number == known if exact else number <= known):
            return None
        if of is None:
            return lost(f'"{number} independent sources" where it is {known}')
        return lost(f'"reported by {number} of {of}" where it is {known} of {everything}')


def _outside(words: str, quoted: Sequence[tuple[int, int, str]]) -> str:
    """A sentence without its quotations."""
    for start, end, _ in reversed(quoted):
        words = f"{words[:start]} {words[end:]}"
    return words


def _denials(words: str) -> int:
    return sum(key.casefold() in lexicon.words("denials") for key in keys_of(words))


def _with(claim: Claim, finding: Finding | None) -> Claim:
    """A claim with one finding more."""
    both = together(claim.finding, finding)
    return Claim(claim.kind, both, claim.places, claim.sources, claim.spots, claim.stated)
