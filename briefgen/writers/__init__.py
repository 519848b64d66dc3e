"""Writers turn a ``Document`` and a ``Theme`` into the bytes of a file."""

from __future__ import annotations

from briefgen.writers.registry import WRITERS, Writer, write

__all__ = ["WRITERS", "Writer", "write"]
