"""Whether a sentence states the number that it holds: no condition, no denial around it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _pattern(name: str) -> re.Pattern[str]:
    raw = files("briefgen.analysis").joinpath("asserted.toml").read_text(encoding="utf-8")
    words = "|".join(tomllib.loads(raw)[name])
    bounded = words if name.startswith("new_") else rf"(?<![\w-])(?:{words})(?![\w-])"
    return re.compile(bounded, re.IGNORECASE)


def is_asserted(sentence: str, start: int, end: int) -> bool:
    """Whether ``sentence`` states the number at ``start``..``end``: "if the dam breaks, 40,000
    people will flee" and "it did not kill 14 people" give no number of anything."""
    before, behind = sentence[:start], sentence[end:]
    return not (_is_denied(before, behind) or _is_conditional(before, behind))


def _reaches(sign: str, before: str, ends: str) -> bool:
    """Whether the last of the signs in front of a number is still of its statement."""
    last = None
    for match in _pattern(sign).finditer(before):
        last = match
    return last is not None and not _pattern(ends).search(before, last.end())


def _is_denied(before: str, behind: str) -> bool:
    return _reaches("denies", before, "new_statement") or _same_statement("denied_behind", behind)


def _same_statement(sign: str, behind: str) -> bool:
    match = _pattern(sign).search(behind)
    return match is not None and not _pattern("new_statement").search(behind, 0, match.start())


def _is_conditional(before: str, behind: str) -> bool:
    """A condition in front holds for all that follows; one behind only for what would be: "40
    people died, and more may if the wind turns" gives a number."""
    if _reaches("condition", before, "new_sentence"):
        return True
    if not _same_statement("condition", behind):
        return False
    since = 0
    for match in _pattern("new_statement").finditer(before):
        since = match.end()
    upto = _pattern("condition").search(behind)
    clause = f"{before[since:]} {behind[: upto.start() if upto else None]}"
    return _pattern("consequence").search(clause) is not None
