"""A shard run by a worker under supervision: the same here and on another machine.

References to sources go in, rows come out; briefs are written to the folder that an errand names.
Each brief is one call: what kills the worker costs the brief that it was making, and no neighbour.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefgen.batch.storage import Store, fetched, is_address
from briefgen.errors import OutputError
from briefgen.isolation import Failure, FailureKind, Limits, Supervisor
from briefgen.model.batch import Row, Shard, Trouble
from briefgen.outputs import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.isolation import Outcome
    from briefgen.model.batch import Errand

_FUNCTION = "briefgen.batch.worker:answer"
_MEMORY = 4_000_000_000  # bytes beyond what the model takes: a book needs a quarter of it
_ANSWER = 20_000_000  # bytes of a row; it tells of every source that was refused
_WEIGHT = 1_500_000_000  # bytes of a worker that is replaced before its next brief
_MADE = ".briefs"  # the folder in which files are made that go to storage
_KINDS = {
    FailureKind.TIMEOUT: Trouble.TIMEOUT,
    FailureKind.MEMORY: Trouble.MEMORY,
    FailureKind.OUTPUT: Trouble.TOO_BIG,
    FailureKind.CRASH: Trouble.CRASH,
}


def start_worker(model: str | None, seconds: float) -> Supervisor:
    """A worker that loads ``model`` once, without waiting for it; each of its briefs has so many
    ``seconds``."""
    limits = Limits(seconds=seconds, memory=_MEMORY, answer=_ANSWER, files=True, programs=True)
    worker = Supervisor(_FUNCTION, limits, warm_up=model or "")
    worker.prepare()
    return worker


def run_shard(shard: Shard, worker: Supervisor) -> Iterator[Row]:
    """The row of each errand in turn. Nothing is raised for a brief that cannot be made."""
    for errand in shard.errands:
        away = errand.store or any(map(is_address, errand.task.sources))
        row, memory = _away(errand, worker) if away else _asked(errand, worker)
        if memory > _WEIGHT:
            worker.close()
        yield row


def _away(errand: Errand, worker: Supervisor) -> tuple[Row, int]:
    """The same for a brief whose sources or files lie in storage: it is made of copies, in a folder
    for it alone. That is done here, because a worker has nobody's credentials."""
    try:
        with fetched(errand.task.sources, errand.workspace) as (folder, places):
            there = errand.model_copy(update={"workspace": str(folder), "places": tuple(places)})
            if not errand.store:
                return _asked(there, worker)
            output, store = folder / _MADE, Store(errand.store)
            output.mkdir()
            store.fetch(errand.task.name, output)
            row, memory = _asked(there.model_copy(update={"output": str(output)}), worker)
            files = [one.file for one in row.outputs]
            if files:  # what says that they are whole comes last
                record = files[0].removesuffix(Path(files[0]).suffix) + MANIFEST_SUFFIX
                store.put(output, [*files, record])
            return row, memory
    except OutputError as error:
        return Row(name=errand.task.name, trouble=Trouble.OUTPUT, problem=str(error)), 0


def _asked(errand: Errand, worker: Supervisor) -> tuple[Row, int]:
    return _told(errand, worker.call(errand.model_dump(mode="json")))


def _told(errand: Errand, outcome: Outcome) -> tuple[Row, int]:
    """What a worker says of an errand, as far as it may say it, and its memory in bytes."""
    name = errand.task.name
    if isinstance(outcome, Failure):
        trouble = _KINDS[outcome.kind]
        words = f"stopped its worker: {outcome.words}; the next run tries it again"
        return Row(name=name, trouble=trouble, problem=words), 0
    match outcome.value:
        case {"row": dict(told), "memory": int(memory)}:
            try:
                return Row.model_validate(told | {"name": name}), memory
            except ValidationError:
                pass
    words = "stopped its worker: gave an answer that nobody understands"
    return Row(name=name, trouble=Trouble.CRASH, problem=words), 0
