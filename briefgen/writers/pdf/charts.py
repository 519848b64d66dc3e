"""Charts in a PDF: vectors, and words in the theme's font."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from briefgen.model.document import Chart
from briefgen.model.theme import Colours
from briefgen.text.contrast import contrasting
from briefgen.writers.charts import SIZE, Box, Dot, Mark, Rule, Words, drawing
from briefgen.writers.pdf.setting import Paragraphs


class ChartDrawing(Flowable):
    """A chart as wide as the room that it gets, in the face called ``font``."""

    def __init__(self, chart: Chart, paragraphs: Paragraphs, font: str, colours: Colours) -> None:
        super().__init__()
        self.chart = chart
        self.paragraphs = paragraphs
        self.font = font
        self.colours = colours

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self._drawing = drawing(self.chart, available_width, self._measure)
        self.width, self.height = available_width, self._drawing.height
        return self.width, self.height

    def _measure(self, words: str) -> float:
        return self.paragraphs.width(words, self.font, SIZE)

    def draw(self) -> None:
        """Paint every mark."""
        self.canv.saveState()
        for mark in self._drawing.marks:
            self._paint(mark)
        self.canv.restoreState()

    def _paint(self, mark: Mark) -> None:
        canvas, colours, top = self.canv, self.colours, self.height
        accent = HexColor(contrasting(colours.accent))
        match mark:
            case Box(x, y, width, height, is_shade):
                canvas.setFillColor(HexColor(colours.box) if is_shade else accent)
                canvas.rect(x, top - y - height, width, height, stroke=0, fill=1)
            case Dot(x, y, radius):
                canvas.setFillColor(accent)
                canvas.circle(x, top - y, radius, stroke=0, fill=1)
            case Rule(x, y, to_x, to_y):
                canvas.setStrokeColor(HexColor(colours.rule))
                canvas.setLineWidth(0.75)
                canvas.line(x, top - y, to_x, top - to_y)
            case Words(x, y, text, ends, is_muted):
                shown = self.paragraphs.setter.shown(text)
                start = x - self._measure(text) if ends else x
                colour = HexColor(colours.muted if is_muted else colours.text)
                self.paragraphs.draw(canvas, shown, self.font, SIZE, colour, start, top - y)
