"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.document import Align, Table, plain

Measure = Callable[[str, bool], float]
"""Width in points of some words set in the size of tables; the second argument is for bold."""

_WIDEST_WORD = 0.4  # share of the table that the longest word of one column may claim


def column_widths(table: Table, available: float, gutter: float, measure: Measure) -> list[float]:
    """Widths in points that add up to ``available``.

    Each column gets the width of its longest word; what is left goes to the columns in proportion
    to how much more their longest cell wants, as browsers do it. A table that needs less than
    ``available`` is spread over it, but columns of numbers keep close to their own width, so that
    a figure stays near its label.
    """
    needs = [_needs(table, index, gutter, measure) for index in range(len(table.columns))]
    # One endless word (an address, say) must not squeeze the other columns to nothing.
    least = [min(n[0], available * _WIDEST_WORD) for n in needs]
    most = [max(n) for n in needs]
    if sum(most) <= available:
        return _spread(table, most, available)
    if sum(least) >= available:
        return [available * width / sum(least) for width in least]
    wanted = [m - n for n, m in zip(least, most, strict=True)]
    spare = available - sum(least)
    return [n + spare * w / sum(wanted) for n, w in zip(least, wanted, strict=True)]


def _needs(table: Table, index: int, gutter: float, measure: Measure) -> tuple[float, float]:
    """The width of the longest word, and of the longest cell on one line, with the gutter."""
    header = plain(table.columns[index].header)
    cells = [plain(row[index]) for row in table.rows if index < len(row)]
    least = max((measure(word, True) for word in header.split()), default=0.0)
    most = measure(header, True)
    for cell in cells:
        least = max(least, max((measure(word, False) for word in cell.split()), default=0.0))
        most = max(most, max(measure(line, False) for line in cell.split("\n")))
    # A hair more than the words: rounding must not break a figure over two lines.
    return least + gutter + 1, most + gutter + 1


def _spread(table: Table, widths: list[float], available: float) -> list[float]:
    """``widths`` grown to fill ``available``: text columns take two thirds of what is over."""
    weights = [
        width * (1.0 if column.align is Align.LEFT else 0.5)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    spare = available - sum(widths)
    return [w + spare * weight / sum(weights) for w, weight in zip(widths, weights, strict=True)]
