"""Datelines: the place, date and agency in front of the first words of a news story."""

from __future__ import annotations

import re

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


def dateline_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Where the first words behind a dateline stand in the paragraph ``text[start:end]``;
    ``start`` where there is none."""
    match = _DATELINE.match(text, start, len(text) if end is None else end)
    return match.end() if match else start
