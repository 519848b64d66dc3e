"""A tagged PDF as a tree of what its structure says: paragraphs, headings, items, rows of cells.

The tags tell what geometry can only guess, tables above all. Word and briefgen write them.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefgen.readers.layout import FIRST_WORD, HYPHEN_END, mend
from briefgen.readers.pdf import open_pdf

# What structure types become; what is not here is a run of words within its parent.
_TAGS = {
    **{f"H{n}": f"h{n}" for n in range(1, 7)},
    **{"H": "h2", "Title": "h1", "P": "p", "LI": "li", "L": "ul", "BlockQuote": "blockquote"},
    **{"Table": "table", "TR": "tr", "TH": "th", "TD": "td", "THead": "thead", "TBody": "tbody"},
    **{"Sect": "section", "Div": "div", "Caption": "caption", "Note": "p", "FENote": "p"},
    **{"Document": "div", "Part": "div", "Art": "div", "TOCI": "li", "Aside": "section"},
}
_WITHIN_ITEM = {"p": "span", "ul": "ul"}  # label and first paragraph of an item are one line
_MARKS = re.compile(r"\s*(?:[^\w\[\"“‘'(]{1,2}|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)])\s*")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SAME_LINE = 2.0  # points
_MOST_PAGES = 2000
_DEEPEST = 60
_MOST_ELEMENTS = 200_000
_ENDED = re.compile(r"[.!?:\]\"”’»)]\s*$")


def tree_of(data: bytes) -> etree._Element | None:
    """The structure of all pages under one root, in HTML's names; None for a PDF without tags.

    Raises:
        ReaderError: it is damaged or encrypted.
    """
    document = open_pdf(data)
    root = etree.Element("body")
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            try:
                _read_page(page, root)
            finally:
                page.close()
    finally:
        document.close()
    return root if _words_of(root).strip() else None


def _read_page(page: Any, root: etree._Element) -> None:
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        reading = _Page(_texts(page))
        held = etree.SubElement(root, "div")
        for n in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, n)
            if child:
                reading.enter(child, held, 0)
        _carry_over(root, held)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


@dataclass(frozen=True, slots=True)
class _Run:
    """The words of one marked content, with the places of its first and last line."""

    words: str
    top: float
    bottom: float


class _Page:
    """One page while its structure is walked; ``texts`` are the words by marked content id."""

    def __init__(self, texts: dict[int, _Run]) -> None:
        self._texts = texts
        self._height: float | None = None  # of the line that was last put
        self._left = _MOST_ELEMENTS

    def enter(self, element: Any, parent: etree._Element, depth: int) -> None:
        """Put ``element`` and what is in it below ``parent``."""
        import pypdfium2.raw as pdfium

        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        kind = _type(element)
        if kind == "Lbl":
            words = "".join(self._words(element))
            _add(parent, "" if _MARKS.fullmatch(words) else words.strip() + " ")
            return
        made = etree.SubElement(parent, _tag(kind, parent))
        for n in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
            if child:
                self.enter(child, made, depth + 1)
            else:
                marked = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)
                self._put(made, marked)

    def _put(self, element: etree._Element, marked: int) -> None:
        """The words of one marked content; a space in front where a new line begins with it."""
        run = self._texts.pop(marked, None)
        if run is None:
            return
        parted = self._height is None or abs(self._height - run.top) <= _SAME_LINE
        _add(element, run.words if parted else f" {run.words}")
        self._height = run.bottom

    def _words(self, element: Any) -> Iterator[str]:
        import pypdfium2.raw as pdfium

        for n in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            marked = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)
            run = self._texts.pop(marked, None)
            yield run.words if run else ""


def _tag(kind: str, parent: etree._Element) -> str:
    """The element for a structure type; the paragraph that opens an item is its line."""
    tag = _TAGS.get(kind, "span")
    held = [parent, *parent.iterancestors()]
    item = next((e for e in held if e.tag not in {"span"}), None)
    if tag == "p" and item is not None and item.tag == "li" and item.find(".//p") is None:
        opened = any(_words_of(e).strip() for e in item if e.tag != "span")
        return "p" if opened or item.get("opened") else _opened(item)
    return tag


def _words_of(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _opened(item: etree._Element) -> str:
    item.set("opened", "yes")
    return "span"


def _add(parent: etree._Element, text: str) -> None:
    """Words behind all that ``parent`` holds already."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _texts(page: Any) -> dict[int, _Run]:
    """The words of a page by marked content id. Pieces are lines or parts of lines: where neither
    side of a joint has a space, one stands between lines and none within; hyphens at line ends are
    mended."""
    pieces = list(_pieces(page))
    vocabulary = Counter(FIRST_WORD.findall(" ".join(said for _, said, _ in pieces).casefold()))
    runs: dict[int, _Run] = {}
    for marked, said, bottom in pieces:
        run = runs.get(marked)
        if run is None:
            runs[marked] = _Run(said, bottom, bottom)
            continue
        if abs(run.bottom - bottom) <= _SAME_LINE:
            words = run.words + said
        elif HYPHEN_END.search(run.words) and said[:1].islower():
            words = mend(run.words, said, vocabulary)
        else:
            words = run.words + ("" if run.words.endswith(" ") else " ") + said
        runs[marked] = _Run(words, run.top, bottom)
    return runs


def _pieces(page: Any) -> Iterator[tuple[int, str, float]]:
    """Every piece of text that has a marked content id, with its place above the foot."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        for n in range(pdfium.FPDFPage_CountObjects(page.raw)):
            piece = pdfium.FPDFPage_GetObject(page.raw, n)
            if pdfium.FPDFPageObj_GetType(piece) != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            marked = pdfium.FPDFPageObj_GetMarkedContentID(piece)
            said = _said(piece, text_page)
            if marked >= 0 and said:
                yield marked, said, _bottom(piece)
    finally:
        text_page.close()


def _said(piece: Any, text_page: Any) -> str:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFTextObj_GetText(piece, text_page.raw, None, 0)
    if not 2 < size < 2_000_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(piece, text_page.raw, buffer, size)
    return _UNPRINTED.sub("", bytes(buffer)[: size - 2].decode("utf-16-le", errors="ignore"))


def _bottom(piece: Any) -> float:
    import pypdfium2.raw as pdfium

    box = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(piece, *map(ctypes.byref, box))
    return box[1].value


def _type(element: Any) -> str:
    import pypdfium2.raw as pdfium

    buffer = (ctypes.c_ushort * 65)()
    size = pdfium.FPDF_StructElement_GetType(element, buffer, 128)
    return bytes(buffer)[: max(0, min(size, 128) - 2)].decode("utf-16-le", errors="ignore")


def _carry_over(root: etree._Element, page: etree._Element) -> None:
    """A paragraph that the end of the last page broke off, put together again."""
    before = page.getprevious()
    if before is None:
        return
    last = next((e for e in reversed(list(before.iter("p", "li", "td")))), None)
    first = next(page.iter("p", "li", "td"), None)
    if last is None or first is None or last.tag == "td" or first.tag == "td":
        return
    said, more = _words_of(last), _words_of(first)
    if said.strip() and more.strip() and not _ENDED.search(said) and last.tag == first.tag:
        _add(last, ("" if said.endswith(" ") else " ") + more)
        for child in list(first):
            first.remove(child)
        first.text = None
