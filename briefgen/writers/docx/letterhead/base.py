"""A letterhead with room for a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import cast

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefgen.model.document import Document
from briefgen.model.letterhead import Letterhead
from briefgen.model.theme import Theme
from briefgen.writers.docx.base import Used
from briefgen.writers.docx.furniture import Furniture, estimated_pages
from briefgen.writers.docx.letterhead import tags
from briefgen.writers.docx.letterhead.controls import fill_bound
from briefgen.writers.docx.letterhead.dressing import Lists, Wardrobe
from briefgen.writers.docx.letterhead.file import opened, sheet_in, word_file
from briefgen.writers.docx.letterhead.furnishing import furnish
from briefgen.writers.docx.letterhead.guessing import guessed
from briefgen.writers.docx.letterhead.manner import themed
from briefgen.writers.docx.letterhead.place import Place
from briefgen.writers.docx.letterhead.properties import set_properties
from briefgen.writers.docx.letterhead.said import unsaid
from briefgen.writers.docx.letterhead.values import values
from briefgen.writers.docx.letterhead.words import W, value
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.numbering import Numbering
from briefgen.writers.docx.parts import attach, related
from briefgen.writers.docx.scripts import Scripts, set_scripts
from briefgen.writers.docx.styles import styles
from briefgen.writers.docx.xml import Element, root, w

_SPREAD = 1.3  # fonts of an office run wider than ours, and what stands in for them wider still
_CELL_MARGINS = 10.8  # points: left and right of the words in a cell, as Word has them
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Letterheaded:
    """``letterhead`` with its tags filled, for the blocks of ``document``.

    Raises:
        TemplateError: it cannot be written in: file, part, remedy.
    """

    def __init__(self, document: Document, theme: Theme, letterhead: Letterhead) -> None:
        self.whole = document
        members = opened(letterhead).members()
        words = values(document, theme)
        self.tags = tags.fill(members, words).union(fill_bound(members, words))
        self.file = word_file(members)
        self.sheet = sheet_in(self.file)
        self.choices = guessed(self.sheet, letterhead.styles)
        self.place = Place(self.file.element.body, letterhead.name)
        self.look = Look(
            themed(self.sheet, self.choices, theme),
            room=self.place.width,
            spread=_SPREAD,
            margin=0 if self.choices["table"].is_ours else _CELL_MARGINS,
        ).labelled(document)
        part = related(self.file.part, RELATIONSHIP_TYPE.NUMBERING)
        self._numbering = None if part is None else cast(Element, cast(XmlPart, part).element)
        lists = Lists(self.sheet, self._numbering)
        self.lists = Numbering(
            self.look, lists.first_list(), lists.first_definition(), lists.borrowed(self.choices)
        )
        self.used = _used(self.file)
        # What the text of the letterhead says already is not said twice.
        said = {tag.name for tag in self.tags if tags.is_text(tag.part)}
        self.document = unsaid(document, {name: words.get(name, "") for name in said})

    def take(self, body: list[Element], comments: list[Element]) -> None:
        """Put ``body`` into its place, in the styles of the letterhead."""
        document = self.whole
        page = replace(self.look, room=self.place.text_width)
        ours = [*self._our_styles(self.look), *self._our_styles(page, "Header", "Footer")]
        wardrobe = Wardrobe(self.sheet, self.file.styles.element, self.choices, ours, self.lists)
        language = self._foreign_language()
        furniture = Furniture(document, page, pages=estimated_pages(body))
        set_scripts([*body, *comments], document.language)
        definitions = self._definitions(wardrobe)
        wardrobe.dress([*body, *comments], language)
        self.place.insert(body)
        marked = frozenset(tag.part for tag in self.tags if tag.name == "marking")
        furnish(self.file, furniture, marked, lambda made: wardrobe.dress(made, language))
        self._add_lists(definitions, wardrobe)
        set_properties(self.file, document, self.tags)

    def _our_styles(self, look: Look, *only: str) -> list[Element]:
        made = styles(look, self.whole.language, Scripts())
        return [one for one in made if not only or one.get(qn("w:styleId")) in only]

    def _foreign_language(self) -> str:
        """The language of the brief, where it is not that of the letterhead."""
        theirs = self.sheet.language().partition("-")[0].lower()
        own = self.whole.language.partition("-")[0].lower()
        return "" if theirs == own else self.whole.language

    def _definitions(self, wardrobe: Wardrobe) -> list[Element]:
        """Our lists, with the indents of our styles: those of a style of theirs are another's."""
        made = self.lists.elements()
        for level in (level for one in made for level in one.iter(qn("w:lvl"))):
            style = wardrobe.ours.get(value(level.find(qn("w:pStyle"))))
            indent = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:ind')}")
            look = level.find(qn("w:rPr"))
            if indent is not None and look is not None:
                look.addprevious(w("pPr", deepcopy(cast(Element, indent))))
        return made

    def _add_lists(self, made: Iterable[Element], wardrobe: Wardrobe) -> None:
        """Put those of our lists into the file that anything in it belongs to."""
        numbers = {
            value(number)
            for root_ in (self.file.element, self.file.styles.element)
            for number in root_.iter(qn("w:numId"))
        }
        lists = [e for e in made if e.tag == qn("w:num") and e.get(qn("w:numId")) in numbers]
        needed = {value(one.find(qn("w:abstractNumId"))) for one in lists}
        if not lists:
            return
        added = wardrobe.added()
        target = self._numbering_element()
        first = _first(target, "w:num", "w:numIdMacAtCleanup")
        last = _first(target, "w:numIdMacAtCleanup")
        for one in made:
            if one.tag == qn("w:num"):
                if one in lists:
                    _insert(target, one, last)
            elif one.get(qn("w:abstractNumId")) in needed:
                for style in cast(list[Element], list(one.iter(qn("w:pStyle")))):
                    _point(style, added.get(value(style)))
                _insert(target, one, first)

    def _numbering_element(self) -> Element:
        if self._numbering is None:
            self._numbering = root("numbering")
            attach(
                self.file.part,
                "/word/numbering.xml",
                CONTENT_TYPE.WML_NUMBERING,
                RELATIONSHIP_TYPE.NUMBERING,
                self._numbering,
            )
        return self._numbering


def _first(target: Element, *names: str) -> Element | None:
    return next(cast(Iterator[Element], target.iterchildren(*map(qn, names))), None)


def _insert(target: Element, one: Element, before: Element | None) -> None:
    if before is None:
        target.append(one)
    else:
        before.addprevious(one)


def _point(style: Element, style_id: str | None) -> None:
    """Have a level of a list name a style of the file, or none: each wants the other to name it."""
    if style_id:
        style.set(qn("w:val"), style_id)
    else:
        parent = style.getparent()
        if parent is not None:
            parent.remove(style)


def _used(file: WordFile) -> Used:
    parts = [
        relation.target_part.element
        for relation in file.part.rels.values()
        if not relation.is_external and isinstance(relation.target_part, XmlPart)
    ]
    everywhere = [file.element, *parts]

    def highest(tag: str, attribute: str) -> int:
        found = (e.get(attribute, "") for one in everywhere for e in one.iter(tag))
        return max((int(number) for number in found if number.isdecimal()), default=-1)

    return Used(
        bookmarks=max(0, highest(f"{W}bookmarkStart", f"{W}id")),
        drawings=max(0, highest(_DRAWING, "id")),
        comments=highest(f"{W}comment", f"{W}id") + 1,
    )
