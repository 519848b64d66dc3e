"""Charts as lines, bars, dots and words on a plane, for writers that draw; and as tables and words.

Every value stands beside its mark and every mark beside its name: there is no legend, no grid and
no axis. Measures are points from the top left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from briefgen.model.document import (
    Align,
    Chart,
    ChartKind,
    Column,
    Inlines,
    Point,
    Table,
    Text,
    plain,
)

Measure = Callable[[str], float]
"""Width in points of some words in the size of a chart."""

SIZE = 9.0  # of all words
_ROW = 19.0
_BAR = 11.0
_DOT = 3.4
_GAP = 8.0
_LABEL_SHARE = 0.42  # of the width: names may take no more
_SPREAD = 0.1  # of the scale: what a range keeps clear on both sides
_LINE = SIZE * 1.3
_LONGEST_WAIT = 16.0  # points between two events that are far apart
_KINDS = {
    ChartKind.BARS: "Bar chart",
    ChartKind.RANGE: "Chart of the values that sources give",
    ChartKind.TIMELINE: "Timeline",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle: a bar, or the ``shade`` behind a range."""

    x: float
    y: float
    width: float
    height: float
    is_shade: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float = _DOT


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one line, their baseline at ``y``, starting at ``x`` or ending there."""

    x: float
    y: float
    text: str
    ends: bool = False
    is_muted: bool = False


Mark = Box | Dot | Rule | Words


@dataclass(slots=True)
class Drawing:
    """What is painted, from back to front."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


def drawing(chart: Chart, width: float, measure: Measure) -> Drawing:
    """``chart`` drawn ``width`` points wide."""
    made = {
        ChartKind.BARS: _bars,
        ChartKind.RANGE: _range,
        ChartKind.TIMELINE: _timeline,
    }
    return made[chart.kind](chart.points, width, measure)


def _named(
    points: tuple[Point, ...], width: float, measure: Measure
) -> tuple[Drawing, float, list[float]]:
    """A row for each point with its name at the left, in as many lines as it needs; where the names
    end, and the middle of each row."""
    widest = max(map(measure, (p.label for p in points)), default=0.0)
    room = min(widest, width * _LABEL_SHARE)
    made = Drawing(width, 0)
    middles: list[float] = []
    for point in points:
        lines = _wrapped(point.label, room, measure)
        height = _ROW + _LINE * (len(lines) - 1)
        first = made.height + _ROW / 2 + SIZE * 0.36
        made.marks += [Words(0, first + n * _LINE, line) for n, line in enumerate(lines)]
        middles.append(made.height + height / 2)
        made.height += height
    return made, room + _GAP, middles


def _bars(points: tuple[Point, ...], width: float, measure: Measure) -> Drawing:
    """Bars from zero: their lengths are compared, so that none may be cut."""
    made, left, middles = _named(points, width, measure)
    widest = max(map(measure, (p.shown for p in points)), default=0.0)
    room = max(_GAP, width - left - widest - _GAP)
    most = max((p.value for p in points), default=0.0) or 1.0
    for point, middle in zip(points, middles, strict=True):
        length = max(0.75, room * max(0.0, point.value) / most)
        made.marks.append(Box(left, middle - _BAR / 2, length, _BAR))
        made.marks.append(Words(left + length + _GAP / 2, middle + SIZE * 0.36, point.shown))
    return made


def _range(points: tuple[Point, ...], width: float, measure: Measure) -> Drawing:
    """Dots on one scale that need not start at zero, and a shade from the least to the most."""
    made, left, middles = _named(points, width, measure)
    values = [p.value for p in points] or [0.0]
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    widest = max(map(measure, (p.shown for p in points)), default=0.0)
    room = max(_GAP, width - left - widest - 2 * _GAP)

    def place(value: float) -> float:
        share = (value - low) / spread
        return left + room * (_SPREAD + share * (1 - 2 * _SPREAD))

    shade = Box(place(low), 0, place(high) - place(low), made.height, is_shade=True)
    made.marks.insert(0, shade)
    for point, middle in zip(points, middles, strict=True):
        x = place(point.value)
        made.marks.append(Rule(left, middle, x, middle))
        made.marks.append(Dot(x, middle))
        made.marks.append(Words(x + _DOT + _GAP / 2, middle + SIZE * 0.36, point.shown))
    return made


def _timeline(points: tuple[Point, ...], width: float, measure: Measure) -> Drawing:
    """Events from the top, each with its date before a line; the longer the wait, the further
    apart they stand."""
    made = Drawing(width, 0)
    dates = max(map(measure, (p.shown for p in points)), default=0.0)
    axis = dates + _GAP + _DOT
    left = axis + _DOT + _GAP
    waits = [b.value - a.value for a, b in pairwise(points)]
    longest = max(waits, default=0.0) or 1.0
    y, dots = 0.0, []
    for n, point in enumerate(points):
        if n:
            y += _GAP / 2 + _LONGEST_WAIT * sqrt(max(0.0, waits[n - 1]) / longest)
        baseline = y + SIZE
        dots.append(Dot(axis, baseline - SIZE * 0.36))
        made.marks.append(Words(dates, baseline, point.shown, ends=True, is_muted=True))
        lines = _wrapped(point.label, width - left, measure)
        made.marks += [Words(left, baseline + i * _LINE, line) for i, line in enumerate(lines)]
        y += _LINE * len(lines)
    made.height = y + SIZE * 0.3
    if dots:
        made.marks.insert(0, Rule(axis, dots[0].y, axis, dots[-1].y))
    made.marks += dots
    return made


def _wrapped(text: str, room: float, measure: Measure) -> list[str]:
    """All of ``text`` in lines no wider than ``room``; a word that is wider itself is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= room:
            lines[-1] = longer
            continue
        *whole, rest = _pieces(word, room, measure)
        lines[len(lines) if lines[-1] else 0 :] = [*whole, rest]
    return lines


def _pieces(word: str, room: float, measure: Measure) -> list[str]:
    """A word in pieces that fit, each of one character at least."""
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def table_of(chart: Chart) -> Table:
    """``chart`` as a table, for writers that cannot draw it and readers who cannot see it."""
    dated = chart.kind is ChartKind.TIMELINE
    names = Column((Text(chart.labels or ("Event" if dated else "")),))
    values = Column(
        (Text(chart.values or ("Date" if dated else "Value")),),
        Align.LEFT if dated else Align.RIGHT,
    )
    rows: list[tuple[Inlines, ...]] = []
    for point in chart.points:
        name, value = (Text(point.label),), (Text(point.shown),)
        rows.append((value, name) if dated else (name, value))
    return Table((values, names) if dated else (names, values), tuple(rows), chart.caption)


def description(chart: Chart) -> str:
    """All that ``chart`` shows, in words."""
    dated = chart.kind is ChartKind.TIMELINE
    told = (f"{p.shown}: {p.label}" if dated else f"{p.label}: {p.shown}" for p in chart.points)
    caption = plain(chart.caption).strip()
    head = f"{_KINDS[chart.kind]}: {caption}" if caption else _KINDS[chart.kind]
    return f"{head.rstrip('.')}. {'; '.join(told)}."
