"""Statements that a source makes in its own voice, and another one gives as the word of a party."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefgen.synthesis.wording import wording
from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.dossier import Fact
    from briefgen.synthesis.duplicates import Independence

_ONE_NAME = 0.85  # likeness of two spellings of a name: "Maya Naser", "Maya Nasser"
_FULL = 2  # words of a name that tells one person from others
_SAME_MATTER = 4  # terms, those of the names among them
_WEIGHT = 0.5  # of the salience that the word of a party in its own cause keeps


def mark_credited(facts: Sequence[Fact], independence: Independence) -> tuple[Fact, ...]:
    """The facts, best first; with the party that another source names for it each one that opens
    its source, names that party and is told there in the source's own voice: an outlet that
    reports on its own people is a party, and its news is its word."""
    claims = [f for f in facts if f.attribution and len(words_of(f.attribution)) >= _FULL]
    out = [_marked(fact, claims, independence) if fact.leads else fact for fact in facts]
    return tuple(sorted(out, key=lambda f: (-f.salience, f.id)))


def _marked(fact: Fact, claims: Iterable[Fact], independence: Independence) -> Fact:
    if fact.attribution:
        return fact
    claim = next(
        (
            claim
            for claim in claims
            if independence.origin(claim.source) != independence.origin(fact.source)
            and _is_named(claim.attribution or "", fact)
            and _is_one_matter(claim, fact)
        ),
        None,
    )
    if claim is None:
        return fact
    told = {"according_to": claim.attribution, "told_otherwise": claim.id}
    return fact.model_copy(update={**told, "salience": round(_WEIGHT * fact.salience, 4)})


def _is_named(party: str, fact: Fact) -> bool:
    return set(words_of(party)) <= set(words_of(fact.text))


def _is_one_matter(one: Fact, two: Fact) -> bool:
    """Whether two facts tell of one person, however spelt, and much the same."""
    shared = wording(one.statement).terms & wording(two.statement).terms
    return len(shared) >= _SAME_MATTER and any(
        _is_one_name(a, b) for a in one.names for b in two.names
    )


def _is_one_name(one: str, two: str) -> bool:
    full = min(len(words_of(one)), len(words_of(two))) >= _FULL
    return full and SequenceMatcher(None, one.lower(), two.lower()).ratio() >= _ONE_NAME
