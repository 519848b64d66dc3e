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
from briefgen.writers.docx.comments import Comments
from briefgen.writers.docx.look import tongue
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
    language: str = ""

    def style_id(self) -> str:
        if self.style:
            return self.style
        if self.strong and self.emphasis:
            return "IntenseEmphasis"
        return "Strong" if self.strong else "Emphasis" if self.emphasis else ""


@dataclass(frozen=True, slots=True)
class Runs:
    """Turns inlines into runs. ``anchors`` may be pointed at; ``relate`` enters an address into
    the file's relationships and gives its id; ``comments`` tell where items come from, and are
    None where nobody asked for them."""

    anchors: frozenset[str]
    relate: Callable[[str], str]
    comments: Comments | None = None

    def of(self, content: Inlines, language: str = "") -> list[Element]:
        """The runs and hyperlinks of ``content``, which is in ``language`` if that is another than
        the document's."""
        manner = _Manner(language=language)
        if self.comments is None:
            return self._all(content, manner)
        return self._commented(self.comments, glued(content), manner)

    def _commented(self, comments: Comments, content: Inlines, manner: _Manner) -> list[Element]:
        """The runs of ``content`` with a comment on the words before each citation of an item."""
        made: list[Element] = []
        waiting: list[Element] = []
        for n, inline in enumerate(content):
            waiting += self._one(inline, manner)
            item = _item(inline)
            if item and item != _item(_after_space(content[n + 1 :])):
                made += comments.around(waiting, item)
                waiting = []
        return [*made, *waiting]

    def label(self, content: Inlines) -> list[Element]:
        """``content`` as the label of a field, then the tab that leads to its value."""
        return [*self._all(content, _Manner(style="FieldLabel")), w("r", w("tab"))]

    def _all(self, content: Inlines, manner: _Manner) -> list[Element]:
        return [run for inline in glued(content) for run in self._one(inline, manner)]

    def _one(self, inline: Inline, manner: _Manner) -> list[Element]:
        match inline:
            case Text(text):
                return _run(clean(text), manner.style_id(), manner.language)
            case Strong(children):
                return self._all(children, replace(manner, strong=True))
            case Emphasis(children):
                return self._all(children, replace(manner, emphasis=True))
            case Link(url, children):
                return self._link(url, children, manner)
            case Citation(number):
                return self._citation(number, manner)
            case Placeholder():
                style = "StrongPlaceholder" if manner.strong else "Placeholder"
                return _run(clean(inline.words), style)
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


def _item(inline: Inline | None) -> str:
    """The item whose words a citation ends; nothing for all other inlines."""
    return inline.item if isinstance(inline, Citation) else ""


def _after_space(content: Inlines) -> Inline | None:
    """The first of ``content``, or what the space in front of it parts from the words before."""
    is_space = isinstance(content[0], Text) and not content[0].text.strip() if content else False
    return next(iter(content[int(is_space) :]), None)


def _run(text: str, style: str, language: str = "") -> list[Element]:
    if not text:
        return []
    properties = [w("rStyle", val=style)] if style else []
    if language:
        properties.append(tongue(language))
    return [w("r", w("rPr", *properties) if properties else None, words(text))]
