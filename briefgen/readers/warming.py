"""A small file of every format, read once: Python and libraries load much only when it is met."""

from __future__ import annotations

import io
import pkgutil
import zipfile
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.readers.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:t="http://purl.org/dc/terms/">'
    "<t:created>2026-03-11T10:00:00Z</t:created></c:coreProperties>"
)
_WORDS = "The council voted on 11 March 2026 to open an inquiry into the harbour barrier. "
_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>An inquiry - The Courier</title>
<meta property="article:published_time" content="2026-03-11T10:00:00+01:00">
<meta name="author" content="Ann Other"><link rel="canonical" href="https://example.org/a">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "A"}}}}</script>
</head><body><nav><a href="/b">Other</a></nav><article><h1>An inquiry</h1>
<p>By Ann Other, <time datetime="2026-03-11">11 March 2026</time></p>{f"<p>{_WORDS * 4}</p>" * 8}
<table><tr><th>Year</th><th>Dead</th></tr><tr><td>2025</td><td>3</td></tr></table>
<ul><li>One</li></ul><blockquote>Said.</blockquote></article><footer>End</footer></body></html>"""
# Where no article is found, all of a page is read.
_BARE = f"<html><body><div>{_WORDS}</div><div class='date'>Posted 3 days ago</div></body></html>"
_FRONT_MATTER = "---\ntitle: A\ndate: 2026-03-11\n---\n"
_MARKDOWN = f"# A\n\n{_WORDS}[^1] <b>x</b> ~~y~~ &eacute;\n\n"
_TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note. <http://example.org>\n"
_MAIL = (
    "From: =?utf-8?q?Ann_=C3=96ther?= <a@example.org>\nSubject: A\nMIME-Version: 1.0\n"
    "Date: Wed, 11 Mar 2026 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
    "PHA+SGk8L3A+\n--x\nContent-Type: text/plain; name*=utf-8''b.txt\n\nHi\n"
    "--x\nContent-Type: message/rfc822\n\nSubject: B\n\nHi\n--x--\n"
)
_PDF_OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/StructParents 0"
    "/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
    "<</Length 68>>\nstream\n/P<</MCID 0>>BDC BT /F 12 Tf 72 700 Td (Hello to the world.) Tj ET EMC"
    "\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    "<</Type/StructTreeRoot/K 7 0 R>>",
    "<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K 0>>",
    "<</Title(A)/CreationDate(D:20260311192000)>>",
)

# What dateparser loads for a date in English. To have it read one would build patterns for a
# quarter of a second, and few files need them.
_LATE = (
    "dateparser",
    "dateparser.data.date_translation_data.en",
    "dateparser.utils.strptime",
    "_strptime",
)


def load_everything(answer: Callable[[Any, bytes], Any]) -> None:
    """Have ``answer`` read what makes each format's libraries load all that they load late."""
    for name in (*_LATE, *(f"briefgen.readers.{format_.module}" for format_ in FORMATS)):
        import_module(name)
    with suppress(Exception):  # a system without time zones; it has dates all the same
        import_module("tzlocal").get_localzone()
    for module in pkgutil.iter_modules(import_module("encodings").__path__):
        with suppress(ImportError):  # of other systems
            import_module(f"encodings.{module.name}")
    for name, data in _samples():
        asked = {"name": name, "media_type": None, "charset": None, "path": name, "digest": ""}
        answer({**asked, "wanted": "source"}, data)
        if name.startswith("a"):
            answer({**asked, "wanted": "printed"}, data)


def _samples() -> Iterator[tuple[str, bytes]]:
    yield "a.txt", f"An inquiry\n\nBy Ann Other\n11 March 2026\n\n{_WORDS}".encode("cp1252")
    yield "c.txt", f"KYIV, Ukraine {_WORDS * 4}".encode()  # no headline, no dash
    yield "b.txt", "Café “ouvert” — déjà vu à la mairie, dit-il.".encode("cp1252")
    yield "a.md", (_FRONT_MATTER + _MARKDOWN + _TABLE).encode()
    yield "b.md", b"---\na: [\n---\n"
    yield "a.html", _PAGE.encode()
    yield "b.html", _BARE.encode()
    yield "c.html", b"<html><body></body></html>"
    yield "a.eml", _MAIL.encode()
    yield "a.pdf", _pdf()
    yield "b.pdf", b"%PDF-1.7 broken"
    yield "a.docx", _word()
    yield "b.docx", b"PK\x03\x04 broken"
    yield "b.zip", _archive()
    yield "b.rss", b"<rss><channel><item><title>&lt;b&gt;A</title></item></channel></rss>"
    yield "c.bin", bytes(range(256))


def _archive() -> bytes:
    target = io.BytesIO()
    for packed in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(target, "a", packed) as archive:
            archive.writestr(f"{packed}.txt", _WORDS)
    return target.getvalue()


def _word() -> bytes:
    paragraph = f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in (
            ("word/document.xml", f"<w:document {_W}><w:body>{table}</w:body></w:document>"),
            ("word/footnotes.xml", f"<w:footnotes {_W}/>"),
            ("word/styles.xml", f"<w:styles {_W}/>"),
            ("word/numbering.xml", f"<w:numbering {_W}/>"),
            ("docProps/core.xml", _CORE),
        ):
            archive.writestr(name, body)
    return target.getvalue()


def _pdf() -> bytes:
    file = "%PDF-1.7\n"
    places = []
    for number, content in enumerate(_PDF_OBJECTS, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(places) + 1
    trailer = f"trailer\n<</Size {count}/Root 1 0 R/Info {count - 1} 0 R>>\n"
    return (
        f"{file}xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}startxref\n{len(file)}\n%%EOF"
    ).encode()
