"""Whoever is told by an order alone ("the second, a man aged 81, died"), told by who that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis.furniture import FINITE
from briefgen.model.dossier import Edit

if TYPE_CHECKING:
    from briefgen.analysis.stretch import Stretch

_ORDER = re.compile(
    r"(?:The (?:first|(?P<count>second|third|fourth|fifth|sixth)|last|latest|other|latter)|Another"
    r"|One|A (?P<further>second|third|fourth))"
    r"(?: (?:of (?:them|these|those|the \w+)|victim|person|one))?, "
    r"(?=(?P<article>an?) [^,;:()\"“”]{3,60}(?P<comma>,) )"
)


def stand_in_edits(stretch: Stretch, begin: int) -> list[Edit]:
    """Drops "The second, " in front of "a man aged 81, died in hospital" and the comma behind: what
    stands between commas says who it is. That others came before stays, as "A [second] man"."""
    match = _ORDER.match(stretch.words, begin - stretch.start)
    if match is None:
        return []
    comma = stretch.start + match.start("comma")
    after = stretch.paragraph.token_at(comma + 2)
    start, end = stretch.start + match.start(), stretch.start + match.end()
    # The parser takes many a plain past tense on the root for a participle.
    finite = after is not None and (after.tag_ in FINITE or after.head.i == after.i)
    if not finite or stretch.touches_quote(start, comma + 1):
        return []
    edits = [
        Edit(start=start, end=end, replacement="", reason="clause"),
        Edit(start=comma, end=comma + 1, replacement="", reason="clause"),
    ]
    if count := match["count"] or match["further"]:
        article = end + len(match["article"])
        put_in = Edit(start=article, end=article, replacement=f" [{count}]", reason="clause")
        edits.insert(1, put_in)
    return edits
