"""Charts: fences that a template writes, and the filter that writes them where they tell more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import TemplateError
from briefgen.model.brief import ConflictItem, EventItem, FigureItem, Provenance
from briefgen.model.document import Chart, ChartKind, Citation, Point, plain

from .samples import composed

FRONT = """\
---
name: trial
slots:
  figures: {kind: figure}
  events: {kind: event}
  disputed: {kind: conflict}
---
"""


def figure(value: float, text: str, who: str, **more: Any) -> FigureItem:
    fields: dict[str, Any] = {"counts": "people were moved", "attribution": who, **more}
    return FigureItem(
        id=f"n-{text}",
        citations=(Provenance(source="s", start=0, end=1, number=1, paragraph=2),),
        text=text,
        value=value,
        **fields,
    )


def event(day: date, text: str) -> EventItem:
    return EventItem(id=text, text=text, original=text, date=day, precision="day", expression="")


def made(folder: Path, body: str, **slots: Any) -> tuple:
    filled = {"figures": (), "events": (), "disputed": (), **slots}
    return composed(folder, body, front=FRONT, slots=filled).blocks


THREE = (figure(4200, "4,200", "Courier"), figure(3870, "3,870", "Agency | Ltd"),
         figure(5100, "5,100", "County", qualifier="about"))  # fmt: skip


def test_a_table_in_a_fence_becomes_a_chart(tmp_path: Path) -> None:
    body = (
        "::: chart bars EUR\nTable: Cost\n\n| Who | Cost | As printed |\n|---|---|---|\n"
        "| A | 45000000 | €45 million |\n| B | 2.5 | |\n:::\n"
    )
    (chart,) = made(tmp_path, body)
    assert chart == Chart(
        ChartKind.BARS,
        (Point("A", 45e6, "€45 million"), Point("B", 2.5, "2.5")),
        chart.caption,
        "Who",
        "Cost",
        "EUR",
    )
    assert plain(chart.caption) == "Cost"


@pytest.mark.parametrize(
    ("fence", "problem"),
    [
        ("pie", 'there is no chart "pie"'),
        ("bars", '"many" is not a plain number'),
        ("timeline", '"many" is not a date like 2026-03-12'),
    ],
)
def test_a_fence_that_cannot_be_drawn_is_told(tmp_path: Path, fence: str, problem: str) -> None:
    body = f"::: chart {fence}\n| Who | Value |\n|---|---|\n| A | many |\n:::\n"
    with pytest.raises(TemplateError, match=problem):
        made(tmp_path, body)


def test_a_fence_without_a_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="one table"):
        made(tmp_path, "::: chart bars\nwords\n:::\n")


def test_three_values_of_one_thing_are_bars(tmp_path: Path) -> None:
    (chart,) = made(tmp_path, "{{ figures|chart }}\n", figures=THREE)
    assert chart.kind is ChartKind.BARS
    assert [p.label for p in chart.points] == ["Courier", "Agency | Ltd", "County"]
    assert [p.shown for p in chart.points] == ["4,200", "3,870", "about 5,100"]
    assert plain(chart.caption).startswith("People were moved")
    assert any(isinstance(inline, Citation) for inline in chart.caption)


def test_sums_of_one_currency_are_bars_named_for_what_they_are(tmp_path: Path) -> None:
    sums = [
        figure(n * 1e6, f"€{n} million", "Council", unit="EUR", counts=f"part {n}")
        for n in (3, 5, 9)
    ]
    (chart,) = made(tmp_path, '{{ figures|chart("Costs") }}\n', figures=tuple(sums))
    assert [p.label for p in chart.points] == ["part 3", "part 5", "part 9"]
    assert chart.unit == "EUR"
    assert plain(chart.caption).startswith("Costs")


@pytest.mark.parametrize(
    "figures",
    [
        THREE[:2],
        (*THREE[:2], figure(5, "5", "County", counts="homes were lost")),
        (*THREE[:2], figure(9, "9", "County")),  # too short a bar beside the others
        (*THREE[:2], figure(0, "none", "County")),
    ],
)
def test_nothing_is_drawn_that_a_sentence_tells_as_well(tmp_path: Path, figures: tuple) -> None:
    assert made(tmp_path, "{{ figures|chart }}\n", figures=figures) == ()


def test_a_conflict_is_a_range(tmp_path: Path) -> None:
    conflict = ConflictItem(id="c", counts="people were moved", sides=THREE[:2])
    (chart,) = made(
        tmp_path, "{% for c in disputed %}\n{{ c|chart }}\n{% endfor %}\n", disputed=(conflict,)
    )
    assert chart.kind is ChartKind.RANGE
    assert len(chart.points) == 2


def test_four_events_are_a_timeline_in_the_order_of_their_dates(tmp_path: Path) -> None:
    days = [date(2026, 11, 22), date(2026, 3, 12), date(2026, 12, 4), date(2026, 11, 21)]
    events = tuple(event(day, f"It happened on {day}") for day in days)
    (chart,) = made(tmp_path, "{{ events|chart }}\n", events=events)
    assert chart.kind is ChartKind.TIMELINE
    assert [p.value for p in chart.points] == sorted(day.toordinal() for day in days)
    assert chart.points[0].shown == "12 March 2026"
    assert made(tmp_path, "{{ events|chart }}\n", events=events[:3]) == ()
