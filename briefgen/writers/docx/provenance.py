"""The provenance of every item as a custom XML part: unseen in Word, there for other programs."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from briefgen.model.document import Document
from briefgen.writers.characters import clean
from briefgen.writers.docx.parts import attach

NAMESPACE = "urn:briefgen:provenance:1"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IDS = UUID("5d7a2d9c-64a5-4f0f-9d0b-1f6a0d6c4c11")  # the space in which our parts have ids


def attach_provenance(part: Part, document: Document) -> None:
    """Put the origins of ``document`` into the file that ``part`` is the body of."""
    if not document.origins:
        return
    content = _serialized(provenance(document))
    store = attach(
        part, "/customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, content
    )
    attach(
        store,
        "/customXml/itemProps1.xml",
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
        _serialized(_properties(uuid5(_IDS, content.hex()))),
    )


def provenance(document: Document) -> etree._Element:
    """Sources by number, then items with the sentences that they come from."""
    spaces: Any = {None: NAMESPACE}  # the stubs of lxml know no default namespace
    made = etree.Element(_named("provenance"), nsmap=spaces)
    for number, reference, sha256 in sorted(
        {(o.number, o.reference, o.sha256) for o in document.origins}
    ):
        source = etree.SubElement(made, _named("source"), number=str(number), sha256=clean(sha256))
        source.text = clean(reference)
    items: dict[str, etree._Element] = {}
    for origin in document.origins:
        if origin.item not in items:
            items[origin.item] = etree.SubElement(
                made, _named("item"), id=clean(origin.item), kind=clean(origin.kind)
            )
        sentence = etree.SubElement(
            items[origin.item],
            _named("origin"),
            source=str(origin.number),
            paragraph=str(origin.paragraph),
            start=str(origin.start),
            end=str(origin.end),
        )
        sentence.text = clean(origin.sentence)
    return made


def _serialized(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _named(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _properties(identifier: UUID) -> etree._Element:
    """What Word wants beside custom XML: an id, and the schema that it follows."""
    made = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    made.set(f"{{{_STORE}}}itemID", f"{{{str(identifier).upper()}}}")
    references = etree.SubElement(made, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return made
