"""The nearest right name for a wrong one, for the end of an error message."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEGINNING = 3  # letters that are the beginning of a name
_MOST = 12  # names; a longer list helps nobody


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean "…"?`` where a known name is near, else ``; there are …`` with the names."""
    names = list(known)
    begun = [one for one in names if len(name) >= _BEGINNING and one.startswith(name)]
    near = begun[:1] or get_close_matches(name, names, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    shown = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
    return f"; there are {shown}" if shown else ""
