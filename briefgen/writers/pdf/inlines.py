"""Inlines as the fragments that ReportLab's paragraphs are made of.

They could be written as its markup, which its paragraphs would parse: that is a quarter of the
time of writing a brief, and everything that comes from outside would have to be escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from reportlab.lib.abag import ABag
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paraparser import ParaFrag

from briefgen.model.document import (
    Citation,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Placeholder,
    Strong,
    Text,
    plain,
)
from briefgen.model.theme import Colours
from briefgen.writers.anchors import anchor_of
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.typography import glued

_THICKNESS, _DEPTH = "0.5", "-0.18*F"  # of the line under a link; F is the size of the type
_colour = cache(HexColor)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a fragment is set. ``links`` and ``lines`` are as a paragraph wants them: the link that
    it is in, with the number that tells it from others, and the line under it."""

    family: str
    bold: Literal[0, 1]
    italic: Literal[0, 1]
    size: float
    colour: Color
    back: Color | None = None
    links: tuple[tuple[int, str], ...] = ()
    lines: tuple[tuple[object, ...], ...] = ()

    def fragment(self, text: str, **more: object) -> ParaFrag:
        if self.back is not None:
            more["backColor"] = self.back
        return ParaFrag(
            text=text,
            fontName=tt2ps(self.family, self.bold, self.italic),
            bold=self.bold,
            italic=self.italic,
            fontSize=self.size,
            textColor=self.colour,
            rise=0,
            greek=0,
            link=list(self.links),
            us_lines=list(self.lines),
            **more,
        )


@dataclass(frozen=True, slots=True)
class Fragments:
    """Makes fragments. ``anchors`` are the names that links inside may point at, ``shown`` gives
    what is printed of a text, ``small`` is the size of the numbers of citations in points, where
    the words around them are no smaller."""

    colours: Colours
    anchors: frozenset[str]
    shown: Callable[[str], str] = clean
    small: float = 9.0

    def of(self, content: Inlines, style: ParagraphStyle) -> list[ParaFrag]:
        """The fragments of ``content`` in a paragraph of ``style``; there is always one."""
        look = _look(style)
        made = _Sequence(self).add(content, look)
        # Space at the ends of a paragraph is no indent.
        if made:
            made[0].text = made[0].text.lstrip(" ")
            made[-1].text = made[-1].text.rstrip(" ")
        return made or [look.fragment("")]

    def anchor(self, name: str, style: ParagraphStyle) -> ParaFrag:
        """The place that links to ``name`` lead to."""
        place = ABag(kind="anchor", label="anchor", name=name)
        return _look(style).fragment("", cbDefn=place)


def _look(style: ParagraphStyle) -> _Look:
    family, bold, italic = ps2tt(style.fontName)
    return _Look(family, bold, italic, style.fontSize, style.textColor)


@dataclass(slots=True)
class _Sequence:
    """The fragments of one paragraph, whose links are numbered."""

    maker: Fragments
    made: list[ParaFrag] = field(default_factory=list)
    links: int = 0

    def add(self, content: Inlines, look: _Look) -> list[ParaFrag]:
        for inline in glued(content):
            self._one(inline, look)
        return self.made

    def _one(self, inline: Inline, look: _Look) -> None:
        match inline:
            case Text(text):
                self._words(text, look)
            case Strong(children):
                self.add(children, replace(look, bold=1))
            case Emphasis(children):
                self.add(children, replace(look, italic=1))
            case Link(url, children):
                self.add(children, self._in_link(url, children, look))
            case Citation(number):
                self._citation(number, look)
            case Placeholder():
                back = _colour(self.maker.colours.placeholder)
                self._words(inline.words, replace(look, back=back))
            case LineBreak():
                self.made.append(look.fragment("", lineBreak=True))

    def _words(self, text: str, look: _Look) -> None:
        words = self.maker.shown(text)
        if words:
            self.made.append(look.fragment(words))

    def _in_link(self, url: str, children: Inlines, look: _Look) -> _Look:
        address = safe_url(url)
        if look.links or address is None or not plain(children).strip():
            return look
        rule = _colour(self.maker.colours.rule)
        # Its number, kind, colour, width and offset; rise, how many, and the gap between them.
        line = (self.links, "underline", rule, _THICKNESS, _DEPTH, 0, 1, "1")
        return replace(self._linked(address, look), lines=(line,))

    def _citation(self, number: int, look: _Look) -> None:
        colour = _colour(self.maker.colours.accent)
        small = replace(look, colour=colour, size=min(look.size, self.maker.small))
        anchor = anchor_of(number)
        if not look.links and anchor in self.maker.anchors:
            small = self._linked(f"#{anchor}", small)
        self._words(f"[{number}]", small)

    def _linked(self, target: str, look: _Look) -> _Look:
        colour = _colour(self.maker.colours.accent)
        linked = replace(look, colour=colour, links=((self.links, target),))
        self.links += 1
        return linked
