"""Tolls without a noun: "1,200 were evacuated", "the toll rose to five", "no one died"."""

from __future__ import annotations

import re
from functools import cache

from briefgen.analysis import lexicon
from briefgen.text.numbers import WORDED

_SINCE = re.compile(r"[.;!?](?=\s)|[“”\"]")
_QUALIFIED = r"(?:(?:about|around|at|least|some|nearly|almost|more|than|over|up|to|as|many) )*"


@cache
def _alternatives(name: str) -> str:
    return "|".join(sorted(lexicon.words("figures.toml", name), key=len, reverse=True))


@cache
def _became() -> re.Pattern[str]:
    helping = (
        r"(?: (?:have|had|has|were|are|was|been|being|remain|remained|now|also|still|confirmed))"
    )
    return re.compile(rf"^{helping}* (?:{_alternatives('outcomes')})\b", re.IGNORECASE)


@cache
def _toll_stands_at() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:toll|number of (?:{_alternatives('tolls')}))\b[^,;:.()]{{0,80}} "
        rf"(?:to|at|reached|is|was|now) {_QUALIFIED}$",
        re.IGNORECASE,
    )


@cache
def _nobody() -> re.Pattern[str]:
    who = r"(?:no[ -]?one|nobody|no (?:people|persons?|residents|victims))"
    became = r"(?:was|were|is|are|has been|have been|had been)(?: reported| known to have been)?"
    return re.compile(
        rf"(?<![\w-])(?P<none>{who})(?= (?:{became} )?(?:{_alternatives('outcomes')})\b)|"
        r"(?<![\w-])(?P<no>no)(?= (?:deaths|injuries|fatalities)\b)",
        re.IGNORECASE,
    )


def is_bare_toll(text: str, start: int, end: int) -> bool:
    """Whether the number at ``start``..``end`` is a toll with no noun behind: of those who came to
    harm ("five were killed", "left five dead"), or where a toll stands. Where its sentence gives
    another number before, those may be a part of them."""
    before = _SINCE.split(text[max(0, start - 200) : start])[-1]
    if _toll_stands_at().search(before):
        return True
    counted = re.search(r"\d", before) or WORDED.search(before)
    return not counted and _became().match(text[end : end + 60]) is not None


def find_none(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the text says that nobody came to harm: the extents of the words that count none."""
    return [m.span(m.lastgroup or 0) for m in _nobody().finditer(text, start, end)]
