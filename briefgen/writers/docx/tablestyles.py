"""The named styles of tables in a Word file, and of the words in and around them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.writers.columns import FORM_ROOM
from briefgen.writers.docx.look import BAR, BOX_LEFT, GUTTER, Look, border, shade
from briefgen.writers.docx.naming import paragraph_style
from briefgen.writers.docx.xml import Element, twips, w

BEFORE_NOTE = 7  # points between a table, or the sources, and the note below
_AFTER_TABLE = 12  # points below a table, as in a PDF; Word wants an empty line there
_END_SIZE, _END_LINE = 4, 4.8  # the type of that line, and its height
_CELL_TOP = 3  # points above the words of a cell


def table_styles(look: Look) -> Iterator[Element]:
    """The styles of tables, of what stands in their cells and of what stands around them."""
    sizes, colours = look.theme.sizes, look.theme.colours
    yield paragraph_style(
        "Caption",
        (w("keepNext"), look.space(sizes.table, before=4, after=3), look.indent()),
        look.letters(sizes.table, bold=True),
        following="Body Text",
    )
    yield paragraph_style("Table Text", (look.space(sizes.table, 1.3),), look.letters(sizes.table))
    # Room above the words of a row that is written on by hand.
    room = look.line(sizes.table, 1.3, before=FORM_ROOM - _CELL_TOP)
    yield paragraph_style("Form Text", (room,), based_on="Table Text")
    yield paragraph_style("Table Number", (w("jc", val="right"),), based_on="Table Text")
    yield paragraph_style("Table Centred", (w("jc", val="center"),), based_on="Table Text")
    yield paragraph_style(
        "Table Heading",
        (w("keepNext"), look.space(sizes.small, 1.25)),
        look.letters(sizes.small, colours.muted, bold=True),
        based_on="Table Text",
    )
    yield paragraph_style("Table Heading Number", (w("jc", val="right"),), based_on="Table Heading")
    yield paragraph_style(
        "Table Heading Centred", (w("jc", val="center"),), based_on="Table Heading"
    )
    note = look.space(sizes.small, before=BEFORE_NOTE, after=sizes.small * 0.45)
    yield paragraph_style("Table Note", (note,), based_on="Small", following="Body Text")
    below = _AFTER_TABLE * look.theme.sizes.spacing - _END_LINE
    end = look.line(_END_SIZE, _END_LINE / _END_SIZE, after=max(0.0, below))
    yield paragraph_style("Table End", (end,), look.letters(_END_SIZE))
    yield _normal_table()
    yield _brief_table(look)
    yield _box_table(look)


def _normal_table() -> Element:
    """The table style that Word expects in every file."""
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    return w(
        "style",
        w("name", val="Normal Table"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default="1",
        styleId="TableNormal",
    )


def _brief_table(look: Look) -> Element:
    """Light rules between rows, an accent under the header, words flush with the text."""
    colours = look.theme.colours
    rules = w(
        "tblBorders", border("bottom", colours.rule, 0.5), border("insideH", colours.rule, 0.5)
    )
    margins = w(
        "tblCellMar",
        w("top", w=twips(_CELL_TOP), type="dxa"),
        w("left", w=0, type="dxa"),
        w("bottom", w=twips(4), type="dxa"),
        w("right", w=twips(GUTTER), type="dxa"),
    )
    header = w(
        "tblStylePr",
        w("tcPr", w("tcBorders", border("bottom", colours.accent, 1.0)), w("vAlign", val="bottom")),
        type="firstRow",
    )
    flush = w("tcMar", w("right", w=0, type="dxa"))
    last = w("tblStylePr", w("tcPr", flush), type="lastCol")
    return w(
        "style",
        w("name", val="Brief Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), rules, margins),
        header,
        last,
        type="table",
        styleId="BriefTable",
        customStyle="1",
    )


def _box_table(look: Look) -> Element:
    """A table in a box: shaded and ruled as the paragraphs above and below it are."""
    colours = look.theme.colours
    bar = w("tblBorders", border("left", colours.accent, BAR))
    first = w("tcPr", w("tcMar", w("left", w=twips(BOX_LEFT), type="dxa")))
    last = w("tcPr", w("tcMar", w("right", w=twips(BOX_LEFT), type="dxa")))
    return w(
        "style",
        w("name", val="Box Table"),
        w("basedOn", val="BriefTable"),
        w("tblPr", w("tblInd", w=0, type="dxa"), bar),
        w("tcPr", shade(colours.box)),
        w("tblStylePr", first, type="firstCol"),
        w("tblStylePr", last, type="lastCol"),
        type="table",
        styleId="BoxTable",
        customStyle="1",
    )
