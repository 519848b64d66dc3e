"""Ctrl-C in two steps: the first lets what has begun be finished, the second ends it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def draining() -> Iterator[threading.Event]:
    """An event that is set by the first Ctrl-C, or when the system asks the program to end; the
    second raises KeyboardInterrupt."""
    stop = threading.Event()

    def ask(_signal: int, _frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        typer.echo(
            "briefgen: stopping when the briefs at work are done; Ctrl-C again stops now", err=True
        )

    kept = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for one, handler in kept.items():
            signal.signal(one, handler)
