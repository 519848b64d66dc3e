"""``briefgen templates``: what there is, what one asks for, and a copy of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.reporting import reported

if TYPE_CHECKING:
    from briefgen.model.template import AnySlot

app = typer.Typer(no_args_is_help=True, help="List, show and copy templates.")

Name = Annotated[str, typer.Argument(help="Name of a template, or its folder.")]


@app.command("list")
@reported
def list_templates() -> None:
    """List the templates: the built-in ones and those in `./templates/`."""
    from briefgen.composition.loader import load_template, template_folders
    from briefgen.errors import TemplateError

    folders = template_folders(Path())
    width = max(map(len, folders), default=0)
    for name, folder in sorted(folders.items()):
        try:
            purpose = load_template(folder).front.description
        except TemplateError as fault:
            purpose = f"broken: {fault}"
        typer.echo(f"{name:{width}}  {purpose}")


@app.command("show")
@reported
def show(name: Name) -> None:
    """Show what a template asks for: its slots and their budgets, and where it stands."""
    from briefgen.composition.loader import find_template, load_template

    template = load_template(find_template(name, Path()))
    front = template.front
    typer.echo(f"{front.name}: {front.description}")
    typer.echo(f"  {template.file}")
    if front.pages:
        typer.echo(f"  at most {front.pages} page{'s' if front.pages != 1 else ''}")
    for slot_name, slot in front.slots.items():
        typer.echo(f"  {slot_name:16} {_described(slot)}")


def _described(slot: AnySlot) -> str:
    from briefgen.model.template import AuthorSlot

    if isinstance(slot, AuthorSlot):
        need = "required" if slot.required and slot.default is None else "optional"
        return f"author   {need}{f' · {slot.prompt}' if slot.prompt else ''}"
    words = f", {slot.words} words" if slot.words else ""
    asked = ("the focus",) if slot.about == "focus" else slot.about
    about = f" · about {', '.join(asked[:3])}{' …' if len(asked) > 3 else ''}" if asked else ""
    return f"{slot.kind:8} at most {slot.items}{words}{about}"


@app.command("new")
@reported
def new(
    name: Annotated[str, typer.Argument(help="Name of your template.")],
    source: Annotated[
        str, typer.Option("--from", help="The template to start from.")
    ] = "info-note",
) -> None:
    """Copy a template into `./templates/NAME/`, to be changed as you like."""
    import shutil

    from briefgen.composition.loader import find_template
    from briefgen.errors import SettingsError

    folder = Path("templates") / name
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise SettingsError(
            f'"{name}": a template\'s name is one word of letters, digits and hyphens'
        )
    if folder.exists():
        raise SettingsError(f"{folder}: exists already; choose another name or remove it first")
    origin = find_template(source, Path())
    shutil.copytree(origin, folder)
    body = folder / "template.md.j2"
    text = body.read_text(encoding="utf-8").replace(f"name: {origin.name}\n", f"name: {name}\n", 1)
    body.write_text(text, encoding="utf-8")
    typer.echo(f"{folder}/template.md.j2  wording, sections, slots")
    typer.echo(f"{folder}/theme.toml      colours, fonts, page, header and footer")
    typer.echo(f"Try it: briefgen make --template {name}")
