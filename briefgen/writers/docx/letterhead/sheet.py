"""The styles of somebody's Word file, and what a paragraph in one of them looks like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from briefgen.writers.docx.letterhead.words import A, W, is_on, number, value

_MOST_STEPS = 20  # styles that a style is based on; a ring would have no end


@dataclass(frozen=True)
class Style:
    """One style: ``name`` as Word's menus show it, or as near as the file tells."""

    element: etree._Element

    @property
    def id(self) -> str:
        return str(self.element.get(f"{W}styleId", ""))

    @property
    def kind(self) -> str:
        return str(self.element.get(f"{W}type", "paragraph"))

    @property
    def name(self) -> str:
        return value(self.element.find(f"{W}name")) or self.id

    @property
    def aliases(self) -> tuple[str, ...]:
        stated = value(self.element.find(f"{W}aliases"))
        return tuple(part.strip() for part in stated.split(",") if part.strip())

    @property
    def is_own(self) -> bool:
        """Whether the style is not one of Word's."""
        return self.element.get(f"{W}customStyle") in {"1", "true", "on"}

    @property
    def is_default(self) -> bool:
        return self.element.get(f"{W}default") in {"1", "true", "on"}


class Sheet:
    """The styles part as a whole, with the theme part that its fonts and colours may name."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None = None) -> None:
        self.root = styles if styles is not None else etree.Element(f"{W}styles")
        self.theme = theme
        found = [Style(element) for element in self.root.iterchildren(f"{W}style")]
        self.styles = tuple(style for style in found if style.id)
        self.by_id = {style.id: style for style in self.styles}

    @cached_property
    def standard(self) -> Style | None:
        """The paragraph style of paragraphs that name none."""
        paragraphs = [s for s in self.styles if s.kind == "paragraph"]
        return next((s for s in paragraphs if s.is_default), None)

    def chain(self, style: Style | None) -> list[Style]:
        """``style`` and those that it is based on, nearest first."""
        found: list[Style] = []
        while style is not None and style not in found and len(found) < _MOST_STEPS:
            found.append(style)
            style = self.by_id.get(value(style.element.find(f"{W}basedOn")))
        return found

    def property(self, style: Style | None, group: str, tag: str) -> etree._Element | None:
        """The nearest ``w:tag`` in ``w:group`` ("rPr") of a style, those it is based on, and the
        defaults of the document."""
        for one in self.chain(style):
            found = one.element.find(f"{W}{group}/{W}{tag}")
            if found is not None:
                return found
        return self.root.find(f"{W}docDefaults/{W}{group}Default/{W}{group}/{W}{tag}")

    def number(self, style: Style | None, group: str, tag: str, attribute: str) -> float | None:
        """An attribute as a number, from the nearest style that states just it."""
        groups = [one.element.find(f"{W}{group}/{W}{tag}") for one in self.chain(style)]
        groups.append(self.root.find(f"{W}docDefaults/{W}{group}Default/{W}{group}/{W}{tag}"))
        stated = (None if found is None else found.get(f"{W}{attribute}") for found in groups)
        said = next((text for text in stated if text is not None), None)
        return None if said is None else number(said, 0)

    def size(self, style: Style | None) -> float:
        """Points; Word's own default is 10."""
        return (self.number(style, "rPr", "sz", "val") or 20) / 2

    def font(self, style: Style | None) -> str:
        """The family of Latin letters; empty where the file names none."""
        fonts = self.property(style, "rPr", "rFonts")
        if fonts is None:
            return ""
        themed = fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme") or ""
        if themed and self.theme is not None:
            group = "majorFont" if themed.startswith("major") else "minorFont"
            latin = self.theme.find(f".//{A}{group}/{A}latin")
            if latin is not None and latin.get("typeface"):
                return str(latin.get("typeface"))
        return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")

    def colour(self, style: Style | None) -> str:
        """ "#RRGGBB"; empty where it is automatic."""
        stated = self.property(style, "rPr", "color")
        if stated is None:
            return ""
        letters = value(stated).upper()
        if len(letters) == 6 and all(letter in "0123456789ABCDEF" for letter in letters):
            return f"#{letters}"
        return ""

    def accent(self) -> str:
        """The first accent of the theme; empty where there is none."""
        if self.theme is None:
            return ""
        found = self.theme.find(f".//{A}accent1/{A}srgbClr")
        letters = "" if found is None else found.get("val", "").upper()
        return f"#{letters}" if len(letters) == 6 else ""

    def language(self) -> str:
        """The language of words that name none."""
        stated = self.property(self.standard, "rPr", "lang")
        return value(stated)

    def outline(self, style: Style) -> int | None:
        """The level in the outline that a style itself states; 0 is the highest."""
        found = style.element.find(f"{W}pPr/{W}outlineLvl")
        return int(value(found)) if value(found).isdecimal() else None

    def is_hidden(self, style: Style) -> bool:
        return is_on(style.element.find(f"{W}hidden"))
