"""Whether two values can both be true of one thing: bounds, hedges and rounding."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model.dossier import Figure

_AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:up to|at most|as many as|as much as|no more than|less than|fewer than|under)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|close to|just|estimated|over|"
    r"more than|less than|under)\b",
    re.IGNORECASE,
)
# Two counts of one thing rarely differ more than fivefold; further apart they count two things.
_FARTHEST = 5.0
_EXACT = 1000  # a smaller number with a zero at its end is taken as it stands
_NEAR = 0.03  # of the value: what "about" and "nearly" leave room for beside rounding


def _allows(figure: Figure, value: float) -> bool:
    """Whether a figure with a bound ("at least 18") leaves room for another value."""
    qualifier = figure.qualifier or ""
    return bool(
        (_AT_LEAST.search(qualifier) and value >= figure.value)
        or (_AT_MOST.search(qualifier) and value <= figure.value)
    )


def _digits(figure: Figure) -> int:
    """The significant digits that a figure is given with: 2 for 4,200, and for 120."""
    value = abs(figure.value)
    if not value.is_integer():
        return 15
    plain = f"{value:.0f}"
    given = len(plain.rstrip("0")) or 1
    hedged = _ABOUT.search(figure.qualifier or "")
    return given if hedged or value >= _EXACT else max(given, min(2, len(plain)))


def _rounded(value: float, digits: int) -> float:
    return round(value, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0.0


def _rounds_to(coarse: Figure, fine: Figure) -> bool:
    """ "About 4,200" is what 4,187 is in round numbers."""
    if _rounded(fine.value, _digits(coarse)) == coarse.value:
        return True
    gap = abs(coarse.value - fine.value)
    return bool(_ABOUT.search(coarse.qualifier or "")) and gap <= _NEAR * abs(fine.value)


def differ(a: Figure, b: Figure) -> bool:
    """Whether two figures for one thing cannot both be right."""
    low, high = sorted((abs(a.value), abs(b.value)))
    if low == high:
        return False
    if low == 0:  # a zero in figures may stand for what nobody counted
        none, some = (a, b) if a.value == 0 else (b, a)
        return not none.text[:1].isdigit() and not _AT_MOST.search(some.qualifier or "")
    if high / low > _FARTHEST:
        return False
    return not (_allows(a, b.value) or _allows(b, a.value) or _rounds_to(a, b) or _rounds_to(b, a))
