"""Inlines as runs, whose only formatting is the name of a character style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

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
)
from briefgen.writers.anchors import anchor_of
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.docx.xml import Element, w, words
from briefgen.writers.typography import glued


def bookmark_name(anchor: str) -> str:
    """``anchor`` as Word allows bookmarks to be named: letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)[:40]


@dataclass(frozen=True, slots=True)
class _Manner:
    """What the inlines around a run make of it. A run can name one style only."""

    strong: bool = False
    emphasis: bool = False
    linked: bool = False
    style: str = ""

    def style_id(self) -> str:
        if self.style:
            return self.style
        if self.strong and self.emphasis:
            return "IntenseEmphasis"
        return "Strong" if self.strong else "Emphasis" if self.emphasis else ""


@dataclass(frozen=True, slots=True)
class Runs:
    """Turns inlines into runs. ``anchors`` may be pointed at; ``relate`` enters an address into
    the file's relationships and gives its id."""

    anchors: frozenset[str]
    relate: Callable[[str], str]

    def of(self, content: Inlines) -> list[Element]:
        """The runs and hyperlinks of ``content``."""
        return self._all(content, _Manner())

    def label(self, content: Inlines) -> list[Element]:
        """``content`` as the label of a field, then the tab that leads to its value."""
        return [*self._all(content, _Manner(style="FieldLabel")), w("r", w("tab"))]

    def _all(self, content: Inlines, manner: _Manner) -> list[Element]:
        return [run for inline in glued(content) for run in self._one(inline, manner)]

    def _one(self, inline: Inline, manner: _Manner) -> list[Element]:
        match inline:
            case Text(text):
                return _run(clean(text), manner.style_id())
            case Strong(children):
                return self._all(children, replace(manner, strong=True))
            case Emphasis(children):
                return self._all(children, replace(manner, emphasis=True))
            case Link(url, children):
                return self._link(url, children, manner)
            case Citation(number):
                return self._citation(number, manner)
            case Placeholder(prompt):
                return _run(clean(f"[TO COMPLETE: {prompt}]"), "Placeholder")
            case LineBreak():
                return [w("r", w("br"))]

    def _link(self, url: str, children: Inlines, manner: _Manner) -> list[Element]:
        address = safe_url(url)
        if manner.linked or address is None:
            return self._all(children, manner)
        runs = self._all(children, replace(manner, linked=True, style="Hyperlink"))
        if not runs:
            return []
        hyperlink = w("hyperlink", *runs, history=1)
        hyperlink.set(qn("r:id"), self.relate(address))
        return [hyperlink]

    def _citation(self, number: int, manner: _Manner) -> list[Element]:
        runs = _run(f"[{number}]", "Citation")
        anchor = anchor_of(number)
        if manner.linked or anchor not in self.anchors:
            return runs
        return [w("hyperlink", *runs, anchor=bookmark_name(anchor), history=1)]


def _run(text: str, style: str) -> list[Element]:
    if not text:
        return []
    return [w("r", w("rPr", w("rStyle", val=style)) if style else None, words(text))]
