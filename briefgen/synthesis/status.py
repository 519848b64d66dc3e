"""How far a fact can be relied on: who states it, and in whose voice."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.model.dossier import FactStatus
from briefgen.synthesis.wording import doubts, is_act, wording
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source
    from briefgen.synthesis.duplicates import Independence
    from briefgen.synthesis.salience import Scored

_LONGEST_SUBJECT = 9  # words in front of the verb of a sentence


@cache
def _list(name: str) -> frozenset[str]:
    raw = files("briefgen.synthesis").joinpath("status.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)[name])


def is_official(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence is the record that an official body keeps of an act of its own: the body
    publishes the source, and the sentence opens with it and with what it resolved ("The council
    voted"). What it says of others, counts, denies or supposes is its word and no record."""
    body = set(words_of(source.publisher or source.author or ""))
    if sentence.claim or sentence.quoted or not body & _list("official"):
        return False
    said = wording(sentence.statement)
    if said.denied or said.doubts or said.unsettled:
        return False
    statement = sentence.statement.lower().split()
    words = statement[: _LONGEST_SUBJECT + 1]
    verb = next((n for n, word in enumerate(words) if word in _list("resolves")), 0)
    subject = words[:verb]
    if {w.strip(".,;") for w in statement[verb:]} & _list("tests"):
        return False  # "the board passed every inspection" is praise of itself
    acts_for_another = any(word.endswith(("’s", "'s")) for word in subject)
    return not acts_for_another and bool(set(subject) & body & _list("official"))


def _in_own_voice(sentence: Sentence) -> bool:
    return sentence.claim is None or is_act(sentence.claim.cue)


def _of_itself(source: Source, sentence: Sentence) -> bool:
    """Whether the publisher of a source is the subject of a sentence: its word in its own cause,
    which bears nothing out."""
    opening = " ".join(sentence.statement.split()[:_LONGEST_SUBJECT])
    body = set(words_of(source.publisher or ""))
    return bool(body) and body <= set(words_of(opening))


def status_of(row: Scored, support: Sequence[Scored], independence: Independence) -> FactStatus:
    """The status of a fact stated by ``row`` and borne out by ``support``, other sources.

    Two outlets that report what a party says establish that it says so and not what it says: a
    statement is established where two independent sources make it in their own voice.
    """
    own_voice = {
        one.analysis.source.id
        for one in (row, *support)
        if _in_own_voice(one.sentence)
        and not doubts(one.sentence.statement)
        and not _of_itself(one.analysis.source, one.sentence)
    }
    if independence.count(own_voice) >= 2 or is_official(row.analysis.source, row.sentence):
        return FactStatus.ESTABLISHED
    if row.sentence.claim is None and doubts(row.sentence.statement):
        return FactStatus.UNVERIFIED
    return FactStatus.ATTRIBUTED
