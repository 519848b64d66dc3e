"""Years that a text names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|since|from|until|of) ((?:19|20)\d\d)\b", re.IGNORECASE)


class Years:
    """Tells earlier years from the one that texts report on."""

    def __init__(self, texts: Iterable[str], as_of: date | None) -> None:
        """``as_of`` is the day of the newest text; where none has one, they report on the last year
        that they name."""
        named = [int(year) for text in texts for year in _YEAR.findall(text)]
        self._now = as_of.year if as_of else max(named, default=0)

    def names_earlier(self, text: str) -> bool:
        """Whether a text says that something was in, since or until a year before the last one."""
        return any(int(year) < self._now - 1 for year in _IN_YEAR.findall(text))
