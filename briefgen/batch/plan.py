"""Which briefs a run is to make: from a folder, the rows of a table, or the entries of a plan."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.batch.entries import (
    Entry,
    Faults,
    check_entry,
    check_source,
    check_template,
    wanted_of,
)
from briefgen.batch.folders import Each, Found, in_folder, in_storage
from briefgen.batch.names import clashes, named, told_apart
from briefgen.batch.storage import is_address
from briefgen.batch.tables import in_table
from briefgen.errors import SettingsError
from briefgen.model.base import Frozen
from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.batch.names import Owners, Wanted
    from briefgen.errors import ReaderError
    from briefgen.model.batch import Task

_HEADING = re.compile(r"\s*\[\[\s*brief\s*\]\]")


@dataclass(frozen=True)
class Plan:
    """The briefs to make, and the files of a folder that none can be made of: links, devices.
    ``wanted`` are the briefs before they were told apart by their names, and ``notices`` what the
    user should know. ``template``, ``formats`` and ``focus`` are what the plan says of all of them,
    ``folder`` is where it says that some are to be looked for.
    Where sources were sorted, ``topics`` are those of each brief, ``left_out`` those of none, and
    ``gone`` those that briefs of earlier runs had whose topics are none any more; ``contents`` are
    the hashes of the sources of both, in their order."""

    tasks: tuple[Task, ...]
    refused: tuple[ReaderError, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    notices: tuple[str, ...] = ()
    template: str | None = None
    formats: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    folder: str | None = None
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def places(self) -> Iterator[Path]:
        """Where its sources lie on the disk: the folder that all are looked for in, and each."""
        sources = (source for task in self.tasks for source in task.sources)
        for place in (*((self.folder,) if self.folder else ()), *sources):
            if not is_address(place):
                yield Path(place)

    def beside(self, owners: Owners) -> Plan:
        """The same plan, in which no brief has a name that belongs to another in its folder."""
        if not self.wanted:
            return self
        tasks = named(self.wanted, owners)
        names = {before.name: now.name for before, now in zip(self.tasks, tasks, strict=True)}
        return replace(
            self,
            tasks=tasks,
            notices=self.notices + told_apart(self.wanted, tasks),
            topics={names[name]: sources for name, sources in self.topics.items()},
            contents={names.get(name, name): hashes for name, hashes in self.contents.items()},
        )


class _Head(Frozen):
    """What a plan may say of all its briefs, and where else some are asked for."""

    template: str | None = None
    formats: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    folder: str | None = None
    each: Each = Each.ENTRY
    table: str | None = None


def read_plan(place: Path, each: Each | None = None) -> Plan:
    """The plan in a TOML file, the rows of a table (``.csv``), or what lies in a folder.

    Raises:
        SettingsError: there is no such plan, or something in it is wrong; all of that is told.
    """
    check_source(place.as_posix())
    if place.is_dir():
        return _plan(place, in_folder(place, each or Each.ENTRY), Faults())
    if each is not None:
        raise SettingsError(f"{place}: is no folder, for which --each says what becomes a brief")
    faults = Faults()
    if place.suffix.lower() == ".csv":
        return _plan(place, Found(tuple(in_table(place, faults))), faults)
    if place.is_file() and place.suffix.lower() != ".toml":
        raise SettingsError(
            f"{place}: is neither a plan (.toml) nor a table (.csv); make one brief of it with "
            "briefgen make, or name the folder that it lies in"
        )
    return _of_file(place, faults)


def _plan(place: Path, found: Found, faults: Faults) -> Plan:
    for clash in clashes(found.wanted):
        faults.add(place, clash)
    faults.tell(place)
    return Plan(named(found.wanted), found.refused, found.wanted, found.notices)


def _of_file(place: Path, faults: Faults) -> Plan:
    text = _read(place)
    said = _loaded(place, text)
    entries = said.pop("brief", [])
    head = _Head.model_validate(_right(_Head, said, str(place), faults))
    _check_head(head, place, faults)
    wanted = _entries(entries, place, text, faults)
    if head.table:
        wanted += in_table(place.parent / head.table, faults)
    found = _in_folder(head, place, faults) if head.folder else Found()
    plan = _plan(place, replace(found, wanted=(*wanted, *found.wanted)), faults)
    folder = head.folder
    if folder and not is_address(folder):
        folder = str(place.parent / folder)
    return replace(
        plan, template=head.template, formats=head.formats, focus=head.focus, folder=folder
    )


def _in_folder(head: _Head, place: Path, faults: Faults) -> Found:
    """The briefs of the folder that a plan names."""
    folder = head.folder or ""
    try:
        check_source(folder)
        if is_address(folder):
            return in_storage(folder.rstrip("/"), head.each)
        return in_folder(place.parent / folder, head.each)
    except SettingsError as error:
        faults.add(place, f"folder: {error}")
        return Found()


def _check_head(head: _Head, place: Path, faults: Faults) -> None:
    from briefgen.workflow import FORMATS

    if head.template is not None:
        faults.check(str(place), "template", head.template, check_template)
    for name in head.formats:
        if name not in FORMATS:
            faults.add(place, f'formats: there is no format "{name}"{nearest(name, FORMATS)}')


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


def _entries(said: Any, place: Path, text: str, faults: Faults) -> list[Wanted]:
    """The briefs of the entries of a plan."""
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        faults.add(place, "brief: write [[brief]] above the sources of each brief")
        return []
    wanted = []
    for fields, where in zip(said, _headings(text, len(said)), strict=True):
        right = _right(Entry, fields, f"{place}: {where}", faults)
        check_entry(right, place, where, faults)
        if right == fields and "sources" in right:
            wanted.append(wanted_of(Entry.model_validate(right), place, where))
    return wanted


def _headings(text: str, count: int) -> list[str]:
    """What the entries of a plan are called: by number, and by line where each has a heading."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _HEADING.match(line)]
    if len(lines) != count:
        return [f"[[brief]] {number}" for number in range(1, count + 1)]
    return [f"[[brief]] {number} (line {line})" for number, line in enumerate(lines, 1)]


def _right(
    model: type[Frozen], fields: dict[str, Any], where: str, faults: Faults
) -> dict[str, Any]:
    """Those of ``fields`` that ``model`` has, and of the right kind; what is wrong with the others
    is added to ``faults``."""
    try:
        model.model_validate(fields)
    except ValidationError as error:
        known = [*model.model_fields, *(["brief"] if model is _Head else [])]
        wrong = set()
        for fault in error.errors(include_url=False):
            path = [str(part) for part in fault["loc"]]
            wrong.add(path[0])
            words = misfit(fault)
            if fault["type"] == "extra_forbidden":
                words = f"no such field{nearest(path[-1], known)}"
            faults.add(f"{where}: {'.'.join(path)}", words)
        return {name: value for name, value in fields.items() if name not in wrong}
    return fields
