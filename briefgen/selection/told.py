"""What there is to tell, and what a brief tells already: nothing is told twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.salience.features import Line, Story
from briefgen.salience.order import is_ordered
from briefgen.salience.ranker import Ranker
from briefgen.selection.lexicon import one_of_same
from briefgen.text.claims import DENIAL, numbers_in, without_attribution
from briefgen.text.terms import FRAME, likeness, stem, terms

if TYPE_CHECKING:
    from briefgen.model.dossier import Dossier, Fact
    from briefgen.salience.coverage import Coverage

_CLAUSE_END = re.compile(r"[,;] (?:and|but|while|whereas) ")
_SAME = 0.52  # likeness of terms from which a second statement tells nothing new
_WITHIN = 0.65  # share of its terms that an earlier one has, from which it tells nothing new
# The same where both tell the same figure, one that not everything may have; the day may be new.
_WITHIN_OF_FIGURE, _TELLING, _YEARS, _DAYS = 0.3, 32, range(1900, 2100), range(1, 32)
# The share from which a statement of some length tells little new. Readers of 500 lines called 8 of
# the 23 between the two shares repeats; what is lost with them is told for the most part.
_MOSTLY_WITHIN, _FEWEST_SHARED = 0.45, 4
# "Flight 8501", "the Progress 59": a number that is a name.
_NAMED = re.compile(
    r"\b(?:(?:Flight|Route|Highway|Interstate|Airbus|Boeing|Section|Article)"
    r"|(?<=[a-z] )(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
    r"(?:[A-Z]+ )?[A-Z][a-z]+) \d+\b(?! (?:million|billion|people|per))"
)
_AGE = re.compile(r"\b[\w-]+[- ]years?[- ]old\b")  # who somebody is, and nothing that happened
# The share of its terms from which a statement with a year of its own is told, and how many that
# are at least where its number is another one.
_NEARLY_WITHIN, _FEWEST_OF_BARE = 0.75, 8
_ROUNDED = 0.02  # of a number
# The same for leads of two sources, dates and figures left out: words of those of the second one.
_WITHIN_OF_LEAD, _FEWEST_OF_LEAD = 0.4, 5
_FEWEST_OF_COUNT = 3  # the same where both give one count
# The share of what a statement claims, who says so and when left out, that all the lines told so
# far have between them, and how many words that is at least. Readers called 8 of 26 such lines of
# 460 repeats; most of the others told little.
_WITHIN_ALL, _FEWEST_WITHIN_ALL = 0.62, 3
_WHEN = frozenset(
    map(stem, ("morning", "afternoon", "evening", "night", "early", "late", "week", "following"))
)
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b(?:, \d{4})?"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_ASIDE = re.compile(r"\([^()]*\)")  # "€199m ($210m)"


@dataclass(frozen=True, slots=True)
class _Statement:
    terms: tuple[str, ...]
    values: frozenset[float]
    denies: bool

    @classmethod
    def of(cls, words: str) -> _Statement:
        values = numbers_in(_NAMED.sub("", _AGE.sub("", words))) - {1.0}
        same = tuple(map(one_of_same, terms(words)))
        return cls(same, values, DENIAL.search(words) is not None)

    def has_about(self, value: float) -> bool:
        """Whether the statement holds a number, or one that may be the same rounded."""
        return any(abs(value - own) <= _ROUNDED * abs(own) for own in self.values)

    def repeats(self, other: _Statement) -> bool:
        """Whether this one tells nothing that ``other`` does not: like words, no number of its own,
        and not the contrary."""
        if self.denies != other.denies:
            return False
        own, known = set(self.terms) - FRAME, set(other.terms)
        shared = len(own & known) if len(own) > 1 else 0
        large = {value for value in self.values if value >= _TELLING and value not in _YEARS}
        if large and large <= other.values and self.values - other.values <= set(_DAYS):
            return shared >= _WITHIN_OF_FIGURE * len(own)
        new = self.values - other.values
        if new:  # a year adds nothing to what was told word for word, nor a count where none was
            bare = len(new) == 1 and not other.values - set(_YEARS) and shared >= _FEWEST_OF_BARE
            return (new <= set(_YEARS) or bare) and shared >= _NEARLY_WITHIN * len(own)
        if shared >= max(_FEWEST_SHARED, _MOSTLY_WITHIN * len(own)):
            return True
        return shared >= _WITHIN * len(own) > 0 or likeness(self.terms, other.terms) >= _SAME

    def tells_news_of(self, lead: _Statement, *, exactly: bool = False) -> bool:
        """Whether this one, a lead as well, tells the news of another ``lead``: all its figures
        are there, perhaps rounded but where it has to be ``exactly``, and many of its words, or a
        few and a count."""
        if exactly and not self.values <= lead.values:
            return False
        if not all(lead.has_about(value) for value in self.values):
            return False
        own = {t for t in self.terms if t not in FRAME and not t[0].isdigit()}
        shared = len(own & set(lead.terms))
        counted = bool(self.values - set(_YEARS)) and shared >= _FEWEST_OF_COUNT
        return counted or shared >= max(_FEWEST_OF_LEAD, _WITHIN_OF_LEAD * len(own))


class Told:
    """The statements of a brief so far, and which of them are leads."""

    def __init__(self) -> None:
        self._statements: list[tuple[str, _Statement]] = []  # with the words of the whole
        self._leads: list[_Statement] = []

    def add(self, words: str) -> None:
        """Adds a statement. A denial in one of its clauses is none of the others: "Three gates did
        not close, and the Lower Quay was flooded" tells that it was flooded."""
        whole = _Statement.of(words)
        self._statements.append((words, whole))
        if whole.denies:
            clauses = map(_Statement.of, _CLAUSE_END.split(words))
            self._statements += [(words, clause) for clause in clauses if not clause.denies]

    def add_lead(self, words: str) -> None:
        """Remembers that ``words``, which were added, are the lead of a source."""
        self._leads.append(_Statement.of(words))

    def holds_story(self, words: str, *, exactly: bool = False) -> bool:
        """Whether ``words``, the lead of a source, tell what the lead of another one told: leads of
        one piece of news share what it is about, and differ in how they put it and in how they
        round its figures; not where sources differ on them, and it has to be told ``exactly``."""
        statement = _Statement.of(_ASIDE.sub("", words))
        return any(
            statement.tells_news_of(lead, exactly=exactly)
            or lead.tells_news_of(statement, exactly=exactly)
            for lead in self._leads
        )

    def holds(self, words: str) -> bool:
        """Whether one of the statements says what ``words`` say. Other numbers, or a denial, are
        never the same: sources that contradict each other are both heard."""
        statement = _Statement.of(words)
        return any(statement.repeats(other) for _, other in self._statements)

    def holds_most(self, words: str, *, least: int = _FEWEST_WITHIN_ALL) -> bool:
        """Whether the statements together, ``words`` themselves left out, say most of what
        ``words`` claim, ``least`` words of it, whoever claims it and on whichever day, with no
        number but theirs and no denial."""
        claim = _Statement.of(_DATE.sub("", without_attribution(words)))
        others = [o for whole, o in self._statements if whole != words and not o.denies]
        values = frozenset(v for other in others for v in other.values)
        if claim.denies or not claim.values <= values:
            return False
        own = set(claim.terms) - FRAME - _WHEN
        shared = len(own & {term for other in others for term in other.terms})
        return shared >= max(least, _WITHIN_ALL * len(own))


def coverage_of(dossier: Dossier) -> Coverage:
    """What there is to tell: the terms and word pairs of the facts, weighed as salience weighs
    them, with nothing told yet."""
    lines: dict[str, list[Fact]] = {source.id: [] for source in dossier.sources}
    for fact in dossier.facts:
        lines[fact.source].append(fact)
    stories = [
        Story(
            tuple(Line(f.statement, f.text) for f in sorted(own, key=lambda f: f.start)),
            title=source.title,
            ordered=is_ordered(source),
        )
        for source in dossier.sources
        if (own := lines[source.id])
    ]
    return Ranker(stories).coverage()
