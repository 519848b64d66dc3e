"""How a run came out, added up from its rows: parts that make the whole, whatever happened.

While a run is at work there is no summary: it would be that of an earlier one. What topics are
called, which the next run has to know, is kept beside it until there is one again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefgen.batch.counting import Notices
from briefgen.batch.outdated import is_draft
from briefgen.errors import OutputError
from briefgen.interchange import to_json
from briefgen.model.batch import Failed, Files, Parts, Row, Summary, Trouble
from briefgen.outputs import write_file
from briefgen.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefgen.batch.plan import Plan
    from briefgen.errors import ReaderError
    from briefgen.model.manifest import RefusedRecord

SUMMARY = "summary.json"
_UNFINISHED = ".batch-topics.json"


def last_of(output: Path) -> Summary | None:
    """What the last run into a folder has left, whole or not, as far as its topics go."""
    for name in (_UNFINISHED, SUMMARY):
        try:
            return Summary.model_validate_json((output / name).read_bytes())
        except (OSError, ValidationError):
            continue
    return None


def begin(plan: Plan, output: Path) -> None:
    """Take the summary of the run before away, and keep what the topics of this one are called.

    Raises:
        OutputError: the folder cannot be written.
    """
    if plan.topics:
        kept = Summary(
            briefgen=VERSION,
            topics=dict(plan.topics),
            no_longer_made=dict(plan.gone),
            contents=dict(plan.contents),
        )
        write_file(output / _UNFINISHED, to_json(kept))
    _remove(output / SUMMARY)


def finish(summary: Summary, output: Path) -> None:
    """Write the summary of a run that came to its end.

    Raises:
        OutputError: it cannot be written.
    """
    write_file(output / SUMMARY, to_json(summary))
    _remove(output / _UNFINISHED)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be removed ({error.strerror}); choose another folder with --output"
        ) from error


@dataclass
class _Sum:
    """What the rows of a run come to, taken one after the other."""

    files: Files
    made: int = 0
    failures: list[Failed] = field(default_factory=list)
    not_read: dict[str, tuple[RefusedRecord, ...]] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    notices: Notices = field(default_factory=Notices)

    def take(self, row: Row) -> None:
        """Add a brief."""
        if row.trouble:
            self.failures.append(Failed(name=row.name, trouble=row.trouble, problem=row.problem))
        else:
            self.made += 1
        if row.refused:
            self.not_read[row.name] = row.refused
        if row.held:
            self.held[row.name] = row.held
        if row.empty:
            self.empty.append(row.name)
        self.drafts += (one.file for one in row.outputs if is_draft(one.file))
        self.notices.add(row)
        self.files = _with(self.files, row)


def summary_of(
    plan: Plan,
    rows: Iterable[Row],
    unreached: Mapping[str, int],
    no_longer_made: Mapping[str, tuple[str, ...]],
) -> Summary:
    """The state of ``plan`` after a run: ``rows`` are those of its briefs that were come to,
    ``unreached`` the number of files of each of the others. ``no_longer_made`` are the briefs that
    it does not ask for, with the sources that they had."""
    from briefgen.workflow import refused

    found = _Sum(_passed_over(plan.refused, sum(unreached.values())))
    for row in rows:
        found.take(row)
    of_plan = {"": refused(plan.refused)} if plan.refused else {}
    topics = {*plan.topics, *no_longer_made}
    return Summary(
        briefgen=VERSION,
        briefs=Parts(
            planned=len(plan.tasks),
            made=found.made,
            failed=len(found.failures),
            not_reached=len(unreached),
        ),
        files=found.files,
        failures=tuple(found.failures),
        not_read=found.not_read | of_plan,
        drafts=tuple(found.drafts),
        held=found.held,
        empty=tuple(found.empty),
        notices=(*plan.notices, *found.notices.lines()),
        topics=dict(plan.topics),
        left_out=plan.left_out,
        no_longer_made=dict(no_longer_made),
        contents={name: of for name, of in plan.contents.items() if name in topics},
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
