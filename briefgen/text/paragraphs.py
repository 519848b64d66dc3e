"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST = 50_000  # characters; what is longer is no paragraph of prose, and costs minutes to parse
_BREAK = re.compile(r"\s*\n\s*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The extents of the paragraphs of ``text``, in order, without surrounding white space.

    Sources part paragraphs by a blank line; a single line end also parts them, for texts that
    come from elsewhere.
    """
    out: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for gap in _BREAK.finditer(text):
        if gap.start() > start:
            out.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        out.append((start, len(text.rstrip())))
    return out


class ParagraphIndex:
    """Tells the number of the paragraph that an offset lies in."""

    def __init__(self, text: str) -> None:
        self._starts = [start for start, _ in paragraphs(text)]

    def number(self, offset: int) -> int:
        """The paragraph that holds ``offset``, counted from 1."""
        return max(1, bisect_right(self._starts, offset))
