"""Workers with a thread each that waits for them; rows come back in the order they are done."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Protocol

from briefgen.batch.shards import run_shard, start_worker

if TYPE_CHECKING:
    from briefgen.isolation import Supervisor
    from briefgen.model.batch import Row, Shard

_END = 0.1  # seconds for a thread to notice that its worker was ended


class Workers(Protocol):
    """What a run needs of those that make its briefs, on this machine or on others."""

    @property
    def jobs(self) -> int:
        """How many shards can be run at a time."""

    def submit(self, shard: Shard) -> None:
        """Have a worker run ``shard`` when one is free."""

    def next_row(self, patience: float) -> Row | None:
        """The next row that comes back, if one does within so many seconds."""


class Pool:
    """Up to ``jobs`` workers with the language ``model``, started when there is work for them. As a
    context, it ends them all at the end, within what they are doing."""

    def __init__(self, jobs: int, model: str | None, seconds: float) -> None:
        self._jobs = jobs
        self._start = (model, seconds)
        self._shards: queue.SimpleQueue[Shard | None] = queue.SimpleQueue()
        self._rows: queue.SimpleQueue[Row | Exception] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: list[Supervisor] = []
        self._ended = False

    @property
    def jobs(self) -> int:
        """How many shards can be run at a time."""
        return self._jobs

    def submit(self, shard: Shard) -> None:
        """Have a worker run ``shard`` when one is free."""
        self._shards.put(shard)
        if len(self._threads) < self._jobs:
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def next_row(self, patience: float) -> Row | None:
        """The next row that comes back, if one does within so many seconds."""
        return next_of(self._rows, patience)

    def _serve(self) -> None:
        worker = start_worker(*self._start)
        self._workers.append(worker)
        try:
            while not self._ended and (shard := self._shards.get()):
                for row in run_shard(shard, worker):
                    self._rows.put(row)
        except Exception as error:  # given to whoever waits for rows
            self._rows.put(error)
        finally:
            worker.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended = True
        for _thread in self._threads:
            self._shards.put(None)
        for thread in self._threads:
            while thread.is_alive():
                for worker in self._workers:
                    worker.abort()
                thread.join(_END)


def next_of(rows: queue.SimpleQueue[Row | Exception], patience: float) -> Row | None:
    """The next row in a queue, if one comes within so many seconds; what is an error is raised."""
    try:
        row = rows.get(timeout=patience) if patience else rows.get_nowait()
    except queue.Empty:
        return None
    if isinstance(row, Exception):
        raise row
    return row
