"""Edits replayed over the text they were made for."""

from __future__ import annotations

from briefgen.model.dossier import Edit
from briefgen.text.edits import apply_edits

TEXT = "It rained. However, she left the quay. It rained again."
START, END = 11, 38


def edit(words: str, replacement: str) -> Edit:
    """The edit that puts ``replacement`` in the place of ``words``."""
    start = TEXT.index(words)
    return Edit(start=start, end=start + len(words), replacement=replacement, reason="name")


def test_no_edits_leave_the_words_as_they_are() -> None:
    assert apply_edits(TEXT, START, END, []) == "However, she left the quay."


def test_edits_replace_only_their_own_extents() -> None:
    edits = [edit("However, ", ""), edit("she", "[Marta Ellison]")]
    assert apply_edits(TEXT, START, END, edits) == "[Marta Ellison] left the quay."


def test_the_order_of_edits_does_not_matter() -> None:
    edits = [edit("she", "[Marta Ellison]"), edit("However, ", "")]
    assert apply_edits(TEXT, START, END, edits) == "[Marta Ellison] left the quay."
