"""The logo of a theme on a page of a PDF."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from briefgen.writers.logos import Picture, offset
from briefgen.writers.pdf.tagging import artifact


def paint(canvas: Canvas, picture: Picture, x: float, y: float) -> None:
    """Paint ``picture`` with its lower left corner at ``x``, ``y``."""
    reader = ImageReader(BytesIO(picture.content))
    canvas.drawImage(reader, x, y, picture.width, picture.height, mask="auto")


class LogoDrawing(Flowable):
    """A logo in its own line. ``is_decoration`` leaves it out of what is heard."""

    def __init__(self, picture: Picture, align: str, *, is_decoration: bool) -> None:
        super().__init__()
        self.picture = picture
        self.align = align
        self.is_decoration = is_decoration

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as the logo, which is moved to its side when it is drawn."""
        self._room = available_width
        return self.picture.width, self.picture.height

    def draw(self) -> None:
        """The picture."""
        x = offset(self.align, self._room, self.picture.width)
        if self.is_decoration:
            with artifact(self.canv):
                paint(self.canv, self.picture, x, 0)
        else:
            paint(self.canv, self.picture, x, 0)
