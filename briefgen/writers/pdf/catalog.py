"""Writes a structure tree into the file that its canvas makes (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFString

from briefgen.writers.pdf.structure import Annotated, Attribute, Element, Mark


class _Written(PDFObject):
    """An object whose bytes are known. The library's dictionaries would sort and encode each of a
    thousand small ones anew: a fifth of the time of writing a brief."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content = b""

    def format(self, _document: Any) -> bytes:
        return self.content


class TreeWriter:
    """Gives each element an object of ``document``, ReportLab's file in the making."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._objects: dict[Element, tuple[_Written, str]] = {}
        self._pages = [self._reference(page) for page in document.Pages.pages]

    def write(self, root: Element, parents: list[list[Element] | Element]) -> None:
        """Attach the tree and the parent tree to the catalog; the file is then a tagged one."""
        root.prune()
        tree = _Written()
        place = self._reference(tree)
        self._number(root)
        self._fill(root, place)
        tree.content = (
            f"<</Type /StructTreeRoot /K [{self._objects[root][1]}] "
            f"/ParentTree {self._parent_tree(parents)} /ParentTreeNextKey {len(parents)}>>"
        ).encode()
        catalog = self._document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _reference(self, thing: Any) -> str:
        """``thing`` as an object of its own: how other objects refer to it."""
        name = self._document.Reference(thing).name
        number, generation = self._document.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"

    def _number(self, element: Element) -> None:
        """Objects are numbered in the order of reading, before any of them is written."""
        made = _Written()
        self._objects[element] = made, self._reference(made)
        for kid in element.kids:
            if isinstance(kid, Element):
                self._number(kid)

    def _fill(self, element: Element, parent: str) -> None:
        made, place = self._objects[element]
        home = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        parts = [f"<</Type /StructElem /S /{element.role} /P {parent}"]
        if home is not None:
            parts.append(f"/Pg {self._pages[home]}")
        if element.attribute:
            parts.append(f"/A {_attribute(element.attribute)}")
        kids = [self._kid(kid, home) for kid in element.kids]
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
        made.content = " ".join(parts).encode()
        told = (
            (b" /Alt ", element.alt),
            (b" /ActualText ", element.actual),
            (b" /Lang ", element.language),
        )
        for key, words in told:
            if words:
                made.content += key + PDFString(words).format(self._document)
        made.content += b">>"
        for kid in element.kids:
            if isinstance(kid, Element):
                self._fill(kid, place)

    def _kid(self, kid: Element | Mark | Annotated, home: int | None) -> str:
        """How an element on page ``home`` refers to what it holds."""
        if isinstance(kid, Element):
            return self._objects[kid][1]
        page = self._pages[kid.page]
        if isinstance(kid, Annotated):
            return f"<</Type /OBJR /Pg {page} /Obj {self._reference(kid.annotation)}>>"
        if kid.page == home:
            return str(kid.number)
        return f"<</Type /MCR /Pg {page} /MCID {kid.number}>>"

    def _parent_tree(self, parents: list[list[Element] | Element]) -> str:
        entries = []
        for key, entry in enumerate(parents):
            if isinstance(entry, Element):
                entries.append(f"{key} {self._objects[entry][1]}")
            else:
                entries.append(f"{key} [{' '.join(self._objects[e][1] for e in entry)}]")
        return f"<</Nums [{' '.join(entries)}]>>"


def _attribute(attribute: Attribute) -> str:
    return f"<</O /{attribute.owner} /{attribute.key} {attribute.value}>>"
