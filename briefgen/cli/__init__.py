"""The command line: one module per command, no logic of its own."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from briefgen import __version__
from briefgen.cli import (
    batch,
    cache,
    email,
    extract,
    make,
    quotes,
    render,
    schema,
    templates,
    verify,
    watch,
)

app = typer.Typer(
    name="briefgen",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From a folder of articles, reports and e-mails to a briefing note in PDF and Word, "
    "with the source of every line. Works offline.",
    epilog="**Start here:** put documents into `seeds/`, then run `briefgen make`. "
    "**Exit codes:** 0 all well · 1 nothing could be made · 2 usage, settings or template · "
    "3 made, but some sources or briefs could not be; verify did not find a line; or a brief may "
    "not go out as asked · 4 nothing new to send · 130 stopped.",
)
app.command("make", epilog=make.EXAMPLES)(make.make)
app.command("batch", epilog=batch.EXAMPLES)(batch.batch)
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)
app.command("quotes", epilog=quotes.EXAMPLES)(quotes.quotes)
app.command("extract", epilog=extract.EXAMPLES)(extract.extract)
app.command("render", epilog=render.EXAMPLES)(render.render)
app.command("verify", epilog=verify.EXAMPLES)(verify.verify)
app.command("email", epilog=email.EXAMPLES)(email.email)
app.add_typer(templates.app, name="templates")
app.command("cache", epilog=cache.EXAMPLES)(cache.cache)
app.command("schema")(schema.schema)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options of the program as a whole."""


def main() -> None:
    """Run the command line."""
    # What a run makes lives to its end; to look it over for garbage again and again took an
    # eighth of the time of a whole run.
    gc.set_threshold(50_000, 20, 20)
    app()
