"""Entries of a timetable: "24 March: public hearing of Ada Holm"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


def entry_edits(text: str, start: int, end: int, expression: str) -> tuple[Edit, ...]:
    """The edits of an entry at ``start:end`` of ``text``: its date in front, ``expression``, is
    dropped, because the brief prints it beside the entry, and a body that it opens with as known
    ("the committee’s report") gets its name. None for a sentence that is no entry."""
    match = re.compile(re.escape(expression) + r"\s?[:–—]\s+(\w)").match(text, start, end)
    if match is None:
        return ()
    first = match.start(1)
    return (
        Edit(start=start, end=first, replacement="", reason="date"),
        Edit(start=first, end=first + 1, replacement=match[1].upper(), reason="capital"),
        *_named(text, first, end),
    )


def _named(text: str, first: int, end: int) -> Iterator[Edit]:
    """The body behind "the" at ``first``, by the one name that the text in front has for it: "the
    [infrastructure committee of the Velmarkian parliament]"."""
    opening = re.compile(r"the ([a-z]+)", re.IGNORECASE).match(text, first, end)
    if opening is None:
        return
    noun = re.escape(opening[1])
    full = re.compile(
        rf"\b[Tt]he ((?:[a-z-]+ ){{1,2}}{noun}(?: (?:of|at) (?:the )?[A-Z][\w-]+(?: [a-z]+)?)?)\b"
    )
    names = {match[1] for match in full.finditer(text, 0, first)}
    if len(names) == 1:
        yield Edit(
            start=opening.start(1),
            end=opening.end(1),
            replacement=f"[{names.pop()}]",
            reason="name",
        )
