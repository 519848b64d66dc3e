"""Flowables that ReportLab does not have: stacks that split well, a spaced line, a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from briefgen.writers.pdf.structure import Attribute, Element
from briefgen.writers.pdf.tagging import artifact, marked

# A stack that has this share of a page cannot hope for more on the next: inside boxes the room
# is never quite a page.
_EMPTY_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Box:
    """How a stack stands in its surroundings. Measures are points.

    ``fill`` shades it, ``bar`` draws a rule of ``bar_width`` along its left edge. It is kept on
    one page when it is no higher than ``keep_up_to``; ``page_height`` is that of an empty page.
    One that is ``noted`` has a note under it, which its end goes along with.
    """

    page_height: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    space_before: float | None = None
    space_after: float | None = None
    fill: Color | None = None
    bar: Color | None = None
    bar_width: float = 3.0
    keep_up_to: float = 0.0
    noted: bool = False


class Stack(Flowable):
    """Flowables one under the other that split over pages where a typesetter would.

    It keeps a heading with what follows, splits its last child rather than leave a hole in the
    page, and collapses the space between its children as a page does. Boxes, quotes, list items
    and a heading with its first paragraph are all stacks, so that any of them may stand in any
    other.
    """

    def __init__(self, children: Sequence[Flowable], box: Box) -> None:
        super().__init__()
        self.children = list(children)
        self.box = box
        self._heights: list[float] = []
        self._gaps: list[float] = []

    def getSpaceBefore(self) -> float:  # noqa: N802
        """What is asked for, or what the first child wants."""
        if self.box.space_before is not None:
            return self.box.space_before
        return float(self.children[0].getSpaceBefore()) if self.children else 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802
        """What is asked for, or what the last child wants."""
        if self.box.space_after is not None:
            return self.box.space_after
        return float(self.children[-1].getSpaceAfter()) if self.children else 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Measure the children; the width is always the whole width."""
        inner = self._inner(available_width)
        self._gaps, self._heights = [], []
        after = None
        for child in self.children:
            gap = 0.0 if after is None else max(after, child.getSpaceBefore())
            _, height = child.wrapOn(self.canv, inner, available_height)
            self._gaps.append(gap)
            self._heights.append(height)
            after = child.getSpaceAfter()
        self.width = available_width
        self.height = self.box.top + sum(self._gaps) + sum(self._heights) + self.box.bottom
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two stacks of which the first fits; none when it should move to the next page."""
        if self.width != available_width or not self._heights:
            self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        empty_page = available_height > self.box.page_height * _EMPTY_SHARE
        if self.height <= self.box.keep_up_to and not empty_page:
            return []
        head, tail = self._parted(available_width, available_height)
        # A heading with nothing under it goes along, unless that would leave the page empty.
        kept = list(head)
        while kept and tail and keeps_with_next(kept[-1]):
            last = kept.pop()
            parts = _parted_from_note(last, self.canv, self._inner(available_width))
            kept += parts[:-1]
            tail.insert(0, parts[-1])
            if len(parts) > 1:
                break
        if not kept and empty_page:
            kept, tail = head, tail[len(head) :]
        if not kept:
            return []
        if not tail:
            return [self]
        return [
            Stack(kept, replace(self.box, space_after=0.0)),
            Stack(tail, replace(self.box, space_before=self._gap_before(tail[0]))),
        ]

    def _gap_before(self, first: Flowable) -> float:
        """The space above ``first``, which a split puts on the next page, where no space is left.

        Without it, a child that misses the room only by this gap would fit after all, and stand
        right under the other part."""
        for child, gap in zip(self.children, self._gaps, strict=True):
            if child is first:
                return gap
        return float(first.getSpaceBefore()) if isinstance(first, Stack) else 0.0

    def _parted(self, width: float, height: float) -> tuple[list[Flowable], list[Flowable]]:
        """The children that fit, the last of them perhaps a part, and the rest."""
        room = height - self.box.top - self.box.bottom
        for index, child in enumerate(self.children):
            rest = room - self._gaps[index]
            room = rest - self._heights[index]
            if room >= -1e-6:
                continue
            parts = child.splitOn(self.canv, self._inner(width), rest) if rest > 0 else []
            before, after = self.children[:index], self.children[index + 1 :]
            if len(parts) < 2:
                return before, [child, *after]
            return [*before, parts[0]], [*parts[1:], *after]
        return self.children, []

    def _inner(self, width: float) -> float:
        return max(1.0, width - self.box.left - self.box.right)

    def draw(self) -> None:
        """Shade, rule, then the children from the top."""
        self._draw_look()
        y = self.height - self.box.top
        for child, gap, height in zip(self.children, self._gaps, self._heights, strict=True):
            y -= gap + height
            child.drawOn(self.canv, self.box.left, y)

    def _draw_look(self) -> None:
        box, canvas = self.box, self.canv
        if box.fill is None and box.bar is None:
            return
        with artifact(canvas):
            canvas.saveState()
            if box.fill is not None:
                canvas.setFillColor(box.fill)
                canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            if box.bar is not None:
                canvas.setFillColor(box.bar)
                canvas.rect(0, 0, box.bar_width, self.height, stroke=0, fill=1)
            canvas.restoreState()


def _parted_from_note(flowable: Flowable, canvas: Canvas, width: float) -> list[Flowable]:
    """``flowable`` in two where it is long and there is a note on it: its last lines go along with
    the note, all of it would leave a hole in the page."""
    if not (isinstance(flowable, Stack) and flowable.box.noted):
        return [flowable]
    # It may be the upper part of one that was split, which nobody has measured.
    _, height = flowable.wrapOn(canvas, width, flowable.box.page_height)
    if height <= flowable.box.keep_up_to:
        return [flowable]
    return flowable.splitOn(canvas, width, height - 1) or [flowable]


def keeps_with_next(flowable: Flowable) -> bool:
    """Whether ``flowable`` must not stand last on a page."""
    return bool(flowable.getKeepWithNext())  # type: ignore[no-untyped-call]


class SpacedLine(Flowable):
    """One short line of spaced capitals: the kind of document over its title."""

    SPACING = 0.09  # of the size

    def __init__(self, text: str, style: ParagraphStyle, element: Element) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.element = element

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width, one line high."""
        return available_width, self.style.leading

    def draw(self) -> None:
        """The line, with its baseline where a paragraph has it."""
        style = self.style
        line = self.canv.beginText(0, style.leading - style.fontSize)
        line.setFont(style.fontName, style.fontSize)
        line.setFillColor(style.textColor)
        line.setCharSpace(style.fontSize * self.SPACING)
        line.textOut(self.text)
        line.setCharSpace(0)
        with marked(self.canv, self.element):
            self.canv.drawText(line)


class Figure(Flowable):
    """A drawing that is one figure to those who see it, and ``element.alt`` to those who hear it.

    Nothing in it is read by itself. It is never split.
    """

    def __init__(self, drawing: Flowable, element: Element) -> None:
        super().__init__()
        self.drawing = drawing
        self.element = element

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As large as the drawing."""
        self.width, self.height = self.drawing.wrapOn(self.canv, available_width, available_height)
        return self.width, self.height

    def draw(self) -> None:
        """The drawing, and where it is: a reader may show the place (ISO 14289-1, 7.3)."""
        left, bottom = self.canv.absolutePosition(0, 0)
        right, top = self.canv.absolutePosition(self.width, self.height)
        box = " ".join(f"{edge:.2f}" for edge in (left, bottom, right, top))
        self.element.attribute = Attribute("Layout", "BBox", f"[{box}]")
        with marked(self.canv, self.element):
            self.drawing.drawOn(self.canv, 0, 0)
