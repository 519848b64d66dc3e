"""What came of holding a line against its sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What came of holding a line against its sources."""

    VERBATIM = "verbatim"  # the words of the source
    EDITED = "edited"  # the words of the source after edits that are shown and allowed
    OWN = "not sourced"  # words of whoever wrote the brief, which claim nothing that is not known
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Near:
    """The words of the sources that come nearest to a line: ``source`` by file name or title,
    ``paragraph`` counted from 1."""

    source: str
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of a brief with its verdict. ``detail`` names the edits, or what is wrong;
    ``nearest`` is where to look for what is right."""

    id: str
    kind: str
    text: str
    verdict: Verdict
    detail: str = ""
    nearest: Near | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one part of a line."""

    verdict: Verdict
    detail: str = ""
    nearest: Near | None = None

    @property
    def failed(self) -> bool:
        return self.verdict is Verdict.NOT_FOUND


VERBATIM = Finding(Verdict.VERBATIM)
OWN = Finding(Verdict.OWN)
_ORDER = (Verdict.OWN, Verdict.VERBATIM, Verdict.EDITED, Verdict.NOT_FOUND)


def lost(detail: str, nearest: Near | None = None) -> Finding:
    """A part that is not found, and why."""
    return Finding(Verdict.NOT_FOUND, detail, nearest)


def edited(detail: str) -> Finding:
    """A part that is found after an edit that is named."""
    return Finding(Verdict.EDITED, detail)


def together(*parts: Finding | None) -> Finding:
    """The findings on the parts of one line as one: the worst verdict, and every detail of the
    parts that have it."""
    found = [part for part in parts if part is not None]
    worst = max((part.verdict for part in found), key=_ORDER.index, default=Verdict.OWN)
    telling = [part for part in found if part.verdict is worst]
    details = dict.fromkeys(part.detail for part in telling if part.detail)
    nearest = next((part.nearest for part in telling if part.nearest), None)
    return Finding(worst, "; ".join(details), nearest)
