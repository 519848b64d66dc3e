"""Briefs that follow their sources: a run whenever something has changed and come to rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.model.batch import Task

_LOOK = 200  # milliseconds between two looks at whether to stop
_LONGEST = 10  # rests after which changes are handed on though others follow


def changes(folder: Path, rest: float, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """The paths that have changed in ``folder``, each time nothing more has for ``rest`` seconds,
    until ``stop`` is set; at first none, once changes are noticed. Hidden files and what systems
    leave behind are nothing."""
    from watchfiles import watch

    from briefgen.readers.walking import is_litter

    first = True
    for found in watch(
        folder,
        watch_filter=lambda _, path: not is_litter(Path(path).name),
        step=int(rest * 1000),
        debounce=int(rest * 1000 * _LONGEST),
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    ):
        if stop.is_set():
            return
        if first or found:
            first = False
            yield frozenset(Path(path) for _, path in found)


def touched_by(paths: Iterable[Path]) -> Callable[[Task], bool]:
    """Whether a task takes in any of ``paths``, which are absolute."""
    touched = {above for path in paths for above in (path, *path.parents)}
    exact = set(paths)

    def is_due(task: Task) -> bool:
        for source in task.sources:
            place = Path(source).absolute()
            if place in touched or exact.intersection(place.parents):
                return True
        return False

    return is_due
