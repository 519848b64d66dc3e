"""Something wrong with a template, and how it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.composition.names import Wrong

_TOLD = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?: (?P<what>.+)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong with a template, or a ``is_warning``: something to look at."""

    file: str
    line: int
    what: str
    is_warning: bool = False

    def __str__(self) -> str:
        """As it is told: file, line (where there is one), what, remedy."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.what}"


def fault_of(message: str) -> Fault:
    """A message of the loader or of rendering as a fault."""
    found = _TOLD.fullmatch(message)
    if not found:
        return Fault("", 0, message)
    return Fault(found["file"], int(found["line"] or 0), found["what"])


def warning_of(message: str) -> Fault:
    """A message as something to look at."""
    fault = fault_of(message)
    return Fault(fault.file, fault.line, fault.what, is_warning=True)


def fault_at(path: Path | str, wrong: Wrong, first_line: int) -> Fault:
    """What is wrong in a text that begins on ``first_line`` of a file."""
    return Fault(str(path), first_line + wrong.line - 1, wrong.what, wrong.is_warning)
