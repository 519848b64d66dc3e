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
_OFF = frozenset({"0", "false", "off", "none"})


class UnseenText:
    """Tells runs that are not shown; the styles are those of the document as Word wrote them."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._hiding: dict[str, bool] = {}
        self._shaded: set[str] = set()
        self._parents: dict[str, str] = {}
        for style in styles.iterfind(_W + "style") if styles is not None else ():
            name = style.get(_W + "styleId") or ""
            hiding = style.find(f"{_W}rPr/{_W}vanish")
            if hiding is not None:
                self._hiding[name] = hiding.get(_VAL) not in _OFF
            if style.find(f".//{_W}shd") is not None:
                self._shaded.add(name)
            parent = style.find(_W + "basedOn")
            if parent is not None:
                self._parents[name] = parent.get(_VAL) or ""

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
        look = run.find(_W + "rPr")
        vanish = look.find(_W + "vanish") if look is not None else None
        if vanish is not None:
            return vanish.get(_VAL) not in _OFF
        if self._is_hidden_by_style(run, look):
            return True
        if look is None:
            return False
        size = look.find(_W + "sz")
        points = size.get(_VAL) if size is not None else None
        if points and points.isdecimal() and int(points) <= _TINY:
            return True
        colour = look.find(_W + "color")
        if colour is None or (colour.get(_VAL) or "").upper() not in _WHITE:
            return False
        return not coloured and not self._stands_on_colour(run, look)

    def _is_hidden_by_style(self, run: etree._Element, look: etree._Element | None) -> bool:
        paragraph = next(run.iterancestors(_W + "p"), None)
        places = (
            (look, _W + "rStyle"),
            (paragraph, f"{_W}pPr/{_W}pStyle"),
        )
        for place, path in places:
            style = place.find(path) if place is not None else None
            name = style.get(_VAL) or "" if style is not None else ""
            for _ in range(20):  # styles stand on styles, and in a broken file in a circle
                if name in self._hiding:
                    return self._hiding[name]
                name = self._parents.get(name, "")
        return False

    def _stands_on_colour(self, run: etree._Element, look: etree._Element) -> bool:
        """Whether white text may stand on a colour: of its own, or of what it stands in."""
        if look.find(_W + "highlight") is not None or _is_shaded(look.find(_W + "shd")):
            return True
        for element in run.iterancestors():
            if element.tag == _W + "txbxContent":
                return True  # the colour of a box is told elsewhere
            if element.tag == _W + "p":
                style = element.find(f"{_W}pPr/{_W}pStyle")
                if style is not None and style.get(_VAL) in self._shaded:
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


def _is_shaded(shading: etree._Element | None) -> bool:
    if shading is None:
        return False
    themed = shading.get(_W + "themeFill") is not None
    pattern = shading.get(_VAL) not in {None, "clear", "nil"}
    return themed or pattern or shading.get(_W + "fill") not in _NO_GROUND
