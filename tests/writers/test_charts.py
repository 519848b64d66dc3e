"""Charts in every format: drawn where they can be, and told to whoever cannot see them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import outloud
import pdfua
import pytest
from checkers import axe_faults, needs_browser, word_faults
from lxml import etree, html
from reading import docx_part, docx_text, letters, markdown_text, pdf_text
from sample import SAMPLE, SOURCES, words
from tagged import hear

from briefgen.model.document import Chart, ChartKind, Point
from briefgen.model.theme import Theme
from briefgen.text.contrast import contrasting
from briefgen.writers import write
from briefgen.writers.charts import Box, Dot, Words, description, drawing, table_of

THEME = Theme()
POINTS = (
    Point("Harbour Authority", 45e6, "€45 million"),
    Point("Ilde Delta Institute & Partners <of Velmark>", 61.5e6, "about €61.5 million"),
    Point("County Council", 12e6, "€12 million"),
)
DAYS = (date(2026, 3, 12), date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 4))
EVENTS = tuple(
    Point(f"Event {n} of the harbour gate " * n, float(day.toordinal()), day.isoformat())
    for n, day in enumerate(DAYS, 1)
)
BARS = Chart(ChartKind.BARS, POINTS, words("Cost of the repair ", 1), "Who", "Cost", "EUR")
RANGE = Chart(ChartKind.RANGE, POINTS, words("What sources say"))
TIMELINE = Chart(ChartKind.TIMELINE, EVENTS, words("What happened"))
DOCUMENT = replace(SAMPLE, blocks=(BARS, RANGE, TIMELINE, SOURCES))


def measure(text: str) -> float:
    return len(text) * 5.0


def test_bars_start_at_zero_and_are_as_long_as_their_values():
    made = drawing(BARS, 400, measure)
    bars = [mark for mark in made.marks if isinstance(mark, Box)]
    longest = max(bar.width for bar in bars)
    assert [round(bar.width / longest, 2) for bar in bars] == [0.73, 1.0, 0.2]
    assert len({bar.x for bar in bars}) == 1


def test_the_shade_of_a_range_reaches_from_the_least_to_the_most():
    made = drawing(RANGE, 400, measure)
    (shade,) = (mark for mark in made.marks if isinstance(mark, Box))
    dots = [mark.x for mark in made.marks if isinstance(mark, Dot)]
    assert (shade.x, shade.x + shade.width) == (min(dots), max(dots))


def test_events_stand_further_apart_where_more_time_has_passed():
    made = drawing(TIMELINE, 400, measure)
    dots = [mark.y for mark in made.marks if isinstance(mark, Dot)]
    assert dots == sorted(dots)


@pytest.mark.parametrize("chart", [BARS, RANGE, TIMELINE])
@pytest.mark.parametrize("width", [120.0, 400.0])
def test_nothing_leaves_the_drawing(chart, width):
    made = drawing(chart, width, measure)
    for mark in made.marks:
        if isinstance(mark, Words) and not mark.ends and width > 200:
            assert mark.x + measure(mark.text) <= width + 1e-6
        if isinstance(mark, Box):
            assert 0 <= mark.x <= mark.x + mark.width <= width
        assert 0 <= mark.y <= made.height


@pytest.mark.parametrize("chart", [BARS, RANGE, TIMELINE])
def test_a_chart_without_points_is_nothing(chart):
    empty = replace(DOCUMENT, blocks=(replace(chart, points=()),))
    for fmt in ("pdf", "docx", "html", "md"):
        assert write(empty, THEME, fmt)


def test_bars_of_a_pale_theme_are_dark_enough_to_be_seen():
    assert contrasting("#14507A") == "#14507A"
    assert contrasting("#FFE08A") != "#FFE08A"
    assert contrasting("#FFFFFF") < "#A0A0A0"


def test_the_table_and_the_words_of_a_chart_say_all_of_it():
    for chart in (BARS, RANGE, TIMELINE):
        told = description(chart)
        assert all(p.label in told and p.shown in told for p in chart.points)
        assert len(table_of(chart).rows) == len(chart.points)


# --- formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("width", [120.0, 300.0])
def test_no_word_of_a_label_is_left_out(kind, width):
    long = "The registers of the reception centres of the city of Port Sarrow, 13 March 2026. " * 3
    points = tuple(Point(f"{n} {long}", 700000.0 + n, str(n)) for n in range(3))
    made = drawing(Chart(kind, points), width, measure)
    drawn = letters("".join(mark.text for mark in made.marks if isinstance(mark, Words)))
    assert all(letters(point.label) in drawn for point in points)
    assert max(mark.y for mark in made.marks if isinstance(mark, Words)) <= made.height


def test_word_shows_values_as_the_pdf_does():
    shown = {
        "Some 4,200": (4200, '"Some "#,##0'),
        "about €61.5 million": (61.5e6, '"about €"#,##0.0,," million"'),
        "€12m": (12e6, '"€"#,##0,,"m"'),
        "Three": (3, '"Three"'),
        "62%": (62, '#,##0"%"'),
        "0.2": (0.2, "#,##0.0"),
    }
    points = tuple(Point(str(n), value, told) for n, (told, (value, _)) in enumerate(shown.items()))
    file = write(replace(DOCUMENT, blocks=(Chart(ChartKind.BARS, points),)), THEME, "docx")
    labels = docx_part(file, "word/charts/chart1.xml").iter("{*}dLbl")
    formats = [label.find("{*}numFmt").get("formatCode") for label in labels]
    assert formats == [form for _, form in shown.values()]


def test_a_pdf_has_figures_with_words_for_whoever_cannot_see_them(tmp_path):
    file = write(DOCUMENT, THEME, "pdf")
    assert [f.alt for f in hear(file).all("Figure")] == [
        description(chart) for chart in (BARS, RANGE, TIMELINE)
    ]
    assert "about€61.5million" in letters(pdf_text(file))
    path = tmp_path / "charts.pdf"
    path.write_bytes(file)
    assert list(pdfua.validate(path).findings) == []
    assert list(outloud.check(str(path)).findings) == []
    assert write(DOCUMENT, THEME, "pdf") == file


def test_word_has_charts_that_can_be_edited(tmp_path):
    file = write(DOCUMENT, THEME, "docx")
    assert word_faults(file, tmp_path) == []
    archive = zipfile.ZipFile(BytesIO(file))
    charts = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
    assert len(charts) == 2
    for name in charts:
        values = [v.text for v in etree.fromstring(archive.read(name)).iter("{*}v")]
        assert "45000000.0" in values
        assert "Harbour Authority" in values
    books = [name for name in archive.namelist() if name.endswith(".xlsx")]
    assert len(books) == 2
    sheet = zipfile.ZipFile(BytesIO(archive.read(books[0]))).read("xl/worksheets/sheet1.xml")
    cells = [cell.text for cell in etree.fromstring(sheet).iter("{*}t", "{*}v")]
    assert cells[:4] == ["Who", "Cost", "Harbour Authority", "45000000.0"]
    told = [e.get("descr") for e in docx_part(file, "word/document.xml").iter("{*}docPr")]
    assert told == [description(BARS), description(RANGE)]
    assert "2026-11-21" in docx_text(file)  # the timeline is a table there
    assert write(DOCUMENT, THEME, "docx") == file


def test_html_has_pictures_with_a_title_and_a_description():
    page = html.document_fromstring(write(DOCUMENT, THEME, "html").decode())
    pictures = page.findall(".//svg")
    assert [p.get("role") for p in pictures] == ["img"] * 3
    for chart, picture in zip((BARS, RANGE, TIMELINE), pictures, strict=True):
        title, told = picture.find("title"), picture.find("desc")
        assert picture.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert told.text == description(chart)
    assert page.find(".//figcaption").text_content().startswith("Cost of the repair")


@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(tmp_path, dark):
    assert axe_faults(write(DOCUMENT, THEME, "html"), tmp_path, dark=dark) == []


def test_markdown_has_tables():
    text = letters(markdown_text(write(DOCUMENT, THEME, "md")))
    assert "HarbourAuthority€45million" in text
    assert "2026-03-12Event1" in text
