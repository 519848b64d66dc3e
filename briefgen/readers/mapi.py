"""The properties of an Outlook message, as [MS-OXMSG] keeps them in a compound file."""

from __future__ import annotations

import codecs
import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import olefile

from briefgen.errors import Code, ReaderError
from briefgen.readers.decoding import decode
from briefgen.readers.registry import LARGEST_FILE

PROPERTIES = "__properties_version1.0"
_ATTACHED = "__attach_version1.0_"
_VALUE = "__substg1.0_%04X%04X"
# Kinds of value. A string is in UTF-16, or in the code page of the message.
_NUMBER, _TRUTH, _TIME, _BYTES, _OBJECT = 0x0003, 0x000B, 0x0040, 0x0102, 0x000D
_STRING, _STRING_8 = 0x001F, 0x001E
_ENTRY = struct.Struct("<HHIQ")
# What stands before the entries: in the message itself, in one within it, elsewhere.
_HEADERS = (32, 24, 8)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Code pages that Python knows by another name.
_CODECS = {1200: "utf-16-le", 20127: "ascii", 20866: "koi8-r", 20932: "euc-jp", 21866: "koi8-u"}
_CODECS |= {28590 + part: f"iso8859-{part}" for part in (*range(1, 10), 13, 15)}
_CODECS |= {50220: "iso2022-jp", 51932: "euc-jp", 51949: "euc-kr", 54936: "gb18030"}
_CODECS |= {65001: "utf-8"}
_CODE_PAGES = (0x3FDE, 0x3FFD)  # of the text as it was sent, of the message


class CompoundFile:
    """The file that messages lie in; counts what is taken out of it."""

    def __init__(self, data: bytes) -> None:
        self._file = olefile.OleFileIO(io.BytesIO(data))
        self._taken = 0

    def root(self) -> Properties:
        return Properties(self, ())

    def names(self, path: tuple[str, ...]) -> list[str]:
        """What lies in a storage, in order."""
        entry = self._file.root
        for name in path:
            entry = next(kid for kid in entry.kids if kid.name == name)
        return sorted(kid.name for kid in entry.kids)

    def stream(self, path: tuple[str, ...]) -> bytes | None:
        """The bytes of a stream, None where there is none; raises ReaderError for more than a
        file may hold: several may state the same bytes."""
        if not self._file.exists(list(path)) or self._file.get_type(list(path)) != _A_STREAM:
            return None
        data: bytes = self._file.openstream(list(path)).read()
        self._taken += len(data)
        if self._taken > 2 * LARGEST_FILE:
            raise ReaderError(
                "holds more than its size allows",
                remedy="save what matters of it as files of their own",
                code=Code.TOO_BIG,
            )
        return data


_A_STREAM = 2  # for olefile


class Properties:
    """The properties of one storage: of a message, or of a file attached to it."""

    def __init__(self, file: CompoundFile, path: tuple[str, ...], depth: int = 0) -> None:
        self._file = file
        self._path = path
        self.depth = depth
        is_attachment = bool(path) and path[-1].startswith(_ATTACHED)
        self._fixed = self._entries(_HEADERS[2 if is_attachment else bool(path)])

    def _entries(self, header: int) -> dict[tuple[int, int], int]:
        data = (self._file.stream((*self._path, PROPERTIES)) or b"")[header:]
        whole = len(data) // _ENTRY.size * _ENTRY.size
        return {
            (number, kind): value for kind, number, _, value in _ENTRY.iter_unpack(data[:whole])
        }

    def attachments(self) -> Iterator[Properties]:
        for name in self._file.names(self._path):
            if name.startswith(_ATTACHED):
                yield Properties(self._file, (*self._path, name), self.depth)

    def inner(self, number: int) -> Properties | None:
        """The message in property ``number``, where there is one."""
        path = (*self._path, _VALUE % (number, _OBJECT))
        if self._file.stream((*path, PROPERTIES)) is None:
            return None
        return Properties(self._file, path, self.depth + 1)

    def number(self, number: int) -> int | None:
        value = self._fixed.get((number, _NUMBER))
        return None if value is None else value & 0xFFFFFFFF

    def is_true(self, number: int) -> bool:
        return bool(self._fixed.get((number, _TRUTH), 0) & 0xFF)

    def time(self, number: int) -> datetime | None:
        """A moment, in UTC."""
        value = self._fixed.get((number, _TIME))
        try:
            return None if value is None else _EPOCH + timedelta(microseconds=value // 10)
        except OverflowError:
            return None

    def data(self, number: int) -> bytes | None:
        return self._file.stream((*self._path, _VALUE % (number, _BYTES)))

    def text(self, number: int) -> str | None:
        wide = self._file.stream((*self._path, _VALUE % (number, _STRING)))
        if wide is not None:
            return wide.decode("utf-16-le", errors="replace").rstrip("\0")
        narrow = self._file.stream((*self._path, _VALUE % (number, _STRING_8)))
        return None if narrow is None else decode(narrow, declared=self.codec()).rstrip("\0")

    def codec(self) -> str | None:
        """The codec of text that is not in UTF-16, where the message names one."""
        for number in _CODE_PAGES:
            page = self.number(number)
            name = _CODECS.get(page or 0, f"cp{page}")
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue
        return None
