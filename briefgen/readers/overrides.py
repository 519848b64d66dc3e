"""What the user states about sources in a YAML file, over what the sources state themselves.

::

    statement.docx: {publisher: Ministry of the Interior, published: 2026-03-11, grade: B2}
    "wire/*.txt": {publisher: Velmark Press Wire}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.errors import SettingsError
from briefgen.model.source import Source
from briefgen.readers.dating import parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.stated import primary_language
from briefgen.text.nearest import nearest

_LARGEST = 1024 * 1024


@dataclass(frozen=True)
class Overrides:
    """Fields of ``Source`` by pattern: a path, a file name or a glob, as the file gives them."""

    path: Path
    entries: Mapping[str, Mapping[str, Any]]

    def apply(self, source: Source) -> Source:
        """``source`` with the fields stated for it; globs first, then names, then whole paths."""
        fields: dict[str, Any] = {}
        for pattern in sorted(self.entries, key=_exactness):
            if _matches(pattern, source.path or ""):
                fields.update(self.entries[pattern])
        return source.model_copy(update=fields) if fields else source

    def check_used(self, names: Iterable[str]) -> None:
        """Raises SettingsError for a pattern that none of ``names`` (paths taken in) matches."""
        names = list(names)
        for pattern in self.entries:
            if not any(_matches(pattern, name) for name in names):
                known = sorted({PurePosixPath(name).name for name in names})
                raise SettingsError(
                    f'{self.path}: no source is called "{pattern}"{nearest(pattern, known)}'
                )


def read_overrides(path: Path) -> Overrides:
    """The overrides in a YAML file; raises SettingsError that names file, entry and key."""
    import yaml

    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{path}: is too large to be a list of sources; shorten it")
        stated = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise SettingsError(f"{path}: cannot be read ({reason}); check the name") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not text in UTF-8; save it as UTF-8") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise SettingsError(
            f"{path}:{line}: is not YAML; put values with colons in quotation marks"
        ) from error
    if stated is None:
        return Overrides(path, {})
    if not isinstance(stated, dict):
        raise SettingsError(f"{path}: must map file names to fields, like {_EXAMPLE}")
    entries = {str(name): _checked(path, str(name), fields) for name, fields in stated.items()}
    return Overrides(path, entries)


_EXAMPLE = "note.txt: {publisher: The Courier}"


def _checked(path: Path, name: str, fields: object) -> dict[str, Any]:
    if not isinstance(fields, dict):
        raise SettingsError(f"{path}: {name}: must have fields, like {_EXAMPLE}")
    checked: dict[str, Any] = {}
    for key, value in fields.items():
        convert = _FIELDS.get(str(key))
        if convert is None:
            hint = nearest(str(key), _FIELDS)
            raise SettingsError(f'{path}: {name}: "{key}" is no field of a source{hint}')
        checked[str(key)] = convert(value, f"{path}: {name}: {key}")
    return checked


def _line(value: object, where: str) -> str | None:
    if value is not None and not isinstance(value, str | int | float):
        raise SettingsError(f"{where}: must be text; put it in quotation marks")
    return finish_line(str(value)) if value is not None else None


def _title(value: object, where: str) -> str:
    line = _line(value, where)
    if line is None:
        raise SettingsError(f"{where}: is empty; give a title or leave the key out")
    return line


def _published(value: object, where: str) -> object:
    found = parse_date(str(value)) if value is not None else None
    if value is not None and found is None:
        raise SettingsError(f"{where}: {str(value)!r} is no date; write it like 2026-03-11")
    return found


def _language(value: object, where: str) -> str | None:
    # YAML reads an unquoted "no", Norwegian, as false.
    tag = "no" if value is False else _line(value, where)
    found = primary_language(tag)
    if tag is not None and found is None:
        raise SettingsError(f"{where}: {tag!r} is no language tag; write it like en")
    return found


def _grade(value: object, where: str) -> str | None:
    grade = _line(value, where)
    if grade is None:
        return None
    if not re.fullmatch(r"[A-F][1-6]", grade.upper()):
        raise SettingsError(
            f"{where}: {grade!r} is no grade; write a letter for the source, A (reliable) to F "
            "(cannot be judged), and a number for what it says, 1 (confirmed) to 6, like B2"
        )
    return grade.upper()


_FIELDS: dict[str, Callable[[object, str], object]] = {
    "title": _title,
    "author": _line,
    "publisher": _line,
    "published": _published,
    "url": _line,
    "language": _language,
    "marking": _line,
    "grade": _grade,
}


def _matches(pattern: str, path: str) -> bool:
    """Whether a path, its last parts or its name is the pattern or fits it as a glob."""
    pattern, parts = pattern.removeprefix("./"), PurePosixPath(path.replace("\\", "/")).parts
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    return path == pattern or any(tail == pattern or fnmatchcase(tail, pattern) for tail in tails)


def _exactness(pattern: str) -> tuple[bool, int]:
    """Sorts globs before names and names before longer paths, so that the exact one wins."""
    return not any(mark in pattern for mark in "*?["), pattern.count("/")
