"""``briefgen templates check``: everything wrong with a template, at once."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.options import LetterheadFile
from briefgen.cli.reporting import reported

EXAMPLES = """**Examples**

`briefgen templates check our-note`

`briefgen templates check templates/our-note/theme.toml`
"""

_WRONG = 2
Name = Annotated[str, typer.Argument(help="Name of a template, its folder, or a theme.toml.")]


@reported
def check(name: Name, letterhead: LetterheadFile = None) -> None:
    """Tell everything that is wrong with a template, each with file, line and remedy.

    Exit code 0 where nothing is wrong, 2 otherwise; warnings do not count.
    """
    from briefgen.workshop import check as check_all

    found = check_all(name, letterhead=letterhead)
    faults = [fault for fault in found if not fault.is_warning]
    warnings = [fault for fault in found if fault.is_warning]
    for fault in faults:
        typer.echo(str(fault))
    if warnings:
        typer.echo(f"{chr(10) if faults else ''}Not wrong, but look at it:")
    for warning in warnings:
        typer.echo(str(warning))
    if not found:
        typer.echo(f"{name}: nothing is wrong")
    elif faults:
        typer.echo(f"\n{len(faults)} fault{'s' if len(faults) != 1 else ''}")
        raise typer.Exit(_WRONG)
