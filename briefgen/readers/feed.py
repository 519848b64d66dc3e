"""Feeds (RSS, Atom): each entry a page of its own, with the address where it can be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Attachment, Content
from briefgen.readers.dating import parse_date
from briefgen.readers.eml import file_name
from briefgen.readers.finish import finish_line
from briefgen.readers.package import parse_xml

_MOST_ENTRIES = 200
_ROOTS = frozenset({"rss", "feed", "RDF"})
# Fields by the names that the formats have for them, the fullest or surest first.
_TEXTS = ("encoded", "content", "description", "summary")
_AUTHORS = ("creator", "author")
_DATES = ("pubDate", "published", "date", "updated", "issued", "modified")


def read(data: bytes) -> Content:
    """The entries of a feed in its order, as pages; the feed itself has no text."""
    root = parse_xml(data)
    if etree.QName(root).localname not in _ROOTS:
        raise ReaderError(
            "is no feed", remedy="save what you need of it as .txt", code=Code.UNSUPPORTED
        )
    entries = [one for one in root.iter() if _name(one) in {"item", "entry"}]
    if not entries:
        raise ReaderError("is a feed without entries", remedy="try it later", code=Code.EMPTY)
    channel = next((one for one in root.iter() if _name(one) in {"channel", "feed"}), root)
    publisher = finish_line(_field(channel, ("title",)))
    return Content(
        text="",
        publisher=publisher,
        attachments=tuple(_page(entry, publisher) for entry in entries[:_MOST_ENTRIES]),
    )


def _page(entry: etree._Element, publisher: str | None) -> Attachment:
    """An entry as a page that says what the feed says of it."""
    title = finish_line(_shown(_field(entry, ("title",)))) or "entry"
    link = _link(entry)
    day = parse_date(_field(entry, _DATES) or "")
    stated = {
        "author": _author(entry),
        "og:site_name": publisher,
        "article:published_time": day.isoformat() if day else None,
    }
    metas = "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">'
        for name, value in stated.items()
        if value
    )
    canonical = f'<link rel="canonical" href="{escape(link)}">' if link else ""
    body = _field(entry, _TEXTS) or ""
    markup = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title>{metas}'
        f"{canonical}</head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )
    return Attachment(
        file_name(f"{title}.html"), "text/html", markup.encode("utf-8", "replace"), address=link
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _named(entry: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    for name in names:
        yield from (child for child in entry if _name(child) == name)


def _field(entry: etree._Element, names: tuple[str, ...]) -> str | None:
    """The first field of these names that holds anything: text, or markup in place of it."""
    for child in _named(entry, names):
        if child.get("type") == "xhtml":
            text = "".join(etree.tostring(inner, encoding="unicode") for inner in child)
        else:
            text = "".join(str(part) for part in child.itertext())
        if text.strip():
            return text
    return None


def _shown(text: str | None) -> str | None:
    """Text in which markup may have been put as text, as many feeds have their titles."""
    from briefgen.readers.blocks import parse_html

    if text is None or not any(mark in text for mark in "<&"):
        return text
    tree = parse_html(text)
    return None if tree is None else str(tree.text_content())


def _author(entry: etree._Element) -> str | None:
    for child in _named(entry, _AUTHORS):
        named = next((inner for inner in child if _name(inner) == "name"), child)
        name = finish_line(named.text)
        if name and "@" not in name:
            return name
    return None


def _link(entry: etree._Element) -> str | None:
    for child in _named(entry, ("link",)):
        if child.get("rel", "alternate") == "alternate":
            found = finish_line(child.get("href") or child.text)
            if found and found.lower().startswith(("http://", "https://")):
                return found
    return None
