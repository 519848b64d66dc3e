"""Words of estimative probability: the scale, and sentences that mix how likely with how sure."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Likelihood(NamedTuple):
    """One step of the scale: two words for it, and the chance that they stand for, in per cent."""

    term: str
    other: str
    least: int
    most: int


@cache
def scale() -> tuple[Likelihood, ...]:
    """The steps, the least likely first."""
    return tuple(
        Likelihood(row["term"], row["other"], row["from"], row["to"]) for row in _data()["scale"]
    )


@cache
def _data() -> dict[str, Any]:
    raw = files("briefgen.text").joinpath("likelihood.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for every term, the longest first, and the row that each is of."""
    rows = {step.term: 0 for step in scale()} | {step.other: 1 for step in scale()}
    rows |= {form: rows[term] for form, term in _data()["forms"].items()}
    longest = sorted(rows, key=lambda term: -len(term))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), rows


@cache
def _confidence() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_data()['confidence'])})\b", re.IGNORECASE)


def mixed(text: str) -> list[str]:
    """The sentences of ``text`` that say both how likely something is and how sure whoever writes
    is of it (ICD 203 parts the two). What is quoted is another's, and not looked at."""
    found, _ = _terms()
    sentences = (s.strip() for s in _SENTENCE.split(_QUOTED.sub("“”", text)))
    return [s for s in sentences if found.search(s) and _confidence().search(s)]


def rows_mixed(text: str) -> tuple[str, str] | None:
    """A term of each row of the scale, where ``text`` uses both rows."""
    pattern, rows = _terms()
    seen: dict[int, str] = {}
    for match in pattern.finditer(_QUOTED.sub("“”", text)):
        seen.setdefault(rows[match[0].lower()], match[0])
    return (seen[0], seen[1]) if len(seen) > 1 else None
