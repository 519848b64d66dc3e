"""The plan of a run that makes a brief of each topic in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.batch.names import Wanted, hashed
from briefgen.batch.plan import Plan
from briefgen.batch.summing import last_of
from briefgen.batch.topics.clustering import topics_of
from briefgen.batch.topics.naming import heading_of, headings_in, kept_names
from briefgen.batch.topics.terms import vectors_of
from briefgen.batch.topics.units import units_in
from briefgen.model.batch import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from briefgen.batch.topics.naming import Heading
    from briefgen.batch.topics.units import Unit
    from briefgen.cache import Cache


def topic_plan(
    folder: Path,
    output: Path,
    *,
    least: int = 1,
    cache: Cache | None = None,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> Plan:
    """A brief for each topic in ``folder`` that at least so many sources tell of.

    A topic that was there in the last run into ``output`` keeps its name, whatever joined it, so
    that its brief is made anew in its place; one that comes back has its name again. ``tell`` is
    told how many files have been read.
    """
    units, refused = units_in(folder, cache, tell)
    vectors = vectors_of([unit.bag for unit in units])
    groups = topics_of(vectors, [unit.published for unit in units])
    wanted = [group for group in groups if len(group) >= least]
    last = last_of(output)
    before, gone = (last.topics, last.no_longer_made) if last else ({}, {})
    headings = [heading_of([units[n] for n in g], [vectors[n] for n in g]) for g in wanted]
    names = _named(
        [[units[n].place for n in group] for group in wanted],
        [heading.name for heading in headings],
        before,
        gone,
    )
    topics = {name: [units[n] for n in group] for name, group in zip(names, wanted, strict=True)}
    tasks = tuple(
        _task(name, members, heading)
        for (name, members), heading in zip(topics.items(), headings, strict=True)
    )
    return Plan(
        tasks=tasks,
        wanted=tuple(_wanted(task) for task in tasks),
        refused=tuple(refused),
        topics={name: tuple(unit.place for unit in members) for name, members in topics.items()},
        left_out=tuple(units[n].place for g in groups if len(g) < least for n in g),
        gone={name: had for name, had in (gone | before).items() if name not in topics},
    )


def _task(name: str, units: Sequence[Unit], heading: Heading) -> Task:
    """The brief of a topic. One that has kept its name keeps the title that it is called by, as
    long as a source has it."""
    known = next((h for h in headings_in(units) if _is_of(name, h.name)), heading)
    parts = tuple(unit.place for unit in units) if any(unit.is_part for unit in units) else ()
    files = dict.fromkeys(str(unit.file) for unit in units)
    return Task(name=name, sources=tuple(files), parts=parts, title=known.title or None)


def _wanted(task: Task) -> Wanted:
    """A topic as what is asked for: by its first source, where its name belongs to another."""
    mark = hashed(task.sources[0])
    return Wanted(task, task.name, (mark, mark))


def _is_of(name: str, own: str) -> bool:
    """Whether ``name`` is ``own``, or that with a number."""
    return name == own or name.rpartition("-")[0] == own


def _named(
    topics: Sequence[Sequence[str]],
    own: Sequence[str],
    before: Mapping[str, Sequence[str]],
    gone: Mapping[str, Sequence[str]],
) -> list[str]:
    """A name for each topic that no other has: the one that it had ``before``, or before it was
    ``gone``, else its own, with a number where that is taken."""
    kept = kept_names(topics, before)
    new = [() if number in kept else places for number, places in enumerate(topics)]
    kept |= kept_names(new, {name: had for name, had in gone.items() if name not in before})
    taken = {name.casefold() for name in (*before, *gone)}
    names = []
    for number, name in enumerate(own):
        found, copy = kept.get(number, name), 2
        while number not in kept and found.casefold() in taken:
            found, copy = f"{name}-{copy}", copy + 1
        taken.add(found.casefold())
        names.append(found)
    return names
