"""Where the words of a brief go in a letterhead, and how much room there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docx.oxml.ns import qn
from lxml import etree

from briefgen.errors import TemplateError
from briefgen.writers.docx.letterhead import tags
from briefgen.writers.docx.letterhead.words import W, ancestors, number, value
from briefgen.writers.docx.xml import Element, w

_CELL_MARGIN = 108  # twentieths of a point at each side of a cell, where no style says otherwise
_NARROWEST = 72.0  # points
_LETTER = (12240, 1440)  # width and margins that Word takes where the file names none
# What an empty paragraph must not hold to be nothing but the place where the cursor was left.
_HOLDS = tuple(
    f"{W}{tag}"
    for tag in (
        "t", "tab", "br", "drawing", "pict", "object", "fldChar", "sectPr", "sdt", "fldSimple",
        "sym", "footnoteReference", "ins", "commentReference",
    )
)  # fmt: skip
_ANCHORED = tuple(f"{W}{tag}" for tag in ("drawing", "pict", "object"))
_RANGES = tuple(
    f"{W}{tag}" for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)
# Content controls in which Word keeps one line, or a choice, and no paragraphs.
_NARROW = ("text", "dataBinding", "dropDownList", "comboBox", "date", "picture", "checkbox")


class Place:
    """The place for a brief in the ``body`` of the file called ``name``.

    Raises:
        TemplateError: there are two such places, or one where no paragraphs can stand.
    """

    def __init__(self, body: Element, name: str) -> None:
        self.body = body
        found = tags.tag_paragraphs(body, tags.BODY)
        if any(next(ancestors(one, "txbxContent"), None) is not None for one in found):
            raise TemplateError(
                f"{name}: text: {{{{ body }}}} stands in a text box, which does not run on "
                "to another page; put it into a paragraph of the text, or into a table"
            )
        if len(found) > 1:
            raise TemplateError(
                f"{name}: text: {{{{ body }}}} stands in {len(found)} places; leave one"
            )
        self.paragraph = found[0] if found else None
        if self.paragraph is not None and not tags.is_alone(self.paragraph):
            raise TemplateError(
                f"{name}: text: {{{{ body }}}} must stand alone in its paragraph, because "
                "it becomes many"
            )

    @property
    def width(self) -> float:
        """Points that words have: those of the page, or of the cell of a table."""
        cell = None if self.paragraph is None else next(ancestors(self.paragraph, "tc"), None)
        room = None if cell is None else _cell_width(cell)
        return max(_NARROWEST, room / 20) if room else self.text_width

    @property
    def text_width(self) -> float:
        """Points from margin to margin of the page, or of a column of it."""
        return max(_NARROWEST, self._section_width() / 20)

    def insert(self, made: list[Element]) -> None:
        """Put ``made`` there."""
        if self.paragraph is None:
            self._append(made)
        else:
            _replace(self.paragraph, made)

    def _append(self, made: list[Element]) -> None:
        last = self.body[-1] if len(self.body) else None
        section = last if last is not None and last.tag == f"{W}sectPr" else None
        before = last if section is None else section.getprevious()
        while before is not None and before.tag in _RANGES:
            before = before.getprevious()
        if before is not None and before.tag == f"{W}p" and _is_empty(before):
            self.body.remove(before)
        if section is None:
            self.body.extend(made)
        else:
            for element in made:
                section.addprevious(element)

    def _section_width(self) -> float:
        section = self.section()
        width, left, right, gutter = float(_LETTER[0]), float(_LETTER[1]), float(_LETTER[1]), 0.0
        if section is None:
            return width - left - right
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        width = _number(size, "w", width)
        left, right = _number(margins, "left", left), _number(margins, "right", right)
        gutter = _number(margins, "gutter", gutter)
        room = width - left - right - gutter
        columns = section.find(f"{W}cols")
        count = max(1.0, _number(columns, "num", 1))
        return (room - (count - 1) * _number(columns, "space", 720)) / count

    def section(self) -> etree._Element | None:
        """The properties of the section that the place is in: they come behind it."""
        at: etree._Element | None = self.paragraph
        while at is not None and at.getparent() is not self.body:
            at = at.getparent()
        while at is not None:
            found = at if at.tag == f"{W}sectPr" else at.find(f"{W}pPr/{W}sectPr")
            if found is not None:
                return found
            at = at.getnext()
        return self.body.find(qn("w:sectPr"))


def _is_empty(paragraph: etree._Element) -> bool:
    return next(paragraph.iter(*_HOLDS), None) is None


def _number(element: etree._Element | None, name: str, default: float) -> float:
    return default if element is None else number(element.get(f"{W}{name}"), default)


def _cell_width(cell: etree._Element) -> float | None:
    """Twentieths of a point between the margins of a cell; None where the file does not say."""
    stated = cell.find(f"{W}tcPr/{W}tcW")
    width = _number(stated, "w", 0) if stated is not None and stated.get(f"{W}type") == "dxa" else 0
    # Where the two differ, Word goes by the cell and LibreOffice by the grid.
    width = min(filter(None, (width, _grid_width(cell))), default=0)
    table = next(ancestors(cell, "tbl"))
    margins = 0.0
    for side, other in (("left", "start"), ("right", "end")):
        own = cell.find(f"{W}tcPr/{W}tcMar/{W}{side}")
        of_table = table.find(f"{W}tblPr/{W}tblCellMar/{W}{side}")
        of_table = (
            table.find(f"{W}tblPr/{W}tblCellMar/{W}{other}") if of_table is None else of_table
        )
        margins += _number(own if own is not None else of_table, "w", _CELL_MARGIN)
    return width - margins if width > margins else None


def _grid_width(cell: etree._Element) -> float:
    """The width that the grid of the table gives to ``cell``."""
    row, table = cell.getparent(), next(ancestors(cell, "tbl"))
    columns = [_number(column, "w", 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    at = 0
    for other in row.iterchildren(f"{W}tc") if row is not None else ():
        span = int(_span(other))
        if other is cell:
            return sum(columns[at : at + span])
        at += span
    return 0


def _span(cell: etree._Element) -> str:
    stated = value(cell.find(f"{W}tcPr/{W}gridSpan"), "1")
    return stated if stated.isdecimal() else "1"


def _replace(paragraph: etree._Element, made: list[Element]) -> None:
    for row in ancestors(paragraph, "tr"):
        _let_grow(row)
    _widen(paragraph)
    anchored = next(paragraph.iter(*_ANCHORED), None) is not None
    ends_section = paragraph.find(f"{W}pPr/{W}sectPr") is not None
    if ends_section or not anchored:
        for element in made:
            paragraph.addprevious(element)
    else:
        # Most often a picture of the letterhead hangs on this paragraph.
        for element in reversed(made):
            paragraph.addnext(element)
    if ends_section or anchored:
        tags.clear(paragraph)
        return
    for mark in _open_ranges(paragraph):
        paragraph.addprevious(mark)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)
        # A cell ends with a paragraph, or Word calls the file damaged.
        if parent.tag == f"{W}tc" and (not len(parent) or parent[-1].tag != f"{W}p"):
            parent.append(w("p"))


def _open_ranges(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Bookmarks that begin in ``paragraph`` and end elsewhere, or the other way round."""
    marks = list(paragraph.iter(*_RANGES))
    ids = [mark.get(f"{W}id") for mark in marks]
    return (mark for mark, number in zip(marks, ids, strict=True) if ids.count(number) == 1)


def _let_grow(row: etree._Element) -> None:
    """A row that holds a brief runs on to the next page, and is as high as that needs."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return
    for unbroken in properties.findall(f"{W}cantSplit"):
        properties.remove(unbroken)
    for height in properties.findall(f"{W}trHeight"):
        if height.get(f"{W}hRule") == "exact":
            height.set(f"{W}hRule", "atLeast")


def _widen(paragraph: etree._Element) -> None:
    """Take away content controls around ``paragraph`` that cannot hold more than a line; what they
    hold stays. Other controls no longer show their prompt."""
    for control in list(ancestors(paragraph, "sdt")):
        properties = cast(Element | None, control.find(f"{W}sdtPr"))
        content = control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        if any(properties.find(f"{W}{tag}") is not None for tag in _NARROW):
            for child in list(content):
                control.addprevious(child)
            parent = control.getparent()
            if parent is not None:
                parent.remove(control)
            continue
        for prompt in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(prompt)
