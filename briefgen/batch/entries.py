"""What an entry of a plan, or a row of a table, may say of its brief."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pydantic import Field

from briefgen.batch.names import Wanted, has_letters, hashed, safe_name
from briefgen.batch.storage import is_address, is_page
from briefgen.errors import BriefgenError, SettingsError
from briefgen.model.base import Frozen
from briefgen.model.batch import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MOST_TOLD = 50  # faults of one plan
_WILD = re.compile(r"\[[^\]]*\]|[*?\[\]]+")


class Entry(Frozen):
    """One brief of a plan. ``list`` names a mail list, for which a draft of a message is written;
    what is not said is as the run, or the plan, says of all."""

    sources: tuple[str, ...] = Field(min_length=1)
    title: str | None = None
    template: str | None = None
    focus: tuple[str, ...] = ()
    output: str | None = None
    theme: str | None = None
    letterhead: str | None = None
    language: str | None = None
    list: str | None = None


@dataclass
class Faults:
    """All that is wrong in a plan and the tables that it names, a line each."""

    lines: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, where: object, words: object) -> None:
        """Note what is wrong, and where."""
        self.lines.append(f"{where}: {words}")

    def check(self, where: str, field: str, value: str, check: Callable[[str], None]) -> None:
        """Note what is wrong with the ``value`` of a field; each is looked at once."""
        if (field, value) not in self._known:
            try:
                check(value)
                self._known[field, value] = ""
            except BriefgenError as error:
                self._known[field, value] = str(error)
        if words := self._known[field, value]:
            self.add(where, f"{field}: {words}")

    def tell(self, place: Path) -> None:
        """Raises SettingsError with all of them, where there are some."""
        count = len(self.lines)
        if count == 1:
            raise SettingsError(self.lines[0])
        if count:
            shown = self.lines[:_MOST_TOLD]
            more = [f"and {count - _MOST_TOLD} more"] if count > _MOST_TOLD else []
            raise SettingsError(
                "\n".join([f"{place}: {count} faults; nothing was made", *shown, *more])
            )


def check_entry(said: Mapping[str, Any], place: Path, where: str, faults: Faults) -> None:
    """Add to ``faults`` what is wrong in the fields of an entry, as far as they are of the right
    kind. It stands in the file ``place``, from whose folder paths count, and is called ``where``
    there."""
    base = place.parent
    checks: tuple[tuple[str, str | None, Callable[[str], None]], ...] = (
        *(("sources", source, check_source) for source in said.get("sources", ())),
        ("output", said.get("output"), _check_name),
        ("template", said.get("template"), check_template),
        ("theme", _in_folder(base, said.get("theme"), ".toml"), _check_theme),
        ("letterhead", _beside(base, said.get("letterhead")), _check_letterhead),
        ("language", said.get("language"), _check_language),
        ("list", _in_folder(base, said.get("list"), ".toml"), _check_list),
    )
    for name, value, check in checks:
        if value is not None:
            faults.check(f"{place}: {where}", name, value, check)


def wanted_of(entry: Entry, place: Path, where: str) -> Wanted:
    """The brief that ``entry`` asks for, which stands in ``place`` and is called ``where``."""
    base = place.parent
    task = Task(
        name=entry.output or _name_of(entry, base),
        sources=tuple(s if is_address(s) else str(base / s) for s in entry.sources),
        title=entry.title,
        template=entry.template,
        focus=entry.focus,
        theme=_in_folder(base, entry.theme, ".toml"),
        letterhead=_beside(base, entry.letterhead),
        language=entry.language,
        mail_list=_in_folder(base, entry.list, ".toml"),
    )
    marks = hashed(json.dumps(entry.sources)), hashed(entry.model_dump_json())
    return Wanted(task, where, marks, is_given=entry.output is not None)


def _name_of(entry: Entry, base: Path) -> str:
    """What a brief is called that was given no name: by its title, else by its first source, else
    by the folder that holds that, as far as there are letters in these."""
    return safe_name(next((words for words in _telling(entry, base) if has_letters(words)), ""))


def _telling(entry: Entry, base: Path) -> Iterator[str]:
    yield entry.title or ""
    source = entry.sources[0]
    parts = PurePath(source.partition("://")[2] if is_address(source) else source).parts
    is_folder = source.endswith("/") or (base / source).is_dir()
    for depth, part in enumerate(reversed(parts)):
        whole = PurePath(part).stem if depth == 0 and not is_folder else part
        yield " ".join(_WILD.sub(" ", whole).split()).strip("-_. ")
    yield base.resolve().name


def _beside(base: Path, name: str | None) -> str | None:
    return str(base / name) if name else None


def _in_folder(base: Path, name: str | None, suffix: str) -> str | None:
    """A name as it is, and the path of a file from ``base``."""
    is_file = name is not None and name.lower().endswith(suffix)
    return str(base / name) if name and is_file else name


def check_source(source: str) -> None:
    """Raises SettingsError for a page of the web, which no run of many briefs fetches."""
    if is_page(source):
        raise SettingsError(
            f"{source}: is a page of the web, of which batch fetches none; save it as a file, or "
            "make a brief of it with briefgen make"
        )
    if not source.strip():
        raise SettingsError("one is empty; name a file, a folder or a pattern, or take it out")


def _check_name(output: str) -> None:
    """A name may lead into a folder within that for outputs."""
    if any(part != safe_name(part) for part in output.split("/")):
        raise SettingsError(
            f'"{output}" must be a name like "harbour" or "city/harbour": letters, digits, '
            "hyphens, dots, up to 80 characters each"
        )


def check_template(name: str) -> None:
    """Raises TemplateError where there is no such template for briefs, or it is wrong."""
    from briefgen.composition.loader import find_brief_template, load_template

    load_template(find_brief_template(name, Path()))


def _check_theme(name: str) -> None:
    from briefgen.composition.loader import builtin_folder
    from briefgen.composition.themes import load_theme

    load_theme(builtin_folder(), name)


def _check_letterhead(name: str) -> None:
    from briefgen.composition.letterhead import load_letterhead

    load_letterhead(Path(), Path(name))


def _check_language(code: str) -> None:
    from briefgen.text.languages import check_language

    check_language(code)


def _check_list(name: str) -> None:
    from briefgen.delivery.lists import load_list

    load_list(name, Path())
