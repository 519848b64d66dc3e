"""Zip archives: each file in one becomes a file of its own, which is read as one that lay alone.

Nothing is ever written anywhere: the path of a member is a name to show, and no more. Sizes that
the archive states are not believed; what comes out is counted.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from lzma import LZMAError

from briefgen.errors import Code
from briefgen.readers.content import Attachment, Content, Refused
from briefgen.readers.eml import file_name
from briefgen.readers.registry import LARGEST_FILE, format_for_name
from briefgen.readers.walking import is_litter

_MOST_KEPT = LARGEST_FILE  # bytes of all members together: they go back to whoever asked
_MOST_UNPACKED = 3 * LARGEST_FILE  # bytes, with those of members that turn out to be too large
_MOST_MEMBERS = 500
# Text is packed to a tenth, a table of figures to a fiftieth; bombs to a thousandth.
_MOST_TIMES = 200
_TIMES_FROM = 4 * 1024 * 1024  # bytes; below, a bomb does no harm
_PIECE = 256 * 1024
_ENCRYPTED = 1  # flag of a member
_MADE_ON_UNIX = 3
_BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError)


class _RefusedError(Exception):
    """A member is not read: what is wrong, what to do, and the code."""

    def __init__(self, problem: str, remedy: str, code: Code) -> None:
        super().__init__(problem)
        self.told = (problem, remedy, code)


def read(data: bytes) -> Content:
    """The members of an archive in its order, as attachments; the archive itself has no text.
    Hidden files and what systems leave in folders are passed over."""
    found: list[Attachment] = []
    refused: list[Refused] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacking = _Unpacking(archive)
        for number, member in enumerate(_sources(archive)):
            name = unpacking.name(member)
            try:
                if number >= _MOST_MEMBERS:
                    raise _too_many()
                found.append(Attachment(name, "", unpacking.bytes_of(member)))
            except _RefusedError as refusal:
                refused.append(Refused(name, *refusal.told))
            if number > 2 * _MOST_MEMBERS:
                break
    return Content(text="", attachments=tuple(found), refused=tuple(refused))


def _sources(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members that a folder would hold as sources."""
    return [
        member
        for member in archive.infolist()
        if not member.is_dir() and not any(is_litter(part) for part in _parts(member.filename))
    ]


def _parts(path: str) -> list[str]:
    """The folders and the name in a path, without those that lead upwards or nowhere."""
    return [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]


class _Unpacking:
    """One archive: what has come out of it so far, and the names that were given."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._kept = 0
        self._unpacked = 0
        self._names: Counter[str] = Counter()

    def name(self, member: zipfile.ZipInfo) -> str:
        """The path of a member to show; no other in the archive has the same."""
        parts = _parts(member.filename) or ["file"]
        *folders, last = (file_name(part) for part in parts[-8:])
        name = "/".join((*folders, last))
        self._names[name] += 1
        count = self._names[name]
        return name if count == 1 else "/".join((*folders, f"{count} {last}"))

    def bytes_of(self, member: zipfile.ZipInfo) -> bytes:
        """What a member holds; raises _RefusedError."""
        _check(member)
        promised = format_for_name(member.filename)
        largest = promised.largest if promised else LARGEST_FILE
        ratio = max(_TIMES_FROM, _MOST_TIMES * member.compress_size)
        limit = min(largest, ratio, _MOST_KEPT - self._kept, _MOST_UNPACKED - self._unpacked)
        data = bytearray()
        try:
            with self._archive.open(member) as stream:
                while len(data) <= limit and (piece := stream.read(_PIECE)):
                    data += piece
        except (NotImplementedError, RuntimeError) as error:
            problem = "is packed in a way that is not read"
            raise _RefusedError(problem, "pack it anew", Code.UNSUPPORTED) from error
        except _BROKEN as error:
            problem = "is damaged: it cannot be unpacked"
            raise _RefusedError(problem, "ask for a fresh copy", Code.MALFORMED) from error
        finally:
            self._unpacked += len(data)
        if len(data) > limit:
            raise _too_much(len(data) > ratio, largest if limit == largest else _MOST_KEPT)
        self._kept += len(data)
        return bytes(data)


def _check(member: zipfile.ZipInfo) -> None:
    """Raises _RefusedError for a member that is no plain file."""
    if member.flag_bits & _ENCRYPTED:
        raise _RefusedError(
            "is protected by a password",
            "unpack the archive with its password",
            Code.ENCRYPTED,
        )
    kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == _MADE_ON_UNIX else 0
    if kind not in {0, stat.S_IFREG}:
        raise _RefusedError(
            "is a link or a device, and no file",
            "pack the file that it stands for",
            Code.NO_FILE,
        )


def _too_many() -> _RefusedError:
    return _RefusedError(
        f"is one of more than {_MOST_MEMBERS} files in an archive",
        "unpack the archive and name its folder",
        Code.TOO_BIG,
    )


def _too_much(is_bomb: bool, largest: int) -> _RefusedError:
    if is_bomb:
        problem = f"unpacks to more than {_MOST_TIMES} times its size"
        return _RefusedError(problem, "do not trust it", Code.TOO_BIG)
    megabytes = largest // (1024 * 1024)
    what = "brings the archive to" if largest == _MOST_KEPT else "is"
    return _RefusedError(
        f"{what} more than {megabytes} MB unpacked",
        "unpack the archive and name its folder",
        Code.TOO_BIG,
    )
