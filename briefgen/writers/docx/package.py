"""The Word file around the body: its parts, properties and bytes, the same every time."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.shared import Mm, Pt

from briefgen.model.document import Document
from briefgen.writers.characters import clean
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.xml import Element, replace_children, w

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_UNWANTED = {
    RELATION.CUSTOM_XML,
    RELATION.EXTENDED_PROPERTIES,
    RELATION.FONT_TABLE,
    RELATION.THEME,
    RELATION.THUMBNAIL,
    RELATION.WEB_SETTINGS,
    _STYLES_WITH_EFFECTS,
}


def blank() -> WordFile:
    """A file with nothing in it that is not ours: python-docx's own template brings a theme,
    a picture of another document and a Mac's print settings."""
    file = docx.Document()
    for relations in (file.part.rels, file.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype in _UNWANTED]:
            del relations[key]
    return file


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
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
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


def packed(file: WordFile) -> bytes:
    """The bytes of ``file``: the archive holds no clock, and its members are in one order."""
    loose = BytesIO()
    file.save(loose)
    packed_file = BytesIO()
    with (
        zipfile.ZipFile(loose) as source,
        zipfile.ZipFile(packed_file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # Readers look for the list of content types first.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed_file.getvalue()
