"""A tagged PDF as those hear it who cannot see it, for tests: read by two other libraries."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

ARTIFACT = "Artifact"


@dataclass
class Annotation:
    """A link as a reader finds it: what it says of itself, where it leads, on which page it is."""

    contents: str
    address: str
    flags: int
    page: int


@dataclass
class Heard:
    """One element: ``pieces`` are the pages of its own sequences, ``links`` its annotations."""

    role: str
    attributes: dict[str, object] = field(default_factory=dict)
    alt: str = ""
    kids: list[Heard | str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    links: list[Annotation] = field(default_factory=list)
    actual: str = ""

    @property
    def text(self) -> str:
        """Its words; where they are painted in another order than that of reading, as told."""
        return self.actual or "".join(
            kid if isinstance(kid, str) else kid.text for kid in self.kids
        )

    @property
    def children(self) -> list[Heard]:
        return [kid for kid in self.kids if isinstance(kid, Heard)]

    @property
    def roles(self) -> list[str]:
        return [child.role for child in self.children]

    def all(self, *roles: str) -> list[Heard]:
        """All elements with one of ``roles`` in this one, in the order of reading."""
        return [element for element in self._walk() if element.role in roles]

    def _walk(self) -> Iterator[Heard]:
        for child in self.children:
            yield child
            yield from child._walk()


@dataclass
class Painted:
    """One thing painted on a page: the sequence it stands in, its number, and its letters."""

    mark: str
    number: int | None
    text: str | None


def painted(file: bytes) -> list[list[Painted]]:
    """What each page paints, in order. A form is one thing, told by its letters."""
    document = pypdfium2.PdfDocument(file)
    return [list(_painted_on(page)) for page in document]


def _painted_on(page: pypdfium2.PdfPage) -> Iterator[Painted]:
    words = page.get_textpage()
    for thing in page.get_objects(max_depth=1):
        marks = pdfium.FPDFPageObj_CountMarks(thing)
        assert marks == 1, f"{marks} sequences around one thing"
        mark = pdfium.FPDFPageObj_GetMark(thing, 0)
        number = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        text = None
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
            text = _text(thing, words)
        yield Painted(_name(mark), number if number >= 0 else None, text)


def _text(thing: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, words, None, 0)
    buffer = ctypes.create_string_buffer(size)
    held = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(thing, words, held, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _name(mark) -> str:
    size = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(200)
    held = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    assert pdfium.FPDFPageObjMark_GetName(mark, held, 200, ctypes.byref(size))
    return buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def artifacts(file: bytes) -> list[list[str]]:
    """What kinds of artifact each page has, in order: ``Layout``, ``Pagination Header`` …"""
    pdf = pikepdf.Pdf.open(BytesIO(file))
    return [
        [
            " ".join(
                str(step.operands[1][key])[1:]
                for key in ("/Type", "/Subtype")
                if key in step.operands[1]
            )
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "BDC" and step.operands[0] == "/Artifact"
        ]
        for page in pdf.pages
    ]


def hear(file: bytes) -> Heard:
    """The document element of ``file``, with its words."""
    pdf = pikepdf.Pdf.open(BytesIO(file))
    places = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    words: dict[tuple[int, int], str] = {}
    for number, page in enumerate(painted(file)):
        for thing in page:
            if thing.number is not None and thing.text is not None:
                key = number, thing.number
                words[key] = words.get(key, "") + thing.text
    root = pdf.Root.StructTreeRoot
    (document,) = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
    return _heard(document, places, words)


def _heard(element: pikepdf.Dictionary, places, words) -> Heard:
    attributes = element.get("/A", pikepdf.Dictionary())
    made = Heard(
        str(element.S)[1:],
        {str(key)[1:]: _value(value) for key, value in attributes.items()},
        str(element.get("/Alt", "")),
        actual=str(element.get("/ActualText", "")),
    )
    home = places[element.Pg.objgen] if "/Pg" in element else None
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == element.objgen, "a child that does not know its parent"
            made.kids.append(_heard(kid, places, words))
        elif isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR":
            made.links.append(_annotation(kid.Obj, places[kid.Pg.objgen]))
        else:
            marked = isinstance(kid, pikepdf.Dictionary)
            page = places[kid.Pg.objgen] if marked else home
            made.pieces.append(page)
            made.kids.append(words.get((page, int(kid.MCID if marked else kid)), ""))
    return made


def _annotation(found: pikepdf.Dictionary, page: int) -> Annotation:
    address = str(found.A.URI) if "/A" in found else ""
    return Annotation(str(found.Contents), address, int(found.F), page)


def _value(value: object) -> object:
    return [float(edge) for edge in value] if isinstance(value, pikepdf.Array) else str(value)
