"""Years that a text names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|since|from|until|of) ((?:19|20)\d\d)\b", re.IGNORECASE)
_PAPER = (
    r"(?:analysis|assessment|audit|census|evaluation|forecast|inquiry|inspection|investigation|"
    r"judgment|memo|paper|poll|report|review|ruling|study|survey)"
)
_TOLD = (
    r"(?:advised|called|concluded|criticised|criticized|described|estimated|forecast|found|listed|"
    r"named|noted|ordered|predicted|proposed|put|recommended|reported|revealed|ruled|said|showed|"
    r"stated|suggested|urged|warned|wrote)"
)
_OF_WHOM = r"(?: (?:by|for|into|of|on)(?: [\w’'-]+){1,8}?)?"
_OLD = r"((?:19|20)\d\d) (?:[\w-]+ ){0,2}?"
# "A 2019 audit by the port warned …", "Its 2019 report, now public, found …", "In a 2019 study, …".
_OLD_PAPER = re.compile(
    rf"\b{_OLD}{_PAPER}{_OF_WHOM}(?:,[^,.;]{{1,80}},)?(?: had)? {_TOLD}\b"
    rf"|(?:^|\b{_TOLD} )in (?:an?|the|its|his|her|their) {_OLD}{_PAPER}\b",
    re.IGNORECASE,
)


class Years:
    """Tells earlier years from the one that texts report on."""

    def __init__(self, texts: Iterable[str], as_of: date | None) -> None:
        """``as_of`` is the day of the newest text; where none has one, they report on the last year
        that they name."""
        named = [int(year) for text in texts for year in _YEAR.findall(text)]
        self._now = as_of.year if as_of else max(named, default=0)

    def names_earlier(self, text: str) -> bool:
        """Whether a text says that something was in, since or until a year before the last one, or
        tells what a paper of such a year says; not what is said of that paper now."""
        papers = (first or second for first, second in _OLD_PAPER.findall(text))
        return any(int(year) < self._now - 1 for year in (*_IN_YEAR.findall(text), *papers))
