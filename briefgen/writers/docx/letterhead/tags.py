"""Tags like ``{{ title }}`` in any part of a letterhead, found and filled however Word split them.

A tag is plain substitution: a name, and nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.text.nearest import nearest
from briefgen.writers.docx.letterhead.opening import Members
from briefgen.writers.docx.letterhead.words import XML_SPACE, W, ancestors, place, value

BODY = "body"
# Word and its users put other spaces, unseen marks and quotation marks inside the braces.
_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AROUND = " \t\n\u00a0\u2007\u202f\"'“”„‟‘’‚«»‹›"
_NAME = re.compile(r"\w[\w .-]*")
_STATEMENT = re.compile(r"\{[%#].*?(?:[%#]\}|$)", re.DOTALL)
_PLAIN_PARTS = ("docProps/", "customXml/item")
# The style of prompts in content controls, by its ids in Word's languages.
_PROMPTS = ("placeholder", "platzhalter", "textedelespacer", "textodemarcador", "testosegnaposto")
_STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)[^/]*\.xml")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as found: the part it stands in ("header1.xml"), and the name it gives."""

    part: str
    name: str

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return place(self.part)


@dataclass(slots=True)
class _Piece:
    """A stretch of a paragraph's text: the element that holds it, and where it starts."""

    element: etree._Element
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tags_in(members: Members) -> list[Tag]:
    """All tags of a letterhead, in the order of its parts."""
    return [
        Tag(_short(part), name)
        for part, text in _texts(members)
        for name in (_named(match[1]) for match in _TAG.finditer(text))
    ]


def fill(members: Members, values: Mapping[str, str]) -> frozenset[Tag]:
    """Put ``values`` in the place of their tags, but that of the body, and say which there were.

    Raises:
        TemplateError: a tag has no value, is not closed, is a statement or stands where it cannot;
            part and remedy.
    """
    for fault in faults(members, [*values, BODY]):
        raise TemplateError(fault)
    found = frozenset(tags_in(members))
    for part, tree in _plain(members):
        del part
        for element in tree.iter(etree.Element):
            if element.text and "{{" in element.text:
                element.text = _TAG.sub(lambda m: values.get(_named(m[1]), m[0]), element.text)
    for _, paragraph in _paragraphs(members):
        _fill_paragraph(paragraph, values)
    return found


def tag_paragraphs(root: etree._Element, name: str) -> list[etree._Element]:
    """The paragraphs in ``root`` that hold the tag ``name``."""
    return [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if any(_named(m[1]) == name for m in _TAG.finditer(_text(_pieces(paragraph))))
    ]


def is_alone(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds one tag and no other words."""
    return not _TAG.sub("", _text(_pieces(paragraph)), count=1).strip(_AROUND)


def clear(paragraph: etree._Element) -> None:
    """Take all words out of a paragraph."""
    for piece in _pieces(paragraph):
        _drop(piece.element)


def faults(members: Members, known: list[str]) -> Iterator[str]:
    """What is wrong with the tags of a letterhead, where ``known`` are the names that mean
    something: file, part, remedy."""
    for part, text in _texts(members):
        where = f"{members.name}: {place(part)}"
        for statement in _STATEMENT.finditer(text):
            yield (
                f'{where}: "{statement[0][:60]}" is a statement; a Word file knows only tags like '
                "{{ title }}: put conditions and loops into template.md.j2"
            )
        for match in _TAG.finditer(text):
            name = _named(match[1])
            if name not in known:
                yield (
                    f'{where}: "{{{{ {match[1].strip(_AROUND)[:60]} }}}}" stands for nothing'
                    f"{nearest(name, known)}"
                )
            elif name == BODY and not is_text(_short(part)):
                yield (
                    f"{where}: {{{{ body }}}} cannot stand here; put it into a paragraph of the "
                    "text"
                )
        rest = _TAG.sub("", text)
        if "{{" in rest:
            opened = rest[rest.index("{{") :][:40]
            yield f'{where}: the tag "{opened}" is not closed in its paragraph; end it with }}}}'


def _named(inside: str) -> str:
    """The name between braces, as it was meant: Word begins it with a capital, or puts quotes
    around it."""
    name = _UNSEEN.sub("", inside).strip(_AROUND)
    return re.sub(r"[\s-]+", "_", name).lower() if _NAME.fullmatch(name) else name


def _short(part: str) -> str:
    return part.rpartition("/")[2]


def _texts(members: Members) -> Iterator[tuple[str, str]]:
    for part, tree in _plain(members):
        for element in tree.iter(etree.Element):
            if element.text and ("{{" in element.text):
                yield part, element.text
    for part, paragraph in _paragraphs(members):
        text = _text(_pieces(paragraph))
        if "{" in text:
            yield part, text


def _plain(members: Members) -> Iterator[tuple[str, etree._Element]]:
    """Properties of the file and custom XML: what fields and content controls take words from."""
    return (
        (name, tree)
        for name, tree in members.trees.items()
        if name.startswith(_PLAIN_PARTS) and "_rels/" not in name and "itemProps" not in name
    )


def is_text(part: str) -> bool:
    """Whether a part holds the text itself: programs may number its name ("document2.xml")."""
    return part.startswith("document")


def is_story(part: str) -> bool:
    """Whether a part holds words of the document."""
    return _STORIES.fullmatch(part) is not None


def _paragraphs(members: Members) -> Iterator[tuple[str, etree._Element]]:
    for name, tree in members.trees.items():
        if is_story(name):
            for paragraph in tree.iter(f"{W}p"):
                yield name, paragraph


def _pieces(paragraph: etree._Element) -> list[_Piece]:
    """What a paragraph says, without that of text boxes anchored in it, and without what tracked
    changes have taken out."""
    pieces: list[_Piece] = []
    at = 0
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        run = element.getparent()
        if run is None or run.tag != f"{W}r":
            continue
        if next(ancestors(element, "p"), None) is not paragraph:
            continue
        if next(ancestors(element, "del", "moveFrom"), None) is not None:
            continue
        tag = str(element.tag).removeprefix(W)
        text = {"t": element.text or "", "tab": "\t", "br": "\n"}.get(tag, "-")
        pieces.append(_Piece(element, at, text))
        at += len(text)
    return pieces


def _text(pieces: list[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _fill_paragraph(paragraph: etree._Element, values: Mapping[str, str]) -> None:
    pieces = _pieces(paragraph)
    matches = [m for m in _TAG.finditer(_text(pieces)) if _named(m[1]) in values]
    for match in reversed(matches):
        # The words around may have changed, but not in front of this tag.
        _replace(_pieces(paragraph), match.start(), match.end(), values[_named(match[1])])
    if matches:
        _tell_controls(paragraph)


def _replace(pieces: list[_Piece], start: int, end: int, text: str) -> None:
    """Put ``text`` where ``start:end`` stood, in the manner of the run where that began."""
    touched = [piece for piece in pieces if piece.start < end and piece.end > start]
    first, last = touched[0], touched[-1]
    after = last.text[end - last.start :]
    before = first.text[: start - first.start]
    for piece in touched[1:-1]:
        _drop(piece.element)
    if last is not first:
        if after:
            say(last.element, after)
        else:
            _drop(last.element)
        after = ""
    lines = text.split("\n")
    say(first.element, before + lines[0])
    at = first.element
    for line in lines[1:]:
        for new in (etree.Element(f"{W}br"), etree.Element(f"{W}t")):
            at.addnext(new)
            at = new
        say(at, line)
    say(at, (at.text or "") + after)


def say(element: etree._Element, text: str) -> None:
    """Make ``text`` the words of a run, its spaces kept."""
    element.text = text
    element.set(XML_SPACE, "preserve")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tell_controls(paragraph: etree._Element) -> None:
    for control in [*ancestors(paragraph, "sdt"), *paragraph.iter(f"{W}sdt")]:
        settle(control)


def settle(control: etree._Element) -> None:
    """Have a content control that is filled no longer show its prompt, nor look like one."""
    properties = control.find(f"{W}sdtPr")
    prompt = None if properties is None else properties.find(f"{W}showingPlcHdr")
    if properties is None or prompt is None:
        return
    properties.remove(prompt)
    for style in list(control.iter(f"{W}rStyle")):
        if value(style).lower().startswith(_PROMPTS):
            _drop(style)
