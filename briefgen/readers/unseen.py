"""Text in HTML that a page holds and does not show: hidden, tiny, white on white.

It is how documents lie to programs. What elements say of themselves is followed, and the style
sheets that stand in the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from briefgen.readers.stylesheets import StyleSheets, declarations

_SIZE = re.compile(r"([\d.]+)(px|pt|em|rem|%)?")
_WHITE = re.compile(r"#f[a-f0-9]f[a-f0-9]f[a-f0-9]|#fff|white|rgba?\(25[0-5],25[0-5],25[0-5].*")
_NO_COLOUR = re.compile(r"transparent|rgba\(.*,0(?:\.0+)?\)|#[0-9a-f]{6}00")
_NO_GROUND = re.compile(r"none|transparent|inherit|initial|unset|0(?:0)?")
_GROUNDS = ("background", "background-color", "background-image")
# As large as nobody can read it, by unit.
_TINY = {"px": 2.0, "pt": 1.5, "em": 0.15, "rem": 0.15, "%": 15.0, "": 0.0}
# A style sheet that hides more of a page is a curtain, which a script draws up.
_MOST_BY_SHEETS = 0.5


@dataclass(frozen=True)
class _Look:
    """How text looks: elements inherit it."""

    tiny: bool = False
    white: bool = False
    invisible: bool = False
    on_colour: bool = False
    ground: str = ""

    def is_unseen(self) -> bool:
        return self.tiny or self.invisible or (self.white and not self.on_colour)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says that it and all inside it is not shown."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _hides(declarations(element.get("style") or ""))


def _hides(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def take_out_unseen(body: etree._Element, css: str = "") -> int:
    """Take the text that is not shown out of a tree of HTML; gives how many words that was.
    ``css`` is what style sheets beside the page say."""
    tree = body.getroottree()
    sheets = StyleSheets.of(tree, css)
    linked = tree.xpath("//link[contains(@rel, 'stylesheet')]") and not css
    found = _Unseen(body, _Styles(sheets, knows_colours=not linked))
    if found.by_sheets > _MOST_BY_SHEETS * max(1, _words_in(body)):
        found = _Unseen(body, _Styles(StyleSheets("")))
    return found.take_out()


@dataclass(frozen=True)
class _Styles:
    """What style holds for an element. ``knows_colours``: no sheet is linked that could give the
    ground on which something white stands."""

    sheets: StyleSheets
    knows_colours: bool = True

    def of(self, element: etree._Element) -> tuple[dict[str, str], bool]:
        """The declarations for an element, and whether it is hidden by those of sheets alone."""
        stated, doubtful = self.sheets.stated(element)
        if "color" in stated and not self.knows_colours:
            doubtful.add("color")
        sure = {name: value for name, value in stated.items() if name not in doubtful}
        grounds = dict.fromkeys(doubtful & set(_GROUNDS), "unknown")
        own = declarations(element.get("style") or "")
        both = sure | grounds | own
        return both, _hides(both) and not _hides(own)


class _Unseen:
    """What of a page is not shown: elements, and texts in elements and behind them."""

    def __init__(self, body: etree._Element, styles: _Styles) -> None:
        self.by_sheets = 0  # words
        self._words = 0
        self._elements: list[etree._Element] = []
        self._texts: list[tuple[etree._Element, str]] = []
        stack: list[tuple[etree._Element, _Look]] = [(body, _Look())]
        while stack:
            element, look = stack.pop()
            if not isinstance(element.tag, str) or element.tag in {"script", "style", "noscript"}:
                continue
            style, is_by_sheet = styles.of(element)
            if is_by_sheet or (element is not body and is_hidden(element)):
                words = _words_in(element)
                self._words += words
                self.by_sheets += words if is_by_sheet else 0
                self._elements.append(element)
                continue
            look = _looks(element, style, look)
            if look.is_unseen():
                self._leave_out(element, "text", is_by_sheet=not element.get("style"))
            for child in element:
                if look.is_unseen():
                    self._leave_out(child, "tail", is_by_sheet=not element.get("style"))
                stack.append((child, look))

    def _leave_out(self, element: etree._Element, place: str, *, is_by_sheet: bool) -> None:
        words = _count(getattr(element, place))
        self._words += words
        self.by_sheets += words if is_by_sheet else 0
        self._texts.append((element, place))

    def take_out(self) -> int:
        """Take it out; gives how many words that was."""
        for element, place in self._texts:
            setattr(element, place, None)
        for element in self._elements:
            _drop(element)
        return self._words


def _looks(element: etree._Element, style: Mapping[str, str], look: _Look) -> _Look:
    # What the older attributes say comes first: a style goes before it.
    ground, colour = element.get("bgcolor") or element.get("background"), element.get("color")
    ground = next((style[name] for name in _GROUNDS if name in style), ground)
    if ground and not _NO_GROUND.fullmatch(ground.lower()):
        ground = ground.lower()
        look = replace(look, on_colour=not _WHITE.match(ground), ground=ground)
    colour = style.get("color", colour)
    if colour and colour not in {"inherit", "currentcolor"}:
        colour = colour.lower()
        unseen = _NO_COLOUR.fullmatch(colour) is not None or colour == look.ground
        look = replace(look, white=_WHITE.fullmatch(colour) is not None, invisible=unseen)
    size = _SIZE.fullmatch(style.get("font-size", ""))
    if size:
        look = replace(look, tiny=_is_tiny(size[1], size[2] or ""))
    return look


def _is_tiny(number: str, unit: str) -> bool:
    try:
        return float(number) <= _TINY[unit]
    except ValueError:
        return False


def _count(text: str | None) -> int:
    return sum(any(c.isalnum() for c in word) for word in (text or "").split())


def _words_in(element: etree._Element) -> int:
    silent = {"script", "style", "noscript"}
    return sum(
        _count(text)
        for part in element.iter()
        if part.tag not in silent
        for text in (part.text, part.tail if part is not element else None)
    )


def _drop(element: etree._Element) -> None:
    """Take an element out and leave what follows it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
