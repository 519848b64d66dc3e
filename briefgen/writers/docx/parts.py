"""Parts of the Word file that python-docx does not make."""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefgen.writers.docx.xml import Element


def attach(
    owner: Part, name: str, media_type: str, relation: str, content: bytes | Element
) -> Part:
    """A new part called ``name`` ("/word/comments.xml") that ``owner`` refers to. An element may
    still grow: it is written when the file is."""
    package = owner.package
    part = (
        Part(PackURI(name), media_type, content, package)
        if isinstance(content, bytes)
        else XmlPart(PackURI(name), media_type, content, package)
    )
    owner.relate_to(part, relation)
    return part
