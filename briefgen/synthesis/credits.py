"""Statements that a source makes in its own voice, and another one gives as the word of a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.synthesis.wording import wording
from briefgen.text.parties import is_letter_more, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.dossier import Fact
    from briefgen.synthesis.duplicates import Independence

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
    """Whether what a party claims (``one``) and another fact tell of one person, be it in two
    spellings, and much the same. The party's own name tells nothing of that."""
    party = set(words_of(one.attribution or ""))
    shared = wording(one.statement).terms & wording(two.statement).terms
    named = [w for name in one.names if not party & set(w := words_of(name))]
    return len(shared) >= _SAME_MATTER and any(
        _is_one_name(mine, words_of(theirs)) for mine in named for theirs in two.names
    )


def _is_one_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return len(one) >= _FULL and (one == two or is_letter_more(one, two))
