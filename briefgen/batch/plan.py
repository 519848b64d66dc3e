"""Which briefs a run is to make: from a folder, the rows of a table, or the entries of a plan."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.batch.entries import Entry, safe_name, task_of
from briefgen.batch.storage import found_at, is_address
from briefgen.errors import ReaderError, SettingsError
from briefgen.model.base import Frozen
from briefgen.model.batch import Task
from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_COLUMNS = tuple(Entry.model_fields)


class Each(StrEnum):
    """What in a folder becomes a brief of its own."""

    ENTRY = "entry"  # each file in it, and each folder in it
    FILE = "file"  # each file in it and below it
    FOLDER = "folder"  # each folder in it


@dataclass(frozen=True)
class Plan:
    """The briefs to make, and the files of a folder that none can be made of: links, devices.
    ``template``, ``formats`` and ``focus`` are what the plan says of all of them. Where sources
    were sorted, ``topics`` are those of each brief, and ``left_out`` those of none."""

    tasks: tuple[Task, ...]
    refused: tuple[ReaderError, ...] = ()
    template: str | None = None
    formats: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


class _File(Frozen):
    """What may stand in a plan."""

    template: str | None = None
    formats: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    folder: str | None = None
    each: Each = Each.ENTRY
    table: str | None = None
    brief: tuple[Entry, ...] = ()


def read_plan(place: Path, each: Each | None = None) -> Plan:
    """The plan in a TOML file, the rows of a table (``.csv``), or what lies in a folder.

    Raises:
        SettingsError: there is no such plan, something in it is wrong.
    """
    if place.is_dir():
        tasks, refused = _of_folder(place, each or Each.ENTRY)
        plan = Plan(tuple(_unique(tasks)), tuple(refused))
    elif each is not None:
        raise SettingsError(f"{place}: is no folder, for which --each says what becomes a brief")
    elif place.suffix.lower() == ".csv":
        plan = Plan(tuple(_unique(_of_table(place))))
    else:
        plan = _of_file(place)
    return plan


def _of_file(place: Path) -> Plan:
    file = _validated(place, _loaded(place))
    known: set[tuple[str, str]] = set()
    entries = [task_of(e, place, f"[[brief]] {n}", known) for n, e in enumerate(file.brief, 1)]
    if file.table:
        entries += _of_table(place.parent / file.table)
    refused: list[ReaderError] = []
    if file.folder:
        if is_address(file.folder):
            found = _of_storage(file.folder.rstrip("/"), file.each)
        else:
            found, refused = _of_folder(place.parent / file.folder, file.each)
        entries += found
    return Plan(tuple(_unique(entries)), tuple(refused), file.template, file.formats, file.focus)


def _loaded(place: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"{place}: cannot be read ({error.strerror}); check the name"
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f'{place}: {error}; a plan is TOML, with [[brief]] and sources = ["…"] for each brief'
        ) from error


def _validated(place: Path, fields: dict[str, Any]) -> _File:
    try:
        return _File.model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        path = [str(part) for part in fault["loc"]]
        where = ".".join(path)
        if path[0] == "brief" and len(path) > 1:
            where = f"[[brief]] {int(path[1]) + 1}: {'.'.join(path[2:])}"
        if fault["type"] != "extra_forbidden":
            raise SettingsError(f"{place}: {where}: {misfit(fault)}") from error
        known = Entry.model_fields if path[0] == "brief" else _File.model_fields
        raise SettingsError(f"{place}: {where}: no such field{nearest(path[-1], known)}") from error


def _of_table(place: Path) -> list[Task]:
    """A brief for each row; ``sources`` and ``focus`` are parted by semicolons."""
    try:
        with place.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            columns = rows.fieldnames or ()
            for column in columns:
                if column not in _COLUMNS:
                    raise SettingsError(
                        f'{place}: there is no column "{column}"{nearest(column, _COLUMNS)}; '
                        f"a table of briefs has {', '.join(_COLUMNS)}"
                    )
            known: set[tuple[str, str]] = set()
            return [_of_row(place, number, row, known) for number, row in enumerate(rows, 2)]
    except OSError as error:
        raise SettingsError(
            f"{place}: cannot be read ({error.strerror}); check the name"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{place}: is no table ({error}); save it as CSV, in UTF-8") from error


def _of_row(
    place: Path, number: int, row: dict[str | Any, str | Any], known: set[tuple[str, str]]
) -> Task:
    fields = {name: value.strip() for name, value in row.items() if name and value}
    sources = _parted(fields.get("sources", ""))
    if not sources:
        raise SettingsError(f"{place}: row {number} names no sources; put files in that column")
    fields = {name: text for name, text in fields.items() if text}
    entry = Entry.model_validate(
        fields | {"sources": sources, "focus": _parted(fields.get("focus", ""))}
    )
    return task_of(entry, place, f"row {number}", known)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _of_folder(folder: Path, each: Each) -> tuple[list[Task], list[ReaderError]]:
    """The briefs of what lies in a folder, and what in it can be nobody's source."""
    from briefgen.readers.walking import files_in

    if not folder.is_dir():
        raise SettingsError(f"{folder}: is no folder; check the name")
    files, refused = [], []
    for path in files_in([folder]):
        if isinstance(path, ReaderError):
            refused.append(path)
        else:
            files.append(path.relative_to(folder))
    return _of_files(files, each, lambda inside: str(folder / inside)), refused


def _of_storage(folder: str, each: Each) -> list[Task]:
    """The briefs of what lies below an address."""
    from briefgen.readers.walking import is_litter

    files = [PurePosixPath(one.removeprefix(f"{folder}/")) for one in found_at(folder)]
    shown = [file for file in files if not any(map(is_litter, file.parts))]
    return _of_files(shown, each, lambda inside: f"{folder}/{inside}")


def _of_files(
    files: Iterable[PurePath], each: Each, named: Callable[[PurePath], str]
) -> list[Task]:
    """The briefs of files, by their paths in a folder; ``named`` says where what lies there is."""
    tasks, seen = [], set()
    for inside in files:
        first = PurePath(inside.parts[0])
        if each is Each.FILE or (each is Each.ENTRY and len(inside.parts) == 1):
            tasks.append(Task(name=_safe_path(inside.with_suffix("")), sources=(named(inside),)))
        elif len(inside.parts) > 1 and first not in seen:
            seen.add(first)
            tasks.append(Task(name=safe_name(first.name), sources=(named(first),)))
    return tasks


def _safe_path(path: PurePath) -> str:
    return "/".join(safe_name(part) for part in path.parts)


def _unique(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks with names that no two share, on systems too to which A is a: those that would are
    told apart by the suffixes of their sources, then by numbers."""
    taken: set[str] = set()
    for task in tasks:
        name = task.name
        if name.casefold() in taken:
            suffix = Path(task.sources[0]).suffix.lstrip(".")
            name = f"{task.name}-{safe_name(suffix)}" if suffix else task.name
        number = 2
        while name.casefold() in taken:
            name = f"{task.name}-{number}"
            number += 1
        taken.add(name.casefold())
        yield task if name == task.name else task.model_copy(update={"name": name})
