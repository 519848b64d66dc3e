"""Writers turn a ``Document`` and a ``Theme`` into the bytes of a file."""

from __future__ import annotations

from briefgen.writers.notices import without_font
from briefgen.writers.registry import (
    WRITERS,
    Writer,
    check_letterhead,
    checked_letterhead,
    count_pages,
    fits,
    guessed_styles,
    page_fills,
    unprinted,
    write,
)

__all__ = [
    "WRITERS",
    "Writer",
    "check_letterhead",
    "checked_letterhead",
    "count_pages",
    "fits",
    "guessed_styles",
    "page_fills",
    "unprinted",
    "without_font",
    "write",
]
