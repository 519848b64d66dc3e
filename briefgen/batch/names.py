"""What the briefs of a plan are called: each by what it asks for itself, whatever stands beside it,
and none by a name that belongs to another."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.batch.storage import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.batch.ledger import Ledger
    from briefgen.model.batch import Task

_LETTERS = 6  # of a hash, in a name
_SHOWN = 3  # names that are told of many
_LONGEST = 80  # characters of a name that is made of another
_KEPT = "-_.() "


@dataclass(frozen=True)
class Wanted:
    """A brief that is asked for ``where``. The name in ``task`` is its own, unless another has it
    too: then one of ``marks`` is put behind it, the first where that tells them apart, else the
    second, which only the same brief has too. A name that ``is_given`` was written by the user, and
    stays."""

    task: Task
    where: str
    marks: tuple[str, str]
    is_given: bool = False


class Owners:
    """Whose names the files in an output folder have, by the rows of the runs before."""

    def __init__(self, ledger: Ledger, output: Path) -> None:
        self._ledger, self._output = ledger, output
        self._names = {name.casefold(): name for name in ledger.names()}

    def has(self, name: str, task: Task) -> bool:
        """Whether there is a brief of that name, and it is that of ``task``."""
        return name.casefold() in self._names and self.is_free(name, task)

    def is_free(self, name: str, task: Task) -> bool:
        """Whether no brief has the name, or one that is made of a source of ``task`` too."""
        row = self._ledger.get(self._names.get(name.casefold(), ""))
        return not (row and row.entry) or not set(row.entry).isdisjoint(
            entry_of(task, self._output)
        )


def entry_of(task: Task, output: Path) -> tuple[str, ...]:
    """The sources of a task as they lie from the output folder: by these its brief is known again,
    wherever a run is started, or the folder of all that is moved."""
    return tuple(s if is_address(s) else place_from(output, s) for s in task.sources)


def place_from(output: Path, source: str) -> str:
    """Where a source on the disk lies, from the output folder on."""
    try:
        return Path(os.path.relpath(source, output)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(source).absolute().as_posix()


def safe_name(name: str) -> str:
    """``name`` as every system takes it in a path; "brief" where no letter or digit is in it."""
    kept = "".join(c if c.isalnum() or c in _KEPT else "-" for c in name)
    kept = kept[:_LONGEST].strip(" .")
    return kept if has_letters(kept) else "brief"


def has_letters(name: str) -> bool:
    """Whether a letter or a digit is in a name."""
    return any(c.isalnum() for c in name)


def hashed(words: str) -> str:
    """A mark made of some words."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def named(wanted: Sequence[Wanted], owners: Owners | None = None) -> tuple[Task, ...]:
    """The tasks, with names that no two share, on systems too to which A is a."""
    groups = _groups(wanted)
    names = {
        number: name
        for group in groups.values()
        for number, name in zip(
            group, _names_of([wanted[n] for n in group], groups, owners), strict=True
        )
    }
    return tuple(
        one.task.model_copy(update={"name": names[number]}) for number, one in enumerate(wanted)
    )


def clashes(wanted: Sequence[Wanted]) -> Iterator[str]:
    """What of a plan cannot be told apart: each two entries, and what to do."""
    for numbers in _groups(wanted).values():
        first: dict[str, Wanted] = {}
        for one in (wanted[number] for number in numbers):
            other = first.setdefault("" if one.is_given else one.marks[1], one)
            if other is one:
                continue
            both = f"{other.where} and {one.where}"
            if one.is_given:
                yield f'{both}: have one output, "{one.task.name}"; give each its own'
            else:
                yield f"{both}: ask for the same brief; take one out"


def told_apart(wanted: Iterable[Wanted], tasks: Iterable[Task]) -> tuple[str, ...]:
    """A notice where briefs are not called as they would be alone."""
    marked = [t.name for w, t in zip(wanted, tasks, strict=True) if t.name != w.task.name]
    if not marked:
        return ()
    return (
        "another brief has the same name, so that these have a mark behind theirs: "
        f"{some_of(marked)}; an output in a plan gives them names of your own",
    )


def some_of(names: Sequence[str]) -> str:
    """The first of many names, and how many others there are."""
    others = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {others} more" if others > 0 else "")


def _groups(wanted: Sequence[Wanted]) -> Mapping[str, list[int]]:
    """The numbers of those that would be called the same."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(wanted):
        groups[one.task.name.casefold()].append(number)
    return groups


def _names_of(
    group: Sequence[Wanted], taken: Mapping[str, object], owners: Owners | None
) -> list[str]:
    """The names of those that would be called the same: of them the only one that may have the
    name has it, or keeps it; all others have a mark, and keep that."""
    is_short = len({one.marks[0].casefold() for one in group}) == len(group)
    heirs = [one for one in group if one.is_given or _is_free(one.task.name, one.task, owners)]
    names = []
    for one in group:
        apart = _apart(one, taken, owners, is_short=is_short)
        is_kept = owners is not None and owners.has(apart, one.task)
        is_plain = one.is_given or (heirs == [one] and not is_kept)
        names.append(one.task.name if is_plain else apart)
    return names


def _apart(
    one: Wanted, taken: Mapping[str, object], owners: Owners | None, *, is_short: bool
) -> str:
    """The name with a mark behind it, and a number where even that is another's."""
    marks = chain(one.marks[not is_short :], (f"{one.marks[1]}-{n}" for n in count(2)))
    names = (f"{one.task.name}-{mark}" for mark in marks)
    return next(n for n in names if n.casefold() not in taken and _is_free(n, one.task, owners))


def _is_free(name: str, task: Task, owners: Owners | None) -> bool:
    return owners is None or owners.is_free(name, task)
