"""Paragraphs and single lines, set in the way that their words ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.fonts import ps2tt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paraparser import ParaFrag

from briefgen.text.scripts import direction, is_right_to_left
from briefgen.writers.pdf.paragraphs import HeadingParagraph, TaggedParagraph
from briefgen.writers.pdf.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Makes paragraphs: ReportLab's own, or where words need another font, joined letters or
    another direction, those that set them glyph by glyph."""

    setter: Typesetter
    language: str = ""

    def of(
        self, fragments: list[Any], style: ParagraphStyle, label: str | None = None
    ) -> TaggedParagraph:
        """A paragraph of ``fragments`` with ``label`` before it."""
        if not self._is_scripted(fragments, label or ""):
            return TaggedParagraph("", style, frags=fragments, bulletText=label)
        from briefgen.writers.pdf.scripted import ScriptParagraph

        made = ScriptParagraph("", style, frags=fragments, bulletText=label)
        made.prepare(self.setter, int(is_right_to_left(self.language)))
        return made

    def heading(self, fragments: list[Any], style: ParagraphStyle) -> HeadingParagraph:
        """A heading of ``fragments``."""
        if not self._is_scripted(fragments):
            return HeadingParagraph("", style, frags=fragments)
        from briefgen.writers.pdf.scripted import ScriptHeading

        made = ScriptHeading("", style, frags=fragments)
        made.prepare(self.setter, int(is_right_to_left(self.language)))
        return made

    def _is_scripted(self, fragments: list[Any], label: str = "") -> bool:
        if self.setter.is_plain:
            return False
        return any(
            self.setter.wants_setting(text) for text in (label, *(f.text for f in fragments))
        )

    def width(self, words: str, font: str, size: float) -> float:
        """How wide ``words`` are on one line, in points."""
        shown = self.setter.shown(words)
        if not self.setter.wants_setting(shown):
            return float(stringWidth(shown, font, size))
        return float(self._line(shown, font, size, Color()).width)

    def draw(
        self, canvas: Canvas, words: str, font: str, size: float, colour: Color, x: float, y: float
    ) -> None:
        """``words``, as they are shown, on one line that starts at ``x``; whoever calls marks
        them."""
        if not self.setter.wants_setting(words):
            canvas.setFont(font, size)
            canvas.setFillColor(colour)
            canvas.drawString(x, y, words)
            return
        from briefgen.writers.pdf.painting import Painter

        line = self._line(words, font, size, colour)
        Painter(canvas).line(line, x, y, [None] * len(line.pieces))

    def _line(self, words: str, font: str, size: float, colour: Color) -> Any:
        from briefgen.writers.pdf.lines import lines_of

        _, bold, italic = ps2tt(font)
        fragment = ParaFrag(
            text=words, fontName=font, bold=bold, italic=italic, fontSize=size, textColor=colour,
            link=[], us_lines=[],
        )  # fmt: skip
        base = int(direction(words, "rtl" if is_right_to_left(self.language) else "ltr") == "rtl")
        return lines_of([fragment], 1e6, base, self.setter)[0]
