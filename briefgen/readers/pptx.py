"""PowerPoint: the text of the slides in order, each with its notes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.blocks import paragraphs_in
from briefgen.readers.content import Content
from briefgen.readers.office import parts_by_relation, properties_of
from briefgen.readers.package import Package
from briefgen.readers.stated import stated_title

_PRESENTATION = "ppt/presentation.xml"
_RELATION = re.compile(r"\{.*/relationships\}(?:id|dm)")
# Placeholders that say the same on every slide, and the picture of the slide among its notes.
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_ON, _OFF = frozenset({"1", "true"}), frozenset({"0", "false"})
_TINY = 200  # hundredths of a point
_TITLES = frozenset({"title", "ctrTitle"})
# The names that HTML has for the same things.
_NAMES = {"p": "p", "br": "br", "tbl": "table", "tr": "tr", "tc": "td", "txBody": "div"}


def read(data: bytes) -> Content:
    """The content of a presentation: text, tables, diagrams and notes; never hidden slides, nor
    shapes that are hidden or text as small as nobody can read it."""
    with Package(data) as package:
        presentation = package.tree(_PRESENTATION)
        if presentation is None:
            raise ReaderError(
                "has no presentation inside",
                remedy="save it again as .pptx in PowerPoint",
                code=Code.MALFORMED,
            )
        stated = properties_of(package)
        all_slides = list(_slides(package, presentation))
        slides = [(root, part) for root, part in all_slides if _is_shown(root)]
        hidden = sum(_words(root) for root, _ in all_slides if not _is_shown(root))
        hidden += sum(_take_out_unseen(root) for root, _ in slides)
        titles = [title for root, _ in slides if (title := _title_of(root))]
        paragraphs = [line for root, part in slides for line in _told(package, root, part)]
    return Content(
        text="\n\n".join(paragraphs),
        title=stated.title or next(iter(titles), None),
        author=stated.author,
        publisher=stated.publisher,
        published=stated.published,
        language=stated.language,
        hidden_words=hidden,
    )


def _slides(package: Package, presentation: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Root and part of each slide in order."""
    parts = parts_by_relation(package, _PRESENTATION)
    for listed in presentation.iterfind("{*}sldIdLst/{*}sldId"):
        kind, part = parts.get(_related(listed), ("", ""))
        root = package.tree(part) if kind == "slide" else None
        if root is not None:
            yield root, part


def _is_shown(slide: etree._Element) -> bool:
    return slide.get("show") not in _OFF


def _take_out_unseen(slide: etree._Element) -> int:
    """Take out shapes that are hidden, and text too small to be read; gives how many words."""
    words = 0
    for about in list(slide.iter("{*}cNvPr")):
        shape = about.getparent()
        shape = shape.getparent() if shape is not None else None
        if about.get("hidden") in _ON and shape is not None:
            words += _words(shape)
            _remove(shape)
    for look in list(slide.iter("{*}rPr")):
        run, size = look.getparent(), look.get("sz", "")
        if run is not None and size.isdecimal() and int(size) <= _TINY:
            words += _words(run)
            _remove(run)
    return words


def _words(root: etree._Element) -> int:
    texts = (text.text or "" for text in root.iter("{*}t"))
    return sum(any(c.isalnum() for c in word) for text in texts for word in text.split())


def _told(package: Package, root: etree._Element, part: str) -> Iterator[str]:
    """The paragraphs of a slide, of the diagrams on it, and of its notes."""
    parts = parts_by_relation(package, part)
    diagrams = [_related(frame) for frame in root.iter("{*}relIds")]
    yield from _paragraphs(root)
    for relation in diagrams:
        kind, name = parts.get(relation, ("", ""))
        diagram = package.tree(name) if kind == "diagramData" else None
        yield from _paragraphs(diagram) if diagram is not None else ()
    notes = next((name for kind, name in parts.values() if kind == "notesSlide"), None)
    root_of_notes = package.tree(notes) if notes else None
    yield from _paragraphs(root_of_notes) if root_of_notes is not None else ()


def _related(element: etree._Element) -> str:
    """The id of the part that an element refers to."""
    found = (v for k, v in element.items() if _RELATION.fullmatch(str(k)))
    return str(next(found, ""))


def _title_of(root: etree._Element) -> str | None:
    for shape in root.iter("{*}sp"):
        if _placeholder(shape) in _TITLES:
            return stated_title(" ".join(text.text or "" for text in shape.iter("{*}t")))
    return None


def _placeholder(shape: etree._Element) -> str | None:
    found = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return found.get("type", "body") if found is not None else None


def _paragraphs(root: etree._Element) -> list[str]:
    """The text of a slide, of its notes or of a diagram, whose tree is used up for it."""
    for shape in list(root.iter("{*}sp")):
        if _placeholder(shape) in _FURNITURE:
            _remove(shape)
    # One drawing for new programs and the same for old ones.
    for alternate in list(root.iter("{*}AlternateContent")):
        for fallback in alternate.findall("{*}Fallback"):
            if any(text.text for text in alternate.iterfind("{*}Choice//{*}t")):
                _remove(fallback)
    for field in list(root.iter("{*}fld")):
        if field.get("type", "").startswith(("slidenum", "datetime")):
            _remove(field)
    for element in root.iter():
        name = etree.QName(element).localname
        element.tail = None
        if name != "t":
            element.text = None
        element.tag = _NAMES.get(name, "span")
    return paragraphs_in(root)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
