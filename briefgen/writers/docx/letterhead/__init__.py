"""Somebody's own Word file as the base of a brief: opened, guarded, filled, dressed."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.letterhead import Letterhead
from briefgen.writers.docx.letterhead import tags
from briefgen.writers.docx.letterhead.file import opened, sheet_of
from briefgen.writers.docx.letterhead.guessing import Choice, guessed
from briefgen.writers.docx.letterhead.values import ALWAYS, OFTEN

__all__ = ["Choice", "checked", "guessed_styles"]


def guessed_styles(letterhead: Letterhead) -> tuple[Choice, ...]:
    """Which style of the letterhead each role takes, and why, in the order of the roles.

    Raises:
        TemplateError: the file cannot be opened, or ``styles.toml`` names what there is not.
    """
    return tuple(guessed(sheet_of(letterhead), letterhead.styles).values())


def checked(letterhead: Letterhead, names: Iterable[str]) -> tuple[str, ...]:
    """What a user should know of the letterhead: what of it is left out of briefs, and which of its
    tags stay empty. ``names`` are the author slots, which its tags may name.

    Raises:
        TemplateError: the file cannot be written in: file, part, remedy.
    """
    guessed_styles(letterhead)
    file = opened(letterhead)
    members, slots = file.members(), tuple(names)
    tags.check(members, [*ALWAYS, *OFTEN, *slots, tags.BODY])
    idle = {tag for tag in tags.tags_in(members) if tag.name in OFTEN and tag.name not in slots}
    empty = (
        f"{letterhead.name}: {tag.part}: {{{{ {tag.name} }}}} stays empty: the template has no "
        f'author slot "{tag.name}"'
        for tag in sorted(idle, key=lambda tag: (tag.part, tag.name))
    )
    return (*file.notices, *empty)
