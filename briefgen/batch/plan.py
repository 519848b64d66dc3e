"""Which briefs a run is to make: from a folder, the rows of a table, or the entries of a plan."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.batch.entries import Entry, wanted_of
from briefgen.batch.folders import Each, Found, in_folder, in_storage
from briefgen.batch.names import clashes, named, told_apart
from briefgen.batch.storage import is_address
from briefgen.errors import SettingsError
from briefgen.model.base import Frozen
from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.batch.names import Owners, Wanted
    from briefgen.errors import ReaderError
    from briefgen.model.batch import Task

_COLUMNS = tuple(Entry.model_fields)
_HEADING = re.compile(r"\s*\[\[\s*brief\s*\]\]")


@dataclass(frozen=True)
class Plan:
    """The briefs to make, and the files of a folder that none can be made of: links, devices.
    ``wanted`` are the briefs before they were told apart by their names, and ``notices`` what the
    user should know. ``template``, ``formats`` and ``focus`` are what the plan says of all of them.
    Where sources were sorted, ``topics`` are those of each brief, ``left_out`` those of none, and
    ``gone`` those that briefs of earlier runs had whose topics are none any more."""

    tasks: tuple[Task, ...]
    refused: tuple[ReaderError, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    notices: tuple[str, ...] = ()
    template: str | None = None
    formats: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def beside(self, owners: Owners) -> Plan:
        """The same plan, in which no brief has a name that belongs to another in its folder."""
        if not self.wanted:
            return self
        tasks = named(self.wanted, owners)
        return replace(self, tasks=tasks, notices=self.notices + told_apart(self.wanted, tasks))


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
        return _plan(place, in_folder(place, each or Each.ENTRY))
    if each is not None:
        raise SettingsError(f"{place}: is no folder, for which --each says what becomes a brief")
    if place.suffix.lower() == ".csv":
        return _plan(place, Found(tuple(_of_table(place))))
    return _of_file(place)


def _plan(place: Path, found: Found) -> Plan:
    if clash := next(clashes(found.wanted), None):
        raise SettingsError(f"{place}: {clash}")
    return Plan(named(found.wanted), found.refused, found.wanted, found.notices)


def _of_file(place: Path) -> Plan:
    text = _read(place)
    file = _validated(place, _loaded(place, text))
    known: set[tuple[str, str]] = set()
    wanted = [
        wanted_of(entry, place, where, known)
        for entry, where in zip(file.brief, _headings(text, len(file.brief)), strict=True)
    ]
    if file.table:
        wanted += _of_table(place.parent / file.table)
    found = Found()
    if file.folder:
        if is_address(file.folder):
            found = in_storage(file.folder.rstrip("/"), file.each)
        else:
            found = in_folder(place.parent / file.folder, file.each)
    plan = _plan(place, replace(found, wanted=(*wanted, *found.wanted)))
    return replace(plan, template=file.template, formats=file.formats, focus=file.focus)


def _read(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{place}: cannot be read ({error.strerror}); check the name"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{place}: is not UTF-8 text; save it anew, as UTF-8") from error


def _loaded(place: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f'{place}: {error}; a plan is TOML, with [[brief]] and sources = ["…"] for each brief'
        ) from error


def _headings(text: str, count: int) -> list[str]:
    """What the entries of a plan are called: by number, and by line where each has a heading."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _HEADING.match(line)]
    if len(lines) != count:
        return [f"[[brief]] {number}" for number in range(1, count + 1)]
    return [f"[[brief]] {number} (line {line})" for number, line in enumerate(lines, 1)]


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


def _of_table(place: Path) -> list[Wanted]:
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
) -> Wanted:
    fields = {name: value.strip() for name, value in row.items() if name and value}
    sources = _parted(fields.get("sources", ""))
    if not sources:
        raise SettingsError(f"{place}: row {number} names no sources; put files in that column")
    fields = {name: text for name, text in fields.items() if text}
    entry = Entry.model_validate(
        fields | {"sources": sources, "focus": _parted(fields.get("focus", ""))}
    )
    return wanted_of(entry, place, f"row {number}", known)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
