"""How wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import permutations

from briefgen.model.document import Align, Inlines, Strong, Table, plain
from briefgen.writers.typography import glued

Measure = Callable[[str, bool], float]
"""Width in points of some words set in the size of tables; the second argument is for bold."""

KEPT_ROWS = 8  # a table with no more rows than this stays on one page
FORM_ROOM = 13.0  # points above the words of a row that is written on by hand
_BREAKS = re.compile(r"[ \t\n]+")  # not those spaces that do not break
_ROWS_LOOKED_AT = 60
_EACH_LINE = 0.5  # what a line of a cell weighs beside one of the table
_STEPS = (0.08, 0.04, 0.02)  # shares of a table that are tried in another column
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
    # Nor must one long text: the others keep half a fair share, if they want it.
    share = available / len(most) / 2
    kept = [max(little, min(much, share)) for little, much in zip(least, most, strict=True)]
    return _lowest(_Rows(table, gutter, measure), kept, _shared_out(least, most, available))


def _shared_out(least: list[float], most: list[float], available: float) -> list[float]:
    """``least`` grown towards ``most`` by equal steps until ``available`` is used up: short columns
    get all they want, and what wants most shares the rest."""
    widths = list(least)
    wants = [much - little for little, much in zip(least, most, strict=True)]
    hungry = sorted(range(len(widths)), key=wants.__getitem__)
    spare = available - sum(least)
    for place, index in enumerate(hungry):
        step = min(spare / (len(hungry) - place), wants[index])
        widths[index] += step
        spare -= step
    return widths


class _Rows:
    """The rows of a table, its header among them, as the widths of words in points; of a very long
    table the first ones, which will do."""

    def __init__(self, table: Table, gutter: float, measure: Measure) -> None:
        last = len(table.columns) - 1
        header = [(plain(glued(column.header)), True) for column in table.columns]
        rows = (list(map(_cell, row)) for row in table.rows[:_ROWS_LOOKED_AT])
        self._rows = [[_words(*cell, measure) for cell in row] for row in (header, *rows)]
        self._gutters = [0.0 if index == last else gutter for index in range(len(table.columns))]
        self._space = measure(" ", False)
        self._known: dict[tuple[int, float], list[int]] = {}

    def height(self, widths: Sequence[float]) -> float:
        """How many lines high the table is with columns of ``widths``; the lines of all its cells
        count a little too, since a name on four lines reads badly."""
        columns = [self._lines(index, width) for index, width in enumerate(widths)]
        rows = list(zip(*columns, strict=True))
        return float(sum(max(row) + _EACH_LINE * sum(row) for row in rows))

    def _lines(self, column: int, width: float) -> list[int]:
        """On how many lines each cell of ``column`` is set."""
        if (column, width) not in self._known:
            room = width - self._gutters[column]
            cells = (row[column] if column < len(row) else [] for row in self._rows)
            self._known[column, width] = [
                max(1, sum(self._wrapped(line, room) for line in cell)) for cell in cells
            ]
        return self._known[column, width]

    def _wrapped(self, words: Sequence[float], room: float) -> int:
        lines, used = 1, 0.0
        for word in words:
            if used and used + self._space + word > room:
                lines, used = lines + 1, word
            else:
                used += self._space * bool(used) + word
        return lines


def _words(cell: str, bold: bool, measure: Measure) -> list[list[float]]:
    """The widths of the words of ``cell``, for each of its lines."""
    return [[measure(word, bold) for word in line.split(" ")] for line in cell.split("\n")]


def _lowest(rows: _Rows, least: Sequence[float], widths: list[float]) -> list[float]:
    """``widths`` shifted from column to column as long as that makes the table lower: a column of
    running text is not to be one of single words beside empty paper."""
    best = rows.height(widths)
    for share in _STEPS:
        step = sum(widths) * share
        is_better = True
        while is_better:
            is_better = False
            for giver, taker in permutations(range(len(widths)), 2):
                if widths[giver] - step < least[giver]:
                    continue
                tried = list(widths)
                tried[giver] -= step
                tried[taker] += step
                if (height := rows.height(tried)) < best:
                    widths, best, is_better = tried, height, True
    return widths


def _needs(table: Table, index: int, gutter: float, measure: Measure) -> tuple[float, float]:
    """What a column needs and what it would like, with the gutter: the width of its longest word
    and of its longest cell on one line."""
    header = plain(glued(table.columns[index].header))
    cells = [_cell(row[index]) for row in table.rows if index < len(row)]
    least = max((measure(word, True) for word in _BREAKS.split(header)), default=0.0)
    most = measure(header, True)
    for cell, bold in cells:
        least = max(least, *(measure(word, bold) for word in _BREAKS.split(cell)))
        most = max(most, *(measure(line, bold) for line in cell.split("\n")))
    if table.columns[index].align is Align.RIGHT:
        least = max(least, max((measure(*cell) for cell in cells), default=0.0))
    # A hair more than the words: rounding must not break a figure over two lines.
    return least + gutter + 1, most + gutter + 1


def _cell(content: Inlines) -> tuple[str, bool]:
    """The words of a cell, and whether any of them are bold."""
    return plain(glued(content)), any(isinstance(inline, Strong) for inline in content)


def _spread(table: Table, widths: list[float], available: float) -> list[float]:
    """``widths`` grown to fill ``available``. Columns of numbers take half a share, so that a
    figure stays near its label."""
    weights = [
        width * (1.0 if column.align is Align.LEFT else 0.5)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    spare = available - sum(widths)
    return [w + spare * weight / sum(weights) for w, weight in zip(widths, weights, strict=True)]
