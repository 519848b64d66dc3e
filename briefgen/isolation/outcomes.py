"""What a worker may use, and what comes of asking it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A value that JSON can hold. What crosses between processes is never anything else: a pickle from
a worker that somebody else's document has taken over would be code."""


@dataclass(frozen=True)
class Limits:
    """What one call may use.

    ``seconds`` of the clock; ``memory`` in bytes beyond what the worker takes before it is asked
    anything; ``answer`` in bytes of JSON. ``files`` says whether it may open files: one that is
    given all that it needs has no business doing so. ``network`` says the same of connections, and
    ``programs`` of other processes.
    """

    seconds: float
    memory: int
    answer: int
    files: bool = False
    network: bool = False
    programs: bool = False


class FailureKind(StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    CRASH = "crash"


@dataclass(frozen=True)
class Frame:
    """A line of code that a worker was at: the file as the code names it, and the line in it."""

    file: str
    line: int


@dataclass(frozen=True)
class Answer:
    """What the function gave."""

    value: Json


@dataclass(frozen=True)
class Failure:
    """No answer: ``words`` say what happened, to stand in a sentence; ``frames`` are where the
    worker was then, the innermost first, as far as it could tell."""

    kind: FailureKind
    words: str
    frames: tuple[Frame, ...] = ()


Outcome = Answer | Failure
