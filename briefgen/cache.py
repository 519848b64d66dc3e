"""What was worked out once, kept for the next run: JSON under the hash of all that it follows from.

An entry is a file. Its name is the hash of what went in (``of``) and of the program itself, so that
nothing is ever out of date: what has changed is looked for under another name, and what nobody asks
for any more is the first to go when the folder grows too large.

Entries are believed as little as any other file. One that is damaged, cut short, or stands under a
name that is not its own is not there; what it holds is validated like every other JSON that comes
in. The folder is for its owner alone, and one that others can write to is not used. Nothing here
raises for a folder or a file: a run without its cache is slower, and otherwise the same.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
import time
import zlib
from contextlib import suppress
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from briefgen.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FORMAT = 1  # of entries: another one finds none of these
_MAGIC = b"briefgen cache\n"
_SUFFIX = ".entry"
_UNFINISHED = ".unfinished-"
_DIGEST = 32  # bytes of a SHA-256
_LARGEST = 100_000_000  # bytes of an entry, unpacked: what holds more is not kept
_SHARE = 4  # no entry takes more than this part of the cache
_ABANDONED = 3600.0  # seconds until an unfinished file is one that nobody will finish
# Programs that make backups leave out a folder with this file (bford.info/cachedir).
_TAG = ("CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55\n# briefgen\n")

_Model = TypeVar("_Model", bound=BaseModel)


def cache_folder() -> Path:
    """Where entries are: ``briefgen`` in the user's folder for what can be made anew."""
    from platformdirs import user_cache_path

    return user_cache_path("briefgen", appauthor=False)


def open_cache(megabytes: int, folder: Path | None = None) -> Cache | None:
    """The cache of the user, made where there is none yet, which holds up to so many megabytes.

    None where there is to be none (0), no folder can be made, or it is not for its owner alone.
    """
    if megabytes <= 0:
        return None
    place = folder or cache_folder()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(place):
            return None
        name, content = _TAG
        if not (place / name).exists():
            _write(place, place / name, content)
    except OSError:
        return None
    return Cache(place, megabytes * 1_000_000)


def _private(place: Path) -> bool:
    """Whether a folder is ours and only ours, once it has been closed to others."""
    if sys.platform == "win32":  # the folder of a user is theirs there
        return True
    found = place.stat()
    if found.st_uid != os.geteuid():
        return False
    if stat.S_IMODE(found.st_mode) & 0o077:
        place.chmod(0o700)
    return True


class Cache:
    """Entries in ``folder``, up to ``size`` bytes together. Any number of processes may use one
    folder: an entry is written whole or not at all. As a context, it is cut to its size at the
    end; those used longest ago go first."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self._size = size
        self._grown = False

    def get(self, kind: str, of: object) -> bytes | None:
        """What was kept of that ``kind`` for ``of``; None where there is nothing to rely on."""
        path = self._path(kind, of)
        try:
            content = _unpacked(path.name, _read(path))
            os.utime(path)
        except (OSError, ValueError, zlib.error):
            return None
        return content

    def put(self, kind: str, of: object, content: bytes) -> None:
        """Keep ``content`` for whoever asks for that ``kind`` of the same ``of``."""
        path = self._path(kind, of)
        if len(content) > _LARGEST:
            return
        packed = zlib.compress(content)
        entry = _MAGIC + _digest(path.name, packed) + packed
        if len(entry) > self._size // _SHARE:
            return
        with suppress(OSError):
            _write(self.folder, path, entry)
            self._grown = True

    def usage(self) -> tuple[int, int]:
        """How many entries there are, and their bytes together."""
        sizes = [found.st_size for _, found in self._entries()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Take all entries away, and nothing else that may lie in the folder."""
        for path, _ in self._entries(unfinished=True):
            with suppress(OSError):
                path.unlink()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        if self._grown:
            self._trim()

    def _path(self, kind: str, of: object) -> Path:
        """Where the entry is: by a hash of what it follows from, the program included."""
        stated = json.dumps([program(), kind, of], sort_keys=True, default=str)
        return self.folder / f"{kind}-{sha256(stated.encode()).hexdigest()}{_SUFFIX}"

    def _entries(self, *, unfinished: bool = False) -> Iterator[tuple[Path, os.stat_result]]:
        """The files that are ours; another process may take them away meanwhile."""
        try:
            found = list(os.scandir(self.folder))
        except OSError:
            return
        for entry in found:
            left = unfinished and entry.name.startswith(_UNFINISHED)
            ours = left or entry.name.endswith(_SUFFIX)
            with suppress(OSError):
                if ours and entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), entry.stat(follow_symlinks=False)

    def _trim(self) -> None:
        entries = sorted(self._entries(unfinished=True), key=lambda entry: entry[1].st_mtime_ns)
        total = sum(found.st_size for _, found in entries)
        long_ago = time.time() - _ABANDONED
        for path, found in entries:
            left = path.name.startswith(_UNFINISHED)
            if (left and found.st_mtime < long_ago) or (not left and total > self._size):
                total -= found.st_size
                with suppress(OSError):
                    path.unlink()


class Memory(Cache):
    """Entries that are kept as long as this object is, and on no disk: for what is asked twice in
    one piece of work."""

    def __init__(self) -> None:
        super().__init__(Path(), 0)
        self._kept: dict[str, bytes] = {}

    def get(self, kind: str, of: object) -> bytes | None:
        """What was kept of that ``kind`` for ``of``."""
        return self._kept.get(self._path(kind, of).name)

    def put(self, kind: str, of: object, content: bytes) -> None:
        """Keep ``content`` for whoever asks for that ``kind`` of the same ``of``."""
        self._kept[self._path(kind, of).name] = content


def recalled(
    cache: Cache | None,
    kind: str,
    of: object,
    model: type[_Model],
    make: Callable[[], _Model],
    *,
    fits: Callable[[_Model], bool] = lambda _: True,
) -> _Model:
    """What ``make`` gives for ``of``: from the cache where it is there, valid and ``fits``, else
    made, and kept."""
    content = cache.get(kind, of) if cache else None
    if content is not None:
        with suppress(ValidationError):
            known = model.model_validate_json(content)
            if fits(known):
                return known
    value = make()
    if cache:
        with suppress(ValueError):  # text that is no Unicode, as in a path of another system
            cache.put(kind, of, value.model_dump_json().encode())
    return value


@once
def program() -> str:
    """What tells this program from another one, or from itself before it was changed: its files,
    the packages installed beside it (the language models among them), Python and system."""
    home = str(Path(__file__).parent)
    files = [
        (entry.path.removeprefix(home), found.st_size, found.st_mtime_ns)
        for entry in _files(home)
        if (found := entry.stat())
    ]
    packages = {
        name
        for place in sys.path[1:]  # the first is the folder of the script that was started
        if Path(place).is_dir()
        for name in os.listdir(place)  # noqa: PTH208 - a hundred paths are not wanted
        if name.endswith((".dist-info", ".egg-info"))
    }
    stated = [_FORMAT, VERSION, sys.version, sys.platform, sorted(files), sorted(packages)]
    return sha256(json.dumps(stated).encode()).hexdigest()


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """The files of a package, without what Python has compiled of them."""
    for entry in os.scandir(folder):
        if entry.is_file():
            yield entry
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path)


def _digest(name: str, packed: bytes) -> bytes:
    return sha256(name.encode() + packed).digest()


def _unpacked(name: str, entry: bytes) -> bytes:
    """The content of an entry of that name; raises ValueError for what is none."""
    start = len(_MAGIC) + _DIGEST
    magic, digest, packed = entry[: len(_MAGIC)], entry[len(_MAGIC) : start], entry[start:]
    if magic != _MAGIC or digest != _digest(name, packed):
        raise ValueError("damaged, or another one's")
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, _LARGEST)
    if not unpacking.eof:
        raise ValueError("cut short, or too large")
    return content


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is no link: a pipe would be waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise ValueError("no entry")
        return file.read()


def _write(folder: Path, path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; only its owner can read it."""
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
