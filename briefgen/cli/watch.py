"""``briefgen watch``: briefs that follow their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import options, running
from briefgen.cli.batch import EachOption, each_of
from briefgen.cli.interrupting import draining
from briefgen.cli.reporting import STOPPED, reported

if TYPE_CHECKING:
    import threading

    from briefgen.batch.folders import Each
    from briefgen.batch.pool import Pool
    from briefgen.wishes import Wishes

EXAMPLES = """**Examples**

`briefgen watch inbox/ -o briefs` makes a brief of each file and folder in `inbox/`, and again when
one changes

`briefgen watch inbox/ --each folder --rest 10` waits until nothing has changed for ten seconds

Ctrl-C ends it: once, when the briefs at work are done; twice, at once. What a brief is made of, and
what is kept, is as with `briefgen batch`.
**Exit codes:** 130 ended by Ctrl-C · 1 the output cannot be written · 2 usage.
"""


@reported
def watch(
    folder: Annotated[
        Path,
        typer.Argument(help="The folder of sources.", exists=True, file_okay=False),
    ],
    each: EachOption = None,
    template: options.Template = None,
    formats: options.Formats = None,
    output: options.Output = None,
    focus: options.Focus = None,
    marking: options.Marking = None,
    language: options.Language = None,
    theme: options.ThemeFile = None,
    letterhead: options.LetterheadFile = None,
    model: options.Model = None,
    jobs: running.Jobs = 1,
    seconds: running.Seconds = 600.0,
    rest: Annotated[
        float,
        typer.Option("--rest", min=0.05, help="Seconds without a change before briefs are made."),
    ] = 2.0,
    quiet: options.Quiet = False,
) -> None:
    """Make a brief of what lies in a folder, and of what arrives or changes there, until Ctrl-C."""
    from briefgen.batch.pool import Pool

    wishes = options.wishes(
        options.Asked(
            template=template,
            formats=formats,
            output=output,
            theme=theme,
            letterhead=letterhead,
            focus=focus,
            marking=marking,
            language=language,
            model=model,
        )
    )
    running.check_apart([folder], wishes.output, wishes.formats)
    wanted = each_of(each)
    with draining() as stop, Pool(running.workers(jobs), wishes.model, seconds) as pool:
        _follow(folder, wanted, wishes, pool, stop, rest=rest, quiet=quiet)
    raise typer.Exit(STOPPED)


def _follow(
    folder: Path,
    each: Each | None,
    wishes: Wishes,
    pool: Pool,
    stop: threading.Event,
    *,
    rest: float,
    quiet: bool,
) -> None:
    """A run over all briefs, then one over those whose sources have changed, whenever some have."""
    from briefgen.batch.plan import read_plan
    from briefgen.batch.running import everything, run_batch
    from briefgen.batch.watching import changes, touched_by

    told: tuple[str, ...] = ()
    gone: dict[str, tuple[str, ...]] = {}
    for changed in changes(folder, rest, stop):
        plan = read_plan(folder, each)
        asked = running.options_of(wishes, plan, formats_given=True)
        is_due = touched_by(changed) if changed else everything
        ended = run_batch(plan, asked, wishes.output, pool, stop=stop, is_due=is_due)
        if not quiet and ended.summary.notices != told:
            told = ended.summary.notices
            running.report_notices(told)
        if ended.summary.no_longer_made != gone:
            gone = ended.summary.no_longer_made
            running.report_gone(ended.summary)
        if ended.tally.made or ended.tally.failed:
            running.report_failures(ended.summary)
            if not quiet:
                typer.echo(running.closing(ended, wishes.output))
