"""What batch and watch have in common: options, the progress of a run, and how it is told."""

from __future__ import annotations

import json
import os
import sys
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.batch.names import some_of
from briefgen.cli.reporting import PARTLY, STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from briefgen.batch.plan import Plan
    from briefgen.batch.running import Ended, Tally
    from briefgen.model.batch import Options, Summary
    from briefgen.wishes import Wishes

_OFTEN = 1.0  # seconds between two lines of progress in JSON
_MOST_TOLD = 50  # failures, or notices, that are printed; all are in the summary


class Shown(StrEnum):
    """How progress is shown on standard error."""

    AUTO = "auto"
    JSON = "json"
    NONE = "none"


Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        help="Workers, each with a language model; 0: one for each processor.",
    ),
]
Seconds = Annotated[
    float, typer.Option("--timeout", min=1, help="Seconds that one brief may take.")
]
Retry = Annotated[
    bool,
    typer.Option("--retry", help="Try again what failed, or lacks a source that was not read."),
]
ShowProgress = Annotated[
    Shown,
    typer.Option(
        "--progress", help="A bar where standard error is a terminal, lines of JSON, or nothing."
    ),
]


def workers(jobs: int) -> int:
    """How many workers there are to be: those asked for, or one for each processor."""
    return jobs or os.cpu_count() or 1


def options_of(wishes: Wishes, plan: Plan, *, formats_given: bool) -> Options:
    """What a command asks of all briefs; it wins over the plan, and that over settings."""
    from briefgen.model.batch import Options

    formats = wishes.formats if formats_given or not plan.formats else plan.formats
    return Options.model_validate(
        {
            "template": wishes.template or plan.template,
            "formats": formats,
            "theme": str(wishes.theme) if wishes.theme else None,
            "letterhead": str(wishes.letterhead) if wishes.letterhead else None,
            "focus": wishes.focus or plan.focus,
            "answers": dict(wishes.answers),
            "marking": wishes.marking,
            "language": wishes.language,
            "issued": wishes.issued,
            "model": wishes.model,
            "final": wishes.final,
            "annotate": wishes.annotate,
        }
    )


def check_apart(sources: Iterable[Path], output: Path, formats: Sequence[str]) -> None:
    """Briefs must not become sources of the next run.

    Raises:
        SettingsError: files in the folder for output would be among the sources.
    """
    from briefgen.errors import SettingsError
    from briefgen.readers.walking import takes_in

    made = [output / f"brief_v1.{name}" for name in formats]
    for source in sources:
        if not source.is_file() and any(takes_in(source, file) for file in made):
            raise SettingsError(
                f"{output}: lies in {source}, where briefs would be read as sources; choose "
                "another folder with --output"
            )


class RunProgress:
    """How far a run is, on standard error: a bar, or lines of JSON."""

    def __init__(self, shown: Shown, *, quiet: bool) -> None:
        self._json = shown is Shown.JSON
        self._bar: Progress | None = None
        self._line: TaskID | None = None
        self._began = time.monotonic()
        self._told = -1.0
        if shown is Shown.AUTO and sys.stderr.isatty() and not quiet:
            self._bar = _bar()

    def __call__(self, tally: Tally) -> None:
        if self._bar is not None and self._line is not None:
            self._bar.update(
                self._line,
                total=tally.total,
                completed=tally.done,
                **self._stated(tally, time.monotonic() - self._began),
            )
        now = time.monotonic()
        if self._json and (now - self._told >= _OFTEN or tally.done == tally.total):
            self._told = now
            counts = {"total": tally.total, "done": tally.done}
            typer.echo(json.dumps(counts | self._stated(tally, now - self._began)), err=True)

    def _stated(self, tally: Tally, seconds: float) -> dict[str, Any]:
        rate = (tally.made + tally.failed) / seconds if seconds else 0.0
        left = tally.total - tally.done
        return {
            "kept": tally.kept,
            "made": tally.made,
            "failed": tally.failed,
            "seconds": round(seconds, 1),
            "rate": round(rate, 2),
            "left": round(left / rate, 1) if rate else None,
        }

    def __enter__(self) -> RunProgress:
        self._began = time.monotonic()
        if self._bar:
            self._line = self._bar.add_task("Briefs", total=None, failed=0, kept=0, rate=0.0)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[kept]} kept · {task.fields[failed]} failed ·"),
        TextColumn("{task.fields[rate]:.1f}/s · left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def report_notices(notices: Sequence[str]) -> None:
    """What the user should know of a plan and its briefs, each on a line."""
    _tell([f"note: {notice}" for notice in notices])


def report_failures(summary: Summary) -> None:
    """Briefs that were not made and sources that were not read, each on a line."""
    lines = [f"not made ({one.trouble}): {one.name}: {one.problem}" for one in summary.failures]
    lines += [f"no draft: {name}: {why}" for name, why in summary.held.items()]
    lines += [
        f"not read ({record.code}): {record.name}: {record.problem}; {record.remedy}"
        for brief, records in summary.not_read.items()
        if brief not in {one.name for one in summary.failures}
        for record in records
    ]
    if summary.empty:  # of many they are many
        lines.insert(
            0, f"no statement could be taken from the sources of: {some_of(summary.empty)}"
        )
    _tell(lines)


def report_gone(summary: Summary) -> None:
    """Briefs that nothing asks for any more, each on a line."""
    _tell(
        [
            f"no longer made: {name}: nothing asks for it now, or its sources are gone, in other "
            "briefs, or too few; its files are still there"
            for name in summary.no_longer_made
        ]
    )


def _tell(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_TOLD]:
        typer.echo(f"briefgen: {' '.join(line.split())}", err=True)
    if len(lines) > _MOST_TOLD:
        typer.echo(f"briefgen: {len(lines) - _MOST_TOLD} more in the summary", err=True)


def closing(ended: Ended, output: Path | str) -> str:
    """What came of a run, in a line."""
    briefs, tally = ended.summary.briefs, ended.tally
    parts = [f"{briefs.made} of {briefs.planned} briefs in {output}"]
    parts.append(f"{tally.made} made now")
    if briefs.failed:
        parts.append(f"{briefs.failed} failed")
    if drafts := len(ended.summary.drafts):
        parts.append(f"{drafts} draft{'s' if drafts > 1 else ''} for their lists")
    if ended.summary.held:
        parts.append(f"{len(ended.summary.held)} without a draft for their list")
    if ended.summary.empty:
        parts.append(f"{len(ended.summary.empty)} empty")
    if ended.summary.left_out:
        parts.append(f"{len(ended.summary.left_out)} sources left out, in topics of too few")
    if briefs.not_reached:
        parts.append(f"{briefs.not_reached} not reached: run it again to go on")
    return ", ".join(parts)


def code_of(ended: Ended) -> int:
    """The exit code of a run."""
    if ended.stopped:
        return STOPPED
    briefs = ended.summary.briefs
    if briefs.made == 0:
        return 1
    partly = briefs.failed or ended.summary.held or ended.summary.files.not_read
    return PARTLY if partly else 0
