"""Which files a list of paths and patterns stands for, folders walked in sorted order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path

from briefgen.errors import ReaderError
from briefgen.readers.opening import called, no_file, not_a_file, unreadable

# What systems leave in folders, besides hidden files.
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})


def files_in(paths: Sequence[Path]) -> Iterator[Path | ReaderError]:
    """The files to read, in order; a path that leads to none is a ReaderError in its place. A link
    is followed where it is named itself. A path with ``*``, ``?``, ``[…]`` or ``**`` at which
    nothing lies stands for all that fit it, folders included, as in a shell."""
    for path in paths:
        try:
            if path.is_dir():
                yield from _walk(path)
            elif path.is_file():
                yield path
            elif path.exists():
                yield not_a_file(called(path))
            elif has_magic(str(path)):
                yield from _fitting(path)
            else:
                yield no_file("does not exist", "check the name", called(path))
        except OSError as error:
            yield unreadable(path, error)


def _fitting(pattern: Path) -> Iterator[Path | ReaderError]:
    """The files that fit a pattern, or lie in a folder that fits it."""
    folder, wanted = _parted(pattern)
    found = False
    for one in _walk(folder):
        path = Path(one.name) if isinstance(one, ReaderError) else one
        inside = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
        if _is_taken(inside, wanted):
            found = True
            yield one
    if not found:
        yield no_file("fits no file", "check the pattern", called(pattern))


def takes_in(source: Path, file: Path) -> bool:
    """Whether ``file``, be it there already or not, is one of those that ``source`` stands for, a
    folder or a pattern."""
    folder, wanted = _parted(source) if _is_pattern(source) else (source, ())
    above, below = folder.resolve(), file.resolve()
    inside = below.relative_to(above).parts if below.is_relative_to(above) else ()
    return bool(inside) and (not wanted or _is_taken(inside, wanted))


def _is_pattern(path: Path) -> bool:
    return has_magic(str(path)) and not path.exists()


def _parted(pattern: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder in which a pattern is looked for, and its parts from there on."""
    parts = pattern.parts
    first = next(number for number, part in enumerate(parts) if has_magic(part))
    return Path(*parts[:first]), parts[first:]


def _is_taken(inside: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a file fits a pattern, or a folder does in which it lies."""
    return any(_fits(inside[:depth], wanted) for depth in range(1, len(inside) + 1))


def _fits(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_fits(parts[skipped:], wanted[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _fits(parts[1:], wanted[1:])


def _walk(folder: Path) -> Iterator[Path | ReaderError]:
    """The files in a folder and below it; no link in it is followed, wherever it leads."""
    problems: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=problems.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (_link(Path(top, name)) for name in folders if Path(top, name).is_symlink())
        for name in sorted(names):
            path = Path(top, name)
            if is_litter(name):
                continue
            if path.is_symlink():
                yield _link(path)
            elif not path.is_file():
                yield not_a_file(called(path))
            else:
                yield path
    for problem in problems:
        yield unreadable(Path(problem.filename or folder), problem)


def _link(path: Path) -> ReaderError:
    return no_file(
        "is a link, and links in a folder are not followed", "name it on its own", called(path)
    )


def is_litter(name: str) -> bool:
    """Whether a name is that of a hidden file, a lock file of Word or LibreOffice, or of what
    systems leave behind."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER
