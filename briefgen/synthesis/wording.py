"""What a statement says, in a form in which two statements can be compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.text.claims import DENIAL, numbers_in
from briefgen.text.terms import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_CLAUSE = re.compile(
    r",(?!\d)|[;:—–]| "
    r"(?:after|before|while|but|although|though|because|since|when|as|and|who|which) "
)
_TURNED = 0.25  # of the shared terms: more is what is stated, and not something beside it
_DOUBT = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|purportedly|supposedly|unconfirmed|suspected|"
    r"(?:believed|thought|said) to|rumou?red|sources (?:say|said|tell|told))\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:whether|how many|how much|why|unclear|unknown|unconfirmed)\b|"
    r"\b(?:not|never|yet)(?: yet| been| immediately)* "
    r"(?:confirm|known|clear|say|said|release|comment)",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})\b(?!\d)")
_MONTH_OF_YEAR = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2,8})\.?(?: \d{1,2},)? (?P<day>(?:1[89]|20)\d\d)\b"
)
_DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})\b")


@cache
def _lists() -> dict[str, list[str]]:
    raw = files("briefgen.synthesis").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _classes() -> dict[str, str]:
    """From the stem of each word to the first word of its class."""
    rows: Iterable[list[str]] = _lists()["same"]  # type: ignore[assignment]
    return {stem(word): row[0] for row in rows for word in row}


@cache
def _saying() -> frozenset[str]:
    return frozenset(stem(word) for word in _lists()["saying"])


@cache
def _acts() -> frozenset[str]:
    return frozenset(stem(word) for word in _lists()["acts"])


def is_act(cue: str) -> bool:
    """Whether a reporting verb tells of something done ("promised", "found") and not only said:
    whoever reports it states in his own voice that it was done."""
    return any(stem(word) in _acts() for word in cue.split())


@cache
def _modal() -> re.Pattern[str]:
    # "May 3" is a month, "may" a possibility: only lower case counts.
    return re.compile(r"(?<!more )(?<!less )\b(?:" + "|".join(_lists()["modal"]) + r")\b")


def doubts(statement: str) -> bool:
    """Whether a statement is hedged with words for which nobody answers ("reportedly")."""
    return _DOUBT.search(statement) is not None


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement taken apart.

    ``terms`` are the stems of its content words, words of one class as one, numbers and whoever
    says so left out, ``clauses`` the same clause by clause; ``words`` all its words, lower case;
    ``numbers`` the values of all its numbers; ``days`` the weekdays and dates that it names
    ("friday", "may 3"). ``denied`` and ``supposed`` are the terms of clauses that deny and of
    those that tell what may or will be. ``unsettled`` is what only says that something is not
    known.
    """

    terms: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    words: frozenset[str]
    numbers: frozenset[float]
    days: frozenset[str]
    denied: frozenset[str]
    supposed: frozenset[str]
    doubts: bool
    unsettled: bool


def values(text: str) -> frozenset[float]:
    """Every number in a text but 1, which is in many a sentence."""
    return numbers_in(text) - {1.0}


def canonical(word: str) -> str:
    """The stem of a word, or the word that stands for its class ("killed": "die")."""
    root = stem(word)
    return _classes().get(root, root)


def content(text: str) -> tuple[str, ...]:
    """The content words of a text as comparison sees them, in order."""
    return tuple(_classes().get(t, t) for t in terms(text) if not t[0].isdigit())


def _days(text: str) -> frozenset[str]:
    months = {m[:3]: m for m in _lists()["months"]}
    found = {w for w in (w.lower() for w in _WORD.findall(text)) if w in _lists()["days"]}
    for pattern in (_MONTH_NAME, _DAY_FIRST, _MONTH_OF_YEAR):
        for match in pattern.finditer(text):
            month = months.get(match["month"][:3].lower())
            if month and month.startswith(match["month"].lower()):
                found.add(f"{month} {match['day']}")
    return frozenset(found)


@cache
def _calendar() -> frozenset[str]:
    return frozenset([*_lists()["months"], *_lists()["days"]])


def is_calendar(word: str) -> bool:
    """Whether a lower-case word is a month or a day of the week."""
    return word in _calendar()


def _clauses_with(sign: re.Pattern[str], statement: str) -> frozenset[str]:
    """The terms of the clauses of a statement in which ``sign`` stands."""
    if not sign.search(statement):
        return frozenset()
    return frozenset(
        term
        for clause in _CLAUSE.split(statement)
        if sign.search(clause)
        for term in content(clause)
    )


def turned(left: Wording, right: Wording) -> bool:
    """Whether one statement denies what the other states, or takes for possible what the other
    takes for done. A denial in another clause denies nothing of what both state."""
    shared = left.terms & right.terms
    return any(
        len(shared & (one ^ two)) > _TURNED * len(shared)
        for one, two in ((left.denied, right.denied), (left.supposed, right.supposed))
    )


def contrary(left: Wording, right: Wording) -> bool:
    """Whether one statement denies what the other states, both as done, or both as to come."""
    shared = left.terms & right.terms
    # Two that deny the same differ only in who or what stands beside it.
    alike = len(shared & left.denied & right.denied)
    denied = len(shared & (left.denied ^ right.denied)) > max(_TURNED * len(shared), alike)
    return denied and len(shared & (left.supposed ^ right.supposed)) <= _TURNED * len(shared)


def _told(clause: str) -> frozenset[str]:
    return frozenset(t for t in content(clause) if t not in _saying() and not is_calendar(t))


@lru_cache(maxsize=50_000)
def wording(statement: str) -> Wording:
    """``statement`` taken apart."""
    days = _days(statement)
    dated = {float(day.split()[1]) for day in days if " " in day}  # days of months, and years
    clauses = tuple(_told(clause) for clause in _CLAUSE.split(statement))
    return Wording(
        terms=frozenset().union(*clauses),
        clauses=clauses,
        words=frozenset(w.lower() for w in _WORD.findall(re.sub(r"['’]s\b", "", statement))),
        numbers=values(statement) - dated,
        days=days,
        denied=_clauses_with(DENIAL, statement),
        supposed=_clauses_with(_modal(), statement),
        doubts=doubts(statement),
        unsettled=_UNSETTLED.search(statement) is not None,
    )


def days_agree(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two statements may be of one day: neither names a weekday or a date that the other
    lacks while naming another."""
    for dated in (True, False):
        a = {d for d in left if (" " in d) is dated}
        b = {d for d in right if (" " in d) is dated}
        if a and b and not a & b:
            return False
    return True


def joined(one: Wording, two: Wording) -> Wording:
    """What two sentences in a row say together."""
    return Wording(
        terms=one.terms | two.terms,
        clauses=(*one.clauses, *two.clauses),
        words=one.words | two.words,
        numbers=one.numbers | two.numbers,
        days=one.days | two.days,
        denied=one.denied | two.denied,
        supposed=one.supposed | two.supposed,
        doubts=one.doubts or two.doubts,
        unsettled=one.unsettled or two.unsettled,
    )


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    rows: Iterable[list[str]] = _lists()["opposites"]  # type: ignore[assignment]
    pairs = [(canonical(a), canonical(b)) for a, b in rows]
    return tuple(pairs + [(b, a) for a, b in pairs])


_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})


def pronouns_agree(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two statements by their words can be of one person: not "his bond" and "her bond"."""
    return not any(
        left & one and not left & two and right & two and not right & one
        for one, two in ((_HE, _SHE), (_SHE, _HE))
    )


def opposed(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The words of which one has the first only and the other the opposite only ("rise", "fall"),
    both of each pair."""
    return frozenset(
        word
        for a, b in _opposites()
        if a in left and b not in left and b in right and a not in right
        for word in (a, b)
    )


def oppose(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one has a word and the other only its opposite ("rise", "fall")."""
    return bool(opposed(left, right))
