"""What sentences say of time and intent, as far as words tell."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from briefgen.text.terms import stem

# "Russia", "Russian"; "Korea", "Korean".
_OF_PLACE = re.compile(r"(?<=\w{4})(?:ian|ia|an|a)$")


@cache
def _listed(name: str) -> tuple[str, ...]:
    raw = files("briefgen.selection").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(raw)[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_listed(name))})\b", re.IGNORECASE)


@cache
def _same() -> dict[str, str]:
    rows = (row.split() for row in _listed("same"))
    return {stem(word): stem(row[0]) for row in rows for word in row}


@cache
def one_of_same(term: str) -> str:
    """What stands for all words that tell what ``term``, a stem, tells: "attorney" is "lawyer"."""
    return _same().get(term) or _OF_PLACE.sub("", term)


def is_of_earlier(words: str) -> bool:
    """Whether a sentence places what it tells before the day of its source: "last month"."""
    return _pattern("earlier").search(words) is not None


def earlier_in(words: str, cue: str) -> str | None:
    """When something was said, where the words behind its ``cue`` tell: "told the council last
    month"."""
    behind = re.search(rf"\b{re.escape(cue)}\b(?P<rest>[^,;“”\"]*)", words)
    found = _pattern("earlier").search(behind["rest"]) if behind else None
    ends = found and not behind["rest"][found.end() :].strip(" :.")  # type: ignore[index]
    return found.group() if found and ends else None


def denies_plan(words: str) -> bool:
    """Whether a sentence says that something is not planned: "has no plans to leave"."""
    return _pattern("no_plan").search(words) is not None


def says_open(words: str) -> bool:
    """Whether a sentence says that something is not known, found or explained."""
    return _pattern("gap").search(words) is not None


def asks_why(words: str) -> bool:
    """Whether a sentence that says what is open names the cause of something."""
    return _pattern("why").search(words) is not None


def says_untold(words: str) -> bool:
    """Whether a sentence says that somebody has not told or confirmed something."""
    return _pattern("silence").search(words) is not None


def tells_life(words: str) -> bool:
    """Whether a sentence tells the life of somebody: "Born in Orland, she studied law at …"."""
    return _pattern("life").search(words) is not None


def counts_harm(words: str) -> bool:
    """Whether what a figure counts is people who came to harm, or what they lost."""
    return _pattern("harm").search(words) is not None


def harm_counted(words: str) -> frozenset[str]:
    """The words in it that say who came to harm."""
    return frozenset(m.lower() for m in _pattern("harm").findall(words))


def says_state(words: str) -> bool:
    """Whether a sentence says how a thing stands, a count that goes on among them ("Two people have
    died"), and not that something happened."""
    counted = counts_harm(words) and _pattern("so_far").search(words) is not None
    return counted or _pattern("state").search(words) is not None


def is_limited(words: str) -> bool:
    """Whether somebody says that a thing is so as far as their own part of it goes: "from its end,
    the route had been approved"."""
    return _pattern("limited").search(words) is not None


def is_outlet(name: str) -> bool:
    """Whether a publisher is a medium, as far as its name tells, and no body that speaks for
    itself."""
    return _pattern("body").search(name) is None or _pattern("medium").search(name) is not None


def is_rank(word: str) -> bool:
    """Whether a word in front of a role makes another role of it: "deputy"."""
    return _pattern("rank").fullmatch(word.split("-", maxsplit=1)[0]) is not None


def answers_for(who: str) -> bool:
    """Whether a name with its role is that of somebody who speaks for a government, a body or a
    company, and not of one who asks them."""
    return bool(_pattern("answering").search(who)) and not _pattern("asking").search(who)
