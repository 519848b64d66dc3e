"""``briefgen verify``: a brief held against its sources, line by line."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import PARTLY, ProgressLine, report_problems, reported

if TYPE_CHECKING:
    from briefgen.verification import Checked

_INDENT = " " * 6
EXAMPLES = """**Examples**

`briefgen verify note.docx inbox/` (as you edited it in Word, or as anybody wrote it)

`briefgen verify out/….pdf seeds/ --quiet` (only what is not found)

`briefgen verify out/….json seeds/` and `briefgen verify dossier.json` (which carries its sources)
"""

BriefFile = Annotated[
    Path,
    typer.Argument(
        help="A brief in Word, PDF, HTML, Markdown or JSON, or a dossier (from extract)."
    ),
]
Against = Annotated[
    list[str] | None,
    typer.Argument(help="The sources of a brief: files, folders, addresses.", show_default=False),
]


@reported
def verify(
    file: BriefFile,
    sources: Against = None,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
    source_meta: options.SourceMeta = None,
    allow_private: options.AllowPrivate = False,
    feed_items: options.FeedItems = 20,
    model: options.Model = None,
    no_cache: options.NoCache = False,
    previous: options.Previous = None,
) -> None:
    """Hold every line of a brief against its sources, and say what is not found."""
    from briefgen import workflow
    from briefgen.readers import read_overrides
    from briefgen.verification import Verdict

    overrides = read_overrides(source_meta) if source_meta else None
    wanted = model or options.current_settings().model
    with (
        options.cache(off=no_cache) as cache,
        ProgressLine(quiet=quiet or as_json) as progress,
    ):
        found = workflow.verify(
            file,
            options.sources_named(sources or []),
            overrides=overrides,
            fetching=options.fetching(allow_private=allow_private, feed_items=feed_items),
            model=wanted,
            previous=previous,
            progress=progress,
            cache=cache,
        )
    report_problems(found.failures, found.notices, quiet=quiet)
    checked = found.lines
    missing = [one for one in checked if one.verdict is Verdict.NOT_FOUND]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in checked], indent=2, ensure_ascii=False))
    else:
        for one in missing if quiet else checked:
            typer.echo(_told(one))
    if not (quiet or as_json):
        counts = Counter(one.verdict.value for one in checked)
        typer.echo(", ".join(f"{counts[v.value]} {v.value}" for v in Verdict))
    if missing or found.failures:
        raise typer.Exit(PARTLY)


def _told(one: Checked) -> str:
    """A line with its verdict; below it what was edited or is wrong, and where to look."""
    lines = [f"{one.verdict.value:11}  {one.kind}: {one.text}"]
    if one.detail:
        lines.append(f"{_INDENT}{one.detail}")
    if one.nearest:
        near = one.nearest
        lines.append(f'{_INDENT}{near.source}, paragraph {near.paragraph}: "{near.words}"')
    return "\n".join(lines)
