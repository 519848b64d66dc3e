"""Parts of the Word file that python-docx does not make."""

from __future__ import annotations

import re
from typing import cast

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefgen.writers.docx.xml import Element

_NUMBERED = re.compile(r"(.*?)(\d*)(\.\w+)")


def attach(
    owner: Part, name: str, media_type: str, relation: str, content: bytes | Element
) -> Part:
    """A new part called ``name`` ("/word/comments.xml") that ``owner`` refers to; where the file
    has a part of that name, the next number is its own. An element may still grow: it is written
    when the file is."""
    package = owner.package
    address = free_name(owner, name)
    part = (
        Part(address, media_type, content, package)
        if isinstance(content, bytes)
        else XmlPart(address, media_type, content, package)
    )
    owner.relate_to(part, relation)
    return part


def free_name(owner: Part, name: str) -> PackURI:
    """``name``, or the next number where the file that ``owner`` is in has such a part."""
    taken = {str(part.partname).lower() for part in owner.package.iter_parts()}
    stem, number, ending = _NUMBERED.fullmatch(name).groups()  # type: ignore[union-attr]
    at = int(number or 1)
    while name.lower() in taken:
        at += 1
        name = f"{stem}{at}{ending}"
    return PackURI(name)


def related(owner: Part, relation: str) -> Part | None:
    """The part that ``owner`` refers to by ``relation``, if there is one in the file."""
    for one in owner.rels.values():
        if one.reltype == relation and not one.is_external:
            return cast(Part, one.target_part)
    return None
