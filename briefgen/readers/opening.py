"""The bytes of a file: a regular one, no larger than any document is."""

from __future__ import annotations

import os
import stat
import unicodedata
from typing import TYPE_CHECKING

from briefgen.errors import Code, ReaderError, Stage
from briefgen.readers.registry import LARGEST_FILE, format_for_name

if TYPE_CHECKING:
    from pathlib import Path

# A pipe that nobody writes to must not be waited for, between looking at a name and opening it.
_UNSHOWN = frozenset({"Cc", "Cs"})
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def take_bytes(path: Path) -> bytes:
    """What is in a file; raises ReaderError for one that is too large, no file, or cannot be
    opened. The size is that which its suffix allows, counted while reading."""
    name = called(path)
    promised = format_for_name(name)
    largest = promised.largest if promised else LARGEST_FILE
    try:
        with open(os.open(path, _OPEN), "rb") as stream:  # noqa: PTH123 - of a descriptor
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise not_a_file(name)
            if about.st_size > largest:
                raise too_large(largest, name)
            data = stream.read(largest + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > largest:
        raise too_large(largest, name)
    return data


def called(path: Path) -> str:
    """The name of a file for records and messages: what no text can hold, or a terminal would obey,
    is replaced."""
    return "".join(
        "\ufffd" if unicodedata.category(character) in _UNSHOWN else character
        for character in path.as_posix()
    )


def too_large(largest: int, name: str = "") -> ReaderError:
    """The failure of a file of more than ``largest`` bytes."""
    return ReaderError(
        f"is larger than {largest // (1024 * 1024)} MB",
        remedy="split it, or save it without pictures",
        code=Code.TOO_BIG,
        stage=Stage.OPEN,
        name=name,
    )


def not_a_file(name: str) -> ReaderError:
    """The failure of a pipe, a device or a socket."""
    return no_file("is neither a file nor a folder", "save its content as a file", name)


def unreadable(path: Path, error: OSError) -> ReaderError:
    """The failure that the system reports for a path, in one line."""
    reason = (error.strerror or "no reason given").lower()
    return no_file(f"cannot be opened ({reason})", "check its name and permissions", called(path))


def no_file(problem: str, remedy: str, name: str) -> ReaderError:
    """The failure of a path at which nothing is that may be read."""
    return ReaderError(problem, remedy=remedy, code=Code.NO_FILE, stage=Stage.OPEN, name=name)
