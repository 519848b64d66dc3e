"""Workers of a Dask cluster, as a pool like that of one machine.

A shard whose machine is lost is run again by another one, as Dask does it: its files are the same
bytes under the same names, so that it does not matter how far it had come.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import time
import uuid
from typing import TYPE_CHECKING, Any

from distributed import CancelledError, Client, KilledWorker, Security
from distributed.comm.core import connect

from briefgen.batch.keys import made_by
from briefgen.batch.pool import next_of
from briefgen.batch.remote import run
from briefgen.errors import BriefgenError, EngineError
from briefgen.model.batch import Row, Trouble

if TYPE_CHECKING:
    from distributed import Future

    from briefgen.model.batch import Shard

_ANSWER = 10.0  # seconds for a scheduler to answer
_LOOK = 2.0  # seconds between two looks at how many workers there are
_AGAIN = "; what was made is kept, and the same command goes on from there"


class DaskPool:
    """The workers that a scheduler at ``address`` has, each with the language ``model``. As a
    context, it leaves the cluster at the end, within what its workers are doing for this run.
    ``patience`` is how many seconds it may have no worker.

    Raises:
        EngineError: there is no scheduler, it has no worker, or it was lost.
    """

    def __init__(
        self, address: str, model: str | None, seconds: float, patience: float = 30.0
    ) -> None:
        self._address = address
        self._asked = (model, seconds, made_by(model))
        self._patience = patience
        self._rows: queue.SimpleQueue[Row | Exception] = queue.SimpleQueue()
        self._shards: dict[Future[list[str]], Shard] = {}
        self._client: Any = None  # Dask does not say of what types its methods are
        self._slots = 0
        self._looked = self._staffed = 0.0

    @property
    def jobs(self) -> int:
        """How many shards can be run at a time, as of late: workers come and go."""
        if time.monotonic() - self._looked > _LOOK:
            self._look()
        return max(1, self._slots)

    def submit(self, shard: Shard) -> None:
        """Have a worker run ``shard`` when one is free."""
        future = self._client.submit(
            run, shard.model_dump_json(), *self._asked, key=f"briefs-{uuid.uuid4()}", pure=False
        )
        self._shards[future] = shard
        future.add_done_callback(self._collect)

    def next_row(self, patience: float) -> Row | None:
        """The next row that comes back, if one does within so many seconds."""
        return next_of(self._rows, patience)

    def _collect(self, future: Future[list[str]]) -> None:
        """Take the rows of a shard that is done, in a thread of Dask's."""
        if shard := self._shards.pop(future, None):
            try:
                told = self._told(future, shard)
            except EngineError as error:  # given to whoever waits for rows
                self._rows.put(error)
                return
            rows = {row.name: row for row in told}
            for lost in _lost(shard, "gave an answer that nobody understands"):
                self._rows.put(rows.get(lost.name, lost))

    def _told(self, future: Future[list[str]], shard: Shard) -> list[Row]:
        """What came of a shard; EngineError where that says that nothing would of any other."""
        try:
            return [Row.model_validate_json(row) for row in future.result()]
        except KilledWorker as error:
            words = f"{error.allowed_failures + 1} workers of the cluster were lost with it"
            return _lost(shard, f"{words}; the next run tries it again")
        except (CancelledError, OSError) as error:
            raise self._error("the scheduler was lost", "see that it runs") from error
        except BriefgenError as error:
            raise EngineError(f"{self._address}: {error}{_AGAIN}") from error
        except Exception as error:
            reason = f"no brief can be made there ({type(error).__name__}: {error})"
            remedy = "install the same briefgen with its scheduler and its workers"
            raise self._error(reason, remedy) from error

    def _look(self) -> None:
        """See how many workers there are; raises EngineError where there has been none for long."""
        try:
            self._slots = sum(self._client.nthreads().values())
        except (OSError, CancelledError) as error:
            raise self._error("the scheduler was lost", "see that it runs") from error
        self._looked = now = time.monotonic()
        if self._slots:
            self._staffed = now
        elif now - self._staffed > self._patience:
            remedy = (
                f"start one with: dask worker {self._address} where the same briefgen is installed"
            )
            raise self._error("the scheduler has no worker", remedy)

    def _error(self, reason: str, remedy: str) -> EngineError:
        words = f"{self._address}: {reason}; {remedy}{_AGAIN}"
        return EngineError(" ".join(words.split()))

    def __enter__(self) -> DaskPool:
        for logs in ("distributed", "distributed.client"):  # what they say, we tell
            logging.getLogger(logs).setLevel(logging.CRITICAL)
        timeout = min(_ANSWER, self._patience)
        try:
            # A client that finds nobody is not ended for a good while, so one is made when it will.
            asyncio.run(_knock(self._address, timeout))
            client: Any = Client
            self._client = client(self._address, timeout=timeout, set_as_default=False)
        except ValueError as error:
            words = "is no address of a scheduler; write --scheduler tcp://HOST:PORT"
            raise EngineError(f"{self._address}: {words}") from error
        except TypeError as error:  # what Dask says without certificates
            words = "asks for certificates, and Dask has none set (docs/scale.md)"
            raise EngineError(f"{self._address}: {words}") from error
        except (OSError, RuntimeError) as error:
            reason = f"no scheduler answers there ({error})"
            remedy = "check --scheduler, and its certificates if it asks for some (docs/scale.md)"
            raise self._error(reason, remedy) from error
        self._staffed = time.monotonic()
        try:
            while not self._slots:
                self._look()
                time.sleep(0 if self._slots else 0.1)
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._shards.clear()
        self._client.close(timeout=self._patience)


async def _knock(address: str, seconds: float) -> None:
    """See that a scheduler answers at ``address``; raises what keeps it from that."""
    security: Any = Security
    reach: Any = connect
    secret = security().get_connection_args("client")
    comm = await reach(address, timeout=seconds, **secret)
    await comm.close()


def _lost(shard: Shard, words: str) -> list[Row]:
    """A row for each errand of a shard that came to nothing."""
    return [
        Row(name=errand.task.name, trouble=Trouble.CRASH, problem=f"stopped its worker: {words}")
        for errand in shard.errands
    ]
