"""RTF: the text as it reads with all tracked changes accepted, and what its properties state."""

from __future__ import annotations

import locale
from datetime import date

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.rtf_text import RtfText
from briefgen.readers.stated import (
    file_author,
    primary_language,
    stated_company,
    stated_title,
)

_LARGEST = 5 * 1024 * 1024


def read(data: bytes) -> Content:
    """The content of an RTF file: body, tables, text boxes, notes; never headers or remarks."""
    if len(data) > _LARGEST:
        raise ReaderError(
            "is larger than 5 MB, too large for RTF",
            remedy="save it as .docx, or without pictures",
            code=Code.TOO_BIG,
        )
    found = RtfText(data)
    return Content(
        text="\n\n".join(found.paragraphs),
        title=stated_title(found.stated.get("title")),
        author=file_author(found.stated.get("author")),
        publisher=stated_company(found.stated.get("company")),
        published=_day(found.made),
        language=primary_language(locale.windows_locale.get(found.language or 0)),
        hidden_words=len(found.hidden.split()),
    )


def _day(made: list[int]) -> date | None:
    try:
        return date(*made)
    except (ValueError, OverflowError):
        return None
