"""What came of holding a line against its sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What came of holding a line against its source."""

    VERBATIM = "verbatim"  # the words of the source
    EDITED = "edited"  # the words of the source after edits that are recorded and allowed
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of a brief with its verdict. ``detail`` names the edits, or what is wrong."""

    id: str
    kind: str
    text: str
    verdict: Verdict
    detail: str = ""
