"""Writers turn a ``Document`` and a ``Theme`` into the bytes of a file."""

from __future__ import annotations

from briefgen.writers.notices import without_font
from briefgen.writers.registry import WRITERS, Writer, count_pages, unprinted, write

__all__ = ["WRITERS", "Writer", "count_pages", "unprinted", "without_font", "write"]
