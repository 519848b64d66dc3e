"""A brief as it is printed: its lines in the order of reading, whatever file they stood in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line is set as, as far as its file tells."""

    HEADING = "heading"
    TEXT = "text"
    HEAD_ROW = "head row"  # of a table: what its columns are
    ROW = "row"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One paragraph, list item or table row; ``cells`` are those of a row, empty ones included."""

    text: str
    kind: LineKind = LineKind.TEXT
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of source ``number`` that a file says words of it come from: a place to look
    first, and no proof, since whoever edits the words may edit this too."""

    number: int
    sha256: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """The lines of a brief, and where its file says that they come from. ``tagged`` is False for a
    PDF that does not say what is a paragraph or a table: its lines are guessed by their places.
    ``running`` are the lines at the head and foot of the pages of a Word file or PDF."""

    lines: tuple[PrintedLine, ...]
    hints: tuple[Hint, ...] = ()
    tagged: bool = True
    running: tuple[str, ...] = ()
