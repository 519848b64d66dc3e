"""A table of data: light horizontal rules, its header repeated on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Table, TableStyle

from briefgen.model import document as model
from briefgen.model.document import Inlines, plain
from briefgen.writers.columns import FORM_ROOM, column_widths
from briefgen.writers.pdf.inlines import Fragments
from briefgen.writers.pdf.paragraphs import TaggedParagraph
from briefgen.writers.pdf.setting import Paragraphs
from briefgen.writers.pdf.structure import Attribute, Structure, Tag
from briefgen.writers.pdf.styles import GUTTER, Styles
from briefgen.writers.pdf.tagging import artifact

_HEADS_COLUMN = Attribute("Table", "Scope", "/Column")
_TALL_SHARE = 0.4  # of a page: a row that may be higher than this may be split
_LOW_SHARE = 0.2  # of a page: the header and two rows up to this high fit on any


class RuledTable(Table):
    """A table whose rules are decoration."""

    def _drawLines(self) -> None:  # noqa: N802
        with artifact(self.canv):
            super()._drawLines()  # type: ignore[misc]


def brief_table(
    block: model.Table,
    width: float,
    styles: Styles,
    fragments: Fragments,
    paragraphs: Paragraphs,
    structure: Structure,
) -> Table:
    """``block``, ``width`` points wide; its first column is flush with the text, its last too.

    Its rows are added to ``structure``, in the element of the table."""
    cells, head_cells = styles.cell, styles.head_cell
    aligns = [column.align for column in block.columns]

    def measure(words: str, bold: bool) -> float:
        style = head_cells[aligns[0]] if bold else cells[aligns[0]]
        return paragraphs.width(words, style.fontName, style.fontSize)

    widths = column_widths(block, width, GUTTER, measure)
    # Rows are not split, except one that might not fit on any page at all.
    header_height = _height([column.header for column in block.columns], widths, styles)
    row_height = max((_height(row, widths, styles) for row in block.rows), default=0.0)
    tall, tall_header = row_height > _TALL_SHARE, header_height > _TALL_SHARE
    made = _Cells(aligns, styles, fragments, paragraphs, structure)
    header, *rows = made.rows(block, repeats=not tall_header)
    return RuledTable(
        [header, *rows],
        colWidths=widths,
        style=_look(
            styles,
            min(GUTTER, min(widths) / 2),
            kept=max(row_height, header_height) <= _LOW_SHARE,
            form=block.form,
        ),
        repeatRows=0 if tall_header else 1,
        splitInRow=int(tall or tall_header),
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=14,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells of one table, whose columns are aligned as ``aligns``."""

    aligns: list[model.Align]
    styles: Styles
    fragments: Fragments
    paragraphs: Paragraphs
    structure: Structure

    def rows(self, block: model.Table, *, repeats: bool) -> Iterator[list[TaggedParagraph]]:
        """The header row, then the others."""
        with self.structure.inside("TR"):
            made = []
            for column in block.columns:
                cell = self._cell(column.header, self.styles.head_cell[column.align])
                cell.tag = Tag(self.structure.add("TH", _HEADS_COLUMN), once=repeats)
                made.append(cell)
        yield made
        for row in block.rows:
            with self.structure.inside("TR"):
                made = []
                for content, align in _padded(row, self.aligns):
                    cell = self._cell(content, self.styles.cell[align])
                    cell.tag = Tag(self.structure.add("TD"))
                    made.append(cell)
            yield made

    def _cell(self, content: Inlines, style: ParagraphStyle) -> TaggedParagraph:
        return self.paragraphs.of(self.fragments.of(content, style), style)


def _padded(
    row: tuple[Inlines, ...], aligns: list[model.Align]
) -> list[tuple[Inlines, model.Align]]:
    """The cells of ``row`` with the alignment of their columns: one for each column."""
    return [(row[i] if i < len(row) else (), align) for i, align in enumerate(aligns)]


def _height(row: Iterable[Inlines], widths: list[float], styles: Styles) -> float:
    """How much of a page ``row`` might take, by a generous estimate."""
    style = styles.cell[model.Align.LEFT]
    most = 0.0
    for cell, width in zip(row, widths, strict=False):
        words = plain(cell)
        lines = len(words) * style.fontSize * 0.6 / max(width - GUTTER, style.fontSize)
        most = max(most, lines + words.count("\n"))
    return most * style.leading / styles.geometry.text_height


def _look(styles: Styles, gutter: float, *, kept: bool, form: bool) -> TableStyle:
    """How all tables look; ``kept``: no row is alone under the header, or on the last page;
    ``form``: there is room above the rule of a row to write on it."""
    rule, accent = HexColor(styles.theme.colours.rule), HexColor(styles.theme.colours.accent)
    ends = [("NOSPLIT", (0, 0), (0, 2)), ("NOSPLIT", (0, -2), (0, -1))] if kept else []
    room = [("TOPPADDING", (0, 1), (-1, -1), FORM_ROOM), ("VALIGN", (0, 1), (-1, -1), "BOTTOM")]
    return TableStyle(
        [
            *ends,
            # The cells are paragraphs with fonts of their own, but a table still selects one for
            # each cell: Helvetica, which is not embedded.
            ("FONT", (0, 0), (-1, -1), styles.text.regular),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), gutter),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("LINEBELOW", (0, 0), (-1, 0), 1.0, accent),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, rule),
            *(room if form else []),
        ]
    )
