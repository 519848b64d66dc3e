"""What a slot or a reader asks for, matched against what is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.text.claims import DENIAL
from briefgen.text.terms import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.dossier import Entity

# Lifts a match above everything that does not match, whose salience runs from about -0.3 to 1.3;
# salience ranks the matches.
_FOCUS_WEIGHT = 2.5
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DENIED = 3  # words in front of a verb among which it is denied
_GAP = 2  # words that may stand between those of a phrase: "not yet been confirmed"
_SCATTERED = 0.6  # how well a text matches that holds all words of a topic, but apart
_PARTLY = 0.3  # … or half of them

_Run = tuple[str, ...]


@lru_cache(maxsize=20_000)
def stems(text: str) -> _Run:
    """The stems of all words of ``text`` in order, with the small ones: "not confirmed" is
    not "confirmed"."""
    return tuple(stem(word) for word in _WORD.findall(text))


@cache
def _kinds() -> dict[_Run, tuple[str, ...]]:
    """From the stems of a topic to the words that are a kind of it."""
    raw = files("briefgen.selection").joinpath("related.toml").read_text(encoding="utf-8")
    return {stems(topic): tuple(words) for topic, words in tomllib.loads(raw)["kinds"].items()}


def _occurs(phrase: _Run, words: _Run) -> bool:
    """Whether the words of a phrase stand in order in ``words``, with small gaps at most."""
    for start, word in enumerate(words):
        if word != phrase[0]:
            continue
        at = start
        for wanted in phrase[1:]:
            window = words[at + 1 : at + 2 + _GAP]
            if wanted not in window:
                break
            at += 1 + window.index(wanted)
        else:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing asked for: ``runs`` are the stems of its wordings (as asked, other names of the
    same person or body, kinds of the thing), ``content`` those of its content words."""

    asked: str
    runs: tuple[_Run, ...]
    content: frozenset[str]
    as_written: bool = False

    def match(self, text: str) -> bool:
        """Whether a text holds one of the wordings; where it is to be ``as_written``, this one,
        and no denial in front of it: "had never been sent"."""
        if self.as_written:
            found = re.finditer(rf"\b{re.escape(self.asked)}\b", text, re.IGNORECASE)
            fronts = (" ".join(text[: m.start()].split()[-_DENIED:]) for m in found)
            return any(not DENIAL.search(front) for front in fronts)
        words = stems(text)
        if _ACRONYM.fullmatch(self.asked):  # "IT" is not "it"
            written = re.search(rf"\b{self.asked}\b", text) is not None
            return written or any(_occurs(run, words) for run in self.runs[1:])
        return any(_occurs(run, words) for run in self.runs)

    def degree(self, text: str) -> float:
        """How far a text is about the topic, 0..1: less where its words stand apart."""
        if self.match(text):
            return 1.0
        words = stems(text)
        held = len(self.content.intersection(words))
        if len(self.content) < 2 or 2 * held < len(self.content):
            return 0.0
        return _SCATTERED if held == len(self.content) else _PARTLY


@dataclass(frozen=True, slots=True)
class Topics:
    """What is asked for ("casualties", "air defence", "not confirmed")."""

    topics: tuple[Topic, ...]

    @classmethod
    def of(
        cls, phrases: Sequence[str], entities: Iterable[Entity] = (), *, as_written: bool = False
    ) -> Topics:
        """Topics from words as people type them; empty ones are left out. A topic that names one
        of ``entities`` is matched by its other names too; one ``as_written`` by nothing else."""
        names = [_names(entity) for entity in entities] if phrases else []
        topics = (_topic(phrase, names) for phrase in phrases if stems(phrase))
        return cls(tuple(replace(topic, as_written=as_written) for topic in topics))

    def __bool__(self) -> bool:
        return bool(self.topics)

    def share(self, text: str) -> float:
        """How far ``text`` is about the topics, 0..1: the mean over them."""
        if not self.topics:
            return 0.0
        return sum(topic.degree(text) for topic in self.topics) / len(self.topics)

    def match(self, text: str) -> bool:
        """Whether ``text`` is about any of the topics, beyond doubt."""
        return any(topic.match(text) for topic in self.topics)

    def matched(self, text: str) -> tuple[str, ...]:
        """The topics that ``text`` is about, as they were asked for."""
        return tuple(topic.asked for topic in self.topics if topic.degree(text))

    def lift(self, salience: float, text: str) -> float:
        """The salience of ``text`` for a reader who asked for these topics."""
        best = max((topic.degree(text) for topic in self.topics), default=0.0)
        return salience + _FOCUS_WEIGHT * best * (0.5 + 0.5 * self.share(text))


def _names(entity: Entity) -> frozenset[_Run]:
    """Every name of an entity; initials too where they are of three letters at least."""
    given = (entity.name, *entity.aliases)
    initials = ("".join(w[0] for w in name.split() if w[:1].isupper()) for name in given)
    return frozenset(stems(name) for name in (*given, *(i for i in initials if len(i) > 2)))


def _topic(phrase: str, names: Sequence[frozenset[_Run]]) -> Topic:
    own = stems(phrase)
    others = sorted({run for group in names if own in group for run in group} - {own, ()})
    kinds = [stems(word) for word in _kinds().get(own, ())]
    return Topic(phrase, (own, *others, *kinds), frozenset(terms(phrase)))
