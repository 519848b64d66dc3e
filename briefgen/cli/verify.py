"""``briefgen verify``: a brief or dossier held against its sources, line by line."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import PARTLY, ProgressLine, report_problems, reported

EXAMPLES = """**Examples**

`briefgen make --format json`, then `briefgen verify out/….json seeds/`

`briefgen verify dossier.json` (a dossier carries its sources)
"""

JsonFile = Annotated[
    Path, typer.Argument(help="A brief (from make --format json) or a dossier (from extract).")
]
Against = Annotated[
    list[Path] | None,
    typer.Argument(help="The sources of a brief: files or folders.", show_default=False),
]


@reported
def verify(
    file: JsonFile,
    sources: Against = None,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Replay every line of a brief from its sources, and say what is not found."""
    from briefgen import workflow
    from briefgen.verification import Verdict

    with ProgressLine(quiet=quiet or as_json) as progress:
        checked, failures = workflow.verify(file, sources or [], progress=progress)
    report_problems(failures, (), quiet=quiet)
    missing = [one for one in checked if one.verdict is Verdict.NOT_FOUND]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in checked], indent=2, ensure_ascii=False))
    else:
        for one in missing if quiet else checked:
            detail = f"\n      {one.detail}" if one.detail else ""
            typer.echo(f"{one.verdict.value:9}  {one.kind}: {one.text}{detail}")
    if not (quiet or as_json):
        counts = Counter(one.verdict.value for one in checked)
        typer.echo(", ".join(f"{counts[v.value]} {v.value}" for v in Verdict))
    if missing or failures:
        raise typer.Exit(PARTLY)
