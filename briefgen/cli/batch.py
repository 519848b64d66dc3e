"""``briefgen batch``: many briefs from many sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import engines, options, running
from briefgen.cli.interrupting import draining
from briefgen.cli.reporting import ProgressLine, reported

if TYPE_CHECKING:
    from briefgen.batch.folders import Each
    from briefgen.batch.plan import Plan
    from briefgen.batch.running import Ended

EXAMPLES = """**Examples**

`briefgen batch inbox/ -o briefs` makes a brief of each file and of each folder in `inbox/`

`briefgen batch inbox/ --each file -t one-pager -f pdf --jobs 8`

`briefgen batch cases.csv` makes one for each row (columns: sources, title, template, …)

`briefgen batch plan.toml --progress json`

`briefgen batch clippings/ --cluster --least 2` sorts what lies there by topics, and makes a brief
of each that two sources or more tell of

`briefgen batch plan.toml --engine dask --scheduler tcp://head:8786` has a cluster make them

Run it again to go on where it was stopped, and to make only what has changed.
**Exit codes:** 0 all made · 1 none made · 2 usage or plan · 3 some briefs or sources failed ·
130 stopped: by Ctrl-C once, when the briefs at work are done; twice, at once.
"""

EachOption = Annotated[
    str | None,
    typer.Option(
        "--each",
        help="What in a folder becomes a brief: entry (each file and folder in it), file (each, "
        "however deep), folder (each; files beside them are told).",
        show_default="entry",
    ),
]

Cluster = Annotated[
    bool,
    typer.Option(
        "--cluster", help="Sort the sources in a folder, however deep, into a brief of each topic."
    ),
]
Least = Annotated[
    int,
    typer.Option(
        "--least", min=1, help="With --cluster: leave out topics of fewer sources than that."
    ),
]


@reported
def batch(
    plan: Annotated[
        Path, typer.Argument(help="A folder of sources, a table (.csv), or a plan (.toml).")
    ],
    each: EachOption = None,
    cluster: Cluster = False,
    least: Least = 1,
    template: options.Template = None,
    formats: options.Formats = None,
    output: options.Output = None,
    focus: options.Focus = None,
    set_answers: options.SetAnswers = None,
    answers: options.Answers = None,
    marking: options.Marking = None,
    language: options.Language = None,
    theme: options.ThemeFile = None,
    letterhead: options.LetterheadFile = None,
    model: options.Model = None,
    final: options.Final = False,
    annotate: options.Annotate = False,
    jobs: running.Jobs = 0,
    engine: engines.Choice = engines.Engine.LOCAL,
    scheduler: engines.Scheduler = None,
    store: engines.Store = "",
    seconds: running.Seconds = 600.0,
    retry: running.Retry = False,
    no_cache: options.NoCache = False,
    progress: running.ShowProgress = running.Shown.AUTO,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Make many briefs from many sources, and only those that are not there yet."""
    from briefgen.batch.running import run_batch
    from briefgen.errors import SettingsError

    wishes = options.wishes(
        options.Asked(
            template=template,
            formats=formats,
            output=output,
            theme=theme,
            letterhead=letterhead,
            focus=focus,
            answers=set_answers,
            answers_file=answers,
            marking=marking,
            language=language,
            model=model,
            final=final,
            annotate=annotate,
        )
    )
    if plan.is_dir():
        running.check_apart([plan], wishes.output, wishes.formats)
    sorting = Sorting(cluster, least, no_cache=no_cache, quiet=quiet or as_json)
    read = _read(plan, each_of(each), wishes.output, sorting)
    if read.left_out and not (read.tasks or read.refused):
        raise SettingsError(f"{plan}: no topic has {least} sources; give a smaller --least")
    if not (read.tasks or read.refused):
        raise SettingsError(
            "; ".join(read.notices)
            or f"{plan}: asks for no brief; put sources in, or [[brief]] entries"
        )
    engines.check_store(store, read)
    asked = running.options_of(wishes, read, formats_given=bool(formats))
    running.check_apart(read.places, wishes.output, asked.formats)
    with (
        draining() as stop,
        engines.pool_of(engine, scheduler, jobs, asked.model, seconds) as pool,
        running.RunProgress(progress, quiet=quiet or as_json) as tell,
    ):
        ended = run_batch(
            read, asked, wishes.output, pool, stop=stop, store=store, retry=retry, tell=tell
        )
    _report(ended, store or str(wishes.output), quiet=quiet, as_json=as_json)
    raise typer.Exit(running.code_of(ended))


@dataclass(frozen=True)
class Sorting:
    """Whether sources are sorted by topics, and how that goes."""

    cluster: bool
    least: int
    no_cache: bool
    quiet: bool


def _read(place: Path, each: Each | None, output: Path, sorting: Sorting) -> Plan:
    """The plan in a file, or of a folder; raises SettingsError."""
    from briefgen.batch.plan import read_plan
    from briefgen.errors import SettingsError

    if not sorting.cluster:
        if sorting.least > 1:
            raise SettingsError("--least: says how large a topic is to be; give --cluster too")
        return read_plan(place, each)
    if each is not None:
        raise SettingsError("--each: leave it out, or --cluster, which sorts single sources")
    if not place.is_dir():
        raise SettingsError(f"{place}: is no folder, whose sources --cluster could sort")
    from briefgen.batch.topics.planning import topic_plan

    with (
        options.cache(off=sorting.no_cache) as cache,
        ProgressLine(quiet=sorting.quiet) as progress,
    ):
        return topic_plan(
            place,
            output,
            least=sorting.least,
            cache=cache,
            tell=partial(progress, "Reading"),
        )


def each_of(given: str | None) -> Each | None:
    """What in a folder becomes a brief; raises SettingsError."""
    from briefgen.batch.folders import Each
    from briefgen.errors import SettingsError
    from briefgen.text.nearest import nearest

    if given is None:
        return None
    try:
        return Each(given)
    except ValueError as error:
        known = [str(one) for one in Each]
        raise SettingsError(
            f'--each "{given}": must be {", ".join(known)}{nearest(given, known)}'
        ) from error


def _report(ended: Ended, output: str, *, quiet: bool, as_json: bool) -> None:
    """The closing summary."""
    if not quiet:
        running.report_notices(ended.summary.notices)
    running.report_failures(ended.summary)
    running.report_gone(ended.summary)
    if as_json:
        now = {"made_now": ended.made, "kept": ended.tally.kept}
        told = ended.summary.model_dump(mode="json") | now
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif not quiet:
        typer.echo(running.closing(ended, output))
