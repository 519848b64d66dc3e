"""The copy of a Word file that goes out: without what its pages do not show."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from lxml import etree

_RECORD = b"urn:briefgen:provenance:1"  # the namespace of the record of where lines come from
_EMPTY = b'<provenance xmlns="' + _RECORD + b'"/>'
# The parts of properties, by their namespaces: those of the core, of programs, and of one's own.
_PROPERTIES = re.compile(
    rb"(?:metadata/core-properties|officeDocument(?:/2006)?/(?:extended|custom)[-P]\w+)[\"']"
)
_CATALOGUES = re.compile(r"word/|customXml/|\[Content_Types\]\.xml$|.*\.rels$")
_KEPT = frozenset({"title", "language"})
_BOUND = re.compile(rb"dataBinding\b[^>]*xpath=\"([^\"]*)\"")


def copy_of(content: bytes) -> bytes:
    """A Word file without the record of where its lines come from, in which the sentences would
    still be that a person has taken out of the text since, and with no properties but its title,
    its language and those that a field on its pages shows. Another file is given back as it is."""
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as kept:
            parts = [(info, archive.read(info)) for info in archive.infolist()]
            shown = frozenset(
                name.decode(errors="replace")
                for info, part in parts
                if info.filename.startswith("word/")
                for path in _BOUND.findall(part)
                for name in re.findall(rb"\w+", path)
            )
            for info, part in parts:
                kept.writestr(info, _as_sent(info.filename, part, _KEPT | shown))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error):
        return content
    return made.getvalue()


def _as_sent(name: str, part: bytes, kept: frozenset[str]) -> bytes:
    """A part of a Word file as it goes out; of properties those of the names that are ``kept``."""
    if name.startswith("customXml/item") and _RECORD in part:
        return part if name.startswith("customXml/itemProps") else _EMPTY
    if _CATALOGUES.match(name) or not _PROPERTIES.search(part):
        return part
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(part, parser=parser)
    except etree.XMLSyntaxError:
        return b""
    for child in list(root):
        called = child.get("name") or etree.QName(child).localname if _is_element(child) else ""
        if called not in kept:
            root.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_element(child: etree._Element) -> bool:
    return isinstance(child.tag, str)  # and no comment
