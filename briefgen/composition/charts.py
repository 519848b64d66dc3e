"""Charts: Markdown tables in a ``::: chart`` fence, and the filter that writes such a fence where a
chart tells more than a sentence does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.composition.escape import Markup, escape
from briefgen.composition.filters import amount, cite
from briefgen.model.document import Chart, ChartKind, Inlines, Point, Table, plain
from briefgen.text.phrasebook import Phrasebook, phrasebook
from briefgen.text.typography import curly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Fields = Mapping[str, Any]
"""An item as a template sees it."""

_FEWEST_VALUES = 3  # two values are read as quickly as they are seen
_FEWEST_SIDES = 2  # that they differ is what a reader must see
_FEWEST_EVENTS = 4
_WIDEST = 40.0  # times: beside so long a bar the shortest cannot be seen


# --- a fence read ----------------------------------------------------------------------------


def to_chart(kind: str, unit: str, table: Table, language: str = "en") -> Chart:
    """The chart of ``table``: a label, a plain number (in a timeline a date like 2026-03-12), and
    in a third column, where there is one, how the value is printed.

    Raises:
        ValueError: the table cannot be drawn; the message says why.
    """
    if kind not in list(ChartKind):
        raise ValueError(f'there is no chart "{kind}"; use one of {", ".join(ChartKind)}')
    if len(table.columns) not in {2, 3}:
        raise ValueError("a chart has two or three columns: label, value, value as it is printed")
    book = phrasebook(language)
    points = tuple(_point(ChartKind(kind), row, book) for row in table.rows)
    labels, values = (plain(column.header) for column in table.columns[:2])
    return Chart(ChartKind(kind), points, table.caption, labels, values, unit)


def _point(kind: ChartKind, row: Sequence[Inlines], book: Phrasebook) -> Point:
    label, value, *shown = (plain(cell).strip() for cell in row)
    try:
        if kind is ChartKind.TIMELINE:
            day = date.fromisoformat(value)
            return Point(label, float(day.toordinal()), (shown or [""])[0] or book.date(day))
        number = float(value)
    except ValueError:
        form = "a date like 2026-03-12" if kind is ChartKind.TIMELINE else "a plain number"
        raise ValueError(f'"{value}" is not {form}, which the second column has to be') from None
    if number < 0:
        raise ValueError(f'"{value}" is below zero, where a bar cannot start')
    return Point(label, number, (shown or [""])[0] or value)


# --- a fence written -------------------------------------------------------------------------


def chart(book: Phrasebook, items: Any, caption: str = "") -> Markup:
    """A chart of ``items`` where it tells more than a sentence: of a conflict with at least two
    values, of figures of which at least three can be compared, of at least four events. Nothing
    otherwise.

    Figures can be compared where they have one unit and count one thing, or are sums of one
    currency; and where the largest is no more than forty times the smallest.
    """
    if isinstance(items, dict):
        return _conflict(book, items, caption)
    listed = [item for item in items or () if isinstance(item, dict)]
    if listed and all(item.get("kind") == "event" for item in listed):
        return _timeline(book, listed, caption)
    return _bars(book, [item for item in listed if item.get("kind") == "figure"], caption)


def _conflict(book: Phrasebook, conflict: Fields, caption: str) -> Markup:
    sides = list(conflict.get("sides", ()))
    if len({side["value"] for side in sides}) < _FEWEST_SIDES or not _can_be_seen(sides):
        return Markup("")
    rows = [_row(_whose(book, side), side) for side in sides]
    return _fence(book, "range", sides, caption or _capitalised(conflict["counts"]), rows)


def _bars(book: Phrasebook, figures: Sequence[Fields], caption: str) -> Markup:
    same: dict[tuple[str | None, str], list[Fields]] = defaultdict(list)
    sums: dict[str, list[Fields]] = defaultdict(list)
    for figure in figures:
        same[figure["unit"], figure["counts"].casefold()].append(figure)
        if len(figure["unit"] or "") == len("EUR") and figure["unit"].isupper():
            sums[figure["unit"]].append(figure)
    most = max(same.values(), key=len, default=[])
    if len(most) >= _FEWEST_VALUES and _can_be_seen(most):
        rows = [_row(_whose(book, figure), figure) for figure in most]
        return _fence(book, "bars", most, caption or _capitalised(most[0]["counts"]), rows)
    most = max(sums.values(), key=len, default=[])
    if len(most) >= _FEWEST_VALUES and _can_be_seen(most):
        rows = [_row(figure.get("label") or figure["counts"], figure) for figure in most]
        return _fence(book, "bars", most, caption or book.say("Sums named"), rows)
    return Markup("")


def _timeline(book: Phrasebook, events: Sequence[Fields], caption: str) -> Markup:
    if len({event["date"] for event in events}) < _FEWEST_EVENTS:
        return Markup("")
    rows = [
        (event["text"], event["date"].isoformat(), book.date(event["date"], event["precision"]))
        for event in sorted(events, key=lambda event: event["date"])
    ]
    return _fence(book, "timeline", events, caption or book.say("Dates"), rows)


def _can_be_seen(figures: Sequence[Fields]) -> bool:
    values = [float(figure["value"]) for figure in figures]
    return min(values) > 0 and max(values) / min(values) <= _WIDEST


def _whose(book: Phrasebook, figure: Fields) -> str:
    """Who gives a figure, and of when it is."""
    who = figure.get("attribution") or figure.get("outlet") or book.say("A source")
    as_of = figure.get("as_of")
    return _capitalised(f"{who}, {book.date(as_of)}" if as_of else str(who))


def _row(label: str, figure: Fields) -> tuple[str, str, str]:
    return label, f"{figure['value']:.15g}", amount(figure)


def _fence(
    book: Phrasebook,
    kind: str,
    items: Sequence[Fields],
    caption: str,
    rows: Iterable[tuple[str, str, str]],
) -> Markup:
    """The fence: its caption cites what the chart is made of, each source once."""
    unit = items[0].get("unit") or "" if kind != "timeline" else ""
    dated = kind == "timeline"
    citations = {
        citation["number"]: citation for item in items for citation in item.get("citations", ())
    }
    cited = cite({"citations": [citations[number] for number in sorted(citations)]})
    names = ("Event", "Date", "Printed") if dated else ("Who or what", "Value", "Printed")
    head = f"| {' | '.join(book.say(name) for name in names)} |"
    lines = [Markup("\n\n::: chart ") + Markup(f"{kind} {_code(unit)}".strip())]
    lines.append(Markup("Table: ") + escape(curly(caption)) + Markup(" ") + cited)
    lines.append(Markup(""))
    lines += [Markup(head), Markup("|---|---|---|")]
    lines += [
        Markup("| ") + Markup(" | ").join(escape(curly(c)) for c in row) + Markup(" |")
        for row in rows
    ]
    return Markup("\n").join([*lines, Markup(":::"), Markup("")])


def _code(unit: str) -> str:
    """``unit`` where a chart writes it beside its values."""
    return unit if unit == "%" or (len(unit) == len("EUR") and unit.isalpha()) else ""


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
