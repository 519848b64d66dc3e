"""Which briefs a table asks for: one for each row of a CSV file, by the names of its columns."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from briefgen.batch.entries import Entry, check_entry, wanted_of
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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
        delimiter = _delimiter_of(text)
        rows = list(_numbered(text, delimiter))
    except OSError as error:
        faults.add(place, f"cannot be read ({error.strerror}); check the name")
        return []
    except (UnicodeDecodeError, csv.Error) as error:
        faults.add(place, f"is no table ({error}); save it as CSV, in UTF-8")
        return []
    columns = [name.lower() for name in rows[0][1]] if rows else []
    while columns and not columns[-1]:
        columns.pop()
    for words in _wrong_in(columns):
        faults.add(place, words)
    found = []
    for line, cells in rows[1:]:
        if any(cells[len(columns) :]):
            sign = "a tab" if delimiter == "\t" else f'"{delimiter}"'
            faults.add(
                f"{place}: line {line}",
                f"has {len(cells)} cells for {len(columns)} columns; put a cell with {sign} in it "
                "into quotation marks",
            )
        elif wanted := _brief(dict(zip(columns, cells, strict=False)), place, line, faults):
            found.append(wanted)
    return found


def _delimiter_of(text: str) -> str:
    """What most parts the names of the columns, in none of which it occurs."""
    heading = next((line for line in text.split("\n") if line.strip()), "")
    return max(_DELIMITERS, key=heading.count)


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not empty, each with the line that it begins in."""
    rows = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    began = 1
    for row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield began, cells
        began = rows.line_num + 1


def _wrong_in(columns: Sequence[str]) -> Iterator[str]:
    """What is wrong with the names of columns."""
    for column in dict.fromkeys(columns):
        if column not in _COLUMNS:
            yield (
                f'there is no column "{column}"{nearest(column, _COLUMNS)}; a table of briefs has '
                f"{', '.join(_COLUMNS)}"
            )
        elif columns.count(column) > 1:
            yield f'the column "{column}" is there twice; take one out'
    if "sources" not in columns:
        yield 'has no column "sources"; the first line has to name the columns'


def _brief(cells: Mapping[str, str], place: Path, line: int, faults: Faults) -> Wanted | None:
    said: dict[str, object] = {name: text for name, text in cells.items() if text}
    for several in ("sources", "focus"):
        parts = (part.strip() for part in _SEVERAL.split(cells.get(several, "")))
        said[several] = tuple(part for part in parts if part)
    where = f"line {line}"
    if "sources" in cells and not said["sources"]:
        faults.add(f"{place}: {where}", "names no sources; put files into that column")
    check_entry(said, place, where, faults)
    if not said["sources"] or not set(said).issubset(_COLUMNS):
        return None
    return wanted_of(Entry.model_validate(said), place, where)
