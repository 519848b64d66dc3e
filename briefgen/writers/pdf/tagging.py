"""Marked content: a canvas that records which piece of a page belongs to which element.

Nothing is painted outside a marked-content sequence (ISO 14289-1, 7.1). Words are painted in the
sequence of their element; what is painted elsewhere (rules, shading, the lines under links) is
an artifact, which a screen reader passes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from reportlab.pdfbase.pdfdoc import Destination, PDFObject, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from briefgen.writers.pdf.structure import Annotated, Element, Mark

Link = tuple[int, str]  # ReportLab's: the number of a link in its paragraph, and where it leads
_LAYOUT = "/Type /Layout"
PAGINATION = "/Type /Pagination"
_PRINTED = 4  # the Print flag of an annotation: paper and screen show the same


class TaggedCanvas(Canvas):
    """A canvas whose pages are tagged. ``parents`` is the parent tree: for each page the elements
    of its sequences by their number, for each annotation its element."""

    _code: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.parents: list[list[Element] | Element] = []
        self._on_page: list[Element] = []
        self._targets: dict[str, _Target] = {}
        self.is_marked = False  # whether what is painted belongs to a sequence already
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
        return nullcontext() if self.is_marked else self._sequence(self.begin(element))

    def artifact(self, properties: str = _LAYOUT) -> AbstractContextManager[None]:
        """All that is painted within the ``with`` is decoration."""
        if self.is_marked:
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
        before, self.is_marked = self.is_marked, True
        try:
            yield
        finally:
            self.is_marked = before

    # --- painting --------------------------------------------------------------------------

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803
        """Words that are a part of something marked; else an artifact."""
        with self.artifact():
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

    def annotate(self, element: Element, target: str, edges: tuple[float, ...]) -> None:
        """A link of ``element`` to ``target``, an address or ``#`` and the name of a place, where
        ``edges`` are on the page as it is moved now."""
        rect = self._absRect(edges, True)  # type: ignore[attr-defined]
        annotation = _Link(rect, len(self.parents), self._target(target))
        self.parents.append(element)
        self._addAnnotation(annotation)  # type: ignore[attr-defined]
        element.kids.append(Annotated(self.getPageNumber() - 1, annotation))

    def _target(self, target: str) -> _Target:
        if target not in self._targets:
            name = target.removeprefix("#")
            place = self._bookmarkReference(name) if name != target else target  # type: ignore[attr-defined]
            self._targets[target] = _Target(place, self.describe(target))
        return self._targets[target]

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


class _Target:
    """Where links lead: an address, or a place in the document. Told in ``words``, it is written
    once for all links: a source is cited many times."""

    def __init__(self, target: str | Destination, words: str) -> None:
        self._target = target
        self._words = words
        self._written = b""

    def format(self, document: Any) -> bytes:
        if not self._written:
            words = PDFString(self._words).format(document)
            if isinstance(self._target, str):
                address = PDFString(self._target).format(document)
                leads = b"/A <</Type /Action /S /URI /URI " + address + b">>"
            else:
                leads = b"/Dest " + self._target.format(document)
            self._written = b" ".join((b"/Contents", words, leads))
        return self._written


class _Link(PDFObject):
    """The annotation of a link to ``target``.

    It writes itself: as one of the library's dictionaries it would take ten times as long."""

    def __init__(self, edges: tuple[float, ...], key: int, target: _Target) -> None:
        self.edges = edges
        self.key = key  # in the parent tree
        self.target = target

    def format(self, document: Any) -> bytes:
        rect = " ".join(f"{edge:.2f}" for edge in self.edges)
        head = f"<</Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F {_PRINTED}"
        key = f"{head} /StructParent {self.key} "
        return b"".join((key.encode(), self.target.format(document), b">>"))


def marked(canvas: Canvas, element: Element | None) -> AbstractContextManager[None]:
    """All that is painted within the ``with`` belongs to ``element``, where ``canvas`` is tagged
    and there is one."""
    if element is None or not isinstance(canvas, TaggedCanvas):
        return nullcontext()
    return canvas.marked(element)


def artifact(canvas: Canvas) -> AbstractContextManager[None]:
    """All that is painted within the ``with`` is decoration, where ``canvas`` is tagged."""
    return canvas.artifact() if isinstance(canvas, TaggedCanvas) else nullcontext()
