"""Somebody's own Word file as the base of a brief: opened, guarded, filled, dressed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefgen.errors import TemplateError
from briefgen.model.letterhead import Letterhead
from briefgen.writers.docx.letterhead import tags
from briefgen.writers.docx.letterhead.file import opened, sheet_in, sheet_of, word_file
from briefgen.writers.docx.letterhead.guessing import Choice, guessed, wrong_lines
from briefgen.writers.docx.letterhead.place import Place
from briefgen.writers.docx.letterhead.values import ALWAYS, OFTEN

__all__ = ["Checked", "Choice", "checked", "guessed_styles"]


def guessed_styles(letterhead: Letterhead) -> tuple[Choice, ...]:
    """Which style of the letterhead each role takes, and why, in the order of the roles.

    Raises:
        TemplateError: the file cannot be opened, or ``styles.toml`` names what there is not.
    """
    return tuple(guessed(sheet_of(letterhead), letterhead.styles).values())


@dataclass(frozen=True, slots=True)
class Checked:
    """What a user should know of a letterhead: its ``faults``, each of which keeps a brief from
    being written in it (file, part, remedy), and ``notices`` of what is left out of briefs and
    which tags stay empty."""

    faults: tuple[str, ...]
    notices: tuple[str, ...] = ()


def checked(
    letterhead: Letterhead, names: Iterable[str], unwritten: Collection[str] = ()
) -> Checked:
    """All that is wrong with ``letterhead`` and its ``styles.toml``. ``names`` are the author
    slots, which its tags may name; ``unwritten`` are those that nobody has written in a run."""
    try:
        file = opened(letterhead)
        members, slots = file.members(), tuple(names)
        word = word_file(members)
    except TemplateError as error:  # nothing more is to be seen in it
        return Checked((str(error),))
    known = dict.fromkeys([*ALWAYS, *OFTEN, *slots, tags.BODY])
    faults = [
        *wrong_lines(sheet_in(word), letterhead.styles),
        *tags.faults(members, list(known)),
    ]
    try:
        Place(word.element.body, letterhead.name)
    except TemplateError as error:
        faults.append(str(error))
    idle = {tag for tag in tags.tags_in(members) if tag.name in OFTEN and tag.name not in slots}
    empty = (
        f"{letterhead.name}: {tag.place}: {{{{ {tag.name} }}}} stays empty: the template has no "
        f'author slot "{tag.name}"'
        for tag in sorted(idle, key=lambda tag: (tag.part, tag.name))
    )
    bare = (
        f"{letterhead.name}: {tag.place}: {{{{ {tag.name} }}}} stays empty: nothing is written for "
        f'it; add --set {tag.name}="…"'
        for tag in sorted(set(tags.tags_in(members)), key=lambda tag: (tag.part, tag.name))
        if tag.name in unwritten
    )
    return Checked(tuple(dict.fromkeys(faults)), (*file.notices, *empty, *bare))
