"""Packages (zip files of XML) built for the tests of the readers, small enough to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from .samples import core_properties

_ODF = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
_ODF_NAMES = (
    " ".join(
        f'xmlns:{prefix}="{_ODF % name}"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "meta": "meta",
            "svg": "svg-compatible",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def package(parts: Mapping[str, str]) -> bytes:
    """A zip file of ``parts`` by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def odt_file(
    body: str, *, meta: str = "", styles: str = "", automatic: str = "", manifest: str = ""
) -> bytes:
    """An OpenDocument text with ``body`` inside office:text and the rest, all as raw XML."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF_NAMES}>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {_ODF_NAMES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "styles.xml": f"<office:document-styles {_ODF_NAMES}><office:styles>{styles}"
        "</office:styles></office:document-styles>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return package(parts)


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """A part of relations: ids with the last word of the type, and the target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def xlsx_file(
    sheets: Mapping[str, str],
    *,
    texts: str = "",
    formats: Sequence[str] = (),
    states: Mapping[str, str] | None = None,
    core: str = "",
) -> bytes:
    """An Excel workbook: ``sheets`` are names with what is inside worksheet, ``texts`` the shared
    ones, ``formats`` the formats of the styles 1, 2, …, ``states`` of sheets."""
    space = f'xmlns="{_SHEET}"'
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"'
        f' state="{(states or {}).get(name, "visible")}"/>'
        for n, name in enumerate(sheets, 1)
    )
    targets = {
        f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)
    }
    codes = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{c}"/>' for n, c in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    parts = {
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            {**targets, "t": ("sharedStrings", "sharedStrings.xml"), "s": ("styles", "styles.xml")}
        ),
        "xl/sharedStrings.xml": f"<sst {space}>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet {space}><numFmts>{codes}</numFmts>"
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "docProps/core.xml": core_properties(core),
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {space}>{inner}</worksheet>"
            for n, inner in enumerate(sheets.values(), 1)
        },
    }
    return package(parts)
