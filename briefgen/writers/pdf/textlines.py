"""The words of a paragraph, as ReportLab broke them into lines, written onto a tagged page.

ReportLab would draw them too, in twice the time. It tells of a link only after its first words are
out, and leaves out the space that a line break stands for, so that two words would be read as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getFont

from briefgen.writers.pdf.structure import Element, Tag
from briefgen.writers.pdf.styles import room_for
from briefgen.writers.pdf.tagging import Link, TaggedCanvas

_SHARES: dict[object, float] = {
    TA_CENTER: 0.5,
    TA_RIGHT: 1.0,
}  # of the spare room of a line: what is at its left
_DEPTH = 0.18  # of the size: how far under the words the line of a link is
_BELOW = 0.2  # of the size: how far the place of a link reaches under the base line
_TIGHT = -1e-8  # spare room of a line whose spaces are narrower than usual

# A page has few sizes, colours and distances, and names them at every word.
_number = lru_cache(maxsize=512)(fp_str)
_letters = {code: escapePDF(bytes([code])) for code in range(256)}  # as a string of a page has them

Look = Any
"""ReportLab's ``ParaFrag``: font, size, colour and link of words."""


class Row(NamedTuple):
    """One line: its words by their looks, the room that they leave, and their spaces."""

    pieces: list[tuple[str, Look]]
    spare: float
    spaces: int

    @property
    def stretch(self) -> float:
        """How much wider than usual each space is: 0 or, where words are set tight, less."""
        return self.spare / self.spaces if self.spare < _TIGHT and self.spaces > 0 else 0.0


class _Place(NamedTuple):
    """Where a piece is on its line; ``end`` is in front of a space at its end."""

    look: Look
    start: float
    end: float


def rows(broken: Any) -> Iterator[Row]:
    """The lines of ``broken``, which ReportLab keeps in two ways: of words that all look alike,
    or of pieces."""
    for line in broken.lines:
        if broken.kind == 0:
            spare, words = line
            text = " ".join(words)
            yield Row([(text, broken)], spare, len(words) - 1 + text.count("\xa0"))
        else:
            glued = sum(look.text.count("\xa0") for look in line.words)
            pieces = [(look.text, look) for look in line.words]
            yield Row(pieces, line.extraSpace, line.wordCount - 1 + glued)


def write_label(
    canvas: TaggedCanvas, label: str, style: ParagraphStyle, y: float, element: Element | None
) -> float:
    """Write ``label``, which is ``element``, at ``y``; where words beside it may begin."""
    font, size = style.bulletFontName, style.bulletFontSize
    text = _Text(canvas, style.bulletIndent, y, style.leading)
    text.show(label, font, size, style.bulletColor or style.textColor)
    with canvas.marked(element) if element else canvas.artifact():
        text.end()
    return room_for(label, style)


class WordWriter:
    """Writes lines on ``canvas`` in ``style``, the first at ``y``: in sequences of the elements of
    ``tag``, one for each run of plain words and one for each link, or without a tag as a part of
    what is around."""

    def __init__(
        self, canvas: TaggedCanvas, style: ParagraphStyle, y: float, tag: Tag | None
    ) -> None:
        self._canvas = canvas
        self._style = style
        self._tag = tag
        self._y = y
        self._text = _Text(canvas, style.leftIndent, y, style.leading)
        self._link: Link | None = None
        self._is_open = False

    def write(self, lines: Sequence[Row], spaces: Sequence[bool], indent: float) -> None:
        """Write ``lines``; ``spaces`` says of each whether a space parts it from the next, and
        ``indent`` is that of the first."""
        share = _SHARES.get(self._style.alignment, 0.0)
        for number, row in enumerate(lines):
            x = share * max(0.0, row.spare) + (0.0 if number else indent)
            self._text.begin_line(x, row.stretch)
            last = len(row.pieces) - 1 if spaces[number] else -1
            for n, (words, look) in enumerate(row.pieces):
                self._show(f"{words} " if n == last else words, look)
            if any(_is_decorated(look) for _, look in row.pieces):
                y = self._y - number * self._style.leading
                self._decorate(row, self._style.leftIndent + x, y)
        self._end_sequence()
        self._text.end()

    def _show(self, words: str, look: Look) -> None:
        if not words:
            return
        link = look.link[0] if look.link else None
        if self._tag and not (self._is_open and link == self._link):
            self._end_sequence()
            element = self._tag.link(link) if link else self._tag.words()
            self._text.operate(self._canvas.begin(element))
            self._link, self._is_open = link, True
        self._text.show(words, look.fontName, look.fontSize, look.textColor)

    def _end_sequence(self) -> None:
        if self._is_open:
            self._text.operate("EMC")
        self._is_open = False

    # --- what is behind and under words, and where links are -------------------------------------

    def _decorate(self, row: Row, x: float, y: float) -> None:
        canvas, leading = self._canvas, self._style.leading
        places = list(_places(row, x))
        top = y + max(look.fontSize for look, *_ in places)
        for look, start, end in _runs(places, lambda look: getattr(look, "backColor", None)):
            if back := getattr(look, "backColor", None):
                canvas.setFillColor(back)
                canvas.rect(start, top - leading, end - start, leading, stroke=0, fill=1)
        for look, start, _ in places:
            if hasattr(look, "cbDefn"):
                canvas.bookmarkHorizontal(look.cbDefn.name, start, y + leading)
        for look, start, end in _runs(places, lambda look: look.link):
            for _, _, colour, width, *_ in look.us_lines:
                canvas.setStrokeColor(colour)
                canvas.setLineWidth(float(width))
                canvas.line(start, y - _DEPTH * look.fontSize, end, y - _DEPTH * look.fontSize)
            if look.link and self._tag:
                edges = (start, y - _BELOW * look.fontSize, end, y + look.fontSize)
                canvas.annotate(self._tag.link(look.link[0]), look.link[0][1], edges)


def _is_decorated(look: Look) -> bool:
    return bool(look.link) or hasattr(look, "backColor") or hasattr(look, "cbDefn")


def _places(row: Row, x: float) -> Iterator[_Place]:
    stretch = row.stretch
    for words, look in row.pieces:
        font, size = getFont(look.fontName), look.fontSize
        start = x
        x += font.stringWidth(words, size) + stretch * (words.count(" ") + words.count("\xa0"))
        space = font.stringWidth(" ", size) + stretch if words.endswith(" ") else 0.0
        yield _Place(look, start, x - space)


def _runs(places: list[_Place], key: Callable[[Look], object]) -> Iterator[_Place]:
    """Neighbours that have the same ``key`` as one."""
    for _, group in groupby(places, key=lambda place: key(place.look)):
        first, *others = group
        yield first._replace(end=others[-1].end) if others else first


class _Text:
    """A text object (ISO 32000-1, 9.4), put on ``canvas`` when it ends."""

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, leading: float) -> None:
        self._canvas = canvas
        self._file: Any = canvas._doc  # type: ignore[attr-defined]
        self._code = [f"BT 1 0 0 1 {_number(x)} {_number(y)} Tm {_number(leading)} TL"]
        self._is_first = True
        self._x = self._stretch = 0.0
        self._colour: Color | None = None
        self._font: tuple[str, float, int] | None = None  # its name, size and part

    def operate(self, operator: str) -> None:
        """Add an operator."""
        self._code.append(operator)

    def begin_line(self, x: float, stretch: float) -> None:
        """The next line starts ``x`` from the left, its spaces ``stretch`` wider than usual."""
        if not self._is_first:
            self._code.append("T*")
        self._is_first = False
        if x != self._x:
            self._code.append(f"{_number(x - self._x)} 0 Td")
            self._x = x
        if stretch != self._stretch:
            self._code.append(f"{_number(stretch)} Tw")
            self._stretch = stretch

    def show(self, words: str, font: str, size: float, colour: Color) -> None:
        """Add ``words``."""
        if colour is not self._colour:
            self._code.append(f"{_number(*colour.rgb())} rg")
            self._colour = colour
        face: Any = getFont(font)
        for part, codes in face.splitString(words, self._file):
            if (font, size, part) != self._font:
                name = face.getSubsetInternalName(part, self._file)
                self._code.append(f"{name} {_number(size)} Tf")
                self._font = font, size, part
            self._code.append(f"({codes.decode('latin-1').translate(_letters)}) Tj")

    def end(self) -> None:
        """Put it on the canvas."""
        self._canvas.addLiteral(" ".join([*self._code, "ET"]))
