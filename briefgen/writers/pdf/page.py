"""Pages of a PDF: their frame, header and footer, and the properties of the file."""

from __future__ import annotations

import sys
from datetime import date
from hashlib import md5
from io import BytesIO
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from briefgen.model.document import Document
from briefgen.model.theme import Furniture
from briefgen.writers.characters import clean
from briefgen.writers.furniture import PAGE, PAGES, band_words, shortened
from briefgen.writers.logos import Picture, offset, picture
from briefgen.writers.pdf.catalog import TreeWriter
from briefgen.writers.pdf.logo import paint
from briefgen.writers.pdf.metadata import attach
from briefgen.writers.pdf.setting import Paragraphs
from briefgen.writers.pdf.structure import Attribute, Element, Structure
from briefgen.writers.pdf.styles import Styles
from briefgen.writers.pdf.tagging import TaggedCanvas

_NO_DATE = date(2000, 1, 1)
# Where the words of a header stand, as a share of the margin: where there is a marking, below it.
_BAND, _MARKED_BAND = 0.50, 0.64
_LOGO_GAP = 8.0  # points between a logo and what stands above or below it
_UNTITLED = "Untitled"  # no file may be without a title (ISO 14289-1, 7.1)


class FixedTime:
    """The date in a file's properties, in the shape that ReportLab asks a clock for."""

    dhh = dmm = 0

    def __init__(self, day: date) -> None:
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)


class _TooManyPagesError(Exception):
    """A page is begun beyond those that are asked for."""


class BriefPages(BaseDocTemplate):
    """Lays a story out on pages with header and footer.

    Header and footer of each page are forms that the page refers to and that are drawn when all
    pages are known: that is how ``Page 1 of 3`` knows its 3 without laying everything out twice.
    They are artifacts, except the first marking: whoever hears the document must hear it once.
    """

    def __init__(
        self,
        target: BytesIO,
        document: Document,
        styles: Styles,
        structure: Structure,
        paragraphs: Paragraphs,
    ) -> None:
        page = styles.geometry
        super().__init__(
            target,
            pagesize=(page.width, page.height),
            title=clean(document.title).strip() or clean(document.kind).strip() or _UNTITLED,
            author=clean(document.author),
            subject=clean(document.subject),
            keywords=[clean(word) for word in document.keywords],
            creator="briefgen",
            producer="briefgen",
            lang=clean(document.language),
            displayDocTitle=True,
            invariant=1,
            initialFontName=styles.text.regular,
            initialFontSize=styles.theme.sizes.body,
            pageCompression=1,
        )
        self.document = document
        self.styles = styles
        self.structure = structure
        self.paragraphs = paragraphs
        frame = Frame(
            page.left, page.bottom, page.text_width, page.text_height,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        # A logo in the header of the first page may want more room than the margin has.
        self.logo = (
            picture(styles.theme.logo, page.text_width)
            if styles.theme.logo.position == "header"
            else None
        )
        self.fills: list[float] = []
        self.most = sys.maxsize  # pages
        self.first_top = self._first_top()
        first = Frame(
            page.left, page.bottom, page.text_width, page.height - self.first_top - page.bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(
            [
                PageTemplate(
                    "first", [first], onPage=_refer_to_furniture, autoNextPageTemplate="page"
                ),
                PageTemplate("page", [frame], onPage=_refer_to_furniture),
            ]
            if self.first_top > page.top
            else PageTemplate("page", [frame], onPage=_refer_to_furniture)
        )
        self.logo_element: Element | None = None
        if self.logo and styles.theme.logo.alt:
            self.logo_element = Element("Figure", alt=clean(styles.theme.logo.alt))
            structure.root.kids.insert(0, self.logo_element)
        self.marking = Element("P") if clean(document.marking).strip() else None
        if self.marking:
            structure.root.kids.insert(0, self.marking)

    @property
    def logo_top(self) -> float:
        """How far below the edge of the page the logo in the header starts: under the marking."""
        top = self.styles.geometry.top
        return top * 0.42 + _LOGO_GAP if clean(self.document.marking).strip() else top * 0.36

    def _first_top(self) -> float:
        """The margin at the top of the first page, with the logo in it."""
        top = self.styles.geometry.top
        if self.logo is None:
            return top
        band = self.styles.theme.header.of(first_page=True)
        below = self.logo_top + self.logo.height
        if band.left or band.right:  # words whose baseline is a share of the margin over the text
            is_marked = bool(clean(self.document.marking).strip())
            share = 1 - (_MARKED_BAND if is_marked else _BAND)
            below += self.styles.theme.sizes.band + _LOGO_GAP + top * share
        else:
            below += top * 0.27
        return max(top, below)

    def beforeDocument(self) -> None:  # noqa: N802
        """Take date and identity from the document: the environment must not change the file."""
        internal: Any = self.canv._doc  # type: ignore[attr-defined]
        internal._timeStamp = FixedTime(self.document.modified or _NO_DATE)
        internal.signature = md5(b"briefgen", usedforsecurity=False)

    def afterPage(self) -> None:  # noqa: N802
        """Note how much of the page that ends is filled."""
        frame: Any = self.frame
        self.fills.append(1 - (frame._y - frame._y1p) / frame._aH)

    def beforePage(self) -> None:  # noqa: N802
        """Go no further where there are more pages than are asked for."""
        if self.page > self.most:
            raise _TooManyPagesError

    def try_out(self, story: list[Flowable], most: int | None = None) -> bool:
        """Lay out ``story`` and make no file of it, which would take a third of the time; whether
        it has no more pages than ``most``. What stands on the next one is not laid out."""
        self._doSave = 0
        self.most = most or self.most
        try:
            self.build(story, canvasmaker=TaggedCanvas)
        except _TooManyPagesError:
            return False
        return True

    def lay_out(self, story: list[Flowable]) -> None:
        """Lay out ``story``, then draw headers and footers, then write the structure."""
        pages = self

        class PagedCanvas(TaggedCanvas):
            """A canvas that draws the furniture just before the file is made."""

            def describe(self, target: str) -> str:
                return pages.structure.places.get(target.removeprefix("#")) or target

            def save(self) -> None:
                if self._code:
                    self.showPage()
                pages.complete(self, total=self.getPageNumber() - 1)
                super().save()

        self.build(story, canvasmaker=PagedCanvas)

    def complete(self, canvas: TaggedCanvas, total: int) -> None:
        """Define the forms of all pages, and give the file its structure and metadata."""
        with canvas.unmarked():
            for number in range(1, total + 1):
                furniture = _Furniture(canvas, self, number, total)
                for band, draw in (("Header", furniture.header), ("Footer", furniture.footer)):
                    canvas.beginForm(_form_name(band, number))
                    draw()
                    # A few words: to compress them would take longer than it saves.
                    canvas.endForm(compression=0)
        internal: Any = canvas._doc  # type: ignore[attr-defined]
        TreeWriter(internal).write(self.structure.root, canvas.parents)
        attach(internal, self.document.modified or _NO_DATE)


def _form_name(band: str, number: int) -> str:
    return f"{band}-{number}"


def _refer_to_furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
    """Header and footer say what they are, so that a reader may leave them out when it reflows
    the text (ISO 14289-1, 7.8)."""
    pages = cast(BriefPages, template)
    tagged = cast(TaggedCanvas, canvas)
    number = canvas.getPageNumber()
    if number == 1 and pages.marking:
        with tagged.marked(pages.marking):
            _Furniture(canvas, pages, 1, 0).top_marking()
    if number == 1 and pages.logo:
        furniture = _Furniture(canvas, pages, 1, 0)
        if pages.logo_element:
            with tagged.marked(pages.logo_element):
                furniture.logo(pages.logo)
        else:
            with tagged.artifact("/Type /Pagination /Subtype /Header"):
                furniture.logo(pages.logo)
    for band in ("Header", "Footer"):
        with tagged.artifact(f"/Type /Pagination /Subtype /{band}"):
            canvas.doForm(_form_name(band, number))


class _Furniture:
    """Header and footer of one page."""

    def __init__(self, canvas: Canvas, pages: BriefPages, number: int, total: int) -> None:
        self.canvas = canvas
        self.document = pages.document
        self.styles = pages.styles
        self.paragraphs = pages.paragraphs
        self.page = pages.styles.geometry
        self.number = number
        self.total = total
        self.size = pages.styles.theme.sizes.band
        self.first_top = pages.first_top
        self.logo_top = pages.logo_top
        self.element = pages.logo_element

    # Places are shares of the margins, so that they fit any; those of Word, as near as can be.
    # Where there is a marking, the bands make room for it.

    def header(self) -> None:
        """The band at the top; the marking too, but on the first page, where it is content."""
        page = self.page
        line = _MARKED_BAND if self._is_marked else _BAND
        rule = line + 0.09
        lowered = self.first_top - page.top if self.number == 1 else 0.0  # under the logo
        if self._band(self.styles.theme.header, page.height - page.top * line - lowered):
            self._rule(page.height - page.top * rule - lowered)
        if self.number > 1:
            self.top_marking()

    def footer(self) -> None:
        """The band at the bottom, and the marking."""
        bottom = self.page.bottom
        line = bottom * (0.52 if self._is_marked else 0.34)
        if self._band(self.styles.theme.footer, line):
            self._rule(line + self.size + 4.5)
        self._marking(bottom * 0.27)

    @property
    def _is_marked(self) -> bool:
        return bool(clean(self.document.marking).strip())

    def top_marking(self) -> None:
        """The marking at the top."""
        self._marking(self.page.height - self.page.top * 0.42)

    def logo(self, picture: Picture) -> None:
        """The logo in the header of the first page."""
        align = self.styles.theme.logo.align
        x = self.page.left + offset(align, self.page.text_width, picture.width)
        y = self.page.height - self.logo_top - picture.height
        if self.element:
            box = f"[{x:.2f} {y:.2f} {x + picture.width:.2f} {y + picture.height:.2f}]"
            self.element.attribute = Attribute("Layout", "BBox", box)
        paint(self.canvas, picture, x, y)

    def _band(self, furniture: Furniture, y: float) -> bool:
        """Draw the words of a band, shortened so that they do not meet; whether it has any."""
        band = furniture.of(first_page=self.number == 1)
        right = shortened(
            self._words(band.right, furniture), self.page.text_width * 0.55, self._measure
        )
        room = self.page.text_width - self._measure(right) - 2 * self.size
        left = shortened(self._words(band.left, furniture), room, self._measure)
        if left:
            self._draw_muted(left, self.page.left, y)
        if right:
            end = self.page.width - self.page.right
            self._draw_muted(right, end - self._measure(right), y)
        return bool(left or right)

    def _draw_muted(self, words: str, x: float, y: float) -> None:
        colour = HexColor(self.styles.theme.colours.muted)
        self.paragraphs.draw(self.canvas, words, self.styles.text.regular, self.size, colour, x, y)

    def _words(self, words: str, furniture: Furniture) -> str:
        first_page = self.number == 1 and furniture.first is None
        filled = band_words(words, self.document, self.styles.theme, first_page=first_page)
        numbered = filled.replace(PAGES, str(self.total)).replace(PAGE, str(self.number))
        return self.paragraphs.setter.shown(numbered)

    def _measure(self, words: str) -> float:
        return self.paragraphs.width(words, self.styles.text.regular, self.size)

    def _marking(self, y: float) -> None:
        marking = self.paragraphs.setter.shown(self.document.marking).strip()
        font, page = self.styles.headings.bold, self.page
        look = self.styles.theme.marking
        width = self.paragraphs.width(marking, font, look.size)
        if not width:  # there is none, or nothing in it that is seen
            return
        shrunk = min(1.0, page.text_width / width)
        self.paragraphs.draw(
            self.canvas, marking, font, look.size * shrunk,
            HexColor(self.styles.theme.colours.text),
            page.left + offset(look.align, page.text_width, width * shrunk), y,
        )  # fmt: skip

    def _rule(self, y: float) -> None:
        self.canvas.setStrokeColor(HexColor(self.styles.theme.colours.rule))
        self.canvas.setLineWidth(0.5)
        self.canvas.line(self.page.left, y, self.page.width - self.page.right, y)
