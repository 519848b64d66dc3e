"""The Word file around the body: its parts, properties and bytes, the same every time."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE as CONTENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.shared import Mm, Pt

from briefgen.model.document import Document
from briefgen.writers.characters import clean
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.xml import Element, replace_children, root, w

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255
# Millimetres that the text may run lower than in the PDF: programs differ by a hair in where they
# end lines, and a page that is full to the last line would run over in some of them.
_RESERVE = 1.5
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
# Parts that every file has beside its body: the library's class, name and kinds.
_PARTS: tuple[tuple[type[XmlPart], str, str, str], ...] = (
    (StylesPart, "styles", CONTENT.WML_STYLES, RELATION.STYLES),
    (NumberingPart, "numbering", CONTENT.WML_NUMBERING, RELATION.NUMBERING),
    (SettingsPart, "settings", CONTENT.WML_SETTINGS, RELATION.SETTINGS),
)


def blank() -> WordFile:
    """A file with nothing in it: python-docx's own template has 900 kB of styles, a theme and a
    picture of another document, a fifth of the time of writing."""
    package = Package()
    element = root("document")
    section = w("sectPr", w("cols", space=720), w("docGrid", linePitch=360))
    element.append(w("body", section))
    body = DocumentPart(PackURI("/word/document.xml"), CONTENT.WML_DOCUMENT_MAIN, element, package)
    package.relate_to(body, RELATION.OFFICE_DOCUMENT)
    for kind, name, media_type, relation in _PARTS:
        part = kind(PackURI(f"/word/{name}.xml"), media_type, root(name), package)
        body.relate_to(part, relation)
    document: WordFile = body.document
    return document


def set_settings(file: WordFile, *, embeds: bool) -> None:
    """How Word treats the file; ``embeds`` has it keep the fonts in the file when it saves. It is
    not asked to update fields on opening: Word would put a question first."""
    fonts = [w("embedTrueTypeFonts"), w("saveSubsetFonts")] if embeds else []
    zoom, *rest = _settings()
    replace_children(file.settings.element, [zoom, *fonts, *rest])


def _settings() -> list[Element]:
    def compatible(name: str, value: int) -> Element:
        return w(
            "compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value
        )

    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", compatible("compatibilityMode", 15)),
    ]


def set_page(file: WordFile, look: Look) -> None:
    """Paper and margins."""
    section, page = file.sections[0], look.theme.page
    width, height = look.paper
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.top_margin = Mm(page.top)
    section.bottom_margin = Mm(page.bottom - min(_RESERVE, page.bottom * 0.15))
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = Mm(page.top * 0.36)
    section.footer_distance = Mm(page.bottom * 0.24)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True


def set_properties(file: WordFile, document: Document) -> None:
    """The properties that a reader sees under "File, Info"."""
    moment = _NO_DATE
    if (day := document.modified) is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties = file.core_properties
    properties.title = _property(document.title)
    properties.author = _property(document.author)
    properties.last_modified_by = _property(document.author)
    properties.subject = _property(document.subject)
    properties.keywords = _property(", ".join(document.keywords))
    properties.category = _property(document.kind)
    properties.language = _property(document.language)
    properties.identifier = _property(document.reference)
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = moment


def _property(text: str) -> str:
    return clean(text)[:_LONGEST_PROPERTY]


class _Members(dict[str, bytes]):
    """The members of the archive, in the shape that python-docx writes parts to."""

    def write(self, name: PackURI, content: bytes) -> None:
        """Told by python-docx."""
        self[name.membername] = content


def packed(file: WordFile) -> bytes:
    """The bytes of ``file``: the archive holds no clock, and its members are in one order.

    python-docx would compress everything with the time of day in it, to be unpacked for that."""
    package = file.part.package
    members, writer = _Members(), cast(Any, PackageWriter)
    for part in package.parts:
        part.before_marshal()
    writer._write_content_types_stream(members, package.parts)
    writer._write_pkg_rels(members, package.rels)
    writer._write_parts(members, package.parts)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        # Readers look for the list of content types first.
        for name in sorted(members, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, members[name])
    return archive.getvalue()
