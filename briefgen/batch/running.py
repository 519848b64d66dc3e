"""A run: briefs that have to be made are handed to workers, and their rows kept as they come.

All is done by the one that called, while workers work: it looks at sources, hands out shards, and
writes down rows. What is handed out is bounded, so that memory does not grow with the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.batch.keys import basis_of, common_to, count_of, inputs_of, key_of, manner_of
from briefgen.batch.ledger import LEDGER, Ledger
from briefgen.batch.locking import alone_in
from briefgen.batch.names import Owners, entry_of
from briefgen.batch.outdated import is_draft, outdated
from briefgen.batch.storage import Store
from briefgen.batch.summing import begin, finish, summary_of
from briefgen.errors import OutputError
from briefgen.model.batch import Errand, Row, Shard, Trouble
from briefgen.outputs import sweep

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.batch.plan import Plan
    from briefgen.batch.pool import Workers
    from briefgen.model.batch import Options, Summary, Task

_AHEAD = 2  # errands handed out for each worker: one that it works at, one that waits
_LOOK = 0.2  # seconds between two looks at what else there is to do


@dataclass(frozen=True)
class Tally:
    """How far a run is: of ``total`` briefs, ``kept`` are as they were, and ``made`` and ``failed``
    are done by this run; those of them that failed before and were not tried again are ``kept``."""

    total: int
    kept: int = 0
    made: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """The briefs that the run has come to."""
        return self.kept + self.made + self.failed


@dataclass(frozen=True)
class Ended:
    """What came of a run, the names of the briefs that it ``made``, and whether it was ``stopped``
    before it came to all."""

    summary: Summary
    tally: Tally
    made: tuple[str, ...]
    stopped: bool


def everything(_task: Task) -> bool:
    """Any task is due."""
    return True


def run_batch(
    plan: Plan,
    options: Options,
    output: Path,
    pool: Workers,
    *,
    stop: threading.Event,
    store: str = "",
    retry: bool = False,
    tell: Callable[[Tally], None] = lambda _: None,
    is_due: Callable[[Task], bool] = everything,
) -> Ended:
    """Make the briefs of ``plan`` in ``output`` that are not there as they would be made now.

    What has failed for its sources is tried again with ``retry``, what has failed for anything else
    always. Once ``stop`` is set, what workers have begun is finished and nothing else begun. Briefs
    that are not due, where they are known, are not looked at. With a ``store``, an address, files
    are put there, and ``output`` has only what is known of the run.

    Raises:
        TemplateError, SettingsError, ModelError: no brief could be made; nothing was begun.
        OutputError: another run is at work in ``output``, or it cannot be written; what was made
            is kept, and the next run goes on.
        EngineError: the workers were lost; the same is kept.
    """
    manners = dict.fromkeys(manner_of(task) for task in plan.tasks)
    common = {manner: common_to(manner, options)[0] for manner in manners}
    with alone_in(output):
        for folder in {(output / task.name).parent for task in plan.tasks}:
            sweep(folder)
        there = Store(store).names() if store else None
        with Ledger(output / LEDGER) as ledger:
            plan = plan.beside(Owners(ledger, output))
            begin(plan, output)
            run = _Run(plan, options, common, output, pool, ledger, store, there, retry=retry)
            tally = run.go(stop, tell, is_due)
            ledger.tidy()
            summary = run.summary()
            finish(summary, output)
    return Ended(summary, tally, tuple(sorted(run.made)), stopped=bool(run.unreached))


class _Run:
    """One run under the lock of its output folder."""

    def __init__(
        self,
        plan: Plan,
        options: Options,
        common: Mapping[Task, str],
        output: Path,
        pool: Workers,
        ledger: Ledger,
        store: str,
        there: frozenset[str] | None,
        *,
        retry: bool,
    ) -> None:
        self._plan = plan
        self._options = options
        self._common = common
        self._output = output
        self._pool = pool
        self._ledger = ledger
        self._store = store
        self._there = there  # the files in the store, where there is one
        self._retry = retry
        self._tally = Tally(len(plan.tasks))
        self._out: dict[str, Errand] = {}
        self.made: list[str] = []
        self.unreached: set[str] = {task.name for task in plan.tasks}

    def go(
        self,
        stop: threading.Event,
        tell: Callable[[Tally], None],
        is_due: Callable[[Task], bool],
    ) -> Tally:
        """Come to all briefs, or to none any more once ``stop`` is set."""
        errands = self._errands(is_due)
        broken, more = None, True
        tell(self._tally)
        while True:
            room = len(self._out) < self._pool.jobs * _AHEAD
            more = more and not stop.is_set() and broken is None
            if more and room:
                more = self._hand_out(errands)
            elif not self._out:
                break
            waits = self._out and not (more and room)
            row = self._pool.next_row(_LOOK if waits else 0)
            if row:
                broken = self._take(row) or broken
            self._ledger.commit_when_due()
            tell(self._tally)
        self._ledger.commit()
        if broken:
            raise OutputError(broken)
        return self._tally

    def _hand_out(self, errands: Iterator[Errand | None]) -> bool:
        """Look at the next brief, and hand it out if it has to be made; whether there was one."""
        try:
            errand = next(errands)
        except StopIteration:
            return False
        if errand:
            self._out[errand.task.name] = errand
            self._pool.submit(Shard(errands=(errand,)))
        else:
            self._tally = replace(self._tally, kept=self._tally.kept + 1)
        return True

    def _errands(self, is_due: Callable[[Task], bool]) -> Iterator[Errand | None]:
        """For each brief what is to be done, if anything is."""
        workspace, output = str(Path.cwd()), str(self._output.absolute())
        for task in self._plan.tasks:
            known = self._ledger.get(task.name)
            if known and not is_due(task):
                self.unreached.discard(task.name)
                yield None
                continue
            common = self._common[manner_of(task)]
            basis = basis_of(task, common, self._output)
            inputs = inputs_of(task.sources) if known else ()
            if known and self._stands(known, key_of(basis, inputs, self._output)):
                self.unreached.discard(task.name)
                yield None
                continue
            yield Errand(
                workspace=workspace,
                output=output,
                store=self._store,
                options=self._options,
                task=task,
                common=common,
                basis=basis,
                drafts=tuple(one for one in known.outputs if is_draft(one.file)) if known else (),
            )

    def _stands(self, row: Row, key: str) -> bool:
        """Whether what was made before is what would be made now. What a person has changed in a
        file since is theirs."""
        if row.key != key or (self._retry and (row.trouble or row.refused)):
            return False
        return all(self._has(one.file) for one in row.outputs)

    def _has(self, file: str) -> bool:
        """Whether a file that was written is still where it was put."""
        if self._there is not None:
            return file in self._there
        return (self._output / file).is_file()

    def _take(self, row: Row) -> str | None:
        """Keep a row; the problem that all further ones would have too, if there is one."""
        errand = self._out.pop(row.name)
        self.unreached.discard(row.name)
        if not row.inputs:  # its worker died
            row = row.model_copy(update={"inputs": inputs_of(errand.task.sources)})
        self._ledger.put(
            row.model_copy(
                update={
                    "key": row.key and key_of(row.key, row.inputs, self._output),
                    "entry": entry_of(errand.task, self._output),
                    "outdated": outdated(row, self._ledger.get(row.name)),
                }
            )
        )
        if row.trouble:
            self._tally = replace(self._tally, failed=self._tally.failed + 1)
        else:
            self._tally = replace(self._tally, made=self._tally.made + 1)
            self.made.append(row.name)
        return row.problem if row.trouble is Trouble.OUTPUT else None

    def summary(self) -> Summary:
        """The state of the plan now."""
        reached = [task.name for task in self._plan.tasks if task.name not in self.unreached]
        unreached = {
            task.name: count_of(task.sources)
            for task in self._plan.tasks
            if task.name in self.unreached
        }
        rows = (self._as_it_lies(row) for name in reached if (row := self._ledger.get(name)))
        return summary_of(self._plan, rows, unreached, dict(self._no_longer_made()))

    def _no_longer_made(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The briefs of runs before that nothing asks for now and whose files are still there, each
        with the sources that it had."""
        asked = {task.name for task in self._plan.tasks}
        for name in sorted(set(self._ledger.names()) - asked):
            row = self._ledger.get(name)
            if row and any(self._has(one.file) for one in row.outputs):
                yield name, self._plan.gone.get(name) or tuple(one.name for one in row.inputs)

    def _as_it_lies(self, row: Row) -> Row:
        """A row, of whose outdated files those count that are still there."""
        return row.model_copy(update={"outdated": tuple(filter(self._has, row.outdated))})
