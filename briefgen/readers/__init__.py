"""Files in any format to sources: ``read_all`` for paths, ``read_path`` for one, ``read_bytes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.readers.addresses import EVERYWHERE, Address, is_address
from briefgen.readers.fetching import Fetching
from briefgen.readers.intake import (
    Intake,
    prepare_reading,
    read_all,
    read_bytes,
    read_path,
    within,
)

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.printed import PrintedBrief
    from briefgen.readers.overrides import Overrides

__all__ = [
    "EVERYWHERE",
    "Address",
    "Fetching",
    "Intake",
    "is_address",
    "prepare_reading",
    "read_all",
    "read_bytes",
    "read_overrides",
    "read_path",
    "read_printed",
    "within",
]


def read_overrides(path: Path) -> Overrides:
    """What the user states about sources in a YAML file; raises SettingsError."""
    from briefgen.readers.overrides import read_overrides as read

    return read(path)


def read_printed(path: Path) -> PrintedBrief:
    """The lines of the brief in ``path``; raises ReaderError."""
    from briefgen.readers.printed import read_printed as read

    return read(path)
