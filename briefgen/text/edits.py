"""Edits of a sentence, applied and replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Edit


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
