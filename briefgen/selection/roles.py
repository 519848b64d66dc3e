"""Roles of one person that say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.selection.lexicon import is_rank

if TYPE_CHECKING:
    from briefgen.model.brief import RoleItem

_ROLE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SMALL = frozenset({"a", "an", "at", "for", "in", "of", "s", "the", "to"})


def _says_more(one: str, other: str) -> bool | None:
    """Whether a role says what ``other`` does and adds nothing but names, of the body that it is
    held in; None where both say the same. "Former minister" is another role than "minister"."""
    mine, theirs = (
        {word.casefold(): word for word in _ROLE_WORD.findall(role) if word not in _SMALL}
        for role in (one, other)
    )
    if mine.keys() == theirs.keys():
        return None
    added = [word for key, word in mine.items() if key not in theirs]
    names = all(word[0].isupper() and not is_rank(word) for word in added)
    return names and mine.keys() > theirs.keys()


def without_repeats(roles: tuple[RoleItem, ...]) -> tuple[RoleItem, ...]:
    """``roles`` without those that another one says too: with the body in which it is held, or in
    a newer source, which stands in front."""
    return tuple(
        role
        for n, role in enumerate(roles)
        if not any(
            _says_more(other.text, role.text)
            or (at < n and _says_more(role.text, other.text) is None)
            for at, other in enumerate(roles)
            if at != n
        )
    )
