"""Inlines as ReportLab's paragraph markup, with everything that comes from outside escaped."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

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
from briefgen.model.theme import Colours
from briefgen.writers.anchors import anchor_of
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.typography import glued


@dataclass(frozen=True, slots=True)
class Markup:
    """Turns inlines into markup. ``anchors`` are the names that links inside may point at."""

    colours: Colours
    anchors: frozenset[str]

    def of(self, content: Inlines, *, linked: bool = False) -> str:
        """Markup for ``content``; ``linked`` says that it stands inside a link already."""
        return "".join(self._one(inline, linked) for inline in glued(content))

    def _one(self, inline: Inline, linked: bool) -> str:
        match inline:
            case Text(text):
                return escape(clean(text))
            case Strong(children):
                return f"<b>{self.of(children, linked=linked)}</b>"
            case Emphasis(children):
                return f"<i>{self.of(children, linked=linked)}</i>"
            case Link(url, children):
                return self._link(url, children, linked)
            case Citation(number):
                return self._citation(number, linked)
            case Placeholder(prompt):
                colour = self.colours.placeholder
                words = escape(clean(f"[TO COMPLETE: {prompt}]"))
                return f'<font backcolor="{colour}">{words}</font>'
            case LineBreak():
                return "<br/>"

    def _link(self, url: str, children: Inlines, linked: bool) -> str:
        words = self.of(children, linked=True)
        address = safe_url(url)
        if linked or address is None or not words.strip():
            return words
        return (
            f"<a href={quoteattr(address)} color={quoteattr(self.colours.accent)} "
            f'underline="1" ucolor={quoteattr(self.colours.rule)} uwidth="0.5" '
            f'uoffset="-0.18*F">{words}</a>'
        )

    def _citation(self, number: int, linked: bool) -> str:
        words = f'<font color="{self.colours.accent}" size="-1">[{number}]</font>'
        anchor = anchor_of(number)
        if linked or anchor not in self.anchors:
            return words
        return f'<a href="#{anchor}" color="{self.colours.accent}">{words}</a>'

    def anchor(self, name: str) -> str:
        """Markup for the place that links to ``name`` lead to."""
        return f"<a name={quoteattr(name)}/>"
