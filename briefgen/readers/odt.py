"""OpenDocument text: as it reads with all tracked changes accepted, and what meta.xml states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.blocks import paragraphs_in
from briefgen.readers.content import Content
from briefgen.readers.dating import parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.odt_unseen import UnseenText
from briefgen.readers.package import Package
from briefgen.readers.stated import file_author, primary_language, stated_title

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE, _META = (
    _NAMESPACE % name for name in ("office", "text", "table", "drawing", "style", "meta")
)
_SVG = _NAMESPACE % "svg-compatible"
_FO = _NAMESPACE % "xsl-fo-compatible"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What is no text of the document: earlier text, remarks, lists of its own headings, descriptions of
# pictures, the reading aids above Chinese and Japanese, embedded files.
_LEFT_OUT = (
    *(
        _TEXT + name
        for name in (
            *("tracked-changes", "note-citation", "ruby-text", "table-of-content"),
            *("alphabetical-index", "illustration-index", "table-index", "object-index"),
            *("user-index", "sequence-decls", "variable-decls", "user-field-decls"),
        )
    ),
    *(_OFFICE + name for name in ("annotation", "forms", "binary-data", "scripts")),
    *(_DRAW + name for name in ("object", "object-ole", "image", "plugin", "applet")),
    *(_SVG + name for name in ("title", "desc")),
)
# The names that HTML has for the same things.
_NAMES = {
    _TEXT + "p": "p",
    _TEXT + "list": "ul",
    _TEXT + "list-item": "li",
    _TEXT + "list-header": "li",
    _TEXT + "section": "div",
    _TEXT + "line-break": "br",
    _TABLE + "table": "table",
    _TABLE + "table-row": "tr",
    _TABLE + "table-cell": "td",
    _TABLE + "covered-table-cell": "td",
    _DRAW + "text-box": "div",
}


def read(data: bytes) -> Content:
    """The content of a text document: body, lists, tables, text boxes, then notes."""
    with Package(data) as package:
        _check_readable(package)
        document = package.tree("content.xml")
        stated = _meta(package.tree("meta.xml"))
        styles = package.tree("styles.xml")
    body = document.find(f"{_OFFICE}body/{_OFFICE}text") if document is not None else None
    if document is None or body is None:
        raise ReaderError(
            "has no text document inside",
            remedy="save it again as .odt or .docx",
            code=Code.MALFORMED,
        )
    etree.strip_elements(body, *_LEFT_OUT, with_tail=False)
    hidden = UnseenText(styles, document).take_out(body)
    _make_plain(body)
    return Content(
        text="\n\n".join(paragraphs_in(body)),
        title=stated_title(stated.get(_DC + "title"))
        or stated_title(next(_headings(body, _titled(document)), None)),
        author=file_author(stated.get(_META + "initial-creator") or stated.get(_DC + "creator")),
        published=_day(stated),
        language=primary_language(stated.get(_DC + "language"))
        or primary_language(_language_in(styles)),
        hidden_words=hidden,
    )


def _check_readable(package: Package) -> None:
    """Raises ReaderError for a document whose parts are encrypted."""
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package.names:
        raise ReaderError(
            "is protected by a password",
            remedy="save a copy without the password",
            code=Code.ENCRYPTED,
        )


def _make_plain(body: etree._Element) -> None:
    """The body with the names of HTML, notes at its end, text boxes behind their paragraphs."""
    _move_out_drawings(body)
    for note in list(body.iter(_TEXT + "note")):
        body.extend(list(note.iterfind(f"{_TEXT}note-body/*")))
    for element in body.iter():
        if element.tag in {_TEXT + "s", _TEXT + "tab"}:
            element.text = " "
        level = element.get(_TEXT + "outline-level", "1")
        if element.tag == _TEXT + "h":
            element.tag = f"h{min(int(level), 6) if level.isdecimal() else 1}"
        else:
            element.tag = _NAMES.get(str(element.tag), "span")


def _move_out_drawings(body: etree._Element) -> None:
    """Each drawing, after the paragraph that it is anchored in: its text does not part that one."""
    shapes = [element for element in body.iter() if str(element.tag).startswith(_DRAW)]
    # Innermost first, so that a box in a box leaves it before the outer box moves.
    for shape in reversed(shapes):
        anchor = next(shape.iterancestors(_TEXT + "p", _TEXT + "h"), None)
        parent = shape.getparent()
        if anchor is None or parent is None:
            continue
        tail, before = shape.tail or "", shape.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        shape.tail = None
        anchor.addnext(shape)


def _titled(document: etree._Element) -> set[str]:
    """Names of the styles that are the style Title or stand on it."""
    made = document.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")
    parents = {
        style.get(_STYLE + "name", ""): style.get(_STYLE + "parent-style-name") for style in made
    }
    return {"Title", *(name for name, parent in parents.items() if parent == "Title")}


def _headings(body: etree._Element, titled: set[str]) -> Iterator[str]:
    """Text of the paragraphs in the style Title, then of the first headings."""
    for paragraph in body.iter("p"):
        if paragraph.get(_TEXT + "style-name") in titled:
            yield _text_of(paragraph)
    yield from map(_text_of, body.iter("h1"))


def _text_of(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _language_in(styles: etree._Element | None) -> str | None:
    """The language of the default style of paragraphs."""
    if styles is None:
        return None
    for style in styles.iter(_STYLE + "default-style"):
        found = style.find(_STYLE + "text-properties")
        if style.get(_STYLE + "family") == "paragraph" and found is not None:
            return found.get(_FO + "language")
    return None


def _meta(root: etree._Element | None) -> dict[str, str]:
    """Text of each property of the document by its qualified name."""
    stated = root.iterfind(f"{_OFFICE}meta/*") if root is not None else ()
    found = ((str(child.tag), finish_line(child.text)) for child in stated)
    return {tag: text for tag, text in found if text}


def _day(stated: dict[str, str]) -> date | None:
    """The day the document was made, else last changed."""
    return parse_date(stated.get(_META + "creation-date")) or parse_date(stated.get(_DC + "date"))
