"""Text in Word files that a document holds and nobody sees: hidden, tiny, or on its own colour."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from briefgen.text.contrast import contrast

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
_TINY = 6  # half-points
# The least contrast of text with what it stands on (WCAG 2.2) at which somebody may see it: white
# has 1.2 on the tint of a box, and pale grey 1.4 on paper; grey that is printed to be read has 2.
_SEEN = 1.5
_PAPER = "FFFFFF"
_UNKNOWN = ""  # a ground that nobody can tell, on which nothing counts as not shown
_COLOUR = re.compile(r"[0-9A-F]{6}")
# Of ISO/IEC 29500-1: 17.18.40, as Word draws them.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080",
    "darkRed": "800000", "darkYellow": "808000", "green": "00FF00", "lightGray": "C0C0C0",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
# Tables in these styles have no colours of their own.
_PLAIN_TABLES = frozenset({"TableNormal", "TableGrid"})
_TELLING = ("vanish", "sz", "color", "highlight", "shd")
_OFF = frozenset({"0", "false", "off", "none"})


class UnseenText:
    """Tells runs that are not shown; the styles are those of the document as Word wrote them."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._looks: dict[str, dict[str, etree._Element]] = {}
        self._fills: dict[str, str | None] = {}  # of paragraphs and tables
        self._parents: dict[str, str] = {}
        self._normal = ""  # of paragraphs that name no style
        root = styles if styles is not None else etree.Element("none")
        self._defaults = _look(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iterfind(_W + "style"):
            name = style.get(_W + "styleId") or ""
            self._looks[name] = _look(style.find(_W + "rPr"))
            self._fills[name] = _fill_of_style(style)
            parent = style.find(_W + "basedOn")
            if parent is not None:
                self._parents[name] = parent.get(_VAL) or ""
            default = style.get(_W + "default") not in {None, *_OFF}
            if default and style.get(_W + "type") == "paragraph":
                self._normal = name

    def take_out(self, root: etree._Element) -> int:
        """Take the text of such runs out of a part; gives how many words that was."""
        words = 0
        coloured = root.find(_W + "background") is not None
        for run in root.iter(_W + "r"):
            texts = run.findall(_W + "t")
            if not texts or not self._is_unseen(run, coloured):
                continue
            words += sum(
                any(c.isalnum() for c in word)
                for text in texts
                for word in (text.text or "").split()
            )
            for text in texts:
                run.remove(text)
        return words

    def _is_unseen(self, run: etree._Element, coloured: bool) -> bool:
        paragraph = next(run.iterancestors(_W + "p"), None)
        own = run.find(_W + "rPr")
        look = self._defaults | self._styled(_named(paragraph, f"{_W}pPr/{_W}pStyle", self._normal))
        look |= self._styled(_named(own, _W + "rStyle")) | _look(own)
        if (vanish := look.get("vanish")) is not None:
            return vanish.get(_VAL) not in _OFF
        size = look["sz"].get(_VAL) if "sz" in look else None
        if size and size.isdecimal() and int(size) <= _TINY:
            return True
        highlight = (
            _HIGHLIGHTS.get(look["highlight"].get(_VAL) or "") if "highlight" in look else None
        )
        colour = (look["color"].get(_VAL) or "" if "color" in look else "").upper()
        # Text of no colour of its own is black or white, as it takes, but not under a highlighter.
        if highlight and colour in {"", "AUTO"}:
            colour = "000000"
        if not _COLOUR.fullmatch(colour):
            return False
        ground = highlight or _fill(look.get("shd"))
        if ground is None:
            ground = _UNKNOWN if coloured else self._ground(run)
        return ground != _UNKNOWN and _is_alike(colour, ground)

    def _chain(self, name: str) -> list[str]:
        """A style and those that it stands on."""
        chain: list[str] = []
        while name and name not in chain:  # which in a broken file go in a circle
            chain.append(name)
            name = self._parents.get(name, "")
        return chain

    def _styled(self, name: str) -> dict[str, etree._Element]:
        """What a style, and those that it stands on, say of the looks of runs."""
        look: dict[str, etree._Element] = {}
        for one in reversed(self._chain(name)):
            look |= self._looks.get(one, {})
        return look

    def _ground(self, run: etree._Element) -> str:
        """The colour of what a run stands in: paragraph, cell, table, or else the paper."""
        for element in run.iterancestors():
            found: str | None = None
            if element.tag == _W + "txbxContent":
                return _UNKNOWN  # the colour of a box is told elsewhere
            if element.tag == _W + "p":
                own = element.find(f"{_W}pPr/{_W}shd")
                style = _named(element, f"{_W}pPr/{_W}pStyle", self._normal)
                found = _fill(own) if own is not None else self._fill_by_style(style)
            elif element.tag == _W + "tc":
                found = _fill(element.find(f"{_W}tcPr/{_W}shd"))
            elif element.tag == _W + "tbl":
                found = _fill(element.find(f"{_W}tblPr/{_W}shd"))
                style = _named(element, f"{_W}tblPr/{_W}tblStyle")
                if found is None and style and style not in _PLAIN_TABLES:
                    found = self._fill_by_style(style) if style in self._fills else _UNKNOWN
            if found is not None:
                return found
        return _PAPER

    def _fill_by_style(self, name: str) -> str | None:
        """What a style, or the first of those it stands on that says so, fills its place with."""
        fills = (self._fills.get(one) for one in self._chain(name))
        return next((fill for fill in fills if fill is not None), None)


def _look(properties: etree._Element | None) -> dict[str, etree._Element]:
    """What run properties say of being seen, by the names of their elements."""
    if properties is None:
        return {}
    found = ((name, properties.find(_W + name)) for name in _TELLING)
    return {name: element for name, element in found if element is not None}


def _named(place: etree._Element | None, path: str, otherwise: str = "") -> str:
    """The style that something names."""
    style = place.find(path) if place is not None else None
    return style.get(_VAL) or otherwise if style is not None else otherwise


def _fill_of_style(style: etree._Element) -> str | None:
    """What a style fills its place with; not to be told where parts of a table have their own."""
    if style.find(f"{_W}tblStylePr//{_W}shd") is not None:
        return _UNKNOWN
    places = (style.find(f"{_W}{place}/{_W}shd") for place in ("pPr", "tcPr", "tblPr"))
    return next((fill for place in places if (fill := _fill(place)) is not None), None)


def _fill(shading: etree._Element | None) -> str | None:
    """The colour that a shading has; None where it has none."""
    pattern = shading.get(_VAL) or "clear" if shading is not None else "nil"
    if shading is None or pattern == "nil":
        return None
    if pattern not in {"clear", "solid"}:
        return _UNKNOWN
    name = "fill" if pattern == "clear" else "color"
    colour = (shading.get(_W + name) or "auto").upper()
    if colour == "AUTO" and shading.get(_W + "themeFill") is None:
        return None if pattern == "clear" else "000000"
    return colour if _COLOUR.fullmatch(colour) else _UNKNOWN


@lru_cache(maxsize=1024)
def _is_alike(colour: str, ground: str) -> bool:
    """Whether nobody sees text of a colour on such a ground."""
    return contrast(f"#{colour}", f"#{ground}") < _SEEN
