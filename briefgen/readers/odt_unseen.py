"""Text in OpenDocument files that is not shown: hidden, tiny, white on white."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _STYLE = _NAMESPACE % "text", _NAMESPACE % "style"
_FO = _NAMESPACE % "xsl-fo-compatible"
_DRAW, _TABLE = _NAMESPACE % "drawing", _NAMESPACE % "table"
_WHITE = frozenset({"#ffffff", "#fefefe", "#fdfdfd"})
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(pt|cm|mm|in)")
_TINY = {"pt": 2.0, "cm": 0.07, "mm": 0.7, "in": 0.028}
_DEEPEST = 20  # styles stand on styles, and in a broken file in a circle
_NO_GROUND = frozenset({"", "transparent", *_WHITE})
# Fields that show their text on a condition say whether it holds.
_CONDITIONAL = (_TEXT + "hidden-paragraph", _TEXT + "hidden-text")


class UnseenText:
    """Tells text that is not shown, by the styles in these parts of a document."""

    def __init__(self, *parts: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        for part in parts:
            for style in part.iter(_STYLE + "style") if part is not None else ():
                self._styles[style.get(_STYLE + "name", "")] = style

    def take_out(self, body: etree._Element) -> int:
        """Take the text of such elements out of a body; gives how many words that was."""
        words = 0
        for section in list(body.iter(_TEXT + "section")):
            if (
                section.get(_TEXT + "display") == "none"
                or section.get(_TEXT + "is-hidden") == "true"
            ):
                words += _emptied(section)
        for field in list(body.iter(*_CONDITIONAL)):
            if field.get(_TEXT + "is-hidden") == "true":
                whole = field.getparent() if field.tag == _CONDITIONAL[0] else field
                words += _emptied(whole if whole is not None else field)
        for element in body.iter(_TEXT + "p", _TEXT + "h", _TEXT + "span", _TEXT + "a"):
            if self._is_unseen(element):
                words += _silenced(element)
        return words

    def _is_unseen(self, element: etree._Element) -> bool:
        lines = [element, *element.iterancestors(_TEXT + "span", _TEXT + "p", _TEXT + "h")]
        if self._first(lines, _TEXT + "display") == "none":
            return True
        size = _SIZE.fullmatch(self._first(lines, _FO + "font-size"))
        if size and float(size[1]) <= _TINY[size[2]]:
            return True
        if self._first(lines, _FO + "color").lower() not in _WHITE:
            return False
        return not self._stands_on_colour(element)

    def _stands_on_colour(self, element: etree._Element) -> bool:
        """Whether white text may stand on a colour: its own, or that of what it stands in."""
        for place in (element, *element.iterancestors()):
            if str(place.tag).startswith(_DRAW):
                return True  # the colour of a box is told elsewhere
            if self._of(place, _FO + "background-color").lower() not in _NO_GROUND:
                return True
            # Rows and tables have styles of their own, and cells may take them from a template.
            if place.tag == _TABLE + "table" and place.get(_TABLE + "template-name"):
                return True
        return False

    def _first(self, elements: Iterable[etree._Element], name: str) -> str:
        """The property of the innermost element that has it."""
        return next((value for one in elements if (value := self._of(one, name))), "")

    def _of(self, element: etree._Element, name: str) -> str:
        """The property that an element has by its style, or by those on which that stands."""
        style = element.get(_TEXT + "style-name") or element.get(_TABLE + "style-name") or ""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return ""
            value = next((v for part in found if (v := part.get(name))), None)
            if value:
                return value
            style = found.get(_STYLE + "parent-style-name", "")
        return ""


def _emptied(element: etree._Element) -> int:
    """Take all out of an element."""
    words = _count(" ".join(str(text) for text in element.itertext()))
    tail = element.tail
    element.clear()
    element.tail = tail
    return words


def _silenced(element: etree._Element) -> int:
    """Take out what stands in an element itself; those inside it are looked at by themselves."""
    words = _count(element.text)
    element.text = None
    for child in element:
        words += _count(child.tail)
        child.tail = None
    return words


def _count(text: str | None) -> int:
    return sum(any(c.isalnum() for c in word) for word in (text or "").split())
