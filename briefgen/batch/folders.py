"""Which of what lies in a folder, or below an address, becomes a brief of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from briefgen.batch.names import Wanted, hashed, safe_name, some_of
from briefgen.batch.storage import found_at
from briefgen.errors import ReaderError, SettingsError
from briefgen.model.batch import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_File = TypeVar("_File", bound=PurePath)
# What browsers call a download until it is there, and editors the copy of a file.
_UNFINISHED = (".part", ".crdownload", ".download", "~")


class Each(StrEnum):
    """What in a folder becomes a brief of its own."""

    ENTRY = "entry"  # each file in it, and each folder in it
    FILE = "file"  # each file in it and below it
    FOLDER = "folder"  # each folder in it


@dataclass(frozen=True)
class Found:
    """The briefs of what lies in a folder, what in it can be nobody's source, and what the user
    should know of it."""

    wanted: tuple[Wanted, ...] = ()
    refused: tuple[ReaderError, ...] = ()
    notices: tuple[str, ...] = ()


def in_folder(folder: Path, each: Each) -> Found:
    """The briefs of what lies in a folder.

    Raises:
        SettingsError: there is no such folder.
    """
    from briefgen.readers.walking import files_in

    if not folder.is_dir():
        raise SettingsError(f"{folder}: is no folder; check the name")
    every, refused = [], []
    for path in files_in([folder]):
        if isinstance(path, ReaderError):
            refused.append(path)
        else:
            every.append(path.relative_to(folder))
    within = folder.resolve().name
    files, left = _finished(every, each)
    wanted = _briefs(files, each, within, lambda inside: str(folder / inside))
    notices = passed_over(left, str(folder)) + _beside(files, each, str(folder))
    return Found(tuple(wanted), tuple(refused), notices)


def in_storage(folder: str, each: Each) -> Found:
    """The briefs of what lies below an address.

    Raises:
        OutputError: it cannot be reached.
    """
    from briefgen.readers.walking import is_litter

    files = [PurePosixPath(one.removeprefix(f"{folder}/")) for one in found_at(folder)]
    every = [file for file in files if not any(map(is_litter, file.parts))]
    shown, left = _finished(every, each)
    wanted = _briefs(shown, each, folder, lambda inside: f"{folder}/{inside}")
    return Found(tuple(wanted), notices=passed_over(left, folder) + _beside(shown, each, folder))


def _finished(files: Sequence[_File], each: Each) -> tuple[list[_File], list[_File]]:
    """The files of a folder, and those that would be a brief of their own and are unfinished. What
    lies in a folder that is one brief is read with it."""
    left = {file for file in files if _is_own(file, each) and is_unfinished(file)}
    return [file for file in files if file not in left], [file for file in files if file in left]


def _is_own(file: PurePath, each: Each) -> bool:
    """Whether a file, by its path in a folder, becomes a brief by itself."""
    return each is Each.FILE or (each is Each.ENTRY and len(file.parts) == 1)


def is_unfinished(file: PurePath) -> bool:
    """Whether a file is a download that has not come to its end, or a copy that an editor keeps."""
    return file.name.lower().endswith(_UNFINISHED)


def passed_over(files: Sequence[PurePath], folder: str) -> tuple[str, ...]:
    """A notice of files that are unfinished, and become no brief."""
    found = [file.as_posix() for file in files]
    if not found:
        return ()
    count = "a file was" if len(found) == 1 else f"{len(found)} files were"
    return (f"{folder}: {count} passed over, unfinished by the name: {some_of(found)}",)


def _briefs(
    files: Sequence[PurePath], each: Each, folder: str, place_of: Callable[[PurePath], str]
) -> list[Wanted]:
    """The briefs of files, by their paths in a folder; ``place_of`` says where what lies there
    is. One that shares its name with another is told from it by what kind of file it is, else by
    its path with that of its ``folder``."""
    wanted, seen = [], set()
    for inside in files:
        first = PurePath(inside.parts[0])
        if _is_own(inside, each):
            name, place = _safe_path(inside.with_suffix("")), inside
            kind = safe_name(inside.suffix.lstrip(".") or "file")
        elif len(inside.parts) > 1 and first not in seen:
            seen.add(first)
            name, place, kind = safe_name(first.name), first, "folder"
        else:
            continue
        task = Task(name=name, sources=(place_of(place),))
        wanted.append(Wanted(task, task.sources[0], (kind, hashed(f"{folder}/{place.as_posix()}"))))
    return wanted


def _beside(files: Sequence[PurePath], each: Each, folder: str) -> tuple[str, ...]:
    """A notice of the files that lie beside the folders, where only those become briefs."""
    beside = [file.name for file in files if len(file.parts) == 1]
    if not beside or each is not Each.FOLDER:
        return ()
    count = "a file lies" if len(beside) == 1 else f"{len(beside)} files lie"
    return (
        f"{folder}: {count} beside the folders, in no brief: {some_of(beside)}; --each entry makes "
        "one of each",
    )


def _safe_path(path: PurePath) -> str:
    return "/".join(safe_name(part) for part in path.parts)
