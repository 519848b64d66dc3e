"""``briefgen templates list``: what there is."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli.reporting import reported


@reported
def list_templates() -> None:
    """List the templates: the built-in ones, those in `./templates/`, and the themes."""
    from rich.console import Console
    from rich.table import Table

    from briefgen.composition.faults import on_one_line
    from briefgen.composition.loader import builtin_folder, load_template, template_folders
    from briefgen.composition.themes import theme_names
    from briefgen.errors import TemplateError
    from briefgen.workshop import is_readable

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Template", "Purpose", "Pages", "Where"):
        table.add_column(title, no_wrap=title != "Purpose", justify="left", overflow="fold")
    own = [f for f in template_folders(Path()).values() if f.parent != builtin_folder()]
    for name, folder in sorted(template_folders(Path()).items()):
        where = "built in" if folder.parent == builtin_folder() else f"{folder}"
        try:
            front = load_template(folder).front
            if folder in own and not is_readable(folder):
                raise TemplateError(name)
            pages = str(front.pages) if front.pages else "any"
            table.add_row(on_one_line(name), on_one_line(front.description), pages, where)
        except TemplateError:
            table.add_row(name, f"broken; run  briefgen templates check {name}", "", where)
    # A pipe gets whole lines, a terminal as much as it can show.
    console = Console(soft_wrap=False, highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(width=200, highlight=False, markup=False)
    console.print(table)
    if own:
        typer.echo(
            "\nYours were read, not run: what shows only in a brief,  briefgen templates check NAME"
            "  tells"
        )
    typer.echo(f"\nThemes, for --theme: {', '.join(theme_names())}")
