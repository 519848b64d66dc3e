"""The table of formats that a document can be written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from briefgen.errors import SettingsError, TemplateError

if TYPE_CHECKING:
    from briefgen.model.document import Document
    from briefgen.model.letterhead import Letterhead
    from briefgen.model.manifest import Unprinted
    from briefgen.model.theme import Theme
    from briefgen.writers.docx.letterhead import Checked, Choice

Write = Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: the suffix and media type of its files, and the module whose function
    ``write(document, theme)`` makes them. The module is imported on first use, because the
    libraries behind it are heavy. ``in_letterhead`` says that the function also takes a letterhead
    to write in."""

    suffix: str
    media_type: str
    module: str
    in_letterhead: bool = False

    def load(self) -> Write:
        """The function that writes this format."""
        return cast(Write, import_module(self.module).write)


WRITERS: dict[str, Writer] = {
    "pdf": Writer(".pdf", "application/pdf", "briefgen.writers.pdf"),
    "docx": Writer(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefgen.writers.docx",
        in_letterhead=True,
    ),
    "html": Writer(".html", "text/html", "briefgen.writers.html"),
    "md": Writer(".md", "text/markdown", "briefgen.writers.markdown"),
}


def write(
    document: Document,
    theme: Theme,
    format: str,  # noqa: A002
    letterhead: Letterhead | None = None,
) -> bytes:
    """The file that holds ``document`` as ``theme`` has it look, or ``letterhead`` in a format that
    can be written in one.

    The same document, theme and letterhead give the same bytes. Raises ``SettingsError`` when there
    is no such ``format``, ``TemplateError`` when the letterhead cannot be written in.
    """
    writer = WRITERS.get(format)
    if writer is None:
        raise SettingsError(f'there is no format "{format}"; use one of {", ".join(WRITERS)}')
    if letterhead is not None and writer.in_letterhead:
        return writer.load()(document, theme, letterhead)
    return writer.load()(document, theme)


def check_letterhead(
    letterhead: Letterhead, names: Iterable[str], unwritten: Collection[str] = ()
) -> tuple[str, ...]:
    """What of ``letterhead`` is left out of briefs or stays empty, told in sentences. ``names`` are
    the author slots, which its tags may name, ``unwritten`` those that a run leaves empty.

    Raises ``TemplateError`` when it cannot be written in: the first of its faults.
    """
    found = checked_letterhead(letterhead, names, unwritten)
    if found.faults:
        raise TemplateError(found.faults[0])
    return found.notices


def checked_letterhead(
    letterhead: Letterhead, names: Iterable[str], unwritten: Collection[str] = ()
) -> Checked:
    """All that is wrong with ``letterhead`` at once, and what ``check_letterhead`` tells of it."""
    from briefgen.writers.docx.letterhead import checked

    return checked(letterhead, names, unwritten)


def guessed_styles(letterhead: Letterhead) -> tuple[Choice, ...]:
    """Which style of ``letterhead`` each role of ours takes, and why."""
    from briefgen.writers.docx.letterhead import guessed_styles as guess

    return guess(letterhead)


def unprinted(document: Document, theme: Theme, format: str) -> tuple[Unprinted, ...]:  # noqa: A002
    """The characters of ``document`` that a file in ``format`` cannot show, the most frequent
    first. A PDF shows what fonts there are here; in other formats a reader's own machine does."""
    if format != "pdf":
        return ()
    from briefgen.writers.pdf.unprinted import find

    return find(document, theme)


def page_fills(document: Document, theme: Theme) -> tuple[float, ...]:
    """For each page that ``document`` has as a PDF the share of its height that is filled, from 0
    to 1."""
    from briefgen.writers.pdf import page_fills as measured

    return measured(document, theme)


def fits(document: Document, theme: Theme, pages: int) -> bool:
    """Whether ``document`` has no more than so many ``pages`` as a PDF."""
    from briefgen.writers.pdf import fits as tried

    return tried(document, theme, pages)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has that ``write`` made.

    Its page tree is one uncompressed object (ISO 32000-1, 7.7.3.2), so that no PDF library has
    to be loaded for this.
    """
    return max(int(count) for count in re.findall(rb"/Count (\d+) /Kids", pdf))
