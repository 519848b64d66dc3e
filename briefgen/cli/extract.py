"""``briefgen extract``: sources in, a dossier in JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import PARTLY, ProgressLine, report_problems, reported

EXAMPLES = """**Examples**

`briefgen extract seeds/ -o dossier.json` then edit it, then `briefgen render dossier.json`

`briefgen extract article.html | jq '.quotes[].speaker.name'`
"""

DossierFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File to write.", show_default="standard output"),
]


@reported
def extract(
    sources: options.Sources = None,
    output: DossierFile = None,
    source_meta: options.SourceMeta = None,
    allow_private: options.AllowPrivate = False,
    feed_items: options.FeedItems = 20,
    model: options.Model = None,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Write all that could go into a brief as JSON: facts, quotes, figures, conflicts."""
    from briefgen import workflow
    from briefgen.outputs import write_file
    from briefgen.readers import read_overrides

    overrides = read_overrides(source_meta) if source_meta else None
    wanted = model or options.current_settings().model
    with options.cache(off=no_cache) as cache, ProgressLine(quiet=quiet) as progress:
        intake = workflow.take_in(
            options.source_paths(sources),
            overrides=overrides,
            fetching=options.fetching(allow_private=allow_private, feed_items=feed_items),
            progress=progress,
            cache=cache,
        )
        dossier = workflow.analyse(intake.sources, model=wanted, progress=progress, cache=cache)
    content = workflow.to_json(dossier)
    if output:
        write_file(output, content)
        if not quiet:
            typer.echo(
                f"{output}: {len(dossier.facts)} facts, {len(dossier.quotes)} quotes, "
                f"{len(dossier.conflicts)} conflicts from {len(dossier.sources)} sources"
            )
    else:
        typer.echo(content.decode(), nl=False)
    report_problems(intake.failures, intake.notices, quiet=quiet)
    if intake.failures:
        raise typer.Exit(PARTLY)
