"""Everything that is wrong with a template, at once: its files read, its names held against what
there is, then rendered full and empty, so that what is wrong in a branch seldom taken shows too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.composition import loader
from briefgen.composition.checking.appearance import check_theme, theme_faults, translation_faults
from briefgen.composition.checking.body import body_faults, part_faults, unused_slots
from briefgen.composition.checking.fault import Fault, fault_of, warning_of
from briefgen.composition.checking.front import front_faults
from briefgen.composition.checking.reading import Reading
from briefgen.composition.checking.trial import try_out
from briefgen.composition.fences import fences
from briefgen.composition.phrases import wrong_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefgen.composition.checking.trial import Samples

    # What is wrong with the letterhead in a folder, whose tags may name these author slots.
    Letterheads = Callable[[Path, list[str]], Iterable[Fault]]

__all__ = ["Fault", "check_template", "check_theme", "fault_of", "is_sound"]


def check_template(folder: Path, samples: Samples, letterheads: Letterheads) -> list[Fault]:
    """Every fault of the template in ``folder``, by file and line; warnings among them.

    ``samples`` gives briefs to try it on for a front matter, each with the words that tell what is
    particular about it ("without quotes"); ``letterheads`` looks into the Word file of the folder.
    """
    found = Reading(folder)
    faults = [*found.faults, *_look_over(found)]
    if found.knows_slots:
        faults += letterheads(folder, found.authored)
    if not found.stopped:
        faults += try_out(found, samples, faults)
    return sorted(set(faults))


def is_sound(folder: Path, letterheads: Letterheads) -> bool:
    """Whether nothing is wrong with the template in ``folder``, as far as reading it tells."""
    found = Reading(folder)
    told = (*found.faults, *_look_over(found), *letterheads(folder, found.authored))
    return fences(found.body).open is None and all(fault.is_warning for fault in told)


def _look_over(reading: Reading) -> Iterator[Fault]:
    """What can be told without running anything."""
    yield from front_faults(reading)
    yield from body_faults(reading)
    yield from part_faults(reading)
    if reading.front and not reading.stopped:
        yield from unused_slots(reading, reading.front)
    yield from (
        fault_of(message) if not is_warning else warning_of(message)
        for message, is_warning in wrong_phrases(reading.folder / loader.PHRASES)
    )
    yield from theme_faults(reading)
    if not reading.stopped:
        yield from translation_faults(reading)
