"""Files, folders and streams taken in: each becomes sources, or a failure that stops no other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar

from briefgen.errors import ReaderError
from briefgen.model.source import Source
from briefgen.readers.assembly import source_of
from briefgen.readers.content import Content
from briefgen.readers.finish import finish_text
from briefgen.readers.overrides import Overrides
from briefgen.readers.registry import Format
from briefgen.readers.sniffing import detect
from briefgen.readers.walking import files_in, unreadable

_T = TypeVar("_T")

LARGEST_FILE = 50 * 1024 * 1024
STANDARD_INPUT = Path("-")
STREAM_NAME = "standard input"
# Mail in mail in mail is read this deep, and no mail brings more files than this.
_DEEPEST_MAIL = 3
_MOST_ATTACHMENTS = 100


@dataclass(frozen=True)
class Intake:
    """What came of reading: sources in order, failures, and notices that call for no action."""

    sources: tuple[Source, ...] = ()
    failures: tuple[ReaderError, ...] = ()
    notices: tuple[str, ...] = ()

    def __add__(self, other: Intake) -> Intake:
        return Intake(
            self.sources + other.sources,
            self.failures + other.failures,
            self.notices + other.notices,
        )


def read_all(
    paths: Sequence[Path],
    *,
    stdin: BinaryIO | None = None,
    overrides: Overrides | None = None,
) -> Intake:
    """The sources in ``paths``: files, folders (walked in sorted order), "-" for ``stdin``.

    Files that are the same byte for byte are read once. Nothing here raises for a bad file;
    SettingsError is raised for overrides of files that are not among the paths.
    """
    intake, names, seen = Intake(), [], _Seen()
    for path in paths:
        if path == STANDARD_INPUT:
            names.append(STREAM_NAME)
            intake += _read_stream(stdin if stdin is not None else sys.stdin.buffer, seen)
            continue
        for found in files_in([path]):
            if isinstance(found, ReaderError):
                intake += Intake(failures=(found,))
            elif overrides is None or not _is_same(found, overrides.path):
                intake += _read_file(found, seen)
                names.append(found.as_posix())
    if overrides is None:
        return intake
    overrides.check_used([*names, *(source.path or "" for source in intake.sources)])
    sources = tuple(overrides.apply(source) for source in intake.sources)
    return Intake(sources, intake.failures, intake.notices)


def read_path(path: Path) -> Intake:
    """The sources in one file or folder."""
    return read_all([path])


def read_bytes(data: bytes, *, name: str, media_type: str | None = None) -> Intake:
    """The source in ``data`` and, for an e-mail, those attached to it.

    ``name`` is the path or file name, ``media_type`` what is declared about the bytes if anything.
    An attachment's path is "mail.eml/attachment.txt". Files attached that cannot be read are
    failures; so is the file itself.
    """
    return _read_bytes(data, name, media_type, _Seen(), depth=0)


class _Seen:
    """Remembers the hash of each file read with the name that it was first read under."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def before(self, digest: str, name: str) -> str | None:
        """The name that the same bytes were read under before, or None, and then ``name`` it is."""
        first = self._names.get(digest)
        self._names.setdefault(digest, name)
        return first


def _read_file(path: Path, seen: _Seen) -> Intake:
    name = path.as_posix()
    try:
        data = take_bytes(path)
    except ReaderError as failure:
        return Intake(failures=(failure,))
    return _read_bytes(data, name, None, seen, depth=0)


def take_bytes(path: Path) -> bytes:
    """What is in a file; raises ReaderError for one that is too large or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path.as_posix())
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _read_stream(stream: BinaryIO, seen: _Seen) -> Intake:
    data = stream.read(LARGEST_FILE + 1)
    return _read_bytes(data, STREAM_NAME, None, seen, depth=0)


def _read_bytes(data: bytes, name: str, media_type: str | None, seen: _Seen, depth: int) -> Intake:
    digest = sha256(data).hexdigest()
    try:
        if len(data) > LARGEST_FILE:
            raise _too_large(name)
        if data and (first := seen.before(digest, name)):
            notice = f"{name}: is the same file as {first}; it was read once"
            return Intake(notices=(notice,) if first != name else ())
        format_ = detect(data, name=name, media_type=media_type)
        content = guarded(format_, lambda: format_.read(data))
        attached = _read_attachments(content, name, seen, depth)
        if content.attachments and not finish_text(content.text):
            notice = f"{name}: has no text of its own; its attachments were read"
            return attached + Intake(notices=(notice,))
        source = source_of(
            content,
            path=None if name == STREAM_NAME else name,
            media_type=format_.media_type,
            digest=digest,
        )
        return Intake(sources=(source,)) + attached
    except ReaderError as failure:
        named = failure.named(name)
        named.__cause__ = failure.__cause__  # for whoever asks what the library said
        return Intake(failures=(named,))


def guarded(format_: Format, read: Callable[[], _T]) -> _T:
    """What ``read`` gives; whatever a library raises becomes a ReaderError here."""
    try:
        return read()
    except ReaderError:
        raise
    except ImportError:
        raise  # the installation is broken, not the file
    except Exception as error:
        raise ReaderError(
            f"cannot be read as {format_.called}",
            remedy="it may be damaged: open it in its own program and save it again",
        ) from error


def _read_attachments(content: Content, name: str, seen: _Seen, depth: int) -> Intake:
    """Sources in the files attached; undated ones bear the date of the mail that brought them."""
    intake = Intake()
    if depth >= _DEEPEST_MAIL:
        return intake
    for attachment in content.attachments[:_MOST_ATTACHMENTS]:
        path = f"{name}/{attachment.name}"
        found = _read_bytes(attachment.data, path, attachment.media_type, seen, depth + 1)
        dated = tuple(
            source.model_copy(update={"published": source.published or content.published})
            for source in found.sources
        )
        intake += Intake(dated, found.failures, found.notices)
    return intake


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one file, as when the file of overrides lies among the sources."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def _too_large(name: str) -> ReaderError:
    limit = LARGEST_FILE // (1024 * 1024)
    return ReaderError(
        f"is larger than {limit} MB", remedy="split it, or save it without pictures", name=name
    )
