"""Lines of pieces painted on a canvas, glyph by glyph.

Readers of text put letters of both directions into order by where they stand: a line is painted
from left to right. What is heard comes in the order of reading: sequences are numbered before they
are painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from briefgen.writers.pdf.glyphfonts import GlyphFont
from briefgen.writers.pdf.lines import Line, Piece
from briefgen.writers.pdf.shaping import Face, Glyph, width_of
from briefgen.writers.pdf.structure import Element
from briefgen.writers.pdf.tagging import TaggedCanvas, artifact

_DEPTH = 0.18  # of the size: how far under the words the line of a link is


class Painter:
    """Paints on ``canvas``, and enters glyphs into the fonts of its file."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def decorate(self, line: Line, x: float, y: float) -> None:
        """What is behind and under words: the shade of a placeholder, the line of a link."""
        canvas = self._canvas
        rows = zip(line.pieces, line.places(x), strict=True)
        for piece, start in islice(rows, line.seen):
            fragment, size, end = piece.fragment, piece.fragment.fontSize, start + piece.width
            canvas.saveState()
            if back := getattr(fragment, "backColor", None):
                canvas.setFillColor(back)
                with artifact(canvas):
                    canvas.rect(start, y - size * 0.25, piece.width, size * 1.2, stroke=0, fill=1)
            for rule in fragment.us_lines:
                canvas.setStrokeColor(rule[2])
                canvas.setLineWidth(float(rule[3]))
                with artifact(canvas):
                    canvas.line(start, y - _DEPTH * size, end, y - _DEPTH * size)
            canvas.restoreState()

    def line(self, line: Line, x: float, y: float, elements: Sequence[Element | None]) -> None:
        """``line`` with its words starting at ``x``, its baseline at ``y``; ``elements`` are those
        of its pieces."""
        places = line.places(x)
        runs = [list(run) for _, run in groupby(line.order, key=lambda n: id(elements[n]))]
        numbers: dict[int, int] = {}
        if isinstance(self._canvas, TaggedCanvas):
            for first in sorted(map(min, runs)):
                if (element := elements[first]) and _has_words(line, first, runs):
                    numbers[first] = self._canvas.enter(element)
        out = self._canvas._code  # type: ignore[attr-defined]
        for run in runs:
            pieces = [line.pieces[n] for n in run]
            code = " ".join(
                self._show(piece, piece.face, places[n], y)
                for n, piece in ((n, line.pieces[n]) for n in run)
                if piece.face
            )
            if not code:
                continue
            element, number = elements[run[0]], numbers.get(min(run))
            if element is None or number is None:
                out.append(f"q {code} Q")
            else:
                begin = TaggedCanvas.operator(element, number, self._spoken(pieces))
                out.append(f"{begin} q {code} Q EMC")

    def _spoken(self, pieces: list[Piece]) -> str:
        """The letters of ``pieces`` where their glyphs do not tell them, or marks that are raised
        would be read as a line of their own. Not where any runs from right to left: readers turn
        what they are told here too."""
        if any(piece.level for piece in pieces):
            return ""
        tell = all(g.is_whole and not g.y for piece in pieces for g in piece.glyphs)
        return "" if tell else "".join(piece.text for piece in pieces)

    def _font(self, face: Face) -> GlyphFont:
        document: Any = self._canvas._doc  # type: ignore[attr-defined]
        fonts: dict[Face, GlyphFont] = document.__dict__.setdefault("briefgen_fonts", {})
        if face not in fonts:
            fonts[face] = GlyphFont(face, len(fonts) + 1)
            document.delayedFonts.append(fonts[face])
        return fonts[face]

    def _show(self, piece: Piece, face: Face, x: float, y: float) -> str:
        """The operators that paint ``piece`` with its start at ``x``, ``y``."""
        font = self._font(face)
        size, colour = piece.fragment.fontSize, piece.fragment.textColor
        parts = [
            f"BT {colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} rg",
            f"/{font.name} {size:g} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm",
        ]
        for rise, glyphs in groupby(piece.glyphs, key=lambda glyph: glyph.y):
            shown = f"[{' '.join(_adjusted(font, glyphs))}] TJ"
            parts.append(f"{rise * size / 1000:.3f} Ts {shown} 0 Ts" if rise else shown)
        return " ".join([*parts, "ET"])


def _has_words(line: Line, first: int, runs: list[list[int]]) -> bool:
    run = next(run for run in runs if min(run) == first)
    return any(line.pieces[n].face for n in run)


def _adjusted(font: GlyphFont, glyphs: Iterator[Glyph]) -> Iterator[str]:
    """Glyphs for the operator TJ, with the numbers that move what follows to the left."""
    shift = 0.0  # still to be made before the next glyph
    row = ""
    for glyph in glyphs:
        shift -= glyph.x
        if abs(shift) > 0.01:
            if row:
                yield f"<{row}>"
            yield f"{shift:.2f}"
            row, shift = "", 0.0
        row += f"{font.code(glyph):04X}"
        shift += width_of(font.face, glyph.number) - glyph.advance + glyph.x
    if row:
        yield f"<{row}>"
    if abs(shift) > 0.01:
        yield f"{shift:.2f}"
