"""One run at a time in an output folder, held by the system: it ends with whoever holds it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from briefgen.errors import OutputError
from briefgen.locks import give_back, taken

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN_LOCK = ".batch.lock"
WORKERS_LOCK = ".batch-workers.lock"
_PATIENCE = 5.0  # seconds for the workers of a run that was killed to notice it


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold ``folder`` against other runs, and wait for what a killed one has left.

    Raises:
        OutputError: another run is at work there, or nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        run = os.open(folder / RUN_LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        workers = os.open(folder / WORKERS_LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder}: nothing can be written there ({reason}); choose another folder with "
            "--output"
        ) from error
    try:
        if not taken(run, 0.0) or not taken(workers, _PATIENCE):
            raise OutputError(
                f"{folder}: another run is at work there; wait for it to end, or choose another "
                "folder with --output"
            )
        give_back(workers)
        yield
        give_back(run)
    finally:
        os.close(workers)
        os.close(run)


@contextmanager
def at_work_in(folder: Path) -> Iterator[None]:
    """Have the next run in ``folder`` wait until this worker has done what it does, or has ended
    with the run that it works for."""
    if sys.platform == "win32":  # a lock there is nobody else's to share
        yield
        return
    held = None
    with suppress(OSError):
        held = os.open(folder / WORKERS_LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(held, fcntl.LOCK_SH)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)
