"""Which format bytes are in: what they hold, held against what their name promises."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from briefgen.errors import Code, ReaderError, Stage
from briefgen.readers.captions import looks_like_captions
from briefgen.readers.mbox import holds_several
from briefgen.readers.registry import (
    Format,
    all_suffixes,
    format_for_name,
    format_for_type,
)
from briefgen.readers.wordlist import word_set

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an empty one
_RTF = b"{\\rtf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What files that are not read turn out to be, with the remedy that is theirs.
_FOREIGN = (
    (b"\x89PNG", "a picture", "run text recognition (OCR) on it and save the text as .txt"),
    (b"\xff\xd8\xff", "a picture", "run text recognition (OCR) on it and save the text as .txt"),
    (b"GIF8", "a picture", "run text recognition (OCR) on it and save the text as .txt"),
    (b"II*\x00", "a picture", "run text recognition (OCR) on it and save the text as .txt"),
    (b"MM\x00*", "a picture", "run text recognition (OCR) on it and save the text as .txt"),
    (b"%!PS", "a PostScript file", "convert it to .pdf"),
    (b"\x1f\x8b", "a compressed file", "unpack it"),
    (b"7z\xbc\xaf", "an archive", "unpack it"),
    (b"Rar!", "an archive", "unpack it"),
    (b"SQLite format 3", "a database", "export what you need as .txt"),
)
# What zip files are that are read: by a part that only they have, and by a name that they may have.
_PACKAGES = (
    ("word/document.xml", "a.docx"),
    ("xl/workbook.xml", "a.xlsx"),
    ("ppt/presentation.xml", "a.pptx"),
    ("META-INF/container.xml", "a.epub"),
)
_ZIPPED = (
    ("xl/workbook.bin", "an Excel workbook in binary form", "save it as .xlsx"),
    ("[Content_Types].xml", "an Office file of another kind", "save it as .pdf or .docx"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_ODT = _OPEN_DOCUMENT + b"text"  # also the start of the types of templates
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<(?:html|head|body)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*(?:<!DOCTYPE\s+|<)(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_MAIL_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?$)")
# Headers that only programs write: a note that begins "From: … Subject: …" is text, not mail.
_PROGRAM_HEADERS = word_set(
    """
    received message-id mime-version return-path delivered-to content-type dkim-signature
    x-mailer content-transfer-encoding
    """
)
_TEXTS = frozenset({"plain", "markdown", "captions", "delimited"})
_MAIL = frozenset({"eml", "mbox", "msg"})
_SAMPLE = 4096


def detect(data: bytes, *, name: str, media_type: str | None = None) -> Format:
    """The format to read ``data`` as.

    What the bytes show decides; ``media_type``, which mail programs often get wrong, only tells
    kinds of text apart. Raises ReaderError for files that hold something else than the suffix of
    their name promises and for formats that are not read.
    """
    promised = format_for_name(name)
    held = _held(data)
    if held is None:
        return _as_text(data, format_for_type(media_type) or promised, name)
    if promised is not None and promised.module == "mbox" and data.lstrip().startswith(b"From "):
        return promised
    if promised is None or promised is held or _is_harmless(promised, held, name):
        return held
    raise _mismatch(promised, held.called, held.suffixes[0], name)


def _held(data: bytes) -> Format | None:
    """The format that the bytes show, None for text without marks; ReaderError for foreign ones."""
    if b"%PDF-" in data[:1024]:
        return format_for_type("application/pdf")
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_RTF):
        return format_for_type("application/rtf")
    if data.startswith(_OLE):
        return _compound(data)
    for magic, called, remedy in _FOREIGN:
        if data.startswith(magic):
            raise _not_read(f"holds {called}, which is not read", remedy)
    start = _beginning(data)
    if _HTML_START.match(start):
        return format_for_type("text/html")
    if _FEED_START.match(start):
        return format_for_name("a.rss")
    if looks_like_captions(start):
        return format_for_name("a.vtt" if "WEBVTT" in start[:8] else "a.srt")
    if not _is_mail(start):
        return None
    kind = "application/mbox" if holds_several(data) else "message/rfc822"
    return format_for_type(kind)


def _compound(data: bytes) -> Format | None:
    """What Office keeps in a file system of its own: messages, protected files, its old formats."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            inside = {entry.name for entry in file.root.kids}
    except Exception as error:  # damaged in one of many ways
        raise ReaderError(
            "is damaged: its directory cannot be read",
            remedy="open it in its own program and save it again",
            code=Code.MALFORMED,
            stage=Stage.DETECT,
        ) from error
    if "__properties_version1.0" in inside:
        return format_for_name("a.msg")
    if "EncryptedPackage" in inside:
        raise ReaderError(
            "is protected by a password",
            remedy="save a copy without the password",
            code=Code.ENCRYPTED,
            stage=Stage.DETECT,
        )
    raise _not_read("is in an old format of Word, Excel or PowerPoint", "save it as .docx")


def _zipped(data: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = _stated_kind(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise ReaderError(
            "is damaged: its zip directory cannot be read",
            remedy="ask for a fresh copy",
            code=Code.MALFORMED,
            stage=Stage.DETECT,
        ) from error
    for part, usual in _PACKAGES:
        if part in names:
            return format_for_name(usual)
    if "content.xml" in names and kind.startswith(_ODT):
        return format_for_name("a.odt")
    if kind.startswith(_OPEN_DOCUMENT):
        called = "an OpenDocument file other than a text"
        raise _not_read(f"holds {called}, which is not read", "save it as .pdf or .docx")
    for part, called, remedy in _ZIPPED:
        if part in names:
            raise _not_read(f"holds {called}, which is not read", remedy)
    return format_for_type("application/zip")


def _not_read(problem: str, remedy: str) -> ReaderError:
    return ReaderError(problem, remedy=remedy, code=Code.UNSUPPORTED, stage=Stage.DETECT)


def _stated_kind(archive: zipfile.ZipFile) -> bytes:
    """What OpenDocument and e-books say that they are, in a part of that name."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(100).strip()
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return b""


def _as_text(data: bytes, promised: Format | None, name: str) -> Format:
    """Text without marks of a format: read as promised if that is a kind of text."""
    if promised is not None and promised.module in {*_TEXTS, "html"}:
        return promised
    if promised is not None and promised.module in _MAIL and data.strip() and _is_text(data):
        # Mail saved without the headers that programs write. What Outlook saves is never text.
        return (promised.module == "msg" and format_for_name("a.eml")) or promised
    if promised is not None:
        if not data.strip():
            raise ReaderError(
                "is empty",
                remedy="save or download it again",
                code=Code.EMPTY,
                stage=Stage.DETECT,
            )
        called = promised.called.split(" ", 1)
        raise ReaderError(
            f"is not {' '.join(called)} although {_promise(promised, name)}, or it is damaged",
            remedy="save or download it again, or give it the suffix of what it holds",
            code=Code.MALFORMED,
            stage=Stage.DETECT,
        )
    if looks_like_prose(data):
        plain = format_for_type("text/plain")
        assert plain is not None  # noqa: S101 - the first line of the table
        return plain
    raise _not_read(
        f"is in a format that is not read{_of_suffix(name)}", f"save it as {all_suffixes()}"
    )


def looks_like_prose(data: bytes) -> bool:
    """Whether bytes of unknown kind are text that a person wrote for people."""
    if not data.strip():
        return True  # an empty file is told so when its text is looked for
    if not _is_text(data):
        return False
    text = _beginning(data).strip()
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return bool(text) and text[0] not in "{[<" and letters > len(text) * 0.75


def _is_text(data: bytes) -> bool:
    from briefgen.readers.decoding import decode

    try:
        text = decode(data[: 16 * _SAMPLE] if len(data) > 16 * _SAMPLE else data)
    except ReaderError:
        return False
    odd = sum(character < " " and character not in "\t\n\r\f" for character in text)
    return odd <= len(text) * 0.001


def _beginning(data: bytes) -> str:
    """The first characters, well enough decoded to see marks that are all ASCII."""
    start = data[:_SAMPLE]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if start[:2].count(0) == 1:
        encoding = "utf-16-be" if start[0] == 0 else "utf-16-le"
        return start.decode(encoding, errors="replace")
    return start.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")


def _is_mail(start: str) -> bool:
    """Whether text opens with a block of mail headers of which a program wrote at least one."""
    names: set[str] = set()
    for number, line in enumerate(start.splitlines()[:60]):
        if number == 0 and line.startswith("From "):
            continue  # the envelope line of mail stores
        if line[:1] in {" ", "\t"} and names:
            continue
        header = _MAIL_HEADER.match(line)
        if header is None:
            break
        names.add(header[1].lower())
    return len(names) >= 2 and bool(names & _PROGRAM_HEADERS)


def _is_harmless(promised: Format, held: Format, name: str) -> bool:
    """Whether a difference is one of habit: Markdown may begin with a tag, a mailbox may hold one
    message, programs call mailboxes what they like, and captions are text."""
    habits = ((_MAIL, _MAIL), ({"markdown"}, {"html"}), (_TEXTS, {"captions"}))
    return any(promised.module in name and held.module in data for name, data in habits)


def _mismatch(promised: Format, called: str, suffix: str, name: str) -> ReaderError:
    return _not_read(
        f"holds {called} although {_promise(promised, name)}", f"rename it to {suffix}"
    )


def _promise(promised: Format, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix in promised.suffixes:
        return f"its name ends in {suffix}"
    return f"it is declared as {promised.media_type}"


def _of_suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return f" ({suffix})" if suffix else ""
