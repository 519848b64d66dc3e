"""Marked content: a canvas that records which piece of a page belongs to which element.

Nothing is painted outside a marked-content sequence (ISO 14289-1, 7.1). Words are painted in the
sequence of their element; what is painted elsewhere (rules, shading, the lines under links) is
an artifact, which a screen reader passes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import Destination, PDFObject, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from briefgen.writers.pdf.structure import Annotated, Element, Mark, Tag

Link = tuple[int, str]  # ReportLab's: the number of a link in its paragraph, and where it leads
_LAYOUT = "/Type /Layout"
_PAGINATION = "/Type /Pagination"
_PRINTED = 4  # the Print flag of an annotation: paper and screen show the same


# A page has few sizes and colours, and names them at every word: writing them anew each time
# would be a tenth of the time of a page.
_number = lru_cache(maxsize=256)(fp_str)
_letters = {code: escapePDF(bytes([code])) for code in range(256)}  # of a string in a page


class _Coloured:
    """What a canvas and a text object share: most colours are RGB and opaque."""

    _code: list[str]
    _fillColorObj: Any

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803
        """Whatever is painted next has this colour."""
        if type(aColor) is not Color or aColor.alpha != 1 or alpha is not None:
            super().setFillColor(aColor, alpha)  # type: ignore[misc]
            return
        self._fillColorObj = aColor
        red, green, blue = map(_number, aColor.rgb())
        self._code.append(f"{red} {green} {blue} rg")


class TaggedCanvas(_Coloured, Canvas):
    """A canvas whose pages are tagged. ``parents`` is the parent tree: for each page the elements
    of its sequences by their number, for each annotation its element."""

    _code: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.parents: list[list[Element] | Element] = []
        self._on_page: list[Element] = []
        self._tag: Tag | None = None
        self._text: TaggedText | None = None
        self._is_marked = False
        # The first version of PDF that ISO 14289-1 is about.
        super().__init__(*args, **{"pdfVersion": (1, 7)} | kwargs)

    # --- sequences -------------------------------------------------------------------------

    def begin(self, element: Element) -> str:
        """The operator that begins a sequence of ``element`` here."""
        return self.operator(element, self.enter(element))

    def enter(self, element: Element) -> int:
        """The number of a sequence of ``element`` on this page, which is heard next of it."""
        element.kids.append(Mark(self.getPageNumber() - 1, len(self._on_page)))
        self._on_page.append(element)
        return len(self._on_page) - 1

    @staticmethod
    def operator(element: Element, number: int, spoken: str = "") -> str:
        """What begins sequence ``number`` of ``element``; ``spoken`` is read in place of its
        glyphs (ISO 32000-1, 14.9.4)."""
        if spoken:
            letters = f"\ufeff{spoken}".encode("utf-16-be").hex().upper()
            return f"/Span <</MCID {number} /ActualText <{letters}>>> BDC"
        return f"/{element.role} <</MCID {number}>> BDC"

    def marked(self, element: Element) -> AbstractContextManager[None]:
        """All that is painted within the ``with`` belongs to ``element``."""
        return nullcontext() if self._is_marked else self._sequence(self.begin(element))

    def artifact(self, properties: str = _LAYOUT) -> AbstractContextManager[None]:
        """All that is painted within the ``with`` is decoration."""
        if self._is_marked:
            return nullcontext()
        return self._sequence(f"/Artifact <<{properties}>> BDC")

    @contextmanager
    def _sequence(self, begin: str) -> Iterator[None]:
        self._code.append(begin)
        with self.unmarked():
            yield
        self._code.append("EMC")

    @contextmanager
    def unmarked(self) -> Iterator[None]:
        """Within the ``with`` nothing is marked: sequences are not nested, and the content of a
        form belongs to the sequence that the form is painted in."""
        before, self._is_marked = self._is_marked, True
        try:
            yield
        finally:
            self._is_marked = before

    @contextmanager
    def paragraph(self, tag: Tag) -> Iterator[None]:
        """Within the ``with`` a paragraph is drawn: a label, and one text object of words."""
        if self._is_marked:
            yield
        elif tag.is_repeated:
            with self.artifact(_PAGINATION):
                yield
        else:
            self._tag = tag
            try:
                yield
            finally:
                self._tag = self._text = None

    def words(
        self, x: float, y: float, spaces: Iterable[bool], whole: Link | None
    ) -> PDFTextObject:
        """A text object for the words of the paragraph that is being drawn.

        ``spaces`` says of each line whether a space parts it from the next; ``whole`` is the link
        that all of the words are."""
        if self._tag is None:
            return self.beginText(x, y)
        self._text = TaggedText(self, x, y, self._tag, spaces, whole)
        return self._text

    # --- painting --------------------------------------------------------------------------

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803
        """Words of a paragraph mark themselves; what stands before them is their label."""
        if isinstance(aTextObject, TaggedText):
            super().drawText(aTextObject)
            return
        label = self._tag.label if self._tag else None
        with self.marked(label) if label else self.artifact():
            super().drawText(aTextObject)

    def line(self, *args: Any) -> None:
        """A rule: an artifact, unless it is a part of something marked."""
        with self.artifact():
            super().line(*args)

    def rect(self, *args: Any, **kwargs: Any) -> None:
        """A shade: an artifact, unless it is a part of something marked."""
        with self.artifact():
            super().rect(*args, **kwargs)

    # --- links -----------------------------------------------------------------------------

    def describe(self, target: str) -> str:
        """Where a link to ``target`` leads, in words."""
        return target

    def linkURL(self, url: str, rect: Any, relative: bool = False, **_: Any) -> None:  # type: ignore[override]  # noqa: N802
        """A link to an address."""
        self._link(url, rect, relative, None)

    def linkRect(self, contents: str, destinationname: str, *place: Any, **how: Any) -> None:  # noqa: N802
        """A link to a place in the document."""
        rect = place[0] if place else how["Rect"]
        leads = self._bookmarkReference(destinationname)  # type: ignore[attr-defined]
        self._link(f"#{destinationname}", rect, how.get("relative", True), leads)

    def _link(self, target: str, rect: Any, relative: bool, place: Destination | None) -> None:
        # The link of a repeated header cell has no element that it could belong to.
        if self._text is None:
            return
        self._annotate(self._text.next_link(), target, rect, relative, place)

    def annotate(self, element: Element, target: str, edges: tuple[float, ...]) -> None:
        """A link of ``element`` to ``target``, an address or ``#`` and the name of a place, where
        ``edges`` are on the page as it is moved now."""
        name = target.removeprefix("#")
        place = self._bookmarkReference(name) if name != target else None  # type: ignore[attr-defined]
        self._annotate(element, target, edges, True, place)

    def _annotate(
        self, element: Element, target: str, rect: Any, relative: bool, place: Destination | None
    ) -> None:
        edges = self._absRect(rect, relative)  # type: ignore[attr-defined]
        annotation = _Link(edges, self.describe(target), len(self.parents), place or target)
        self.parents.append(element)
        self._addAnnotation(annotation)  # type: ignore[attr-defined]
        element.kids.append(Annotated(self.getPageNumber() - 1, annotation))

    # --- pages -----------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802
        """End the page: it knows its entry in the parent tree, and that Tab follows the tree."""
        super().showPage()
        page = self._doc.Pages.pages[-1]  # type: ignore[attr-defined]
        page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")
        page.StructParents, page.Tabs = len(self.parents), "/S"
        # Left to itself, the library writes the compressed stream in ASCII: a tenth of the time of
        # writing a brief, for a larger file.
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self.parents.append(self._on_page)
        self._on_page = []


class _Link(PDFObject):
    """The annotation of a link, which leads to a ``target``: an address, or a place.

    It writes itself: as one of the library's dictionaries it would take ten times as long."""

    def __init__(
        self, edges: tuple[float, ...], contents: str, key: int, target: str | Destination
    ) -> None:
        self.edges = edges
        self.contents = contents
        self.key = key  # in the parent tree
        self.target = target

    def format(self, document: Any) -> bytes:
        rect = " ".join(f"{edge:.2f}" for edge in self.edges)
        head = f"<</Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F {_PRINTED}"
        parts = [
            f"{head} /StructParent {self.key} /Contents".encode(),
            PDFString(self.contents).format(document),
        ]
        if isinstance(self.target, str):
            address = PDFString(self.target).format(document)
            parts.append(b"/A <</Type /Action /S /URI /URI " + address + b">>")
        else:
            parts.append(b"/Dest " + self.target.format(document))
        return b" ".join(parts) + b">>"


class TaggedText(_Coloured, PDFTextObject):
    """The words of a paragraph in sequences of their own: one for each run of plain words and one
    for each link, on each page that the paragraph is on.

    ReportLab tells of a link after its first words are out, so that the place of the operator
    that begins a sequence is kept until it is known what the sequence holds. It also leaves out
    the space that a line break stands for, so that two words would be read as one.
    """

    _code: list[str]

    def __init__(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        tag: Tag,
        spaces: Iterable[bool],
        whole: Link | None,
    ) -> None:
        super().__init__(canvas, x, y)
        self._tags = canvas
        self._tag = tag
        self._spaces = iter(spaces)
        self._whole = whole
        self._is_open = False
        self._kept: int | None = None  # the place that is kept
        self._before = 0  # the place before the words that came last
        self._on_line: list[Link] = []  # links whose annotations are still to come

    def _formatText(self, text: str) -> str:  # noqa: N802
        """The operators that show ``text``, after those that choose the font where it is new."""
        font: Any = pdfmetrics.getFont(self._fontname)
        file = self._tags._doc  # type: ignore[attr-defined]
        parts = []
        for subset, codes in font.splitString(text, file):
            if subset != self._curSubset:
                name = font.getSubsetInternalName(subset, file)
                parts.append(f"{name} {_number(self._fontsize)} Tf {_number(self._leading)} TL")
                self._curSubset = subset
            parts.append(f"({codes.decode('latin-1').translate(_letters)}) Tj")
        return " ".join(parts)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        if self._kept is not None:
            self._settle(self._plain())
        elif not self._is_open:
            self._kept = len(self._code)
            self._code.append("")
        self._before = len(self._code)
        if TStar and next(self._spaces, False):
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]

    def _linkRecord(self, link: Link, event: str) -> None:  # noqa: N802
        """Told by a paragraph: ``link`` started before the words that came last, or ends here."""
        if event == "end":
            self._code.append("EMC")
            self._is_open = False
            return
        if self._kept is None:
            self._code.insert(self._before, "EMC")
            self._kept = self._before + 1
            self._code.insert(self._kept, "")
        self._settle(self._tag.link(link))
        # A word that is broken in front of a link may start the one before it anew.
        if link not in self._on_line:
            self._on_line.append(link)

    def _plain(self) -> Element:
        return self._tag.link(self._whole) if self._whole else self._tag.words()

    def _settle(self, element: Element) -> None:
        if self._kept is not None:
            self._code[self._kept] = self._tags.begin(element)
        self._kept, self._is_open = None, True

    def next_link(self) -> Element:
        """The element of the annotation that comes next: those of a line come in the order of
        their numbers."""
        if self._whole:
            return self._tag.link(self._whole)
        self._on_line.sort()
        return self._tag.link(self._on_line.pop(0))

    def getCode(self) -> str:  # noqa: N802
        """The operators, with the last sequence ended."""
        if self._kept is not None:
            self._settle(self._plain())
        if self._is_open:
            self._code.append("EMC")
            self._is_open = False
        return super().getCode()


def marked(canvas: Canvas, element: Element | None) -> AbstractContextManager[None]:
    """All that is painted within the ``with`` belongs to ``element``, where ``canvas`` is tagged
    and there is one."""
    if element is None or not isinstance(canvas, TaggedCanvas):
        return nullcontext()
    return canvas.marked(element)


def artifact(canvas: Canvas) -> AbstractContextManager[None]:
    """All that is painted within the ``with`` is decoration, where ``canvas`` is tagged."""
    return canvas.artifact() if isinstance(canvas, TaggedCanvas) else nullcontext()
