"""How wide the columns of a table are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from briefgen.model.document import Align, Table, plain
from briefgen.writers.typography import glued

Measure = Callable[[str, bool], float]
"""Width in points of some words set in the size of tables; the second argument is for bold."""

KEPT_ROWS = 8  # a table with no more rows than this stays on one page
FORM_ROOM = 13.0  # points above the words of a row that is written on by hand
_BREAKS = re.compile(r"[ \t\n]+")  # not those spaces that do not break
_FEW_LINES = 2
_WIDEST_WORD = 0.4  # share of the table that the longest word of one column may claim


def column_widths(table: Table, available: float, gutter: float, measure: Measure) -> list[float]:
    """Widths in points that add up to ``available``.

    Each column gets the width of its longest word, and a column of numbers that of its longest
    cell, because a figure on two lines cannot be read down the column. What is left is handed
    out until a column has all it wants: short columns stay on one line and the longest
    text wraps. A table that needs less than ``available`` is spread over it. The columns of a form
    are as wide as one another: some are empty until somebody writes in them.
    """
    if table.form:
        return [available / len(table.columns)] * len(table.columns)
    last = len(table.columns) - 1
    needs = [
        _needs(table, index, 0 if index == last else gutter, measure)
        for index in range(len(table.columns))
    ]
    # One endless word (an address, say) must not squeeze the other columns to nothing.
    least = [min(n[0], available * _WIDEST_WORD) for n in needs]
    most = [max(n) for n in needs]
    if sum(most) <= available:
        return _spread(table, most, available)
    if sum(least) >= available:
        return [available * width / sum(least) for width in least]
    return _shared_out(least, most, available)


def _shared_out(least: list[float], most: list[float], available: float) -> list[float]:
    """``least`` grown towards ``most`` until ``available`` is used up, by equal steps; where a
    column holds running text, which fills more than a line of the whole table, by the root of
    what each wants, so that text is not a column of single words beside empty paper."""
    widths = list(least)
    wants = [much - little for little, much in zip(least, most, strict=True)]
    most_lines = _FEW_LINES * available  # beyond, it is no more text to read, and no more room
    weights = [math.sqrt(min(want, most_lines)) if max(most) > available else 1.0 for want in wants]
    hungry = sorted(range(len(widths)), key=lambda i: wants[i] / max(weights[i], 1.0))
    spare = available - sum(least)
    while hungry:
        index = hungry.pop(0)
        claims = weights[index] + sum(weights[i] for i in hungry)
        step = min(spare * weights[index] / claims if claims else 0.0, wants[index])
        widths[index] += step
        spare -= step
    return widths


def _needs(table: Table, index: int, gutter: float, measure: Measure) -> tuple[float, float]:
    """What a column needs and what it would like, with the gutter: the width of its longest word
    and of its longest cell on one line."""
    header = plain(glued(table.columns[index].header))
    cells = [plain(glued(row[index])) for row in table.rows if index < len(row)]
    least = max((measure(word, True) for word in _BREAKS.split(header)), default=0.0)
    most = measure(header, True)
    for cell in cells:
        least = max(least, *(measure(word, False) for word in _BREAKS.split(cell)))
        most = max(most, *(measure(line, False) for line in cell.split("\n")))
    if table.columns[index].align is Align.RIGHT:
        least = max(least, max((measure(cell, False) for cell in cells), default=0.0))
    # A hair more than the words: rounding must not break a figure over two lines.
    return least + gutter + 1, most + gutter + 1


def _spread(table: Table, widths: list[float], available: float) -> list[float]:
    """``widths`` grown to fill ``available``. Columns of numbers take half a share, so that a
    figure stays near its label."""
    weights = [
        width * (1.0 if column.align is Align.LEFT else 0.5)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    spare = available - sum(widths)
    return [w + spare * weight / sum(weights) for w, weight in zip(widths, weights, strict=True)]
