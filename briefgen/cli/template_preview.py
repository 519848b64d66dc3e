"""``briefgen templates preview``: a template with sample content, as PDF and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import counting_faults, reported

EXAMPLES = """**Examples**

`briefgen templates preview our-note`

`briefgen templates preview our-note --letterhead letterhead.docx`

`briefgen templates preview one-pager --theme government --language de -o /tmp/look`
"""

Name = Annotated[str, typer.Argument(help="Name of a template, or its folder.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", help="Folder to write to.", show_default="out/preview")
]
Formats = Annotated[
    list[str] | None, typer.Option("--format", "-f", help="docx, html or md besides the PDF.")
]


@reported
def preview(
    name: Name,
    output: Output = Path("out/preview"),
    formats: Formats = None,
    theme: options.ThemeFile = None,
    language: options.Language = None,
    letterhead: options.LetterheadFile = None,
) -> None:
    """Show a template with sample content: a PDF, and a picture of each page."""
    from briefgen.errors import SettingsError
    from briefgen.text.nearest import nearest
    from briefgen.workshop import preview as show
    from briefgen.writers import WRITERS

    for format_ in formats or ():
        if format_ not in WRITERS:
            raise SettingsError(f'there is no format "{format_}"{nearest(format_, WRITERS)}')
    wanted = (*(formats or ()), *(["docx"] if letterhead else []))
    with counting_faults(name, letterhead=letterhead, theme=theme):
        made = show(
            name,
            output,
            theme=theme,
            language=language,
            formats=wanted,
            letterhead=letterhead,
        )
    for notice in made.notices:
        typer.echo(f"briefgen: note: {notice}", err=True)
    for path in made.files:
        typer.echo(str(path))
