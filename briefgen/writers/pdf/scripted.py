"""Paragraphs in any script: joined letters, both directions, fonts that change within a word.

They draw glyphs themselves, where ReportLab's draw characters; to everything around them they are
paragraphs like all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from briefgen.text.scripts import COMPLEX, direction, scripts
from briefgen.writers.pdf.lines import Line, Piece, lines_of, sliced
from briefgen.writers.pdf.painting import Painter
from briefgen.writers.pdf.paragraphs import HeadingParagraph, TaggedParagraph
from briefgen.writers.pdf.structure import Element, Tag
from briefgen.writers.pdf.tagging import PAGINATION, TaggedCanvas
from briefgen.writers.pdf.typesetter import Typesetter

_TALLER = 1.18  # lines with letters that stack or reach far down, as against others
_LEAST_LINES = 2  # of a paragraph, at the end of a page and at the top of the next


class ScriptParagraph(TaggedParagraph):
    """A paragraph of fragments that it sets itself."""

    setter: Typesetter
    _lines: list[Line]
    _set_for: float | None = None
    _is_part = False
    base = 0
    language_base = 0

    def prepare(self, setter: Typesetter, language_base: int = 0) -> None:
        """Tell the paragraph how its words are set; ``language_base`` is its direction where no
        letter tells: 1 from right to left."""
        self.setter = setter
        self.language_base = language_base
        text = "".join(fragment.text for fragment in self.frags)
        self.base = int(direction(text, "rtl" if language_base else "ltr") == "rtl")
        taller = not scripts(text).keys().isdisjoint(COMPLEX)
        self.leading = self.style.leading * (_TALLER if taller else 1)

    @property
    def _sides(self) -> tuple[float, float]:
        """Indents at the left and right. A list item that runs from right to left has them the
        other way, and so has every paragraph of a document that does; one in another document
        keeps to its column."""
        left, right = self.style.leftIndent, self.style.rightIndent
        is_turned = self.base and (self._label() or self.language_base)
        return (right, left) if is_turned else (left, right)

    def _label(self) -> str:
        return getattr(self, "bulletText", None) or ""

    # --- told by pages, stacks and tables ----------------------------------------------------

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break lines; the height is that of all of them."""
        if self._set_for != available_width:
            self._lay_out(available_width)
        self.width = available_width
        self.height = self.leading * len(self._lines)
        return self.width, self.height

    def minWidth(self) -> float:  # noqa: N802
        """That of the widest word."""
        lines = lines_of(self.frags, 0.01, self.base, self.setter)
        return max(line.width for line in lines) + sum(self._sides)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two paragraphs, or none where fewer than two lines would stand alone."""
        if self._set_for != available_width:
            self.wrap(available_width, available_height)
        count = len(self._lines)
        fits = int((available_height + 1e-6) // self.leading)
        if fits >= count:
            return [self]
        fits = min(fits, count - _LEAST_LINES)
        if fits < _LEAST_LINES:
            return []
        return [self._part(0, fits), self._part(fits, count)]

    def _lay_out(self, available_width: float) -> None:
        if self._is_part:  # in another room its lines are broken anew
            start, end = self._lines[0].start, self._lines[-1].end
            self.frags, self._is_part = sliced(self.frags, start, end), False
        room = max(1.0, available_width - sum(self._sides))
        self._lines = lines_of(self.frags, room, self.base, self.setter)
        self._set_for = available_width

    def _part(self, first: int, last: int) -> ScriptParagraph:
        """The lines from ``first`` up to ``last``, broken as they are."""
        style = ParagraphStyle("part", parent=self.style)
        label = None if first else self._label() or None
        made = type(self)("", style, frags=self.frags, bulletText=label)
        made.setter, made.language_base = self.setter, self.language_base
        made.base, made.leading, made.tag = self.base, self.leading, self.tag
        made._lines, made._set_for, made._is_part = self._lines[first:last], self._set_for, True
        if first:
            style.spaceBefore = 0
            if self._label() and not self.language_base:  # its indents keep their sides
                style.leftIndent, style.rightIndent = self._sides
        return made

    # --- drawing -----------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the label, then the lines."""
        canvas, tag = self.canv, self.tag
        tagged = canvas if isinstance(canvas, TaggedCanvas) and tag is not None else None
        painter = Painter(canvas)
        y = self.height - self.style.fontSize
        if tagged and tag and tag.is_repeated:
            with tagged.artifact(PAGINATION):
                self._draw_lines(painter, y, None)
            return
        if self._label():
            self._draw_label(painter, y, tag.label if tag else None)
        self._draw_lines(painter, y, tag if tagged else None)

    def _draw_label(self, painter: Painter, y: float, element: Element | None) -> None:
        style = self.style
        fragment = self.frags[0].clone(
            text=self._label(), fontName=style.bulletFontName, fontSize=style.bulletFontSize,
            textColor=style.bulletColor or style.textColor, bold=0, link=[], us_lines=[],
        )  # fmt: skip
        base = int(direction(fragment.text, "ltr") == "rtl")
        (line, *_) = lines_of([fragment], 1e6, base, self.setter)
        x = self.width - style.bulletIndent - line.width if self.base else style.bulletIndent
        painter.line(line, x, y, [element] * len(line.pieces))

    def _draw_lines(self, painter: Painter, y: float, tag: Tag | None) -> None:
        told = _elements(self._lines, tag)
        for number, (line, elements) in enumerate(zip(self._lines, told, strict=True)):
            at = y - number * self.leading
            x = self._left_of(line)
            for piece, place in zip(line.pieces, line.places(x), strict=True):
                if not piece.text:
                    name = piece.fragment.cbDefn.name
                    self.canv.bookmarkHorizontal(name, place, at + self.leading)
            painter.decorate(line, x, at)
            painter.line(line, x, at, elements)
            self._link(line, x, at, elements)

    def _link(self, line: Line, x: float, y: float, elements: list[Element | None]) -> None:
        """The annotations of the links in ``line``, one for each."""
        rows = zip(line.pieces, line.places(x), elements, strict=True)
        for link, group in groupby(rows, key=lambda row: _link_of(row[0])):
            pieces, places, (element, *_) = zip(*group, strict=True)
            if link and self.tag and element and isinstance(self.canv, TaggedCanvas):
                ends = (place + piece.width for piece, place in zip(pieces, places, strict=True))
                edges = (
                    min(places), y - 0.25 * self.leading, max(ends), y + 0.75 * self.leading,
                )  # fmt: skip
                self.canv.annotate(self.tag.link(link), link[1], edges)

    def _left_of(self, line: Line) -> float:
        left, right = self._sides
        spare = self.width - left - right - line.width
        alignment = self.style.alignment
        if alignment == TA_CENTER:
            return left + spare / 2
        if alignment == TA_RIGHT or self.base:
            return left + spare
        return left


class ScriptHeading(HeadingParagraph, ScriptParagraph):
    """A heading in any script."""


def _link_of(piece: Piece) -> tuple[int, str] | None:
    links = piece.fragment.link
    return links[0] if links else None


def _elements(lines: Sequence[Line], tag: Tag | None) -> list[list[Element | None]]:
    """The element of each piece of each line, made in the order of reading.

    Words that run from right to left have one of their own that says their letters: on the page
    they stand in the order in which they are seen.
    """
    if tag is None:
        return [[None] * len(line.pieces) for line in lines]
    made: list[list[Element | None]] = [[] for _ in lines]
    placed = [(n, piece) for n, line in enumerate(lines) for piece in line.pieces]
    groups = [
        (link, list(group)) for link, group in groupby(placed, key=lambda entry: _link_of(entry[1]))
    ]
    for link, entries in groups:
        element = tag.link(link) if link else tag.element
        turned = any(piece.level for _, piece in entries)
        # What an element holds itself is entered later than its children are made.
        if turned or (len(groups) > 1 and not link):
            element = element.child("Span")
        if turned:
            element.actual = "".join(piece.text for _, piece in entries)
        for n, _ in entries:
            made[n].append(element)
    return made
