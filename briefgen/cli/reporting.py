"""What the terminal shows: progress, the closing summary, and errors in one line."""

from __future__ import annotations

import functools
import json
import sys
import threading
from contextlib import contextmanager
from textwrap import shorten
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import typer

from briefgen.errors import BriefgenError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rich.status import Status

    from briefgen.errors import ReaderError
    from briefgen.workflow import Build

_P = ParamSpec("_P")
_R = TypeVar("_R")
_PATIENCE = 1.0  # seconds before progress is shown at all
STOPPED = 130
PARTLY = 3
_LINE = 110  # characters of an item that is explained
_NEXT = 12  # items explained of those that were left out


def reported(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """A command whose errors are printed in one line each, without a traceback, and give the
    documented exit codes."""

    @functools.wraps(command)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return command(*args, **kwargs)
        except BriefgenError as error:
            typer.echo(f"briefgen: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as stop:
            typer.echo("briefgen: stopped", err=True)
            raise typer.Exit(STOPPED) from stop

    return guarded


@contextmanager
def counting_faults(
    template: str, *, letterhead: Path | None = None, theme: str | Path | None = None
) -> Iterator[None]:
    """Have an error of a template tell how many others there are in it, its letterhead or the
    ``theme`` that is wrong, and the command that shows them all."""
    try:
        yield
    except TemplateError as error:
        from briefgen.workshop import more_faults

        is_theme = theme is not None and str(error).startswith(f"{theme}:")
        raise more_faults(error, str(theme) if is_theme else template, letterhead) from error


class ProgressLine:
    """One line on standard error that says what is being done, once that takes over a second.
    Nothing is printed where standard error is no terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._words = "Working …"
        self._status: Status | None = None
        self._patience = threading.Timer(_PATIENCE, self._start)
        self._patience.daemon = True

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._words = f"{stage} ({done + 1} of {total})" if total > 1 else f"{stage} …"
        if self._status is not None:
            self._status.update(self._words)

    def _start(self) -> None:
        from rich.console import Console

        self._status = Console(stderr=True).status(self._words)
        self._status.start()

    def __enter__(self) -> ProgressLine:
        if self._shown:
            self._patience.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.cancel()
        if self._status is not None:
            self._status.stop()


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def report_problems(
    failures: tuple[ReaderError, ...], notices: tuple[str, ...], *, quiet: bool
) -> None:
    """Sources that were not read, each on a line of standard error."""
    if not quiet:
        for notice in notices:
            typer.echo(f"briefgen: note: {notice}", err=True)
    for failure in failures:
        typer.echo(f"briefgen: not read ({failure.code}): {failure}", err=True)


def report_build(build: Build, *, quiet: bool, as_json: bool, explain: bool = False) -> None:
    """The closing summary, and exit code 3 where a source could not be read. ``explain`` adds why
    each item was taken and the next ones were not."""
    report_problems(build.failures, build.notices, quiet=quiet)
    if as_json:
        told = {"reasons": build.manifest.reasons} if explain else {}
        typer.echo(json.dumps(_summary(build) | told, indent=2, ensure_ascii=False))
    elif not quiet:
        _print_summary(build)
    if explain and not as_json:
        _print_reasons(build)
    if build.failures:
        raise typer.Exit(PARTLY)


def _counts(build: Build) -> dict[str, int]:
    kinds = [item.kind for items in build.brief.slots.values() for item in items]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def _summary(build: Build) -> dict[str, Any]:
    dropped: dict[str, int] = {}
    for one in build.manifest.dropped:
        reason = one.reason.split(" (")[0]  # without the figures of the single case
        dropped[reason] = dropped.get(reason, 0) + 1
    return {
        "files": [str(path) for path in build.files],
        "title": build.brief.title,
        "template": build.brief.template,
        "sources": len(build.brief.sources),
        "found": {"facts": build.facts, "quotes": build.quotes, "conflicts": build.conflicts},
        "used": _counts(build),
        "dropped": dropped,
        "unprinted": [one.model_dump() for one in build.manifest.unprinted],
        "not_read": [record.model_dump(mode="json") for record in build.manifest.refused],
    }


def _print_summary(build: Build) -> None:
    used = _counts(build)
    sources = len(build.brief.sources)
    copies = sum(1 for s in build.brief.sources if s.copy_of)
    read = _plural(sources, "source") + (f" ({copies} a copy of another)" if copies else "")
    typer.echo(f"{build.brief.title}")
    typer.echo(
        f"  from {read}: {_plural(used.get('fact', 0), 'fact')} of {build.facts}, "
        f"{_plural(used.get('quote', 0), 'quote')} of {build.quotes}, "
        f"{_plural(build.conflicts, 'conflict')}"
        if build.facts
        else f"  from {read}"
    )
    for path in build.files:
        typer.echo(f"  wrote {path}{_size(path)}")
    over = sum(1 for d in build.manifest.dropped if d.reason.startswith("over the page limit"))
    if over:
        typer.echo(f"  {_plural(over, 'item')} left out to keep the page limit; see the manifest")


def _short(text: str) -> str:
    return shorten(text, _LINE, placeholder=" …")


def _print_reasons(build: Build) -> None:
    """Every item with why it was taken, by slot, and those next in line with why they were not."""
    for slot, items in build.brief.slots.items():
        told = [item for item in items if item.id in build.manifest.reasons]
        if told:
            typer.echo(f"\n{slot.replace('_', ' ').capitalize()}")
        for item in told:
            text = getattr(item, "text", "") or getattr(item, "counts", "")
            typer.echo(f"  + {_short(text)}\n      {build.manifest.reasons[item.id]}")
    ranked = [d for d in build.manifest.dropped if d.salience is not None]
    if ranked:
        typer.echo("\nNext in line, and why not")
    for one in ranked[:_NEXT]:
        typer.echo(f"  - {_short(one.text)}\n      {one.reason}")
    if len(build.manifest.dropped) > _NEXT:
        typer.echo(f"  … {len(build.manifest.dropped) - _NEXT} more in the manifest")


def _size(path: Path) -> str:
    return f" ({max(1, path.stat().st_size // 1024)} kB)"
