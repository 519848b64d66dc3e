"""The formats that are read: a new one is one module with ``read`` and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from briefgen.readers.content import Content

LARGEST_FILE = 50 * 1024 * 1024  # bytes
_LARGEST_TEXT = 10 * 1024 * 1024  # of files that are nothing but text: several thick books


@dataclass(frozen=True)
class Format:
    """A format: ``called`` completes "it holds …", the first of ``suffixes`` is the usual one, and
    ``largest`` is how many bytes a file of it may have."""

    media_type: str
    called: str
    module: str
    suffixes: tuple[str, ...]
    largest: int = LARGEST_FILE

    def read(self, data: bytes) -> Content:
        """The content of ``data``; raises ReaderError, or whatever the format's library raises."""
        # Imported here, so that reading a text file loads no PDF library.
        content: Content = import_module(f"briefgen.readers.{self.module}").read(data)
        return content


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ODT = "application/vnd.oasis.opendocument.text"

FORMATS = (
    Format("text/plain", "plain text", "plain", (".txt", ".text"), _LARGEST_TEXT),
    Format("text/markdown", "Markdown", "markdown", (".md", ".markdown"), _LARGEST_TEXT),
    Format("text/html", "an HTML page", "html", (".html", ".htm", ".xhtml")),
    Format("application/pdf", "a PDF", "pdf", (".pdf",)),
    Format(_DOCX, "a Word document", "docx", (".docx", ".docm")),
    Format(_PPTX, "a PowerPoint presentation", "pptx", (".pptx", ".pptm", ".ppsx")),
    Format(_ODT, "an OpenDocument text", "odt", (".odt", ".ott")),
    Format("application/rtf", "an RTF document", "rtf", (".rtf",)),
    Format("application/epub+zip", "an e-book", "epub", (".epub",)),
    Format("text/csv", "a table in CSV", "delimited", (".csv", ".tsv")),
    Format(_XLSX, "an Excel workbook", "xlsx", (".xlsx", ".xlsm")),
    Format("application/x-subrip", "captions", "captions", (".srt",)),
    Format("text/vtt", "captions", "captions", (".vtt",)),
    Format("application/rss+xml", "a feed", "feed", (".rss", ".atom"), _LARGEST_TEXT),
    Format("application/zip", "a zip archive", "archive", (".zip",)),
    Format("application/mbox", "a mailbox", "mbox", (".mbox", ".mbx")),
    Format("application/vnd.ms-outlook", "an Outlook message", "msg", (".msg",)),
    Format("message/rfc822", "an e-mail", "eml", (".eml",)),
)

_BY_TYPE = {format_.media_type: format_ for format_ in FORMATS}
_BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}


def format_for_type(media_type: str | None) -> Format | None:
    """The format of a media type, parameters aside; None for types that are not read."""
    return _BY_TYPE.get((media_type or "").split(";")[0].strip().lower())


def format_for_name(name: str) -> Format | None:
    """The format that the suffix of a file name promises, or None."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def all_suffixes() -> str:
    """The usual suffix of each format, for messages: ".txt, .md, … or .eml"."""
    *others, last = (format_.suffixes[0] for format_ in FORMATS)
    return f"{', '.join(others)} or {last}"
