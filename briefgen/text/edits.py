"""Edits of a sentence, applied and replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Edit, Event, Introduction


def apply_edits(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """``text[start:end]`` with each edit's extent (offsets into ``text``) replaced.

    Edits must not overlap; their order does not matter.
    """
    out: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        out.append(text[at : edit.start])
        out.append(edit.replacement)
        at = edit.end
    out.append(text[at:end])
    return "".join(out)


def beside_date(event: Event) -> tuple[Edit, ...]:
    """The edits of an event for a line that has its date in front, which needs no second one: not
    behind "on Monday", and not for a "yesterday" within the sentence."""
    day = event.date
    written = f"{day:%B %Y}" if event.precision == "month" else f"{day.day} {day:%B %Y}"
    out: list[Edit] = []
    for edit in event.edits:
        if (
            edit.reason != "resolved"
            or edit.replacement.strip(" []").removeprefix("on ") != written
        ):
            out.append(edit)
        elif edit.start < edit.end:
            before = event.text[: edit.start - event.start]
            is_own = edit.replacement.startswith("[on ") and before.endswith(" ")
            without = {"start": edit.start - 1, "replacement": ""}
            out.append(edit.model_copy(update=without) if is_own else edit)
    return tuple(out)


def introduced(edits: tuple[Edit, ...], one: Introduction) -> tuple[Edit, ...]:
    """``edits`` with who somebody is, in place of the name alone; as they were, where another
    edit is in the way."""
    added = one.edit
    if added is None:
        return edits
    if added.start < added.end:
        rest = tuple(e for e in edits if (e.start, e.end) != (added.start, added.end))
        fits = len(rest) < len(edits)
    else:
        rest, fits = edits, True
    fits = fits and all(e.end <= added.start or added.end <= e.start for e in rest)
    return tuple(sorted((*rest, added), key=lambda e: (e.start, e.end))) if fits else edits
