"""What a file must offer for the blocks of a brief to be written in it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from docx.document import Document as WordFile

from briefgen.model.document import Document
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.numbering import Numbering
from briefgen.writers.docx.xml import Element


class Used(NamedTuple):
    """The highest numbers that a file has in use already."""

    bookmarks: int = 0
    drawings: int = 0
    comments: int = 0


class Base(Protocol):
    """A Word file with room for a brief: ours, or somebody's letterhead."""

    file: WordFile
    document: Document  # what is still to be written of it
    look: Look
    lists: Numbering
    used: Used

    def take(self, body: list[Element], comments: list[Element]) -> None:
        """Put ``body`` in its place, and all around it that a brief has."""
