"""Word's own numbering: one definition for each kind of list, one instance for each count."""

from __future__ import annotations

from briefgen.model.theme import Colours
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.xml import Element, hexadecimal, w

# The instances that styles refer to. Those of single lists come after them.
BULLETS, NUMBERS, PARAGRAPHS, SOURCES, CALLOUT_BULLETS = 1, 2, 3, 4, 5
_FIRST_OF_LISTS = 6

_STYLE_OF_LEVEL = {
    BULLETS: ("ListBullet", "ListBullet2"),
    NUMBERS: ("ListNumber", "ListNumber2"),
    PARAGRAPHS: ("NumberedParagraph",),
    SOURCES: ("Sources",),
    CALLOUT_BULLETS: ("CalloutList", "CalloutList2"),
}


class Numbering:
    """The numbering part as it grows with the lists of a document."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._instances: list[Element] = []

    def restarted(self, definition: int, start: int, level: int = 0) -> int:
        """A new instance of ``definition`` that counts from ``start`` at ``level``."""
        list_id = _FIRST_OF_LISTS + len(self._instances)
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        self._instances.append(
            w("num", w("abstractNumId", val=definition), override, numId=list_id)
        )
        return list_id

    def elements(self) -> list[Element]:
        """What the numbering part holds: all definitions, then all instances."""
        definitions = [
            w(
                "abstractNum",
                w("multiLevelType", val="multilevel"),
                *self._levels(definition),
                abstractNumId=definition,
            )
            for definition in _STYLE_OF_LEVEL
        ]
        instances = [
            w("num", w("abstractNumId", val=definition), numId=definition)
            for definition in _STYLE_OF_LEVEL
        ]
        return [*definitions, *instances, *self._instances]

    def _levels(self, definition: int) -> list[Element]:
        colours = self.look.theme.colours
        styles = _STYLE_OF_LEVEL[definition]
        match definition:
            case n if n == NUMBERS:
                return [
                    _level(0, "decimal", "%1.", styles[0], colours.accent, bold=True),
                    _level(1, "decimal", "%2.", styles[1], colours.accent, bold=True),
                ]
            case n if n == PARAGRAPHS:
                return [_level(0, "decimal", "%1.", styles[0], colours.muted)]
            case n if n == SOURCES:
                return [_level(0, "decimal", "[%1]", styles[0], colours.accent)]
            case n if n == CALLOUT_BULLETS:
                return self._bullet_levels(styles, colours, ("•", "\u2003\u2002–"))
            case _:
                return self._bullet_levels(styles, colours, ("•", "–"))

    def _bullet_levels(
        self, styles: tuple[str, ...], colours: Colours, marks: tuple[str, str]
    ) -> list[Element]:
        # LibreOffice shows one sign of a bullet, but all of a text that counts nothing.
        kinds = ["bullet" if len(mark) == 1 else "none" for mark in marks]
        return [
            _level(n, kinds[n], marks[n], style, colours.accent) for n, style in enumerate(styles)
        ]


def _level(
    level: int, kind: str, text: str, style: str, colour: str, *, bold: bool = False
) -> Element:
    """One level; its indents are those of the style, which it names and which names it."""
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("pStyle", val=style),
        w("suff", val="tab"),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("rPr", w("b", val=int(bold)), w("color", val=hexadecimal(colour))),
        ilvl=level,
    )
