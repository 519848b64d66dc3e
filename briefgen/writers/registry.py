"""The table of formats that a document can be written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from briefgen.errors import SettingsError
from briefgen.model.document import Document
from briefgen.model.manifest import Unprinted
from briefgen.model.theme import Theme

Write = Callable[[Document, Theme], bytes]


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: the suffix and media type of its files, and the module whose function
    ``write(document, theme)`` makes them. The module is imported on first use, because the
    libraries behind it are heavy."""

    suffix: str
    media_type: str
    module: str

    def load(self) -> Write:
        """The function that writes this format."""
        return cast(Write, import_module(self.module).write)


WRITERS: dict[str, Writer] = {
    "pdf": Writer(".pdf", "application/pdf", "briefgen.writers.pdf"),
    "docx": Writer(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefgen.writers.docx",
    ),
    "html": Writer(".html", "text/html", "briefgen.writers.html"),
    "md": Writer(".md", "text/markdown", "briefgen.writers.markdown"),
}


def write(document: Document, theme: Theme, format: str) -> bytes:  # noqa: A002
    """The file that holds ``document`` as ``theme`` has it look.

    The same document and theme give the same bytes. Raises ``SettingsError`` when there is no
    such ``format``.
    """
    writer = WRITERS.get(format)
    if writer is None:
        raise SettingsError(f'there is no format "{format}"; use one of {", ".join(WRITERS)}')
    return writer.load()(document, theme)


def unprinted(document: Document, theme: Theme, format: str) -> tuple[Unprinted, ...]:  # noqa: A002
    """The characters of ``document`` that a file in ``format`` cannot show, the most frequent
    first. A PDF shows what fonts there are here; in other formats a reader's own machine does."""
    if format != "pdf":
        return ()
    from briefgen.writers.pdf.unprinted import find

    return find(document, theme)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has that ``write`` made.

    Its page tree is one uncompressed object (ISO 32000-1, 7.7.3.2), so that no PDF library has
    to be loaded for this.
    """
    return max(int(count) for count in re.findall(rb"/Count (\d+) /Kids", pdf))
