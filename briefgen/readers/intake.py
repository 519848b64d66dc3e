"""Files, folders and streams taken in: each becomes sources, or a failure that stops no other."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from briefgen.errors import Code, ReaderError
from briefgen.isolation import Limits
from briefgen.model.source import Source
from briefgen.readers.finish import finish_line
from briefgen.readers.isolated import LIMITS, Found, ask_source, prepare
from briefgen.readers.opening import called, take_bytes, too_large
from briefgen.readers.overrides import Overrides
from briefgen.readers.registry import LARGEST_FILE
from briefgen.readers.walking import files_in

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
    limits: Limits = LIMITS,
) -> Intake:
    """The sources in ``paths``: files, folders (walked in sorted order), "-" for ``stdin``.

    Files that are the same byte for byte are read once. ``limits`` are those of one file, which is
    read in another process. Nothing here raises for a bad file; SettingsError is raised for
    overrides of files that are not among the paths.
    """
    prepare(limits)
    intake, names, reading = Intake(), [], _Reading(limits)
    for path in paths:
        if path == STANDARD_INPUT:
            names.append(STREAM_NAME)
            stream = stdin if stdin is not None else sys.stdin.buffer
            intake += reading.take(stream.read(LARGEST_FILE + 1), STREAM_NAME)
            continue
        for found in files_in([path]):
            if isinstance(found, ReaderError):
                intake += Intake(failures=(found,))
            elif overrides is None or not _is_same(found, overrides.path):
                intake += reading.take_file(found)
                names.append(called(found))
    if overrides is None:
        return intake
    overrides.check_used([*names, *(source.path or "" for source in intake.sources)])
    sources = tuple(overrides.apply(source) for source in intake.sources)
    return Intake(sources, intake.failures, intake.notices)


def read_path(path: Path, *, limits: Limits = LIMITS) -> Intake:
    """The sources in one file or folder."""
    return read_all([path], limits=limits)


def read_bytes(
    data: bytes, *, name: str, media_type: str | None = None, limits: Limits = LIMITS
) -> Intake:
    """The source in ``data`` and, for an e-mail, those attached to it.

    ``name`` is the path or file name, ``media_type`` what is declared about the bytes if anything.
    An attachment's path is "mail.eml/attachment.txt". Files attached that cannot be read are
    failures; so is the file itself.
    """
    return _Reading(limits).take(data, name, media_type)


class _Reading:
    """One run: the limits of a file, and the hash of each with the name it was first read under."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._names: dict[str, str] = {}

    def take_file(self, path: Path) -> Intake:
        try:
            data = take_bytes(path)
        except ReaderError as failure:
            return Intake(failures=(failure,))
        return self.take(data, called(path))

    def take(self, data: bytes, name: str, media_type: str | None = None, depth: int = 0) -> Intake:
        """The sources in the bytes of one file, which lies ``depth`` mails deep."""
        digest = sha256(data).hexdigest()
        began = time.monotonic()
        try:
            if len(data) > LARGEST_FILE:
                raise too_large(LARGEST_FILE)
            if data and (first := self._names.get(digest)):
                notice = f"{name}: is the same file as {first}; it was read once"
                return Intake(notices=(notice,) if first != name else ())
            self._names[digest] = name
            found = ask_source(
                data,
                name,
                digest=digest,
                path=None if name == STREAM_NAME else name,
                media_type=media_type,
                limits=self._limits,
            )
        except ReaderError as failure:
            return Intake(failures=(failure.named(name, digest),))
        attached = self._take_attached(found, name, depth, began)
        if found.source is None:
            notice = f"{name}: has no text of its own; its attachments were read"
            return attached + Intake(notices=(notice,))
        notices = tuple(f"{name}: {finish_line(notice)}" for notice in found.notices)
        return Intake(sources=(found.source,), notices=notices) + attached

    def _take_attached(self, found: Found, name: str, depth: int, began: float) -> Intake:
        """Sources in the files attached; undated ones bear the date of the mail that brought them.
        All of them have as long together as one file has that comes by itself."""
        intake = Intake()
        for number, attachment in enumerate(found.attachments):
            path = f"{name}/{attachment.name}"
            refusal = self._refusal(number, depth, time.monotonic() - began)
            if refusal:
                digest = sha256(attachment.data).hexdigest()
                intake += Intake(failures=(refusal.named(path, digest),))
                continue
            taken = self.take(attachment.data, path, attachment.media_type, depth + 1)
            dated = tuple(
                source.model_copy(update={"published": source.published or found.published})
                for source in taken.sources
            )
            intake += Intake(dated, taken.failures, taken.notices)
        return intake

    def _refusal(self, number: int, depth: int, seconds: float) -> ReaderError | None:
        """Why attachment ``number`` of a mail is not looked at, where it is not."""
        remedy = "save it as a file of its own"
        if depth >= _DEEPEST_MAIL:
            problem = f"is attached to mail within mail, more than {_DEEPEST_MAIL} deep"
            return ReaderError(problem, remedy=remedy, code=Code.TOO_DEEP)
        if number >= _MOST_ATTACHMENTS:
            problem = f"is one of more than {_MOST_ATTACHMENTS} attachments"
            return ReaderError(problem, remedy=remedy, code=Code.TOO_BIG)
        if seconds > self._limits.seconds:
            problem = f"was not reached within {self._limits.seconds:g} seconds"
            return ReaderError(problem, remedy=remedy, code=Code.TIMEOUT)
        return None


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one file, as when the file of overrides lies among the sources."""
    try:
        return path.samefile(other)
    except OSError:
        return False
