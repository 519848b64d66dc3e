"""CSV and the like: tables of figures as text, whatever stands between their cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.decoding import decode
from briefgen.readers.rows import paragraphs_of_rows

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 50  # rows


def read(data: bytes) -> Content:
    """The rows of a table; it states nothing about itself."""
    text = decode(data).lstrip("\ufeff")
    # Excel's own first line, which tells what stands between cells.
    if text[:4].lower() == "sep=":
        first, _, text = text.partition("\n")
        delimiter = first[4:5] or ","
    else:
        delimiter = _delimiter_of(text)
    return Content(text="\n\n".join(paragraphs_of_rows(_rows(text, delimiter))))


def _delimiter_of(text: str) -> str:
    """What gives the most rows the same number of cells, more than one; a comma if nothing does."""
    best, found = (0, 0), ","
    for delimiter in _DELIMITERS:
        rows = (row for _, row in zip(range(_SAMPLE), _rows(text, delimiter), strict=False))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, often = widths.most_common(1)[0] if widths else (0, 0)
        if (often, width) > best:
            best, found = (often, width), delimiter
    return found


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ReaderError(
            "has a cell without an end",
            remedy="save it again from its own program",
            code=Code.MALFORMED,
        ) from error
