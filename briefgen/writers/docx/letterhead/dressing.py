"""What the block writer made, in the styles of a letterhead: ids renamed, what lacks added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import cast

from docx.oxml.ns import qn
from lxml import etree

from briefgen.writers.docx import numbering
from briefgen.writers.docx.letterhead.guessing import Choice
from briefgen.writers.docx.letterhead.roles import roles
from briefgen.writers.docx.letterhead.sheet import Sheet, Style
from briefgen.writers.docx.letterhead.words import W, is_on, value
from briefgen.writers.docx.look import numbered, tongue
from briefgen.writers.docx.naming import style_id
from briefgen.writers.docx.numbering import Level
from briefgen.writers.docx.xml import Element, put, w

_REFERENCES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
# The lists that each role's style belongs to, in our own numbering.
LISTS = {
    "bullets": Level(numbering.BULLETS, 0),
    "bullets2": Level(numbering.BULLETS, 1),
    "numbers": Level(numbering.NUMBERS, 0),
    "numbers2": Level(numbering.NUMBERS, 1),
    "paragraphs": Level(numbering.PARAGRAPHS, 0),
    "sources": Level(numbering.SOURCES, 0),
    "box_bullets": Level(numbering.CALLOUT_BULLETS, 0),
}
# Citations lead to numbers in square brackets: no list of theirs counts so.
_QUOTE, _ATTRIBUTION = "Quote", "QuoteAttribution"
_ROW_SPACE = "40"
_BEHIND_QUOTE = 40  # twentieths of a point between a quote and who said it
_ABOVE_HEADING = 240  # the least between what is ours and the heading below it
_HEADINGS = frozenset({"title", "kind", "heading1", "heading2", "heading3"})
_ALWAYS_OURS = frozenset({"sources"})
_KEEPS = ("keepNext", "keepLines")


class Lists:
    """The lists of a letterhead: which of its styles count, and in which list."""

    def __init__(self, sheet: Sheet, numbering_part: Element | None) -> None:
        self.sheet = sheet
        self.part = numbering_part

    def of(self, style: Style | None) -> Level | None:
        """The abstract list and level that paragraphs of ``style`` belong to; None for none."""
        stated = None if style is None else self.sheet.property(style, "pPr", "numPr")
        if stated is None or self.part is None or style is None:
            return None
        list_id = value(stated.find(f"{W}numId"))
        level = value(stated.find(f"{W}ilvl"), "0")
        for instance in self.part.iterchildren(f"{W}num"):
            if instance.get(f"{W}numId") == list_id and list_id not in {"", "0"}:
                abstract = value(instance.find(f"{W}abstractNumId"))
                if abstract.isdecimal() and level.isdigit():
                    return Level(int(abstract), int(level))
        return None

    def borrowed(self, choices: Mapping[str, Choice]) -> dict[Level, Level]:
        """For each of our lists that of theirs in whose place it stands."""
        found = {}
        for role, ours in LISTS.items():
            choice = choices[role]
            if choice.is_ours or role in _ALWAYS_OURS:
                continue
            theirs = self.of(self.sheet.by_id.get(choice.style_id))
            if theirs is not None:
                found[ours] = theirs
        return found

    def first_list(self) -> int:
        """The highest number of a list in the file."""
        return self._highest("num", "numId")

    def first_definition(self) -> int:
        """The highest number of an abstract list in the file, so that ours come behind it."""
        return self._highest("abstractNum", "abstractNumId")

    def _highest(self, tag: str, attribute: str) -> int:
        if self.part is None:
            return 0
        numbers = [e.get(f"{W}{attribute}", "") for e in self.part.iterchildren(f"{W}{tag}")]
        return max((int(number) for number in numbers if number.isdecimal()), default=0)


class Wardrobe:
    """Dresses elements for one file; ``ours`` are our own styles by id, and those that are used are
    added to ``root``, the styles of the file."""

    def __init__(
        self,
        sheet: Sheet,
        root: Element,
        choices: Mapping[str, Choice],
        ours: Iterable[Element],
        lists: numbering.Numbering,
    ) -> None:
        self.sheet = sheet
        self.root = root
        self.lists = lists
        self.ours = {element.get(qn("w:styleId"), ""): element for element in ours}
        self.choices = {style_id(roles()[name].ours): one for name, one in choices.items()}
        self._ids: dict[str, str] = {}
        self._has_table = not choices["table"].is_ours
        self._quote = sheet.by_id.get(choices["quote"].style_id)

    def dress(self, elements: Sequence[Element], language: str = "") -> None:
        """Give all in ``elements`` the styles of the file; words are in ``language``, if that is
        another than the file's."""
        for one, following in pairwise(elements):
            self._join_quote(one, following)
            self._part_heading(one, following)
        for element in elements:
            for paragraph in cast(Iterator[Element], element.iter(qn("w:p"))):
                self._join_list(paragraph)
                self._keep(paragraph)
            for reference in element.iter(*_REFERENCES):
                reference.set(qn("w:val"), self.id_of(reference.get(qn("w:val"), "")))
            if self._has_table:
                for look in element.iter(qn("w:tblLook")):
                    # Bands are part of how their tables look; ours have none.
                    look.set(qn("w:val"), "0420")
                    look.set(qn("w:noHBand"), "0")
                    look.set(qn("w:lastColumn"), "0")
            if language:
                _speak(element, language)

    def id_of(self, ours: str) -> str:
        """The id in the file of the style that is called ``ours`` in a file of our own."""
        whole = ours.removesuffix("Last")
        choice = self.choices.get(whole)
        if choice is not None and not choice.is_ours:
            return choice.style_id  # their lists end as they do
        if choice is None:  # the standard paragraph, on which most of ours are based
            return self.sheet.standard.id if self.sheet.standard else ""
        if ours not in self._ids:
            added = self.ours[ours]
            self._ids[ours] = self._free_id(ours)
            self._add(ours, deepcopy(added))
        return self._ids[ours]

    def added(self) -> dict[str, str]:
        """Our ids of the styles that were added, with the ids that they have in the file."""
        return dict(self._ids)

    def _free_id(self, wanted: str) -> str:
        taken = {one.lower() for one in (*self.sheet.by_id, *self._ids.values())}
        candidates = (wanted, f"Brief{wanted}", *(f"Brief{wanted}{n}" for n in range(2, 99)))
        return next(one for one in candidates if one.lower() not in taken)

    def _add(self, ours: str, element: Element) -> None:
        element.set(qn("w:styleId"), self._ids[ours])
        name = element.find(qn("w:name"))
        names = {style.name.lower() for style in self.sheet.styles}
        if name is not None and value(name).lower() in names:
            name.set(qn("w:val"), f"Brief {value(name)}")
            element.set(qn("w:customStyle"), "1")
        for tag in ("basedOn", "next"):
            self._redirect(element, tag)
        for number in element.iter(qn("w:numId")):
            number.set(qn("w:val"), str(int(value(number)) + self.lists.first_list))
        for indent in element.iter(qn("w:ind")):
            # Their standard paragraph may indent its first line.
            if indent.get(qn("w:hanging")) == "0":
                del indent.attrib[qn("w:hanging")]
                indent.set(qn("w:firstLine"), "0")
        if self._has_table and ours in {"TableText", "TableHeading"}:
            # Room between rows is a matter of our own table style; theirs leaves it to the words.
            for spacing in element.iter(qn("w:spacing")):
                spacing.set(qn("w:before"), _ROW_SPACE)
                spacing.set(qn("w:after"), _ROW_SPACE)
        if self._has_table and ours.startswith("TableHeading"):
            # Their table says in which colour the words of its first row stand on its shading.
            _remove(element, "w:color")
        if self._quote is not None and ours == _ATTRIBUTION:
            _remove(element, "w:pBdr")
            left, right = (
                self.sheet.number(self._quote, "pPr", "ind", side) or 0
                for side in ("left", "right")
            )
            for indent in element.iter(qn("w:ind")):
                indent.set(qn("w:left"), str(int(left)))
                indent.set(qn("w:right"), str(int(right)))
            side = self.sheet.property(self._quote, "pPr", "jc")
            properties = cast(Element | None, element.find(qn("w:pPr")))
            if side is not None and properties is not None:
                put(properties, w("jc", val=value(side)))
        self.root.append(element)

    def _redirect(self, element: Element, tag: str) -> None:
        found = element.find(qn(f"w:{tag}"))
        if found is None:
            return
        ours = value(found)
        if ours == "TableNormal":
            tables = [s for s in self.sheet.styles if s.kind == "table" and s.is_default]
            theirs = tables[0].id if tables else ""
        elif tag == "next" and ours not in self._ids and self._is_absent(ours):
            theirs = ""  # what follows may never be needed
        else:
            theirs = self.id_of(ours)
        if theirs and theirs != element.get(qn("w:styleId")):
            found.set(qn("w:val"), theirs)
        else:
            element.remove(found)

    def _is_absent(self, ours: str) -> bool:
        choice = self.choices.get(ours)
        return choice is None or choice.is_ours

    def _keep(self, paragraph: Element) -> None:
        """Say on ``paragraph`` itself that it stays with the next, or whole, where our style says
        so and that of theirs in its place does not: a heading is no last line of a page."""
        properties = cast(Element | None, paragraph.find(qn("w:pPr")))
        choice = self.choices.get(_style_of(paragraph))
        if properties is None or choice is None or choice.is_ours:
            return
        ours = self.ours.get(_style_of(paragraph))
        theirs = self.sheet.by_id.get(choice.style_id)
        for tag in _KEEPS:
            is_wanted = ours is not None and is_on(ours.find(f"{W}pPr/{W}{tag}"))
            is_said = properties.find(qn(f"w:{tag}")) is not None
            if is_wanted and not is_said and not is_on(self.sheet.property(theirs, "pPr", tag)):
                put(properties, w(tag))

    def _join_quote(self, element: Element, following: Element) -> None:
        """Set a quote in a style of theirs close to who said it, which that style does not know
        of."""
        properties = cast(Element | None, element.find(qn("w:pPr")))
        if self._quote is None or properties is None:
            return
        if _style_of(element) == _QUOTE and _style_of(following) == _ATTRIBUTION:
            put(properties, w("spacing", after=_BEHIND_QUOTE))

    def _part_heading(self, element: Element, following: Element) -> None:
        """Part a heading in a style of theirs from a table, box or list of ours right above it,
        which leaves that to the heading."""
        properties = cast(Element | None, following.find(qn("w:pPr")))
        choice = self.choices.get(_style_of(following))
        if properties is None or choice is None or choice.is_ours:
            return
        above = self.choices.get(_style_of(element).removesuffix("Last"))
        leaves_it = above is not None and above.is_ours and above.role not in _HEADINGS
        if choice.role in _HEADINGS and (leaves_it or element.tag == qn("w:tbl")):
            style = self.sheet.by_id.get(choice.style_id)
            if (self.sheet.number(style, "pPr", "spacing", "before") or 0) < _ABOVE_HEADING:
                put(properties, w("spacing", before=_ABOVE_HEADING))

    def _join_list(self, paragraph: Element) -> None:
        """Make ``paragraph`` a member of our list where its style is theirs and no list's."""
        properties = cast(Element | None, paragraph.find(qn("w:pPr")))
        style = None if properties is None else properties.find(qn("w:pStyle"))
        name = value(style).removesuffix("Last")
        choice = self.choices.get(name) if style is not None else None
        if properties is None or choice is None or choice.is_ours or choice.role not in LISTS:
            return
        ours = LISTS[choice.role]
        if ours in self.lists.borrowed or properties.find(qn("w:numPr")) is not None:
            return
        put(properties, numbered(ours.list_id + self.lists.first_list, ours.level))


def _style_of(paragraph: etree._Element) -> str:
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _remove(element: Element, name: str) -> None:
    for found in list(element.iter(qn(name))):
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)


def _speak(element: Element, language: str) -> None:
    """Say of all words that they are in ``language``, but where they say otherwise."""
    for run in cast(Iterator[Element], element.iter(qn("w:r"))):
        properties = cast(Element | None, run.find(qn("w:rPr")))
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        if properties.find(qn("w:lang")) is None:
            put(properties, tongue(language))
