"""PDF: the text layer put back into paragraphs, and what the document information states."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.dating import parse_date
from briefgen.readers.layout import Line, headline_of, paragraphs_from
from briefgen.readers.pdf_lines import lines_of_page
from briefgen.readers.running import without_running_lines
from briefgen.readers.stated import file_author, primary_language, stated_title

# A text of more pages is several books; a briefing note is not made of books, nor of bombs.
_MOST_PAGES = 2000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


def read(data: bytes) -> Content:
    """The content of a PDF; raises ReaderError if it is damaged, encrypted or a scan."""
    document = open_pdf(data)
    try:
        if len(document) > _MOST_PAGES:
            raise ReaderError(
                f"has more than {_MOST_PAGES} pages",
                remedy="save the pages that matter as a PDF of their own",
                code=Code.TOO_BIG,
            )
        pages = [_lines(document, number) for number in range(len(document))]
        stated = document.get_metadata_dict()
        language = _language(document)
    finally:
        document.close()
    if not any(pages):
        if not pages:
            raise ReaderError("has no pages", remedy="export the PDF again", code=Code.EMPTY)
        raise ReaderError(
            "has pages but no text: it is probably a scan",
            remedy="run text recognition (OCR) on it first",
            code=Code.EMPTY,
        )
    # Where every line looks like a running one, as on title cards, none of them is.
    kept = without_running_lines(pages)
    lines = [line for page in (kept if any(kept) else pages) for line in page]
    return Content(
        text="\n\n".join(paragraphs_from(lines)),
        title=stated_title(stated.get("Title")) or stated_title(headline_of(lines)),
        author=file_author(stated.get("Author")),
        published=_day(stated.get("CreationDate")),
        language=primary_language(language),
    )


def open_pdf(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise ReaderError(
                "is protected by a password",
                remedy="save a copy without the password",
                code=Code.ENCRYPTED,
            ) from error
        raise


def _lines(document: Any, number: int) -> list[Line]:
    """The lines of one page; a page that is broken has none, and the others still count."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        return lines_of_page(page, number)
    finally:
        page.close()


def _language(document: Any) -> str | None:
    import ctypes

    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 100:
        return None
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="ignore")


def _day(stated: str | None) -> date | None:
    """The day in a PDF date ("D:20260311192000+01'00'"), or in what stands in its place."""
    found = _PDF_DATE.match(stated or "")
    return parse_date("-".join(found.groups()) if found else stated)
