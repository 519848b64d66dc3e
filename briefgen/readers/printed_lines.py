"""The printed lines of an element tree: a paragraph, list item, heading or table row each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.printed import LineKind, PrintedLine
from briefgen.readers.blocks import is_block, is_skipped, layout_tables, paragraphs_in
from briefgen.readers.finish import finish_line

if TYPE_CHECKING:
    from lxml import etree

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_CELLS = frozenset({"td", "th"})
# A line break within a paragraph parts two lines where a sentence has ended or a byline begins.
_ENDED = re.compile(r"[.!?:\]\"”’»)]\s*$")
_BEGINS = re.compile(r"\s*[—–•-]")


def lines_in(root: etree._Element | None) -> tuple[PrintedLine, ...]:
    """The lines under ``root``, in document order. Trees are walked with a stack, since hostile
    ones are deeper than Python's."""
    if root is None:
        return ()
    layout = layout_tables(root)
    lines = _Lines()
    stack: list[tuple[etree._Element, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        if not entering:
            if is_block(element):
                lines.end()
            if element is not root:
                lines.write(element.tail)
            continue
        stack.append((element, False))
        if is_skipped(element):
            continue
        if element.tag == "tr" and next(element.iterancestors("table"), None) not in layout:
            lines.row(element)
            continue
        if element.tag == "br":
            lines.write("\n")
            continue
        if is_block(element):
            lines.end()
            lines.heading = element.tag in _HEADINGS
        lines.write(element.text)
        stack.extend((child, True) for child in reversed(element))
    lines.end()
    return tuple(lines.found)


class _Lines:
    """Gathers text, and closes lines."""

    def __init__(self) -> None:
        self.found: list[PrintedLine] = []
        self.heading = False
        self._parts: list[str] = []

    def write(self, text: str | None) -> None:
        if text:
            self._parts.append(text)

    def end(self) -> None:
        kind = LineKind.HEADING if self.heading else LineKind.TEXT
        self.found += [PrintedLine(line, kind) for line in _split("".join(self._parts))]
        self._parts.clear()
        self.heading = False

    def row(self, row: etree._Element) -> None:
        """A row of a table of data; one in which a single cell says something is a line."""
        self.end()
        cells = [cell for cell in row if cell.tag in _CELLS]
        words = tuple(" ".join(paragraphs_in(cell)) for cell in cells)
        said = [cell for cell in words if cell]
        if len(said) < 2:
            self.found += [PrintedLine(cell) for cell in said]
            return
        head = (
            all(cell.tag == "th" for cell in cells)
            or next(row.iterancestors("thead"), None) is not None
        )
        kind = LineKind.HEAD_ROW if head else LineKind.ROW
        self.found.append(PrintedLine(" | ".join(said), kind, words))


def _split(text: str) -> list[str]:
    """The lines of one block: those that line breaks part, where they part sentences."""
    out: list[str] = []
    for piece in text.split("\n"):
        if out and not (_ENDED.search(out[-1]) or _BEGINS.match(piece)):
            out[-1] += f" {piece}"
        else:
            out.append(piece)
    return [line for piece in out if (line := finish_line(piece))]
