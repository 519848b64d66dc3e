"""What "File, Info" says of a brief in a letterhead."""

from __future__ import annotations

from docx.document import Document as WordFile

from briefgen.model.document import Document
from briefgen.writers.docx import package
from briefgen.writers.docx.letterhead.tags import Tag


def set_properties(file: WordFile, document: Document, filled: frozenset[Tag]) -> None:
    """The properties of the brief. Those that the letterhead fills by tags stay as it has them."""
    before = file.core_properties
    kept = {
        name: getattr(before, name)
        for name in ("title", "author", "subject", "keywords", "category", "comments")
        if any(tag.part == "core.xml" for tag in filled)
    }
    package.set_properties(file, document)
    after = file.core_properties
    for name, text in kept.items():
        if text:
            setattr(after, name, text)
