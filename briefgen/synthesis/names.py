"""Names in statements: whether two statements speak of the same people, bodies and places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.parties import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.analysis import Sentence

_BRACKETED = re.compile(r"\[([^\]]+)\]")
_FULL = 2  # words of a name that has a given name
_NAMED = 0.6  # of the names of a statement: the others may be told in other words


def names_of(sentence: Sentence) -> tuple[str, ...]:
    """The names in a sentence, and those that its statement sets for a pronoun."""
    return (*sentence.names, *_BRACKETED.findall(sentence.statement))


def _contradict(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Two people of one surname: "Ada Holm" and "Per Holm", but not "Per Bo Holm" and "Bo Holm"."""
    if len(one) < _FULL or len(two) < _FULL or one[-1] != two[-1]:
        return False
    return not set(one[:-1]) & set(two[:-1])


def names_agree(own: Iterable[str], others: Iterable[str], words: frozenset[str]) -> bool:
    """Whether the ``own`` names of a statement are, most of them, in another one, of which
    ``others`` are the names and ``words`` all the words; and none is there of somebody else."""
    told = [w for w in map(words_of, own) if w]
    theirs = [w for w in map(words_of, others) if w]
    if any(_contradict(a, b) for a in told for b in theirs if not _is_there(a, theirs)):
        return False
    known = sum(1 for name in told if name[-1] in words or 2 * len(set(name) & words) > len(name))
    return known >= _NAMED * len(told)


def _is_there(name: tuple[str, ...], others: list[tuple[str, ...]]) -> bool:
    return any(name == other or name[0] == other[0] for other in others)


def same_party(one: str, two: str, *, strict: bool = False) -> bool:
    """Whether two attributions may mean one party. A description ("police", "the coach") may mean
    anybody, unless ``strict``; two full names that share no word do not."""
    a, b = words_of(one), words_of(two)
    return bool(set(a) & set(b)) or not (strict or (_is_full(one) and _is_full(two)))


def _is_full(name: str) -> bool:
    capitals = [w for w in name.split() if w[:1].isupper()]
    return len(capitals) > 1
