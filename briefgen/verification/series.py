"""Lines that tell what is different from an earlier report of a series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.verification.verdicts import Finding, Verdict, edited, lost
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from briefgen.model.manifest import Manifest

_CHANGED = re.compile(
    r"^Changed: (?P<now>.+?\]); report no\. (?P<number>\d+) said (?P<was>.+?)\.?$"
)
_GONE = re.compile(
    r"^No longer reported: (?P<text>.+?) \(report no\. (?P<number>\d+)\)\.?$", re.DOTALL
)
_UNCHECKED = "from report no. {number}; name its manifest with --previous to have it checked"


class Changed(NamedTuple):
    """A figure that was another: ``now`` with its source, and what the report said."""

    now: str
    number: int
    was: tuple[str, ...]


def changed(text: str) -> Changed | None:
    """The line of a figure that was another; None for any other line."""
    found = _CHANGED.match(text)
    if found is None:
        return None
    return Changed(found["now"], int(found["number"]), tuple(found["was"].split(" or ")))


def gone(text: str, earlier: Manifest | None) -> Finding | None:
    """The line of what is reported no longer, held against the earlier report; None for any
    other line."""
    found = _GONE.match(text)
    if found is None:
        return None
    number = int(found["number"])
    if earlier is None:
        return Finding(Verdict.OWN, _UNCHECKED.format(number=number))
    if wrong := _other_report(number, earlier):
        return wrong
    if any(keys_of(item.text) == keys_of(found["text"]) for item in earlier.items):
        return edited(f"from report no. {number}")
    return lost(f"is not in report no. {number}")


def figure_before(line: Changed, earlier: Manifest | None) -> Finding:
    """What the earlier report said of a figure, held against that report."""
    if earlier is None:
        return edited(_UNCHECKED.format(number=line.number))
    if wrong := _other_report(line.number, earlier):
        return wrong
    known = {
        keys_of(f"{figure.qualifier} {figure.text}" if figure.qualifier else figure.text)
        for item in earlier.items
        for figure in item.figures
    }
    strange = [one for one in line.was if keys_of(one) not in known]
    if strange:
        return lost(f'"{strange[0]}" is not in report no. {line.number}')
    return edited(f"the older figure is from report no. {line.number}")


def _other_report(number: int, earlier: Manifest) -> Finding | None:
    if earlier.number == number:
        return None
    return lost(f"report no. {number} where the manifest given is of no. {earlier.number}")
