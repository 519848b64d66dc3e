"""``briefgen templates new``: a template of one's own to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.reporting import reported

if TYPE_CHECKING:
    from briefgen.model.template import Template

EXAMPLES = """**Examples**

`briefgen templates new our-note --extends info-note` to change a section, words or colours

`briefgen templates new our-note --from one-pager` to change everything
"""

Name = Annotated[str, typer.Argument(help="Name of your template.")]
From = Annotated[
    str | None,
    typer.Option("--from", help="Copy this template whole.", show_default="info-note"),
]
Extends = Annotated[
    str | None,
    typer.Option("--extends", help="Start from this template, and state only what is different."),
]


@reported
def new(name: Name, source: From = None, extends: Extends = None) -> None:
    """Make a template in `./templates/NAME/`, to be changed as you like."""
    from briefgen.composition.loader import find_template, load_template
    from briefgen.errors import SettingsError

    folder = Path("templates") / name
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise SettingsError(
            f'"{name}": a template\'s name is one word of letters, digits and hyphens'
        )
    if source and extends:
        raise SettingsError("--from copies a template, --extends builds on it: use one of the two")
    if folder.exists():
        raise SettingsError(f"{folder}: exists already; choose another name or remove it first")
    if extends == name:
        raise SettingsError(
            f'"{name}" cannot extend itself: templates that build on "{name}" would find two of '
            f"that name; choose another, like our-{name}"
        )
    origin = find_template(extends or source or "info-note", Path())
    template = load_template(origin)
    if extends:
        _write_heir(folder, template)
    else:
        _copy(folder, origin)
    typer.echo(f"{folder}/template.md.j2  wording, sections, slots")
    typer.echo(f"{folder}/theme.toml      colours, fonts, logo, page, header and footer")
    typer.echo(f"{folder}/letterhead.docx  your own Word file, if you have one: put it there")
    typer.echo(f"Look at it: briefgen templates preview {name}")
    typer.echo(f"Check it:   briefgen templates check {name}")
    typer.echo(f"Use it:     briefgen make --template {name}")


def _write_heir(folder: Path, template: Template) -> None:
    from briefgen.composition.blocks import THEME_OF_ONES_OWN, heir_of

    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(heir_of(template, folder.name), encoding="utf-8")
    (folder / "theme.toml").write_text(THEME_OF_ONES_OWN, encoding="utf-8")


def _copy(folder: Path, origin: Path) -> None:
    from briefgen.composition.blocks import copied, theme_with
    from briefgen.composition.loader import copy_template

    copy_template(origin, folder)
    body = folder / "template.md.j2"
    text = body.read_text(encoding="utf-8-sig")
    body.write_text(copied(text, folder.name, origin.name), encoding="utf-8")
    theme = folder / "theme.toml"
    stated = theme.read_text(encoding="utf-8-sig") if theme.is_file() else ""
    theme.write_text(theme_with(stated), encoding="utf-8")
