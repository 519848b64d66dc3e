"""Running headers, footers and page numbers: what repeats at the edges of the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter

from briefgen.readers.layout import Line

# The outer part of the page, above and below, in which such lines stand.
_EDGE = 0.13
_NUMBER = re.compile(
    r"[-–—| ]*(?:page|p\.|pg\.?|seite)? ?(?:\d{1,3}|[ivxl]{1,6})(?: ?(?:of|/|von) ?\d{1,4})?"
    r"[-–—| ]*",
    re.IGNORECASE,
)


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages less the lines at their edges that repeat, whatever numbers they hold.

    A line repeats if it stands at the edge of two pages in five and of at least two. A page number
    alone goes even where there is one page. Nothing goes that has text of the page further out:
    phrases may repeat near an edge too.
    """
    seen = Counter(key for page in pages for key in {_key(line) for line in page if _at_edge(line)})
    least = max(2, len(pages) * 2 // 5)
    return [_without_edges(page, seen, least) for page in pages]


def _without_edges(page: list[Line], seen: Counter[str], least: int) -> list[Line]:
    downwards = sorted(page, key=lambda line: -line.top)
    running: set[Line] = set()
    for inwards in (downwards, downwards[::-1]):
        for line in inwards:
            if not (_at_edge(line) and _is_running(line, seen, least)):
                break
            running.add(line)
    return [line for line in page if line not in running]


def _is_running(line: Line, seen: Counter[str], least: int) -> bool:
    return bool(_NUMBER.fullmatch(line.text.strip())) or seen[_key(line)] >= least


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).casefold())


def _at_edge(line: Line) -> bool:
    middle = (line.bottom + line.top) / 2
    return not line.page_height * _EDGE < middle < line.page_height * (1 - _EDGE)
