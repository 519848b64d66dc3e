"""E-books: the text of their chapters in reading order, and what they state about themselves."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.dating import parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.html import all_text_of
from briefgen.readers.package import Package
from briefgen.readers.stated import primary_language, stated_author, stated_title

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
# XHTML writes an empty element as "<title/>", in HTML one that has no end.
_CLOSED = re.compile(rb"<([A-Za-z][A-Za-z0-9]{0,15})((?:\s[^<>]{0,2000})?)/>")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


def read(data: bytes) -> Content:
    """The text of all chapters; the table of contents is left out."""
    with Package(data) as package:
        name = _main_part(package)
        book = package.tree(name) if name else None
        if name is None or book is None:
            raise ReaderError(
                "has no book inside", remedy="ask for a fresh copy", code=Code.MALFORMED
            )
        _check_readable(package)
        chapters = list(_chapters(package, book, name))
        css = _style_sheets(package, book, name)
    metadata = book.find("{*}metadata")
    stated = metadata if metadata is not None else etree.Element("none")
    told = [all_text_of(_as_html(chapter), css) for chapter in chapters]
    return Content(
        text="\n\n".join(line for lines, _ in told for line in lines),
        hidden_words=sum(hidden for _, hidden in told),
        title=stated_title(stated.findtext(_DC + "title")),
        author=stated_author("; ".join(e.text or "" for e in stated.iter(_DC + "creator"))),
        publisher=finish_line(stated.findtext(_DC + "publisher")),
        published=parse_date(stated.findtext(_DC + "date")),
        language=primary_language(stated.findtext(_DC + "language")),
    )


def _main_part(package: Package) -> str | None:
    """The part that lists all others of the book."""
    container = package.tree(_CONTAINER)
    found = container.find("{*}rootfiles/{*}rootfile") if container is not None else None
    return found.get("full-path") if found is not None else None


def _check_readable(package: Package) -> None:
    """Raises ReaderError where pages are encrypted; fonts often are, which does no harm."""
    encryption = package.tree(_ENCRYPTION)
    if encryption is None:
        return
    for reference in encryption.iter("{*}CipherReference"):
        if (reference.get("URI") or "").lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            raise ReaderError(
                "is protected against copying",
                remedy="ask its publisher for a free copy",
                code=Code.ENCRYPTED,
            )


def _chapters(package: Package, book: etree._Element, name: str) -> Iterator[bytes]:
    """The pages of the book in reading order, each once."""
    listed = {item.get("id"): item for item in book.iterfind("{*}manifest/{*}item")}
    seen: set[str] = set()
    for reference in book.iterfind("{*}spine/{*}itemref"):
        item = listed.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        path = _path(item, name)
        page = None if path in seen else package.part(path)
        seen.add(path)
        if page is not None:
            yield page


def _style_sheets(package: Package, book: etree._Element, name: str) -> str:
    """All style sheets of the book: which page links to which is not followed."""
    listed = book.iterfind("{*}manifest/{*}item")
    found = (
        package.part(_path(item, name)) for item in listed if item.get("media-type") == "text/css"
    )
    return "\n".join(sheet.decode("utf-8", "replace") for sheet in found if sheet)


def _path(item: etree._Element, name: str) -> str:
    """The part that an item of the book ``name`` stands for."""
    path = posixpath.join(posixpath.dirname(name), unquote(item.get("href") or ""))
    return posixpath.normpath(path)


def _as_html(page: bytes) -> bytes:
    def opened(found: re.Match[bytes]) -> bytes:
        if found[1].lower() in _VOID:
            return found[0]
        return b"<" + found[1] + found[2] + b"></" + found[1] + b">"

    return _CLOSED.sub(opened, page)
