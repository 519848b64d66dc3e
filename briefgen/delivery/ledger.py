"""What was sent to whom: a file that only grows, so that nothing goes out twice by mistake.

A line is a JSON object, written and flushed to the disk before the next step is taken. For a
message and a recipient the last line holds:

``sending``
    written just before the end of the message goes out. Where it is the last, the program was
    killed, the machine stopped or the connection broke before the server's answer came: the
    message may have been delivered, and nobody here can know.
``unknown``
    the same, told by a run that lived to see it.
``sent``
    the server took it over.
``unsent``
    the server did not take it, for sure.

A message is known by what its reader gets (``briefgen.delivery.stamping.content_hash``).
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import DeliveryError
from briefgen.locks import taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO


class State(StrEnum):
    """How far a message came on its way to a recipient."""

    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    UNSENT = "unsent"


@dataclass(frozen=True)
class Entry:
    """A line of the ledger. ``at`` is a moment in ISO 8601, ``content`` the hash of the message,
    ``words`` what the server said, ``series`` what numbered messages have in common, ``brief`` the
    name of the brief that it brings, with its version."""

    at: str
    state: State
    content: str
    recipient: str
    message_id: str
    server: str
    words: str = ""
    series: str = ""
    brief: str = ""


_NAMES = [field.name for field in fields(Entry)]


def ledger_path() -> Path:
    """Where the ledger of this user is: in the system's folder for what programs must remember."""
    from platformdirs import user_state_path

    return user_state_path("briefgen", appauthor=False) / "sent.jsonl"


class Ledger:
    """The entries of an open ledger; ``open_ledger`` gives one."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file
        self._entries = _read(path, file)
        self._last = {_key(e.content, e.recipient): e for e in self._entries}

    def last(self, content: str, recipient: str) -> Entry | None:
        """How far a message came on its way to a recipient, if it was ever on it."""
        return self._last.get(_key(content, recipient))

    def previous(self, series: str, *, besides: str = "") -> str | None:
        """The Message-ID of what was last sent in a series, ``besides`` the message of that
        content: what the next one answers to. None where nothing was."""
        for entry in reversed(self._entries):
            if (entry.series, entry.state) == (series, State.SENT) and entry.content != besides:
                return entry.message_id
        return None

    def briefs(self, recipient: str) -> frozenset[str]:
        """The briefs that somebody has, or may have, by their names."""
        return frozenset(
            entry.brief
            for (_, who), entry in self._last.items()
            if who == recipient.lower() and entry.brief and entry.state is not State.UNSENT
        )

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries down, and come back when they are on the disk.

        Raises:
            DeliveryError: they are not; the file is as it was.
        """
        added = list(entries)
        lines = "".join(json.dumps(vars(e), ensure_ascii=False) + "\n" for e in added)
        end = self._file.seek(0, os.SEEK_END)
        try:
            _write(self._file, lines.encode("utf-8", errors="replace"))
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(end)
            raise DeliveryError(
                f"{self.path}: cannot be written ({error.strerror or error}); make room, or name "
                "another one: mail.ledger"
            ) from error
        self._entries += added
        self._last |= {_key(e.content, e.recipient): e for e in added}


def _key(content: str, recipient: str) -> tuple[str, str]:
    """What a message on its way to somebody is known by; capitals make nobody else of him."""
    return content, recipient.lower()


@contextmanager
def open_ledger(path: Path, *, wait: float = 60) -> Iterator[Ledger]:
    """The ledger at ``path``, made where there is none, for this process alone until the end of
    the context. Another process is waited for up to ``wait`` seconds.

    A last line that was cut off by a crash is taken away: nothing was done because of it.

    Raises:
        DeliveryError: it cannot be read or written, another process keeps it, or a line in it is
            damaged.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        file = os.fdopen(handle, "r+b", buffering=0)
        if is_new:
            _flush_folder(path.parent)
    except OSError as error:
        raise DeliveryError(
            f"{path}: cannot be opened ({error.strerror or error}); nothing was sent"
        ) from error
    with file:
        _lock(path, file, wait)
        yield Ledger(path, file)  # closing the file gives the lock back


def _read(path: Path, file: BinaryIO) -> list[Entry]:
    file.seek(0)
    content = file.read()
    whole, _, rest = content.rpartition(b"\n")
    entries = []
    for number, line in enumerate(whole.split(b"\n") if whole else [], start=1):
        try:
            entries.append(_entry(line))
        except ValueError as error:
            raise DeliveryError(
                f"{path}:{number}: damaged, so that nobody can tell what was sent; nothing was. "
                "Correct the line; with a new ledger everybody is sent everything again"
            ) from error
    if rest:
        try:
            entries += _mended(file, rest, len(whole) + 1 if whole else 0)
        except OSError as error:
            raise DeliveryError(
                f"{path}: cannot be written ({error.strerror or error}); nothing was sent"
            ) from error
    return entries


def _mended(file: BinaryIO, rest: bytes, start: int) -> list[Entry]:
    """The entry of a last line without its end, if it is whole but for that."""
    file.truncate(start)
    file.seek(start)
    try:
        entry = _entry(rest)
    except ValueError:
        return []
    _write(file, rest + b"\n")
    return [entry]


def _entry(line: bytes) -> Entry:
    """An entry from its line; raises ValueError for what is none. Fields that another version of
    the program has written besides are no matter."""
    found = json.loads(line)
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ValueError("no entry")
    known = {name: found[name] for name in _NAMES if name in found}
    try:
        return Entry(**known | {"state": State(known["state"])})
    except (KeyError, TypeError) as error:
        raise ValueError("no entry") from error


def _write(file: BinaryIO, content: bytes) -> None:
    """Write all of it, and have it on the disk; the file is not buffered, so that nothing is left
    over to be written after a failure."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Have the name of a new file on the disk too; Windows opens no folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(path: Path, file: BinaryIO, wait: float) -> None:
    """Have a file for this process, or raise; the system lets go when the process ends."""
    if not taken(file.fileno(), wait):
        raise DeliveryError(f"{path}: another process is sending; run this again when it has ended")
