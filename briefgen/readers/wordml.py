"""WordprocessingML made plain: what mammoth would pass over is put where it looks.

The package is built anew from the parts that carry text, each parsed here under limits first, so
that the converter never meets a picture, a macro, a link to the outside or an entity.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.package import Package
from briefgen.readers.wordml_unseen import UnseenText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT = "word/document.xml"
# Text of notes stands in parts of their own; styles and numbering tell headings and lists.
_TEXT_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_TITLES = ("title", "subtitle")
_OUTLINE = tuple("012345")  # levels that HTML has headings for; 9 is running text
_OTHER_PARTS = (_STYLES, "word/numbering.xml")
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
# Elements whose children count and they themselves do not.
_WRAPPERS = tuple(
    _W + name
    for name in ("fldSimple", "bdo", "dir", "smartTag", "customXml", "moveTo", "ins", "hyperlink")
)
# Pictures and embedded files, whose text boxes have been moved out by the time these go.
_PICTURES = tuple(_W + name for name in ("drawing", "pict", "object"))
_REMOVED = tuple(_W + name for name in ("del", "moveFrom", "commentReference", "annotationRef"))
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def plain_package(package: Package) -> tuple[etree._Element, bytes, int]:
    """The document made plain, a small package with it and its notes for the converter, and how
    many words were left out that it does not show."""
    document = _part(package, _DOCUMENT)
    if document is None:
        raise ReaderError(
            "has no document inside",
            remedy="save it again as .docx in Word",
            code=Code.MALFORMED,
        )
    parts = {_DOCUMENT: document}
    for name in (*_TEXT_PARTS, *_OTHER_PARTS):
        part = _part(package, name)
        if part is not None:
            parts[name] = part
    unseen, hidden = UnseenText(parts.get(_STYLES)), 0
    if _STYLES in parts:
        _bare_styles(parts[_STYLES])
    for name in (_DOCUMENT, *_TEXT_PARTS):
        if name in parts:
            hidden += _make_plain(parts[name], unseen)
    return document, _pack(parts), hidden


def headings_of(document: etree._Element, styles: etree._Element | None) -> Iterator[str]:
    """Text of the paragraphs in the style Title, then of those in the first heading style."""
    names = {"Title": "title", "Heading1": "heading 1"}
    for style in styles.iter(_W + "style") if styles is not None else ():
        name = style.find(_W + "name")
        if name is not None:
            names[style.get(_W + "styleId") or ""] = (name.get(_W + "val") or "").lower()
    for wanted in ("title", "heading 1"):
        for paragraph in document.iter(_W + "p"):
            applied = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if applied is not None and names.get(applied.get(_W + "val") or "") == wanted:
                yield "".join(text.text or "" for text in paragraph.iter(_W + "t"))


def language_in(styles: etree._Element | None, document: etree._Element) -> str | None:
    """The language of the default style, else of the first run that states one."""
    places = [(styles, f"{_W}docDefaults//{_W}lang"), (document, f".//{_W}rPr/{_W}lang")]
    for root, path in places:
        found = root.find(path) if root is not None else None
        if found is not None and found.get(_W + "val"):
            return found.get(_W + "val")
    return None


def holds_unseen(package: Package) -> bool:
    """Whether any story of a Word file, its heads and feet too, has words that it does not show:
    hidden by themselves or by a style, tiny, or in the colour that they stand on."""
    unseen = UnseenText(_part(package, _STYLES))
    stories = (name for name in sorted(package.names) if _STORY.fullmatch(name))
    roots = (_part(package, name) for name in stories)
    return any(root is not None and unseen.take_out(root) for root in roots)


def _part(package: Package, name: str) -> etree._Element | None:
    from briefgen.readers.package import parse_xml

    data = package.part(name)
    if data is None:
        return None
    # "Strict Open XML" differs in its namespaces alone, which mammoth does not know.
    if _STRICT in data:
        data = data.replace(_STRICT, _W[1:-1].encode())
        data = re.sub(
            rb"http://purl\.oclc\.org/ooxml/officeDocument/relationships", _OFFICE.encode(), data
        )
    return parse_xml(data)


def _bare_styles(styles: etree._Element) -> None:
    """Styles less all that only looks; Word's default styles would take the converter 0.2 s."""
    telling = {_W + "name", _W + "basedOn", _W + "pPr"}
    for element in list(styles):
        if element.tag != _W + "style":
            styles.remove(element)
            continue
        for child in list(element):
            if child.tag not in telling:
                element.remove(child)
        _call_heading(element)


def _call_heading(style: etree._Element) -> None:
    """Give a style of a house's own that stands in the outline the name of the heading it is, which
    is all that the converter knows headings by."""
    name, level = style.find(_W + "name"), style.find(f"{_W}pPr/{_W}outlineLvl")
    if name is None or level is None:
        return
    said, number = (name.get(_W + "val") or "").lower(), level.get(_W + "val") or ""
    if said not in _TITLES and not said.startswith("heading") and number in _OUTLINE:
        name.set(_W + "val", f"heading {int(number) + 1}")


def _make_plain(root: etree._Element, unseen: UnseenText) -> int:
    """A part without what is no text of it; gives how many words that were not shown."""
    for tag in _REMOVED:
        for element in list(root.iter(tag)):
            # In paragraph and row properties these say that the mark or row is deleted.
            parent = element.getparent()
            if parent is not None and parent.tag not in {_W + "rPr", _W + "trPr"}:
                _remove(element)
    for alternate in list(root.iter(_MC + "AlternateContent")):
        _choose(alternate)
    hidden = unseen.take_out(root)
    for tag in _WRAPPERS:
        for element in list(root.iter(tag)):
            parent = element.getparent()
            if parent is not None and parent.tag not in {_W + "rPr", _W + "trPr"}:
                _unwrap(element)
    _show_math(root)
    _move_out_text_boxes(root)
    for picture in list(root.iter(*_PICTURES)):
        _remove(picture)
    return hidden


def _choose(alternate: etree._Element) -> None:
    """One of the alternatives: the newer if it holds text, so that a text box is not read twice."""
    choices = [child for child in alternate if child.tag in {_MC + "Choice", _MC + "Fallback"}]
    best = next((choice for choice in choices if _has_text(choice)), None)
    for choice in choices:
        if choice is not best:
            alternate.remove(choice)
    for element in (best, alternate):
        if element is not None:
            _unwrap(element)


def _has_text(element: etree._Element) -> bool:
    return any(text.text and text.text.strip() for text in element.iter(_W + "t"))


def _show_math(root: etree._Element) -> None:
    """The characters of a formula as a run: "E=mc2" rather than nothing."""
    for formula in list(root.iter(_MATH + "oMath")):
        words = "".join(text.text or "" for text in formula.iter(_MATH + "t"))
        run = etree.Element(_W + "r")
        text = etree.SubElement(run, _W + "t")
        text.text = words
        text.set(_XML_SPACE, "preserve")
        parent = formula.getparent()
        if parent is not None:
            parent.replace(formula, run)
    for wrapper in list(root.iter(_MATH + "oMathPara")):
        _unwrap(wrapper)


def _move_out_text_boxes(root: etree._Element) -> None:
    """The paragraphs of each text box, after the paragraph that it is anchored in."""
    boxes = list(root.iter(_W + "txbxContent"))
    # Innermost first, so that a box in a box leaves it before the outer box moves.
    for box in reversed(boxes):
        anchor = next(box.iterancestors(_W + "p"), None)
        if anchor is None or anchor.getparent() is None:
            continue
        for child in reversed(list(box)):
            anchor.addnext(child)
        _remove(box)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _pack(parts: dict[str, etree._Element]) -> bytes:
    overrides, relations = [], []
    for number, name in enumerate(parts):
        kind = name.removeprefix("word/").removesuffix(".xml")
        content_type = f"{_WORD_TYPE}.{'document.main' if kind == 'document' else kind}+xml"
        overrides.append(f'<Override PartName="/{name}" ContentType="{content_type}"/>')
        if kind != "document":
            relations.append(
                f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
            )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = f'<Relationship Id="r0" Type="{_OFFICE}/officeDocument" Target="{_DOCUMENT}"/>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{types}">{"".join(overrides)}</Types>'
        )
        archive.writestr("_rels/.rels", _relationships(root))
        archive.writestr("word/_rels/document.xml.rels", _relationships("".join(relations)))
        for name, tree in parts.items():
            archive.writestr(name, etree.tostring(tree, encoding="utf-8", xml_declaration=True))
    return target.getvalue()


def _relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'
