"""The properties of a PDF as XMP, which agree with those of its Info dictionary."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import XMP

# ISO 16684-1 for the properties, ISO 14289-1, 5, for the identification. PDF/A knows the schema
# of the identification only where the file describes it (ISO 19005-2, 6.6.2.3).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def attach(document: Any, day: date) -> None:
    """Give ``document``, ReportLab's file in the making, metadata that say what its Info
    dictionary says; ``day`` is the date of both."""
    packet = _packet(document.info, getattr(document.Catalog, "Lang", None), day)
    document.Catalog.Metadata = XMP(creator=lambda _: packet)


def _packet(info: Any, language: Any, day: date) -> bytes:
    time = f"{day.isoformat()}T00:00:00+00:00"
    properties = [
        _alternative("dc:title", info.title),
        _alternative("dc:description", info.subject),
        _listed("dc:creator", "Seq", info.author),
        _listed("dc:language", "Bag", language.s if language else ""),
        _plain("pdf:Keywords", info.keywords),
        _plain("pdf:Producer", info.producer),
        _plain("xmp:CreatorTool", info.creator),
        _plain("xmp:CreateDate", time),
        _plain("xmp:ModifyDate", time),
    ]
    return _PACKET.format(properties="\n".join(p for p in properties if p)).encode()


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _listed(name: str, kind: str, value: str) -> str:
    if not value:
        return ""
    return (
        f"<{name}><rdf:{kind}><rdf:li>{escape(value, quote=False)}</rdf:li></rdf:{kind}></{name}>"
    )


def _alternative(name: str, value: str) -> str:
    if not value:
        return ""
    words = f'<rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li>'
    return f"<{name}><rdf:Alt>{words}</rdf:Alt></{name}>"
