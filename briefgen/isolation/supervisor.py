"""Keeps one worker for one function: starts it, asks it, replaces it when it does not answer."""

from __future__ import annotations

import atexit
import threading
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING

from briefgen.isolation.outcomes import Failure, FailureKind
from briefgen.isolation.process import WorkerProcess

if TYPE_CHECKING:
    from briefgen.isolation.outcomes import Json, Limits, Outcome

_CALLS = 500  # of one worker; then a new one, because libraries leak


class Supervisor:
    """One function in another process: ``function`` is ``package.module:name``, a function of ours
    that takes JSON, and bytes where it is given any, and gives JSON. Calls of several threads wait
    for one another. ``warm_up`` is handed to the function of that name in the same module, where
    there is one."""

    def __init__(self, function: str, limits: Limits, *, warm_up: str = "") -> None:
        self._function = function
        self._warm_up = warm_up
        self._limits = limits
        self._worker: WorkerProcess | None = None
        self._calls = 0
        self._lock = threading.Lock()
        _SUPERVISORS.add(self)

    def prepare(self) -> None:
        """Start the worker without waiting for it, where there is none yet."""
        with self._lock, suppress(OSError):
            self._started()

    def call(self, question: Json, data: bytes = b"") -> Outcome:
        """What the function gives for ``question`` (and ``data``), or why it gives nothing. A
        worker that did not answer is replaced at the next call."""
        with self._lock:
            try:
                outcome = self._asked(question, data)
            except BaseException:  # Ctrl-C, most of all: nothing goes on behind our back
                self._end()
                raise
            if isinstance(outcome, Failure):
                self._end()
            return outcome

    def close(self) -> None:
        """End the worker. The next call starts another one."""
        with self._lock:
            self._end()

    def abort(self) -> None:
        """End the worker within a call of another thread, which fails then."""
        if worker := self._worker:
            worker.kill()

    @property
    def pid(self) -> int | None:
        """The worker's process, where there is one."""
        return self._worker.pid if self._worker else None

    def _asked(self, question: Json, data: bytes) -> Outcome:
        try:
            worker = self._started()
        except OSError as error:
            return Failure(FailureKind.CRASH, f"could not be started ({error})")
        if self._calls == 0 and (failure := worker.await_ready()):
            return failure
        self._calls += 1
        return worker.ask(question, data)

    def _started(self) -> WorkerProcess:
        if self._worker and (self._calls >= _CALLS or not self._worker.is_alive()):
            self._end()
        if self._worker is None:
            self._calls = 0
            self._worker = WorkerProcess(self._function, self._limits, self._warm_up)
        return self._worker

    def _end(self) -> None:
        if self._worker:
            self._worker.end()
            self._worker = None


_SUPERVISORS: weakref.WeakSet[Supervisor] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    for supervisor in list(_SUPERVISORS):
        supervisor.close()
