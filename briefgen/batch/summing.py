"""How a run came out, added up from its rows: parts that make the whole, whatever happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.batch import Failed, Files, Parts, Row, Summary, Trouble
from briefgen.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.batch.plan import Plan
    from briefgen.errors import ReaderError

SUMMARY = "summary.json"


def summary_of(plan: Plan, rows: Iterable[Row], unreached: Mapping[str, int]) -> Summary:
    """The state of ``plan`` after a run: ``rows`` are those of its briefs that were come to,
    ``unreached`` the number of files of each of the others."""
    from briefgen.workflow import refused

    made, failures, not_read, held = 0, [], {}, {}
    files = _passed_over(plan.refused, sum(unreached.values()))
    for row in rows:
        made += row.trouble is None
        if row.trouble:
            failures.append(Failed(name=row.name, trouble=row.trouble, problem=row.problem))
        if row.refused:
            not_read[row.name] = row.refused
        if row.held:
            held[row.name] = row.held
        files = _with(files, row)
    if plan.refused:
        not_read[""] = refused(plan.refused)
    return Summary(
        briefgen=VERSION,
        briefs=Parts(
            planned=len(plan.tasks),
            made=made,
            failed=len(failures),
            not_reached=len(unreached),
        ),
        files=files,
        failures=tuple(failures),
        not_read=not_read,
        held=held,
        notices=plan.notices,
        topics=dict(plan.topics),
        left_out=plan.left_out,
    )


def _passed_over(refused: Sequence[ReaderError], unreached: int) -> Files:
    return Files(named=len(refused) + unreached, not_read=len(refused), not_reached=unreached)


def _with(files: Files, row: Row) -> Files:
    """The sum with the files of one more brief."""
    named = len(row.inputs)
    told = {record.name for record in row.refused}
    not_read = sum(1 for one in row.inputs if one.name in told)
    if row.trouble in {None, Trouble.NO_SOURCE}:
        read, unused = named - not_read, 0
    else:
        read, unused = 0, named - not_read
    return files.model_copy(
        update={
            "named": files.named + named,
            "read": files.read + read,
            "not_read": files.not_read + not_read,
            "unused": files.unused + unused,
        }
    )
