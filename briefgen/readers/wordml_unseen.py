"""Text in Word files that a document holds and does not show: hidden, tiny, white on white."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
_TINY = 4  # half-points
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
_NO_GROUND = frozenset({None, "auto", "FFFFFF"})
# Tables in these styles have no colours of their own.
_PLAIN_TABLES = frozenset({"TableNormal", "TableGrid"})
_TELLING = ("vanish", "sz", "color", "highlight", "shd")
_OFF = frozenset({"0", "false", "off", "none"})


class UnseenText:
    """Tells runs that are not shown; the styles are those of the document as Word wrote them."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._looks: dict[str, dict[str, etree._Element]] = {}
        self._shaded: set[str] = set()
        self._parents: dict[str, str] = {}
        self._normal = ""  # of paragraphs that name no style
        root = styles if styles is not None else etree.Element("none")
        self._defaults = _look(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iterfind(_W + "style"):
            name = style.get(_W + "styleId") or ""
            self._looks[name] = _look(style.find(_W + "rPr"))
            if style.find(f".//{_W}shd") is not None:
                self._shaded.add(name)
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
        colour = look["color"].get(_VAL) or "" if "color" in look else ""
        return colour.upper() in _WHITE and not coloured and not self._stands_on_colour(run, look)

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

    def _stands_on_colour(self, run: etree._Element, look: dict[str, etree._Element]) -> bool:
        """Whether white text may stand on a colour: of its own, or of what it stands in."""
        if "highlight" in look or _is_shaded(look.get("shd")):
            return True
        for element in run.iterancestors():
            if element.tag == _W + "txbxContent":
                return True  # the colour of a box is told elsewhere
            if element.tag == _W + "p":
                named = _named(element, f"{_W}pPr/{_W}pStyle", self._normal)
                if not self._shaded.isdisjoint(self._chain(named)):
                    return True
                if _is_shaded(element.find(f"{_W}pPr/{_W}shd")):
                    return True
            if element.tag == _W + "tc" and _is_shaded(element.find(f"{_W}tcPr/{_W}shd")):
                return True
            if element.tag == _W + "tbl":
                style = element.find(f"{_W}tblPr/{_W}tblStyle")
                shaded = _is_shaded(element.find(f"{_W}tblPr/{_W}shd"))
                if shaded or (style is not None and style.get(_VAL) not in _PLAIN_TABLES):
                    return True
        return False


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


def _is_shaded(shading: etree._Element | None) -> bool:
    if shading is None:
        return False
    themed = shading.get(_W + "themeFill") is not None
    pattern = shading.get(_VAL) not in {None, "clear", "nil"}
    return themed or pattern or shading.get(_W + "fill") not in _NO_GROUND
