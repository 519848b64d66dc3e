"""Files built for the tests of the readers: real bytes, small enough to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word_paragraph(text: str, *, style: str | None = None) -> str:
    """A paragraph of one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word_file(
    body: str, *, core: str = "", footnotes: str = "", prologue: str = "", styles: str = ""
) -> bytes:
    """A Word file with ``body`` inside w:body, properties ``core``, notes and styles, all as raw
    XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr(
            "word/document.xml",
            f"{prologue}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        if footnotes:
            archive.writestr(
                "word/footnotes.xml", f"<w:footnotes {_NAMESPACES}>{footnotes}</w:footnotes>"
            )
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {_NAMESPACES}>{styles}</w:styles>")
        if core:
            archive.writestr("docProps/core.xml", core_properties(core))
    return target.getvalue()


def core_properties(inner: str) -> str:
    """The part with the properties of an Office file, around ``inner``."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inner}</cp:coreProperties>"
    )


def flowing_pdf(
    paragraphs: Sequence[str],
    *,
    title: str | None = None,
    author: str | None = None,
    running: str | None = None,
    headline: str | None = None,
    rows: Sequence[Sequence[str]] = (),
    width: float = 440,
) -> bytes:
    """A PDF in which ``paragraphs`` flow over A4 pages with numbers and a running header."""
    target = io.BytesIO()
    margin = (A4[0] - width) / 2
    document = SimpleDocTemplate(
        target, pagesize=A4, title=title, author=author, leftMargin=margin, rightMargin=margin
    )
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], spaceAfter=8)
    story: list[Flowable] = []
    if headline:
        story += [Paragraph(headline, styles["Title"]), Spacer(1, 12)]
    story += [Paragraph(paragraph, body) for paragraph in paragraphs]
    if rows:
        story += [Spacer(1, 10), Table([list(row) for row in rows], colWidths=160)]

    def furnish(canvas: Canvas, page: SimpleDocTemplate) -> None:
        if running:
            canvas.drawString(margin, A4[1] - 40, running)
            canvas.drawCentredString(A4[0] / 2, 30, f"Page {page.page}")

    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return target.getvalue()


def drawn_pdf(lines: Sequence[str], *, password: str | None = None) -> bytes:
    """A PDF of one page with ``lines`` set as they are, 14 points apart."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, encrypt=password)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def scanned_pdf() -> bytes:
    """A PDF of one page with a drawing and no text."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def mail(body: str, *, headers: str = "", kind: str = "text/plain") -> bytes:
    """A message of one part."""
    return (
        "From: =?utf-8?q?Ma=C3=ABlle_=C3=96rnfeldt?= <m@parliament.example>\r\n"
        "To: press@courier.example\r\n"
        "Subject: =?utf-8?q?Inquiry_opens_=E2=80=93_hearings_set?=\r\n"
        "Date: Fri, 13 Mar 2026 23:40:00 -0500\r\n"
        f"{headers}MIME-Version: 1.0\r\n"
        f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"
    ).encode()
