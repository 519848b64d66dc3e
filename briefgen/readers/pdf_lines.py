"""The lines of a PDF page with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.layout import Line

# pdfium writes this for a hyphen at the end of a line, and no line end after it.
_HYPHEN_AT_LINE_END = "\x02"
_LINE_ENDS = "\r\n" + _HYPHEN_AT_LINE_END
# Above this a page is a bomb: a newspaper page has some 40,000 characters.
_MOST_CHARACTERS = 400_000
# White space within a line wider than this many times its height parts the cells of a table.
_CELL_GAP = 1.6
_MARKER = re.compile(r"\W{1,2}|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,4})[.)]?")
# Characters asked for their place per line: the first, the last, and a few between for the height.
_SAMPLES = 8


def lines_of_page(page: Any, number: int) -> list[Line]:
    """The lines of ``page`` in the order of its content; coordinates in points from below left."""
    text_page = page.get_textpage()
    try:
        _, page_height = page.get_size()
        return list(_lines(text_page, number, page_height))
    finally:
        text_page.close()


def _lines(text_page: Any, number: int, page_height: float) -> Iterator[Line]:
    import pypdfium2.raw as pdfium

    raw = text_page.raw
    count = text_page.count_chars()
    if count > _MOST_CHARACTERS:
        raise ReaderError(
            f"has more than {_MOST_CHARACTERS} characters on page {number + 1}",
            remedy="save the pages that matter as a PDF of their own",
            code=Code.TOO_BIG,
        )
    characters = [_character(pdfium.FPDFText_GetUnicode(raw, index)) for index in range(count)]
    start = 0
    for index in range(count + 1):
        if index < count and characters[index] not in _LINE_ENDS:
            continue
        hyphenated = index < count and characters[index] == _HYPHEN_AT_LINE_END
        line = _line(raw, characters, start, index)
        if line is not None:
            text, box = line
            text = text + "-" if hyphenated else text
            yield Line(text, *box, page=number, page_height=page_height)
        start = index + 1


def _character(code: int) -> str:
    # 0xFFFE is the same hyphen in other versions of pdfium; unpaired surrogates are no characters.
    if code == 0xFFFE:
        return _HYPHEN_AT_LINE_END
    return "" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _line(
    raw: Any, characters: list[str], start: int, end: int
) -> tuple[str, tuple[float, float, float, float]] | None:
    """The text from ``start`` to ``end`` and its left, bottom, right and top; None if blank."""
    inked = [index for index in range(start, end) if characters[index].strip()]
    if not inked:
        return None
    step = max(1, len(inked) // _SAMPLES)
    boxes = [_box(raw, index) for index in dict.fromkeys([*inked[::step], inked[-1]])]
    bottoms = sorted(box[1] for box in boxes)
    tops = sorted(box[3] for box in boxes)
    # The middle, so that a superscript or a large initial does not raise the line.
    bottom, top = bottoms[len(bottoms) // 2], tops[len(tops) // 2]
    left, right = boxes[0][0], boxes[-1][2]
    text = _with_cells(raw, characters, inked, max(top - bottom, 1.0))
    return text, (left, bottom, right, top)


def _with_cells(raw: Any, characters: list[str], inked: list[int], height: float) -> str:
    """The text of a line, its wide gaps written as cell borders."""
    parts: list[str] = []
    previous = None
    for index in inked:
        if previous is not None and index > previous + 1:
            gap = _box(raw, index)[0] - _box(raw, previous)[2]
            # A gap after a bullet or number is the indent of a list, not the border of a cell.
            is_cell = gap > _CELL_GAP * height and not _MARKER.fullmatch("".join(parts))
            parts.append(" | " if is_cell else " ")
        parts.append(characters[index])
        previous = index
    return "".join(parts)


def _box(raw: Any, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the space that a character takes, ascenders included."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top
