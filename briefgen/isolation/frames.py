"""Where a worker was: lines of code from an exception, or from what faulthandler wrote."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING

from briefgen.isolation.outcomes import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# Python's faulthandler writes frames of a process that hangs or dies, also out of C code.
_DUMPED = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)
_MOST = 100  # frames, as many as faulthandler writes of a thread


def dumped(text: str) -> tuple[Frame, ...]:
    """The frames in what faulthandler wrote, the innermost first."""
    return tuple(Frame(m[1], int(m[2])) for m in _DUMPED.finditer(text))[:_MOST]


def running(frame: FrameType | None) -> tuple[Frame, ...]:
    """The frames of code that runs, ``frame`` first."""
    found: list[Frame] = []
    while frame and len(found) < _MOST:
        found.append(Frame(frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return tuple(found)


def raised(error: BaseException) -> tuple[Frame, ...]:
    """The frames through which ``error`` came, the innermost first. Where memory ran out again
    while an error was being told, those of the first one are there too."""
    return tuple(frame for one in _chain(error) for frame in _of(one))[:_MOST]


def _chain(error: BaseException) -> Iterator[BaseException]:
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    yield from reversed(chain)


def _of(error: BaseException) -> list[Frame]:
    return [
        Frame(frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ][::-1]
