"""Word's own numbering: one definition for each kind of list, one instance for each count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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


class Level(NamedTuple):
    """A list by its number, and a level of it from 0."""

    list_id: int
    level: int


class Numbering:
    """The numbering part as it grows with the lists of a document.

    In a file that has lists of its own ours come behind them: ``first_list`` and
    ``first_definition`` are the highest numbers there. ``borrowed`` gives for a definition of ours
    at a level the file's own that stands in its place."""

    def __init__(
        self,
        look: Look,
        first_list: int = 0,
        first_definition: int = 0,
        borrowed: Mapping[Level, Level] | None = None,
    ) -> None:
        self.look = look
        self.first_list = first_list
        self.first_definition = first_definition
        self.borrowed = borrowed or {}
        self._instances: list[Element] = []

    def restarted(self, definition: int, start: int, level: int = 0) -> Level:
        """A new instance of ``definition`` that counts from ``start`` at ``level``: its number, and
        the level that members have in it."""
        list_id = self.first_list + _FIRST_OF_LISTS + len(self._instances)
        ours = Level(self.first_definition + definition, level)
        abstract, level = self.borrowed.get(Level(definition, level), ours)
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        self._instances.append(w("num", w("abstractNumId", val=abstract), override, numId=list_id))
        return Level(list_id, level)

    def elements(self) -> list[Element]:
        """What the numbering part holds: all definitions, then all instances."""
        definitions = [
            w(
                "abstractNum",
                w("multiLevelType", val="multilevel"),
                *self._levels(definition),
                abstractNumId=self.first_definition + definition,
            )
            for definition in _STYLE_OF_LEVEL
        ]
        instances = [
            w(
                "num",
                w("abstractNumId", val=self.first_definition + definition),
                numId=self.first_list + definition,
            )
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
