"""Rows of tables of figures as text: a paragraph for each row, its cells where their heads are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.errors import Code, ReaderError
from briefgen.readers.finish import finish_line

# A brief is not made of databases.
_MOST_ROWS = 5000
# Stands for an empty cell, so that the cells behind it stay below their heads, which state units.
_EMPTY = "–"


def paragraphs_of_rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """Each row as "first | second | third"; rows and columns without text are none.

    Raises ReaderError for more rows than a brief can be made of.
    """
    kept: list[list[str]] = []
    for row in rows:
        cells = [finish_line(cell) or "" for cell in row]
        if any(cells):
            kept.append(cells)
        if len(kept) > _MOST_ROWS:
            raise ReaderError(
                f"holds more than {_MOST_ROWS:,} rows, too many for a brief",
                remedy="save the rows that matter as a file of their own",
                code=Code.TOO_BIG,
            )
    used = {number for cells in kept for number, cell in enumerate(cells) if cell}
    return [_joined([cell for n, cell in enumerate(cells) if n in used]) for cells in kept]


def _joined(cells: list[str]) -> str:
    filled = [number for number, cell in enumerate(cells) if cell]
    if len(filled) == 1:
        return cells[filled[0]]  # a heading, or a remark below the table
    return " | ".join(cell or _EMPTY for cell in cells[: filled[-1] + 1])
