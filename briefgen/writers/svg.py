"""Charts in HTML: pictures made of lines and words, in the colours of the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefgen.model.document import Chart, plain
from briefgen.writers.characters import clean
from briefgen.writers.charts import SIZE, Box, Dot, Mark, Rule, Words, description, drawing

_WIDTH = 400.0  # points; the picture is as wide as its column, whatever that is
_LETTER = 0.6  # of the size: no font that a reader has is much wider


def picture(chart: Chart, name: str) -> Iterator[str]:
    """The lines of an ``svg`` whose parts are called after ``name``. Who cannot see it is told all
    that it shows."""
    made = drawing(chart, _WIDTH, _measure)
    caption = clean(plain(chart.caption)).strip() or "Chart"
    yield (
        f'<svg role="img" aria-labelledby="{name}-title {name}-words" '
        f'viewBox="0 0 {_WIDTH:g} {made.height:.1f}" font-size="{SIZE:g}">'
    )
    yield f'<title id="{name}-title">{_words(caption)}</title>'
    yield f'<desc id="{name}-words">{_words(description(chart))}</desc>'
    yield from map(_element, made.marks)
    yield "</svg>"


def _measure(words: str) -> float:
    return len(words) * SIZE * _LETTER


def _element(mark: Mark) -> str:
    match mark:
        case Box(x, y, width, height, is_shade):
            kind = "shade" if is_shade else "bar"
            place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            return f'<rect class="{kind}" {place}/>'
        case Dot(x, y, radius):
            return f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'
        case Rule(x, y, to_x, to_y):
            place = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
            return f"<line {place}/>"
        case Words(x, y, text, ends, is_muted):
            kind = ' class="muted"' if is_muted else ""
            end = ' text-anchor="end"' if ends else ""
            return f'<text x="{x:.1f}" y="{y:.1f}"{kind}{end}>{_words(text)}</text>'


def _words(text: str) -> str:
    return escape(clean(text), quote=False)
