"""Datelines: the place, date and agency in front of the first words of a news story."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# "PORT SARROW (VPW) —", "LONDON, March 11 (Reuters) -", "Harrowmere, 16 May 2027 –".
# The last shapes, "Washington (CNN)A …" and "(Courier)The …", have the agency's name run into the
# text.
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:, [^—–()]{2,30})?(?: ?\([^)]{2,40}\))? ?(?:—|–|--|-) +"
    r"|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}, (?:\w+day,? )?"
    r"(?:\d{1,2} [A-Z]\w+|[A-Z]\w+\.? \d{1,2})"
    r"(?:,? \d{4})?(?: ?\([^)]{2,40}\))? ?(?:—|–|--|-) +"
    r"|(?:[A-ZÀ-Þ][\w.,'’ -]{2,40} )?\((?:Reuters|[A-Z]{2,5})\) ?(?:[—–-]+ *)?"
    r"|[A-ZÀ-Þ]{3}[A-ZÀ-Þ.'’ -]{0,38}, [^—–()]{2,40}\([A-Z][^()]{2,40}\) ?(?:[—–-]+ *)?"
    r"|\([A-Z][\w.,’'&-]+(?: [\w.,’'&-]+){0,3}\)(?=[A-Z]))"
    r"(?=[\"“A-ZÀ-Þ\d])"
)


# "PORT SARROW/VELM, Velmark Rescue teams …", "KYIV, Ukraine The …": the dash got lost. Only a place
# that is known to be one tells where the first sentence begins.
_TOWN = re.compile(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ.'’/ -]{0,38}, ")


@cache
def _lands() -> frozenset[str]:
    """Countries and states, as ``datelines.toml`` beside this module has them, lower case."""
    import tomllib

    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return frozenset(land.lower() for name in ("countries", "states") for land in lists[name])


def _end_without_dash(text: str, start: int, end: int) -> int:
    """Where a dateline ends that has a land but no dash; the longest name of a land counts."""
    town = _TOWN.match(text, start, end)
    if town is None:
        return start
    words = text[town.end() : min(end, town.end() + 60)].split(" ")
    for count in (4, 3, 2, 1):
        land = " ".join(words[:count])
        behind = words[count : count + 1]
        if land.lower() in _lands() and behind and re.match(r"[\"“A-ZÀ-Þ\d]", behind[0]):
            return town.end() + len(land) + 1
    return start


def dateline_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Where the first words behind a dateline stand in the paragraph ``text[start:end]``;
    ``start`` where there is none."""
    end = len(text) if end is None else end
    match = _DATELINE.match(text, start, end)
    return match.end() if match else _end_without_dash(text, start, end)
