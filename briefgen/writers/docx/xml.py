"""Elements of WordprocessingML in few words."""

from __future__ import annotations

from functools import cache
from typing import cast

from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import oxml_parser, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

Element = BaseOxmlElement
"""An element of a part of the Word file."""

# The schema fixes the order of properties; Word calls a file with another order damaged.
_ORDER = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "shd", "tabs",
        "bidi", "spacing", "ind", "jc", "outlineLvl",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing", "sz", "szCs", "u",
        "shd", "vertAlign", "rtl", "cs", "lang",
    ),
}  # fmt: skip


_SPACES = {"w": nsmap["w"]}
# A file has thousands of elements of a few dozen names.
_name = cache(lambda tag: qn(f"w:{tag}"))


def w(tag: str, *children: Element | None, **attributes: str | float) -> Element:
    """The element ``w:tag`` with attributes in the same namespace.

    Children that are None are left out; properties are put into the order of the schema. A
    trailing underscore keeps an attribute's name clear of Python's words.
    """
    element = cast(Element, oxml_parser.makeelement(_name(tag), nsmap=_SPACES))
    for name, value in attributes.items():
        element.set(_name(name.rstrip("_")), str(value))
    present = [child for child in children if child is not None]
    if order := _ORDER.get(tag):
        present.sort(key=lambda child: order.index(local_name(child)))
    element.extend(present)
    return element


def put(properties: Element, one: Element) -> None:
    """Add ``one`` to ``properties``, where the schema wants it."""
    order = _ORDER[local_name(properties)]
    place = order.index(local_name(one))
    after = [child for child in properties if order.index(local_name(child)) > place]
    if after:
        after[0].addprevious(one)
    else:
        properties.append(one)


def local_name(element: _Element) -> str:
    """The tag of ``element`` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(text: str) -> Element:
    """The text of a run, its spaces kept."""
    element = w("t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def root(tag: str) -> Element:
    """An empty root element ``w:tag`` with the namespaces of Word."""
    return parse_xml(f"<w:{tag} {nsdecls('w', 'r')}/>")


def replace_children(element: Element, children: list[Element]) -> None:
    """Put ``children`` where all that ``element`` holds was."""
    for child in list(element):
        element.remove(child)
    element.extend(children)


def twips(points: float) -> int:
    """Points as twentieths of a point, Word's unit of length."""
    return round(points * 20)


def hexadecimal(colour: str) -> str:
    """``#14507A`` as Word writes it."""
    return colour.removeprefix("#").upper()
