"""The plan of a run that makes a brief of each topic in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.batch.folders import is_unfinished, passed_over
from briefgen.batch.names import Wanted, hashed
from briefgen.batch.plan import Plan
from briefgen.batch.summing import last_of
from briefgen.batch.topics.clustering import topics_of
from briefgen.batch.topics.naming import corrected, heading_of, headings_in, is_of, kept_names
from briefgen.batch.topics.terms import vectors_of
from briefgen.batch.topics.units import units_in
from briefgen.model.batch import Task
from briefgen.readers.walking import files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from briefgen.batch.topics.naming import Heading, Known
    from briefgen.batch.topics.units import Unit
    from briefgen.cache import Cache
    from briefgen.errors import ReaderError
    from briefgen.model.batch import Summary


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
    that its brief is made anew in its place; one that comes back has its name again. One that has
    nothing but the places of files with another has a name of its own. ``tell`` is told how many
    files have been read.
    """
    paths, unfinished = _files_in(folder)
    units, refused = units_in(paths, cache, tell)
    vectors = vectors_of([unit.bag for unit in units])
    groups = topics_of(vectors, [unit.published for unit in units])
    wanted = [group for group in groups if len(group) >= least]
    last = last_of(output)
    before = _known(last, last.topics) if last else {}
    gone = _known(last, last.no_longer_made) if last else {}
    headings = [heading_of([units[n] for n in g], [vectors[n] for n in g]) for g in wanted]
    own = [heading.name for heading in headings]
    kept = _kept([[_source(units[n]) for n in group] for group in wanted], own, before, gone)
    names = _named(own, kept, {*before, *gone})
    topics = {name: [units[n] for n in group] for name, group in zip(names, wanted, strict=True)}
    tasks = tuple(
        _task(name, members, heading)
        for (name, members), heading in zip(topics.items(), headings, strict=True)
    )
    left = {name: had for name, had in (gone | before).items() if name not in topics}
    return Plan(
        tasks=tasks,
        wanted=tuple(_wanted(task, is_kept=n in kept) for n, task in enumerate(tasks)),
        refused=tuple(refused),
        notices=passed_over(unfinished, str(folder)),
        topics={name: tuple(unit.place for unit in members) for name, members in topics.items()},
        left_out=tuple(units[n].place for g in groups if len(g) < least for n in g),
        gone={name: tuple(place for place, _ in had) for name, had in left.items()},
        contents={name: tuple(unit.content for unit in members) for name, members in topics.items()}
        | {name: tuple(content for _, content in had) for name, had in left.items()},
    )


def _files_in(folder: Path) -> tuple[list[Path | ReaderError], list[Path]]:
    """What in a folder is read, and what is not, since it is unfinished."""
    paths: list[Path | ReaderError] = []
    unfinished = []
    for path in files_in([folder]):
        if isinstance(path, Path) and is_unfinished(path):
            unfinished.append(path.relative_to(folder))
        else:
            paths.append(path)
    return paths, unfinished


def _source(unit: Unit) -> Known:
    return unit.place, unit.content


def _known(last: Summary, topics: Mapping[str, Sequence[str]]) -> dict[str, tuple[Known, ...]]:
    """The sources that topics had in the ``last`` run."""
    return {
        name: tuple(zip(places, last.contents.get(name, ("",) * len(places)), strict=False))
        for name, places in topics.items()
    }


def _task(name: str, units: Sequence[Unit], heading: Heading) -> Task:
    """The brief of a topic. One that has kept its name keeps the title that it is called by, as
    long as a source has it."""
    known = next((h for h in headings_in(units) if is_of(name, h.name)), heading)
    parts = tuple(unit.place for unit in units) if any(unit.is_part for unit in units) else ()
    files = dict.fromkeys(str(unit.file) for unit in units)
    return Task(name=name, sources=tuple(files), parts=parts, title=known.title or None)


def _wanted(task: Task, *, is_kept: bool) -> Wanted:
    """A topic as what is asked for: by its first source, where its name belongs to another. A name
    that it had before is its own, wherever its sources lie now."""
    mark = hashed(task.sources[0])
    return Wanted(task, task.name, (mark, mark), is_given=is_kept)


def _kept(
    topics: Sequence[Sequence[Known]],
    own: Sequence[str],
    before: Mapping[str, Sequence[Known]],
    gone: Mapping[str, Sequence[Known]],
) -> dict[int, str]:
    """The names that topics had ``before``, or before they were ``gone``, by their numbers."""
    kept = kept_names(topics, before)
    new = [() if number in kept else sources for number, sources in enumerate(topics)]
    kept |= kept_names(new, {name: had for name, had in gone.items() if name not in before})
    others = {number: sources for number, sources in enumerate(topics) if number not in kept}
    free = {name: had for name, had in {**gone, **before}.items() if name not in kept.values()}
    return kept | corrected(others, own, free)


def _named(own: Sequence[str], kept: Mapping[int, str], known: Collection[str]) -> list[str]:
    """A name for each topic that no other has: the one that it has ``kept``, else its own, with a
    number where that is taken by one that is ``known``."""
    taken = {name.casefold() for name in known}
    names = []
    for number, name in enumerate(own):
        found, copy = kept.get(number, name), 2
        while number not in kept and found.casefold() in taken:
            found, copy = f"{name}-{copy}", copy + 1
        taken.add(found.casefold())
        names.append(found)
    return names
