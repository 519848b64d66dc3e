"""Nouns with "the" and nothing else: what they mean was told of before, or everybody knows it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

CLOSED_BY = {"prep", "relcl", "acl", "appos", "nummod", "poss", "compound", "nmod"}


@cache
def _known() -> frozenset[str]:
    """Nouns of which every reader knows what they mean, or when."""
    groups = ("unique", "time", "known")
    return frozenset().union(*(lexicon.words("standing.toml", group) for group in groups))


def follows_comma(clause: Token) -> bool:
    """Whether a clause is an addition behind a comma, which tells nothing apart."""
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def is_told_apart(noun: Token) -> bool:
    """Whether words beside a noun say which one is meant ("the firm in Velmark"). A relative
    clause behind a comma does not: "the firm, which was founded in 1998"."""
    return any(
        c.dep_ in CLOSED_BY
        and not (c.dep_ == "appos" and c.like_num)  # "the actor, 41,"
        and not (c.dep_ in {"relcl", "acl"} and follows_comma(c))
        for c in noun.children
    )


def bare_definites(stretch: Stretch) -> Iterator[Token]:
    """The nouns of a reporter's words that have "the" in front of them, nothing that tells them
    apart, and stand there for the first time."""
    seen: set[str] = set()
    for token in stretch.own:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        word = token.lemma_.lower()
        definite = any(c.lower_ == "the" and c.dep_ == "det" for c in token.children)
        if (
            definite
            and token.pos_ == "NOUN"
            and word not in seen
            and token.lower_ not in _known()
            and not token.ent_type_
            and not is_told_apart(token)
        ):
            yield token
        seen.add(word)
