"""What a user asks of a brief, and how its files are to look."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import SettingsError
from briefgen.interchange import load_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefgen.model.letterhead import Letterhead
    from briefgen.model.manifest import Manifest
    from briefgen.model.template import Template
    from briefgen.model.theme import Theme
    from briefgen.selection import Answer


@dataclass(frozen=True)
class Wishes:
    """What a user asks of a brief, beyond its sources. ``name`` is that of its files, in place of
    day, template and title."""

    template: str | None = None
    formats: tuple[str, ...] = ("pdf", "docx")
    workspace: Path = Path()
    output: Path = Path("out")
    theme: str | Path | None = None
    letterhead: Path | None = None
    title: str | None = None
    focus: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    marking: str | None = None
    language: str | None = None
    issued: date | None = None
    model: str | None = None
    final: bool = False
    annotate: bool = False
    previous: Path | None = None
    name: str | None = None


@dataclass(frozen=True)
class Looks:
    """How the files of a run look: by the theme, and the Word file by a letterhead, where there is
    one; ``left_out`` says what of that no brief takes over."""

    theme: Theme
    letterhead: Letterhead | None = None
    left_out: tuple[str, ...] = ()


def number_of(wishes: Wishes) -> int | None:
    """The number that the user gives a report of a series."""
    given = str(wishes.answers.get("number", "")).strip()
    if given and not (given.isdigit() and int(given) > 0):
        raise SettingsError(f'--set number="{given}": a report has a number like 5')
    return int(given) if given else None


def previous_of(wishes: Wishes, template: Template) -> Manifest | None:
    """The manifest of the report before this one in its series."""
    if wishes.previous is None:
        return None
    if not template.front.series:
        raise SettingsError(
            f"template {template.front.name} is not compared with an earlier report; leave "
            "--previous out, or use the template sitrep"
        )
    return load_manifest(wishes.previous)
