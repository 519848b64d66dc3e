"""Which files a list of paths stands for, folders walked in sorted order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.errors import ReaderError

# What systems leave in folders, besides hidden files.
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


def files_in(paths: Sequence[Path]) -> Iterator[Path | ReaderError]:
    """The files to read, in order; a path that leads to none is a ReaderError in its place."""
    for path in paths:
        try:
            if path.is_dir():
                yield from _walk(path)
            elif path.is_file():
                yield path
            elif path.exists():
                yield ReaderError(
                    "is neither a file nor a folder", remedy="give a file", name=str(path)
                )
            else:
                yield ReaderError("does not exist", remedy="check the name", name=str(path))
        except OSError as error:
            yield unreadable(path, error)


def unreadable(path: Path, error: OSError) -> ReaderError:
    """The failure that the system reports for a path, in one line."""
    reason = (error.strerror or "no reason given").lower()
    return ReaderError(
        f"cannot be opened ({reason})", remedy="check its name and permissions", name=str(path)
    )


def _walk(folder: Path) -> Iterator[Path | ReaderError]:
    """The files in a folder and below it; links are followed to files inside the folder only."""
    inside = folder.resolve()
    problems: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=problems.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(top, name)
            if _is_litter(name) or not path.is_file():
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                yield ReaderError(
                    "is a link that leads out of the folder",
                    remedy="copy the file itself into the folder",
                    name=str(path),
                )
                continue
            yield path
    for problem in problems:
        yield unreadable(Path(problem.filename or folder), problem)


def _is_litter(name: str) -> bool:
    """Hidden files, lock files of Word and LibreOffice, and what systems leave behind."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER
