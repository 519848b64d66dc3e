"""Packages (zip files of XML) built for the tests of the readers, small enough to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

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
