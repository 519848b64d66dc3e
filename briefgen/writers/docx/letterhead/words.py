"""Names of Office Open XML that the modules of a letterhead share."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_MOST = 1_000_000  # twentieths of a point: Word knows no page of a tenth of that
# The parts of a Word file as its author knows them, by what their names begin with.
_PLACES = {
    "document": "text",
    "header": "a header",
    "footer": "a footer",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
    "core": "the properties of the file",
    "app": "the properties of the file",
    "custom": "the properties of the file",
    "item": "the data of the file",
}


def value(element: etree._Element | None, default: str = "") -> str:
    """The attribute ``w:val`` of ``element``."""
    return default if element is None else str(element.get(f"{W}val", default))


def number(text: str | None, default: float) -> float:
    """What an attribute says, where it is a number that a page can have."""
    try:
        said = default if text is None else float(text)
    except ValueError:
        return default
    return said if abs(said) < _MOST else default


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return element is not None and value(element, "1") not in {"0", "false", "off"}


def ancestors(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Those around ``element`` that are called ``w:tag``, from the inside."""
    names = {f"{W}{tag}" for tag in tags}
    return (around for around in element.iterancestors() if around.tag in names)


def place(part: str) -> str:
    """A part of a Word file as its author knows it: "a header" for "word/header1.xml"."""
    stem = part.rpartition("/")[2]
    return next((words for name, words in _PLACES.items() if stem.startswith(name)), "the file")
