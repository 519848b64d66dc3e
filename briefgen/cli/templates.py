"""``briefgen templates``: what there is, what one asks for, and a copy of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import LetterheadFile
from briefgen.cli.reporting import reported

if TYPE_CHECKING:
    from briefgen.model.template import AnySlot

app = typer.Typer(no_args_is_help=True, help="List, show and copy templates.")

Name = Annotated[str, typer.Argument(help="Name of a template, or its folder.")]


@app.command("list")
@reported
def list_templates() -> None:
    """List the templates: the built-in ones and those in `./templates/`."""
    from briefgen.composition.faults import on_one_line
    from briefgen.composition.loader import load_template, template_folders
    from briefgen.errors import TemplateError

    folders = template_folders(Path())
    width = max(map(len, folders), default=0)
    for name, folder in sorted(folders.items()):
        try:
            purpose = load_template(folder).front.description
        except TemplateError as fault:
            purpose = f"broken: {fault}"
        typer.echo(f"{on_one_line(name):{width}}  {on_one_line(purpose)}")


@app.command("show")
@reported
def show(
    name: Name,
    letterhead: LetterheadFile = None,
) -> None:
    """Show what a template asks for: its slots and their budgets, and where it stands; of a Word
    file of your own, which of its styles are used for what."""
    from briefgen.composition.faults import on_one_line
    from briefgen.composition.loader import find_template, load_template

    template = load_template(find_template(name, Path()))
    front = template.front
    typer.echo(on_one_line(f"{front.name}: {front.description}"))
    typer.echo(f"  {template.file}")
    if front.pages:
        typer.echo(f"  at most {front.pages} page{'s' if front.pages != 1 else ''}")
    for slot_name, slot in front.slots.items():
        typer.echo(f"  {on_one_line(slot_name):16} {_described(slot)}")
    for line in style_lines(Path(template.folder), letterhead):
        typer.echo(line)


def style_lines(folder: Path, chosen: Path | None = None) -> list[str]:
    """A table of the styles that a letterhead gives to our roles, with the reason for each; nothing
    where the template in ``folder`` has no letterhead and none is ``chosen``."""
    from briefgen.composition.letterhead import load_letterhead
    from briefgen.writers import guessed_styles

    letterhead = load_letterhead(folder, chosen)
    if letterhead is None:
        return []
    choices = guessed_styles(letterhead)
    names = [choice.style or f"({choice.ours})" for choice in choices]
    width = max(map(len, names))
    return [
        f"  {letterhead.name}: styles by role; those in brackets are ours",
        *(
            f"    {choice.role:22} {name:{width}}  {choice.reason}"
            for choice, name in zip(choices, names, strict=True)
        ),
    ]


def _described(slot: AnySlot) -> str:
    from briefgen.composition.faults import on_one_line
    from briefgen.model.template import AuthorSlot

    if isinstance(slot, AuthorSlot):
        need = "required" if slot.required and slot.default is None else "optional"
        return f"author   {need}{f' · {on_one_line(slot.prompt)}' if slot.prompt else ''}"
    words = f", {slot.words} words" if slot.words else ""
    asked = ("the focus",) if slot.about == "focus" else slot.about
    more = " …" if len(asked) > 3 else ""
    about = f" · about {on_one_line(', '.join(asked[:3]))}{more}" if asked else ""
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
    from briefgen.composition.loader import copy_template, find_template
    from briefgen.errors import SettingsError

    folder = Path("templates") / name
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise SettingsError(
            f'"{name}": a template\'s name is one word of letters, digits and hyphens'
        )
    if folder.exists():
        raise SettingsError(f"{folder}: exists already; choose another name or remove it first")
    origin = find_template(source, Path())
    copy_template(origin, folder)
    body = folder / "template.md.j2"
    text = body.read_text(encoding="utf-8").replace(f"name: {origin.name}\n", f"name: {name}\n", 1)
    body.write_text(text, encoding="utf-8")
    typer.echo(f"{folder}/template.md.j2  wording, sections, slots")
    typer.echo(f"{folder}/theme.toml      colours, fonts, page, header and footer")
    typer.echo(f"{folder}/letterhead.docx  your own Word file, if you have one: put it there")
    typer.echo(f"Try it: briefgen make --template {name}")
