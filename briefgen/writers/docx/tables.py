"""A table of data in Word: header row repeated, rows unsplit, all looks in its style."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml.ns import qn

from briefgen.model.document import Align, Column, Inlines, Table, plain
from briefgen.writers.characters import clean
from briefgen.writers.columns import KEPT_ROWS, column_widths
from briefgen.writers.docx.look import BAR, BOX_LEFT, GUTTER, Look
from briefgen.writers.docx.xml import Element, twips, w

_CELL_STYLES = {
    Align.LEFT: "Table Text",
    Align.CENTRE: "Table Centred",
    Align.RIGHT: "Table Number",
}
_FORM_STYLE = "Form Text"
_HEAD_STYLES = {
    Align.LEFT: "Table Heading",
    Align.CENTRE: "Table Heading Centred",
    Align.RIGHT: "Table Heading Number",
}

MakeParagraph = Callable[[Inlines, str], Element]


def brief_table(
    block: Table,
    look: Look,
    paragraph: MakeParagraph,
    *,
    boxed: bool = False,
    noted: bool = False,
) -> Element:
    """``block`` as wide as the text; ``paragraph`` makes a paragraph of a given style. One that is
    ``boxed`` is a part of the box around it, one that is ``noted`` stays with the note below."""

    def measure(words: str, bold: bool) -> float:
        sizes = look.theme.sizes
        return look.width(words, sizes.small if bold else sizes.table, bold=bold)

    inset = 2 * BOX_LEFT + BAR if boxed else 0.0
    room = look.text_width - look.margin - inset
    columns = column_widths(block, room, GUTTER, measure)
    if boxed:
        columns[0] += BOX_LEFT
        columns[-1] += BOX_LEFT
    widths = [twips(width) for width in columns]
    widths[-1] += twips(look.margin)
    header = w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader")),
        *(
            _cell(width, paragraph(column.header, _HEAD_STYLES[column.align]))
            for column, width in zip(block.columns, widths, strict=True)
        ),
    )
    rows = [_row(block, row, widths, paragraph) for row in block.rows]
    # Of a longer table no row is alone under its header, or on the last page.
    kept = rows[:-1] if len(rows) <= KEPT_ROWS else [rows[0], rows[-2]]
    _keep_with_next([*kept, *(rows[-1:] if noted else [])])
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="BoxTable" if boxed else "BriefTable"),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="07A0" if boxed else "0720", firstRow=1, lastRow=0,
              firstColumn=int(boxed), lastColumn=1,
              noHBand=1, noVBand=1),
            # What a screen reader says when it comes to the table.
            w("tblCaption", val=clean(plain(block.caption))) if block.caption else None,
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        header,
        *rows,
    )  # fmt: skip


def _keep_with_next(rows: list[Element]) -> None:
    """Have Word keep each of ``rows`` on the page of the row that follows it."""
    for row in rows:
        for properties in row.iter(qn("w:pPr")):
            properties.insert(1, w("keepNext"))


def _row(
    block: Table, row: tuple[Inlines, ...], widths: list[int], paragraph: MakeParagraph
) -> Element:
    cells = [row[i] if i < len(row) else () for i in range(len(widths))]
    return w(
        "tr",
        w("trPr", w("cantSplit")),
        *(
            _cell(width, paragraph(cell, _cell_style(block, column)), low=block.form)
            for cell, column, width in zip(cells, block.columns, widths, strict=True)
        ),
    )


def _cell_style(block: Table, column: Column) -> str:
    return _FORM_STYLE if block.form else _CELL_STYLES[column.align]


def _cell(width: int, content: Element, *, low: bool = False) -> Element:
    """A cell; what a ``low`` one says stands at its foot."""
    foot = w("vAlign", val="bottom") if low else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), foot), content)
