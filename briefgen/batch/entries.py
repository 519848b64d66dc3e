"""What an entry of a plan, or a row of a table, may say of its brief."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field

from briefgen.batch.names import Wanted, hashed
from briefgen.batch.storage import is_address
from briefgen.errors import BriefgenError, SettingsError
from briefgen.model.base import Frozen
from briefgen.model.batch import Task

_LONGEST = 80  # characters of a name that is made of another
_KEPT = "-_.() "


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


def wanted_of(entry: Entry, place: Path, where: str, known: set[tuple[str, str]]) -> Wanted:
    """The brief that ``entry`` asks for. It stands in the file ``place``, from whose folder paths
    count, and is called ``where`` there. ``known`` are the fields and values that other entries
    have, and that are right; its own are added.

    Raises:
        SettingsError: a field of it names what is not there, or is wrong: file, entry, field.
    """
    base = place.parent
    theme = _in_folder(base, entry.theme, ".toml")
    letterhead = str(base / entry.letterhead) if entry.letterhead else None
    mail_list = _in_folder(base, entry.list, ".toml")
    for field, value, check in (
        ("output", entry.output, _check_name),
        ("template", entry.template, _check_template),
        ("theme", theme, _check_theme),
        ("letterhead", letterhead, _check_letterhead),
        ("language", entry.language, _check_language),
        ("list", mail_list, _check_list),
    ):
        if value is None or (field, value) in known:
            continue
        try:
            check(value)
        except BriefgenError as error:
            raise SettingsError(f"{place}: {where}: {field}: {error}") from error
        known.add((field, value))
    task = Task(
        name=entry.output or safe_name(entry.title or Path(entry.sources[0]).stem),
        sources=tuple(s if is_address(s) else str(base / s) for s in entry.sources),
        title=entry.title,
        template=entry.template,
        focus=entry.focus,
        theme=theme,
        letterhead=letterhead,
        language=entry.language,
        mail_list=mail_list,
    )
    marks = hashed(json.dumps(entry.sources)), hashed(entry.model_dump_json())
    return Wanted(task, where, marks, is_given=entry.output is not None)


def safe_name(name: str) -> str:
    """``name`` as every system takes it in a path."""
    kept = "".join(c if c.isalnum() or c in _KEPT else "-" for c in name)
    return kept[:_LONGEST].strip(" .") or "brief"


def _in_folder(base: Path, name: str | None, suffix: str) -> str | None:
    """A name as it is, and the path of a file from ``base``."""
    is_file = name is not None and name.lower().endswith(suffix)
    return str(base / name) if name and is_file else name


def _check_name(output: str) -> None:
    """A name may lead into a folder within that for outputs."""
    if any(part != safe_name(part) for part in output.split("/")):
        raise SettingsError(
            f'"{output}" must be a name like "harbour" or "city/harbour": letters, digits, '
            "hyphens, dots, up to 80 characters each"
        )


def _check_template(name: str) -> None:
    from briefgen.composition.loader import find_template, load_template

    load_template(find_template(name, Path()))


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
