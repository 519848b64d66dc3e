"""How far a fact can be relied on: who states it, and in whose voice."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.model.dossier import FactStatus
from briefgen.synthesis.names import words_of
from briefgen.synthesis.wording import is_act, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source
    from briefgen.synthesis.duplicates import Independence
    from briefgen.synthesis.salience import Scored

_OWN_ACT = 4  # words at the head of a sentence: there stands who acts


@cache
def _official() -> frozenset[str]:
    raw = files("briefgen.synthesis").joinpath("status.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)["official"])


def is_official(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence is the record that an official body keeps of an act of its own: the body
    publishes the source and is the first that the sentence names. What it says of others, and
    what it denies, supposes or doubts, is its word and no record."""
    body = words_of(source.publisher or source.author or "")
    if not set(body) & _official() or sentence.claim or sentence.quoted:
        return False
    said = wording(sentence.statement)
    if said.denies or said.supposes or said.doubts:
        return False
    head = words_of(" ".join(sentence.statement.split()[: _OWN_ACT + 2]))[:_OWN_ACT]
    named = [w for w in head if w in body]
    return bool(named) and bool({*named} & _official()) and _acts(head, body)


def _acts(head: tuple[str, ...], body: tuple[str, ...]) -> bool:
    """The sentence opens with the body: with the whole of its name, or what is left of it ("The
    Agency")."""
    return head[0] in body


def _in_own_voice(sentence: Sentence) -> bool:
    return sentence.claim is None or is_act(sentence.claim.cue)


def status_of(
    row: Scored, support: Sequence[Scored], independence: Independence
) -> FactStatus:
    """The status of a fact stated by ``row`` and borne out by ``support``, other sources.

    Two outlets that report what a party says establish that it says so and not what it says: a
    statement is established where two independent sources make it in their own voice.
    """
    own_voice = {
        one.analysis.source.id
        for one in (row, *support)
        if _in_own_voice(one.sentence) and not wording(one.sentence.statement).doubts
    }
    if independence.count(own_voice) >= 2 or is_official(row.analysis.source, row.sentence):
        return FactStatus.ESTABLISHED
    if row.sentence.claim is None and wording(row.sentence.statement).doubts:
        return FactStatus.UNVERIFIED
    return FactStatus.ATTRIBUTED
