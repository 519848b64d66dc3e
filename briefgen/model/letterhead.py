"""Somebody's own Word file, in which a brief is written, with what they say of its styles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A line of ``styles.toml``: our ``role`` ("heading1") takes the style that the Word file calls
    ``style`` ("ACME Heading 1"). ``place`` is the file and line, for messages."""

    role: str
    style: str
    place: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A Word file as it was read: ``name`` is its path as the user knows it, ``content`` its bytes,
    ``styles`` what stands in the ``styles.toml`` beside it."""

    name: str
    content: bytes
    styles: tuple[NamedStyle, ...] = ()
