"""What a figure measures, in a form in which two figures can be compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.synthesis.names import names_of
from briefgen.synthesis.wording import Wording, canonical, content, is_calendar, wording
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.analysis import Sentence
    from briefgen.model.dossier import Figure
    from briefgen.model.source import Source

_CLAUSE = re.compile(r"[,;:()\[\]“”\"—–!?|]|\.(?=\s|$)|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 7  # words between a figure and the verb or noun behind it that says what it counts
_NEAR_IN_FRONT = 12  # the same in front: "the death toll of the bus crash in the town rose to"
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# Behind these a capital is a place, whatever the name finder takes it for.
_PLACE = re.compile(
    r"\b(?:in|near|outside|across) (?:the (?:town|city|village|port|province|district) of )?"
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = files("briefgen.synthesis").joinpath("measures.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(raw)["lists"].items()}


@cache
def _kinds() -> dict[str, str]:
    raw = files("briefgen.synthesis").joinpath("measures.toml").read_text(encoding="utf-8")
    kinds: dict[str, list[str]] = tomllib.loads(raw)["kinds"]
    return {word: kind for kind, words in kinds.items() for word in words}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    raw = files("briefgen.synthesis").joinpath("measures.toml").read_text(encoding="utf-8")
    phrases: dict[str, list[str]] = tomllib.loads(raw)["phrases"]
    return tuple(
        (re.compile(r"(?<!\w)(?:" + "|".join(several) + r")(?!\w)", re.IGNORECASE), word)
        for word, several in phrases.items()
    )


def _in_one_word(text: str) -> str:
    """A text with the phrases that tell a toll as the word that stands for them ("lost their
    lives": "died")."""
    for phrase, word in _phrases():
        text = phrase.sub(f" {word}", text)
    return text


@cache
def _other_time() -> re.Pattern[str]:
    words = sorted(_lists()["other_time"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(_lists()["compares"])) + r")\b", re.IGNORECASE)


def grows(kind: str | None) -> bool:
    """Whether a toll of that kind never shrinks within one event."""
    return kind in _lists()["grows"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one figure measures.

    ``kind`` is the kind of toll ("died"), or None; ``about`` are the terms of what is counted,
    ``group`` those of who is counted where that is not just anybody ("children"); ``part`` is the
    count of a part or of what comes on top, ``compared`` one in a sentence that weighs several
    against each other. ``times`` are the years and the words for another time or a rate in its
    sentence, ``places`` the places and ``people`` the surnames, lower case, ``names`` the words of
    all names; ``said`` is all of it.
    """

    unit: str
    kind: str | None
    about: frozenset[str]
    group: frozenset[str]
    part: bool
    compared: bool
    times: frozenset[str]
    places: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    said: Wording


def measure_of(
    figure: Figure,
    sentence: Sentence | None,
    source: Source,
    *,
    places: frozenset[str],
    people: frozenset[str],
) -> Measure:
    """What ``figure`` measures within its ``sentence``; ``places`` and ``people`` are all names of
    places and all surnames that the sources hold, lower case."""
    text = source.text
    before = _in_one_word(text[figure.sentence.start : figure.start])
    behind = _in_one_word(text[figure.end : figure.sentence.end])
    row = " | " in text[figure.sentence.start : figure.sentence.end]
    zone = words_until_clause(figure.counts or "" if row else behind)
    kind = _kind(zone) or _kind_in_front(before)
    group, part = _group(zone, kind, before)
    whole = text[figure.sentence.start : figure.sentence.end]
    statement = sentence.statement if sentence else whole
    names = names_of(sentence) if sentence else ()
    speaker = words_of(figure.attribution or "")  # who says so is not whom it is about
    return Measure(
        unit=(figure.unit or "").lower().rstrip("s"),
        kind=kind,
        about=_about(figure, before),
        group=group,
        part=part,
        compared=_compared().search(statement) is not None,
        times=_times(statement, source),
        places=places_in(statement, names, places),
        people=frozenset(n[-1] for n in map(words_of, names) if n) & people - {*speaker},
        names=frozenset(w for name in names for w in words_of(name) if not is_calendar(w))
        - {*speaker},
        said=wording(statement),
    )


def _about(figure: Figure, before: str) -> frozenset[str]:
    """The terms of what is counted. A single noun ("1,200 workers") tells too little: then those
    of the words in front too ("the mine employs")."""
    about = frozenset(content(figure.counts or "")) - _lists()["units"]
    if len(about) < 2 and figure.counts_follow:
        front = " ".join(_WORD.findall(_CLAUSE.split(before)[-1])[-_NEAR:])
        about |= frozenset(content(front)) - _lists()["units"]
    return about


def words_until_clause(text: str) -> list[str]:
    """The words behind a figure that may say what it counts, lower case."""
    zone = [w.lower() for w in _WORD.findall(_CLAUSE.split(text, maxsplit=1)[0])]
    for n, word in enumerate(zone):
        if word in _lists()["clause"] and not (n == 0 and word == "and"):
            return zone[:n]
    return zone


def toll_around(before: str, behind: str) -> str | None:
    """The kind of toll that a number between the two texts counts, if any."""
    zone = words_until_clause(_in_one_word(behind))
    return _kind(zone) or _kind_in_front(_in_one_word(before))


def _kind(words: Iterable[str]) -> str | None:
    for n, word in enumerate(words):
        if n > _NEAR:
            return None
        if word in _kinds():
            return _kinds()[word]
    return None


def _kind_in_front(before: str) -> str | None:
    """ "The fire killed at least 12", "the death toll rose to 15": the nearest word that names a
    toll, with no clause between it and the figure."""
    parts = _CLAUSE.split(before)
    words = [w.lower() for w in _WORD.findall(parts[-1] if parts else "")][-_NEAR_IN_FRONT:]
    for n in range(len(words) - 1, -1, -1):
        if words[n] in _kinds():
            return _kinds()[words[n]]
        if words[n] in _lists()["clause"] - {"to", "by", "than"}:
            return None
    return None


def _group(zone: list[str], kind: str | None, before: str) -> tuple[frozenset[str], bool]:
    """Who is counted, where it is not anybody, and whether they are a part."""
    noun: list[str] = []
    for word in zone:
        if word in _lists()["noun_end"] or word in _kinds():
            break
        noun.append(word)
    last = [w.lower() for w in _WORD.findall(before)][-4:]
    behind = zone[len(noun) : len(noun) + 3]
    part = bool({*noun, *last, *behind} & _lists()["part"]) or "including" in last
    if kind is None:
        return frozenset(), part
    group = {
        canonical(w) for w in noun if w not in _lists()["anybody"] and w not in _lists()["part"]
    }
    return frozenset(t for t in group if t != "people"), part


def _times(statement: str, source: Source) -> frozenset[str]:
    """The years that a statement names, that of its source aside, and its words for another time
    or a rate."""
    own = {str(source.published.year)} if source.published else set()
    years = set(_YEAR.findall(statement)) - own
    return frozenset(years | {m.lower() for m in _other_time().findall(statement)})


def places_in(statement: str, names: Iterable[str], places: frozenset[str]) -> frozenset[str]:
    """The places that a statement names, lower case: those of its ``names`` that are among the
    ``places``, and what stands capitalised behind "in" or "near"."""
    found = {_plain(name) for name in names} & places
    return frozenset(found | located(statement))


def located(text: str) -> frozenset[str]:
    """The names that stand where places stand in a text, lower case."""
    behind = {_plain(m["name"]) for m in _PLACE.finditer(text)}
    return frozenset(name for name in behind if not is_calendar(name.split()[0]))


def _plain(name: str) -> str:
    return re.sub(r"^the |['’]s?$", "", name.lower())
