"""Files of a template's folder, and of nowhere else.

A template may come from anybody: a link in it leads to a file of whoever uses it, a pipe in it
never ends, and a path may climb out.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from briefgen.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 1_000_000  # bytes; the built-in templates have 4,000
LONGEST_FILE = 20_000_000  # bytes of a font, picture or letterhead
_MOST_FILES = 1_000
# Where the system has them: no link is followed at the last step, and no pipe waited for.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


def path_inside(folder: Path, name: str) -> Path:
    """Where the file ``name`` of a template stands: a regular file in ``folder`` or below it, to
    which no link leads.

    Raises:
        TemplateError: it is none; FileNotFoundError: there is nothing.
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    outside = PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or ".." in parts
    if outside or not parts or "\0" in name:
        raise TemplateError(f"{folder}: {name!r} leads out of the template; put the file into it")
    path = folder
    _refuse_links(path)
    for part in parts:
        path /= part
        _refuse_links(path)
    if not stat.S_ISREG(path.lstat().st_mode):
        raise TemplateError(f"{path}: is no file; put a regular file there")
    return path


def _refuse_links(path: Path) -> None:
    # A junction of Windows is no link to Python, but leads away all the same.
    if path.is_symlink() or getattr(path, "is_junction", lambda: False)():
        raise TemplateError(f"{path}: is a link, and templates follow none; put a copy there")


def read_inside(folder: Path, name: str, *, longest: int = LONGEST_TEXT) -> bytes:
    """The bytes of the file ``name`` of a template.

    Raises:
        TemplateError: it is a link, no regular file, outside of ``folder`` or longer than
            ``longest`` bytes.
        OSError: it is not there, or cannot be read.
    """
    return read_regular(path_inside(folder, name), longest=longest)


def read_regular(path: Path, *, longest: int = LONGEST_TEXT, flags: int = _FLAGS) -> bytes:
    """The bytes of a regular file; what it is and how long is asked of the file that was opened."""
    with os.fdopen(os.open(path, flags), "rb") as file:
        known = os.fstat(file.fileno())
        if not stat.S_ISREG(known.st_mode):
            raise TemplateError(f"{path}: is no file; put a regular file there")
        content = file.read(longest + 1)
    if len(content) > longest:
        raise TemplateError(f"{path}: is longer than {longest:,} bytes; make it shorter")
    return content


def files_inside(folder: Path) -> Iterator[str]:
    """The names of all files of a template, those in folders below included.

    Raises:
        TemplateError: one of them is a link or no regular file, or there are too many.
    """
    _refuse_links(folder)
    found = 0
    for place, folders, files in os.walk(folder):
        below = Path(place).relative_to(folder)
        for name in sorted(folders):
            _refuse_links(Path(place) / name)
        for name in sorted(files):
            found += 1
            if found > _MOST_FILES:
                raise TemplateError(f"{folder}: holds more than {_MOST_FILES} files; take some out")
            yield path_inside(folder, str(below / name)).relative_to(folder).as_posix()
