"""Text in HTML that a page holds and does not show: hidden, tiny, white on white.

It is how documents lie to programs. What elements say of themselves is followed; style sheets are
not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

_SIZE = re.compile(r"font-size:([\d.]+)(px|pt|em|rem|%)?")
_FONT_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]+)")
_WHITE = re.compile(r"#f[a-f0-9]f[a-f0-9]f[a-f0-9]|#fff|white|rgba?\(25[0-5],25[0-5],25[0-5].*")
_NO_COLOUR = re.compile(r"transparent|rgba\(.*,0(?:\.0+)?\)|#[0-9a-f]{6}00")
_NO_GROUND = re.compile(r"none|transparent|inherit|initial|unset|0(?:0)?")
# As large as nobody can read it, by unit.
_TINY = {"px": 2.0, "pt": 1.5, "em": 0.15, "rem": 0.15, "%": 15.0, "": 0.0}


@dataclass(frozen=True)
class _Look:
    """How text looks: elements inherit it."""

    tiny: bool = False
    white: bool = False
    invisible: bool = False
    on_colour: bool = False

    def is_unseen(self) -> bool:
        return self.tiny or self.invisible or (self.white and not self.on_colour)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says that it and all inside it is not shown."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or "mso-hide:all" in style


def take_out_unseen(body: etree._Element) -> int:
    """Take the text that is not shown out of a tree of HTML; gives how many words that was."""
    words, gone = 0, []
    stack: list[tuple[etree._Element, _Look]] = [(body, _Look())]
    while stack:
        element, look = stack.pop()
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "noscript"}:
            continue
        if element is not body and is_hidden(element):
            words += _count(" ".join(str(text) for text in element.itertext()))
            gone.append(element)
            continue
        look = _looks(element, look)
        if look.is_unseen():
            words += _count(element.text)
            element.text = None
        for child in element:
            if look.is_unseen():
                words += _count(child.tail)
                child.tail = None
            stack.append((child, look))
    for element in gone:
        _drop(element)
    return words


def _looks(element: etree._Element, look: _Look) -> _Look:
    style = re.sub(r"\s+|!important", "", element.get("style") or "").lower()
    # What the older attributes say comes first: a style goes before it.
    ground, colour = element.get("bgcolor") or element.get("background"), element.get("color")
    stated = _GROUND.search(style)
    ground = stated[1] if stated else ground
    if ground and not _NO_GROUND.fullmatch(ground.lower()):
        look = replace(look, on_colour=not _WHITE.match(ground.lower()))
    stated = _FONT_COLOUR.search(style)
    colour = stated[1] if stated else colour
    if colour and colour not in {"inherit", "currentcolor"}:
        colour = colour.lower()
        look = replace(
            look,
            white=_WHITE.fullmatch(colour) is not None,
            invisible=_NO_COLOUR.fullmatch(colour) is not None,
        )
    size = _SIZE.search(style)
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
