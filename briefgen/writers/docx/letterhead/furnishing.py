"""Headers and footers of a letterhead: its own stay, the marking stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.section import Section
from lxml import etree

from briefgen.writers.docx.furniture import Furniture
from briefgen.writers.docx.letterhead.words import R, W
from briefgen.writers.docx.xml import Element, replace_children

_SHOWS = tuple(
    f"{W}{tag}" for tag in ("t", "drawing", "pict", "fldChar", "fldSimple", "sym", "tbl", "object")
)
_BANDS = ("header", "footer")
_PREFIX = {"default": "", "first": "first_page_", "even": "even_page_"}
Dress = Callable[[list[Element]], None]


def furnish(file: WordFile, furniture: Furniture, marked: frozenset[str], dress: Dress) -> None:
    """Our own bands where the file has none at all; else the marking in each of theirs that does
    not have it: ``marked`` are the names of parts that do ("header1.xml")."""
    if not any(_shows(part) for part in _all_parts(file)):
        _put_ours(file, furniture, dress)
        return
    if not furniture.marking():
        return
    done: set[int] = set()
    for section in file.sections:
        for kind in _kinds(file, section):
            for band in _BANDS:
                part = _in_force(file, section, band, kind) or _made(file, band, kind)
                if id(part) in done or _name(part) in marked:
                    continue
                done.add(id(part))
                made = furniture.marking()
                dress(made)
                root = cast(Element, part.element)  # type: ignore[attr-defined]
                if band == "header":
                    root[:0] = made
                else:
                    root.extend(made)


def _put_ours(file: WordFile, furniture: Furniture, dress: Dress) -> None:
    first = file.sections[0]
    first.different_first_page_header_footer = True
    for section in file.sections:
        for kind in _kinds(file, section):
            for band in _BANDS:
                part = _in_force(file, section, band, kind) or _made(file, band, kind)
                make = furniture.header if band == "header" else furniture.footer
                made = make(first_page=kind == "first")
                dress(made)
                replace_children(part.element, made)  # type: ignore[attr-defined]


def _kinds(file: WordFile, section: Section) -> Iterator[str]:
    """The kinds of pages that a section has: each has a header and a footer of its own."""
    yield "default"
    if section.different_first_page_header_footer:
        yield "first"
    if file.settings.odd_and_even_pages_header_footer:
        yield "even"


def _in_force(file: WordFile, section: Section, band: str, kind: str) -> object | None:
    """The part that pages of ``kind`` in ``section`` show: its own, else that of the nearest
    section before it that has one."""
    found = None
    for one in file.sections:
        for reference in one._sectPr.findall(qn(f"w:{band}Reference")):
            if reference.get(qn("w:type"), "default") == kind:
                found = file.part.related_parts.get(reference.get(f"{R}id", ""))
        if one._sectPr is section._sectPr:
            return found
    return found


def _made(file: WordFile, band: str, kind: str) -> object:
    """A new part for pages that have no ``band`` so far, in force from the first section on."""
    story = getattr(file.sections[0], f"{_PREFIX[kind]}{band}")
    story.is_linked_to_previous = False
    replace_children(story._element, [])
    return story.part


def _name(part: object) -> str:
    return str(part.partname).rpartition("/")[2]  # type: ignore[attr-defined]


def _all_parts(file: WordFile) -> Iterator[etree._Element]:
    for relation in file.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield relation.target_part.element


def _shows(root: etree._Element) -> bool:
    """Whether anything is to be seen in a header or footer."""
    return any(e.tag != f"{W}t" or (e.text or "").strip() for e in root.iter(*_SHOWS))
