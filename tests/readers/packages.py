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


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SLIDE_NAMES = (
    f'xmlns:a="{_DRAWING}" xmlns:p="{_SLIDES}" xmlns:r="{_RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def shape(*paragraphs: str, kind: str = "") -> str:
    """A shape on a slide; ``kind`` is that of a placeholder, paragraphs are text or raw XML."""
    inner = "".join(
        f"<a:p>{text if text.startswith('<') else f'<a:r><a:t>{text}</a:t></a:r>'}</a:p>"
        for text in paragraphs
    )
    place = f'<p:ph type="{kind}"/>' if kind else ""
    return f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody>{inner}</p:txBody></p:sp>"


def pptx_file(
    slides: Sequence[str],
    *,
    notes: str = "",
    diagram: str = "",
    hidden: Sequence[int] = (),
    core: str = "",
) -> bytes:
    """A presentation: ``slides`` are the shapes of each, ``notes`` and ``diagram`` belong to the
    first one, ``hidden`` are numbers of slides from 1. Its parts are in the opposite order."""
    total = len(slides)
    listed = "".join(f'<p:sldId r:id="r{n}"/>' for n in range(1, total + 1))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {_SLIDE_NAMES}><p:sldIdLst>{listed}"
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            {f"r{n}": ("slide", f"slides/slide{total - n}.xml") for n in range(1, total + 1)}
        ),
        f"ppt/slides/_rels/slide{total - 1}.xml.rels": relations(
            {
                "n": ("notesSlide", "../notesSlides/notes.xml"),
                "d": ("diagramData", "/ppt/diagrams/data.xml"),
            }
        ),
        "ppt/notesSlides/notes.xml": f"<p:notes {_SLIDE_NAMES}>{notes}</p:notes>",
        "ppt/diagrams/data.xml": f"<dgm:dataModel {_SLIDE_NAMES}>{diagram}</dgm:dataModel>",
        "docProps/core.xml": core_properties(core),
    }
    for n, shapes in enumerate(slides, 1):
        show = 'show="0"' if n in hidden else ""
        parts[f"ppt/slides/slide{total - n}.xml"] = (
            f"<p:sld {_SLIDE_NAMES} {show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
    return package(parts)


def epub_file(
    pages: Mapping[str, str], *, spine: Sequence[str], metadata: str = "", encrypted: str = ""
) -> bytes:
    """An e-book: ``pages`` are bodies by file name, ``spine`` the names in reading order; a page
    called nav.xhtml is its table of contents."""
    listed = "".join(
        f'<item id="{name}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for name in pages
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in spine)
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/'
        f'dc/elements/1.1/"><metadata>{metadata}</metadata><manifest>{listed}</manifest>'
        f"<spine>{order}</spine></package>",
        "META-INF/encryption.xml": f'<encryption><CipherReference URI="{encrypted}"/></encryption>',
    }
    for name, body in pages.items():
        parts[f"OEBPS/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN"'
            ' "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/'
            f'xhtml"><head><title/><script src="a.js"/></head><body>{body}</body></html>'
        )
    return package(parts)
