"""The other process: it reads questions, runs one function, writes answers."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from briefgen.isolation.confinement import confine, relieve
from briefgen.isolation.frames import raised
from briefgen.isolation.messages import encoded, receive, send
from briefgen.isolation.outcomes import FailureKind, Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import RawIOBase

    from briefgen.isolation.outcomes import Json

_LONGEST_QUESTION = 1 << 31  # bytes; it comes from us
_LONGEST_WORDS = 2_000


def main() -> None:
    """Answer until nobody asks any more. What the function prints goes nowhere."""
    answers = cast("RawIOBase", os.fdopen(os.dup(1), "wb", buffering=0))
    questions = cast("RawIOBase", os.fdopen(os.dup(0), "rb", buffering=0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    faulthandler.enable()
    limits = Limits(**json.loads(sys.argv[2]))
    function = _named(sys.argv[1], sys.argv[3])
    gc.freeze()  # what is loaded stays; there is no use in looking at it again
    confine(limits)
    send(answers, encoded({"value": "ready"}))
    while True:
        try:
            question = receive(questions, _LONGEST_QUESTION)
        except EOFError:
            return
        # Written by a thread in C, which does not wait for Python: it also ends one long call.
        faulthandler.dump_traceback_later(limits.seconds, exit=True)
        reply = _reply(function, question, limits.answer)
        faulthandler.cancel_dump_traceback_later()
        send(answers, reply)


def _named(function: str, warm_up: str) -> Callable[[Json], Json]:
    """The function called ``package.module:name``. ``warm_up`` of its module, where there is one,
    has loaded what would otherwise be loaded when no file can be opened any more."""
    module, _, name = function.partition(":")
    found = import_module(module)
    getattr(found, "warm_up", lambda _: None)(warm_up)
    return cast("Callable[[Json], Json]", getattr(found, name))


def _reply(function: Callable[[Json], Json], question: Json, longest: int) -> bytes:
    try:
        message = encoded({"value": function(question)})
    except MemoryError as error:
        relieve()
        return _failed(FailureKind.MEMORY, "", error)
    except BaseException as error:  # whatever it is, the other side must be told in words
        return _failed(FailureKind.CRASH, f"{type(error).__name__}: {error}", error)
    if len(message) > longest:
        return _failed(FailureKind.OUTPUT, "", None)
    return message


def _failed(kind: FailureKind, words: str, error: BaseException | None) -> bytes:
    frames = [[frame.file, frame.line] for frame in raised(error)] if error else []
    told: dict[str, Any] = {"failure": kind, "words": words[:_LONGEST_WORDS], "frames": frames}
    return encoded(told)
