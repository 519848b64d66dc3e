"""Files of runs before that lie beside a brief, and could be mistaken for what it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model.batch import Row

_DRAFT = ".eml"


def is_draft(file: str) -> bool:
    """Whether a file of a brief is a draft of a message."""
    return file.endswith(_DRAFT)


def outdated(row: Row, before: Row | None) -> tuple[str, ...]:
    """The files that the brief of ``row`` has left in runs ``before``: those that its worker has
    found, drafts that it has no more, and what was told of earlier versions already."""
    if before is None:
        return row.outdated
    now = {one.file for one in row.outputs}
    own = tuple(f"{file.rpartition('.')[0]}." for file in now if not is_draft(file))
    drafts = [one.file for one in before.outputs if is_draft(one.file)]
    known = [f for f in before.outdated if is_draft(f) or not f.startswith(own)]
    return tuple(dict.fromkeys([*row.outdated, *(f for f in (*known, *drafts) if f not in now)]))


def told(file: str) -> str:
    """What the user should know of a file that is outdated."""
    if is_draft(file):
        return f"{file}: a draft of an earlier run, with the brief as it was; do not send it"
    kind = file.rpartition(".")[2]
    return (
        f"{file}: tells the brief as it was before it was made anew; make it with --format {kind} "
        "too, or take it away"
    )
