"""Which briefs a table asks for: one for each row of a CSV file, by the names of its columns."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from briefgen.batch.entries import Entry, wanted_of
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.batch.entries import Faults
    from briefgen.batch.names import Wanted

_COLUMNS = tuple(Entry.model_fields)
_DELIMITERS = ",;\t"
_SEVERAL = re.compile("[|;]")  # what parts sources, or topics, in one cell


def in_table(place: Path, faults: Faults) -> list[Wanted]:
    """The briefs of the rows of a table; what is wrong in it is added to ``faults``."""
    try:
        text = place.read_text(encoding="utf-8-sig")
        rows = list(_numbered(text))
    except OSError as error:
        faults.add(place, f"cannot be read ({error.strerror}); check the name")
        return []
    except (UnicodeDecodeError, csv.Error) as error:
        faults.add(place, f"is no table ({error}); save it as CSV, in UTF-8")
        return []
    columns = [name.strip().lower() for name in rows[0][1]] if rows else []
    while columns and not columns[-1]:
        columns.pop()
    if _are_wrong(columns, place, faults):
        return []
    found = (
        _brief(dict(zip(columns, c, strict=False)), place, n, faults)
        for n, c in rows[1:]
        if not _is_longer(c, columns, place, n, faults)
    )
    return [wanted for wanted in found if wanted]


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not empty, each with the line that it begins in. Cells are
    parted by what most parts the names of the columns, in none of which it occurs."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    began = 1
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield began, [cell.strip() for cell in cells]
        began = rows.line_num + 1


def _are_wrong(columns: list[str], place: Path, faults: Faults) -> bool:
    """Note columns that there are none of, or twice; whether there were some."""
    before = len(faults.lines)
    for column in columns:
        if column not in _COLUMNS:
            faults.add(
                place,
                f'there is no column "{column}"{nearest(column, _COLUMNS)}; a table of briefs has '
                + ", ".join(_COLUMNS),
            )
    for column in dict.fromkeys(one for one in columns if columns.count(one) > 1):
        faults.add(place, f'the column "{column}" is there twice; take one out')
    if "sources" not in columns:
        faults.add(place, 'has no column "sources"; the first line has to name the columns')
    return len(faults.lines) > before


def _is_longer(
    cells: list[str], columns: list[str], place: Path, line: int, faults: Faults
) -> bool:
    """Note a row that has more cells than there are columns."""
    if not any(cells[len(columns) :]):
        return False
    faults.add(
        place,
        f"line {line}: has {len(cells)} cells for {len(columns)} columns; put what holds the sign "
        "between cells into quotation marks",
    )
    return True


def _brief(cells: dict[str, str], place: Path, line: int, faults: Faults) -> Wanted | None:
    said: dict[str, object] = {name: text for name, text in cells.items() if text}
    for several in ("sources", "focus"):
        parts = (part.strip() for part in _SEVERAL.split(cells.get(several, "")))
        said[several] = tuple(part for part in parts if part)
    if not said["sources"]:
        faults.add(place, f"line {line}: names no sources; put files into that column")
        return None
    return wanted_of(Entry.model_validate(said), place, f"line {line}", faults)
