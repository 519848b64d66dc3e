"""``briefgen quotes``: who said what, by speaker."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli import options
from briefgen.cli.reporting import PARTLY, ProgressLine, report_problems, reported

if TYPE_CHECKING:
    from briefgen.selection import ListedQuote

EXAMPLES = """**Examples**

`briefgen quotes article.html report.pdf`

`briefgen quotes inbox/ --csv > quotes.csv`

`briefgen quotes article.txt --indirect --explain`
"""

Indirect = Annotated[bool, typer.Option("--indirect", help="List reported speech too.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="List what a brief would leave out, and why.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print a table, for spreadsheets.")]


@reported
def quotes(
    sources: options.Sources = None,
    indirect: Indirect = False,
    explain: Explain = False,
    as_json: options.AsJson = False,
    as_csv: AsCsv = False,
    source_meta: options.SourceMeta = None,
    allow_private: options.AllowPrivate = False,
    feed_items: options.FeedItems = 20,
    model: options.Model = None,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """List the quotes in source documents, by speaker."""
    from briefgen import workflow
    from briefgen.readers import read_overrides

    overrides = read_overrides(source_meta) if source_meta else None
    wanted = model or options.current_settings().model
    with (
        options.cache(off=no_cache) as cache,
        ProgressLine(quiet=quiet or as_json or as_csv) as progress,
    ):
        intake = workflow.take_in(
            options.source_paths(sources),
            overrides=overrides,
            fetching=options.fetching(allow_private=allow_private, feed_items=feed_items),
            progress=progress,
            cache=cache,
        )
        dossier = workflow.analyse(intake.sources, model=wanted, progress=progress, cache=cache)
    rows = workflow.quotes_by_speaker(dossier, indirect=indirect, explain=explain)
    if as_json:
        typer.echo(json.dumps([_fields(row) for row in rows], indent=2, ensure_ascii=False))
    elif as_csv:
        typer.echo(_table(rows), nl=False)
    else:
        _print(rows)
    report_problems(intake.failures, intake.notices, quiet=quiet)
    if intake.failures:
        raise typer.Exit(PARTLY)


def _fields(row: ListedQuote) -> dict[str, Any]:
    return {
        "speaker": row.speaker,
        "role": row.role,
        "kind": row.quote.kind.value,
        "text": row.quote.text,
        "cue": row.quote.cue.text if row.quote.cue else None,
        "source": row.source,
        "published": row.published.isoformat() if row.published else None,
        "paragraph": row.quote.paragraph,
        "start": row.quote.start,
        "end": row.quote.end,
        "record": row.quote.record.value if row.quote.record else None,
        "confidence": row.quote.confidence,
        "rule": row.quote.rule,
        "left_out": row.left_out,
    }


def _table(rows: list[ListedQuote]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(_fields(rows[0])) if rows else ["speaker"])
    writer.writeheader()
    writer.writerows(_fields(row) for row in rows)
    return out.getvalue()


def _print(rows: list[ListedQuote]) -> None:
    last = None
    for row in rows:
        if row.speaker != last:
            role = f", {row.role}" if row.role else ""
            typer.echo(f"{'' if last is None else chr(10)}{row.speaker}{role}")
            last = row.speaker
        words = row.quote.text if row.quote.kind.value == "indirect" else f"“{row.quote.text}”"
        typer.echo(f"  {words}")
        notes = [row.quote.kind.value, row.source, f"paragraph {row.quote.paragraph}"]
        if row.left_out:
            notes.append(f"left out: {row.left_out}")
        typer.echo(f"    {' · '.join(notes)}")
    if not rows:
        typer.echo("No quotes with a speaker were found; --explain lists the others.")
