"""Header and footer of a Word file: those of the first page and those of the others."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from docx.oxml.ns import qn
from lxml.etree import _Element

from briefgen.model.document import Document
from briefgen.model.theme import Furniture as BandOfPages
from briefgen.writers.characters import clean
from briefgen.writers.docx.fields import runs_with_fields
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.xml import Element, w, words
from briefgen.writers.furniture import band_words, shortened

_LINES_A_PAGE = 50
_LETTERS_A_LINE = 75
_SPACE_BETWEEN = 0.6  # lines


def estimated_pages(body: list[Element]) -> int:
    """About how many pages ``body`` will fill: the cached value of a field, soon replaced."""
    lines = sum(_lines(element) for element in body)
    return max(1, ceil(lines / _LINES_A_PAGE))


def _lines(element: Element) -> float:
    """About how many lines ``element`` takes; the row of a table is as high as its longest cell."""
    rows = element.findall(qn("w:tr"))
    if rows:
        columns = len(rows[0].findall(qn("w:tc")))
        cells = [[_length(cell) * columns for cell in row.findall(qn("w:tc"))] for row in rows]
        return sum(_SPACE_BETWEEN + max(1, -(-max(row) // _LETTERS_A_LINE)) for row in cells)
    return _SPACE_BETWEEN + max(1, -(-_length(element) // _LETTERS_A_LINE))


def _length(element: _Element) -> int:
    return sum(len(text.text or "") for text in element.iter(qn("w:t")))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Makes headers and footers; ``pages`` is shown as their number until Word has counted."""

    document: Document
    look: Look
    pages: int
    logo: Element | None = None  # the paragraph with it, for the header of the first page

    def header(self, *, first_page: bool) -> list[Element]:
        """The marking, then the words of the theme."""
        band = self._band(self.look.theme.header, "Header", first_page)
        logo = [self.logo] if first_page and self.logo is not None else []
        # Where a logo makes the header higher than the margin, the text starts right under it.
        end = [_paragraph("LogoEnd", [])] if logo else []
        return [*self.marking(), *logo, *band, *end] or [_paragraph("Normal", [])]

    def footer(self, *, first_page: bool) -> list[Element]:
        """The words of the theme, then the marking."""
        band = self._band(self.look.theme.footer, "Footer", first_page)
        return [*band, *self.marking()] or [_paragraph("Normal", [])]

    def marking(self) -> list[Element]:
        """The marking as a paragraph; none where the document has none."""
        marking = clean(self.document.marking).strip()
        return [_paragraph("Marking", [w("r", words(marking))])] if marking else []

    def _band(self, furniture: BandOfPages, style: str, first_page: bool) -> list[Element]:
        band = furniture.of(first_page=first_page)
        leaves_out = first_page and furniture.first is None

        def filled(text: str) -> str:
            return band_words(text, self.document, self.look.theme, first_page=leaves_out)

        width = self.look.text_width
        right = shortened(filled(band.right), width * 0.55, self._measure)
        room = width - self._measure(right) - 2 * self.look.theme.sizes.band
        left = shortened(filled(band.left), room, self._measure)
        if not left and not right:
            return []
        page = 1 if first_page else min(2, self.pages)
        runs = runs_with_fields(left, page, self.pages)
        if right:
            runs += [w("r", w("tab")), *runs_with_fields(right, page, self.pages)]
        return [_paragraph(style, runs)]

    def _measure(self, text: str) -> float:
        return self.look.width(text, self.look.theme.sizes.band)


def _paragraph(style: str, runs: list[Element]) -> Element:
    return w("p", w("pPr", w("pStyle", val=style)), *runs)
