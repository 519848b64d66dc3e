"""What a worker of a Dask cluster does: it runs shards under supervision, as one machine does.

This side never looks into a document: its supervised worker does, and is all that a harmful one can
end. Text goes in and comes out, so that no object of ours is unpickled on either side.
"""

from __future__ import annotations

import platform
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.batch.keys import made_by
from briefgen.batch.shards import run_shard, start_worker
from briefgen.errors import EngineError
from briefgen.model.batch import Shard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.isolation import Supervisor

_REST = 5.0  # seconds without a shard, after which a supervised worker is ended
_NOTICED = 0.5  # seconds until it is noticed that nobody wants a shard any more
_Kind = tuple[str | None, float]


def run(shard: str, model: str | None, seconds: float, wanted: str) -> list[str]:
    """The rows of a shard, both as JSON; ``wanted`` is what the run says its briefs are made by.

    Raises:
        EngineError: this worker would make them by something else, so it makes none.
    """
    here = made_by(model)
    if here != wanted:
        raise EngineError(
            f"the worker on {platform.node()} has {here}, and the run {wanted}; it has made "
            "nothing: install the same on all machines"
        )
    errands = Shard.model_validate_json(shard)
    with _lent((model, seconds)) as worker, _unless_unwanted(worker):
        return [row.model_dump_json() for row in run_shard(errands, worker)]


class _Resting:
    """The supervised workers of this process that have nothing to do, each with the clock that
    will end it: no run needs to say that it is over, and none that was killed could."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._there: dict[Supervisor, tuple[_Kind, threading.Timer]] = {}

    def take(self, kind: _Kind) -> Supervisor | None:
        with self._lock:
            for worker, (its_kind, clock) in self._there.items():
                if its_kind == kind:
                    clock.cancel()
                    del self._there[worker]
                    return worker
        return None

    def put(self, worker: Supervisor, kind: _Kind) -> None:
        clock = threading.Timer(_REST, self._end, [worker])
        clock.daemon = True
        with self._lock:
            self._there[worker] = (kind, clock)
        clock.start()

    def _end(self, worker: Supervisor) -> None:
        with self._lock:
            _, clock = self._there.get(worker, (None, None))
            if clock is not threading.current_thread():  # it was taken, and maybe put back
                return
            del self._there[worker]
        worker.close()


_RESTING = _Resting()


@contextmanager
def _lent(kind: _Kind) -> Iterator[Supervisor]:
    """A worker of this process that nobody else uses meanwhile, started where none rests."""
    worker = _RESTING.take(kind) or start_worker(*kind)
    try:
        yield worker
    finally:
        _RESTING.put(worker, kind)


@contextmanager
def _unless_unwanted(worker: Supervisor) -> Iterator[None]:
    """End what ``worker`` does once its run was ended or killed, or its scheduler is lost: then the
    next run, which makes the same brief, need not wait for it."""
    from distributed.core import Status
    from distributed.worker import get_worker

    dask, done = get_worker(), threading.Event()
    key = dask.get_current_task()

    def watch() -> None:
        while not done.wait(_NOTICED):
            task = dask.state.tasks.get(key)
            closes = dask.status in {Status.closing, Status.closed, Status.failed}
            if closes or task is None or task.state == "cancelled":
                worker.abort()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
