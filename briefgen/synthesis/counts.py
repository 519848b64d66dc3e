"""What a statement counts, to see whether two statements count one thing differently."""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.synthesis.measures import toll_around, words_until_clause
from briefgen.synthesis.wording import canonical, wording
from briefgen.text.numbers import NUMBER, WORDED, parse_number
from briefgen.text.terms import stopwords

_NONE = re.compile(
    r"\b(?:no[ -]?one|nobody|none|no(?= [a-z]))\b(?! (?:longer|more)\b)", re.IGNORECASE
)

_AGE = re.compile(r"[- ]years?\b")


@lru_cache(maxsize=50_000)
def counts_in(statement: str) -> dict[str, frozenset[float]]:
    """For each thing that a statement counts its numbers: none is 0, and "one person" counts too.
    A toll goes by its kind, anything else by the word behind its number."""
    found: dict[str, set[float]] = {}
    # No dates and clocks, which are no counts; nor years.
    dated = {n for n in wording(statement).numbers if n.is_integer() and 1500 <= n < 2100}
    amounts = {0.0, 1.0} | wording(statement).numbers - dated
    numbers = [(m.start(), m.end(), _value(m)) for m in NUMBER.finditer(statement)]
    numbers += [
        (m.start(), m.end(), parse_number(m.group().replace(",", "")))
        for m in WORDED.finditer(statement)
    ]
    numbers += [(m.start(), m.end(), 0.0) for m in _NONE.finditer(statement)]
    for start, end, value in numbers:
        counted = _counted(statement[:start], statement[end:])
        age = statement[:start].endswith(", ") and statement[end : end + 1] == ","
        if age or _AGE.match(statement, end) or value not in amounts:
            continue
        if value is not None and counted:
            found.setdefault(counted, set()).add(value)
    return {counted: frozenset(several) for counted, several in found.items()}


def _value(match: re.Match[str]) -> float | None:
    return parse_number(f"{match['number']} {match['scale'] or ''}")


def _counted(before: str, behind: str) -> str | None:
    kind = toll_around(before, behind)
    if kind:
        return kind
    words = words_until_clause(behind)
    noun = words[0] if words else ""
    return canonical(noun) if noun and noun not in stopwords() else None


def counted_differently(one: str, two: str) -> bool:
    """Whether two statements count the same and agree on none of its numbers."""
    left, right = counts_in(one), counts_in(two)
    return any(not left[counted] & right[counted] for counted in left.keys() & right.keys())
