"""The other process: it reads questions, runs one function, writes answers."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import signal
import sys
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from briefgen.isolation.confinement import confine, relieve
from briefgen.isolation.frames import raised, running
from briefgen.isolation.messages import encoded, receive, receive_bytes, send
from briefgen.isolation.outcomes import FailureKind, Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import RawIOBase
    from types import FrameType

    from briefgen.isolation.outcomes import Frame, Json

_LONGEST_QUESTION = 1 << 31  # bytes; it comes from us
_LONGEST_WORDS = 2_000
_NOTICED = 0.5  # seconds until the end of the other side is noticed within a call
_LATER = 0.3  # seconds; less than the patience of the other side


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
    threading.Thread(target=_outlive_nobody, args=(int(sys.argv[4]),), daemon=True).start()
    function = _named(sys.argv[1], sys.argv[3])
    gc.freeze()  # what is loaded stays; there is no use in looking at it again
    confine(limits)
    send(answers, encoded({"value": "ready"}))
    while True:
        try:
            question = receive(questions, _LONGEST_QUESTION)
            data = receive_bytes(questions, _LONGEST_QUESTION)
        except EOFError:
            return
        _set_deadline(limits.seconds, answers)
        reply = _reply(function, (question, data) if data else (question,), limits.answer)
        _set_deadline(0, answers)
        send(answers, reply)


def _outlive_nobody(parent: int) -> None:
    """End this process soon after the one that started it, which may have been killed: an answer
    that nobody waits for is not worked on."""
    while sys.platform == "win32" or os.getppid() == parent:
        time.sleep(_NOTICED)
    os._exit(1)


def _named(function: str, warm_up: str) -> Callable[..., Json]:
    """The function called ``package.module:name``. ``warm_up`` of its module, where there is one,
    has loaded what would otherwise be loaded when no file can be opened any more."""
    module, _, name = function.partition(":")
    found = import_module(module)
    getattr(found, "warm_up", lambda _: None)(warm_up)
    return cast("Callable[..., Json]", getattr(found, name))


def _reply(function: Callable[..., Json], given: tuple[Any, ...], longest: int) -> bytes:
    try:
        message = encoded({"value": function(*given)})
    except MemoryError as error:
        relieve()
        return _failed(FailureKind.MEMORY, "", raised(error))
    except BaseException as error:  # whatever it is, the other side must be told in words
        return _failed(FailureKind.CRASH, f"{type(error).__name__}: {error}", raised(error))
    return message if len(message) <= longest else _failed(FailureKind.OUTPUT, "", ())


def _failed(kind: FailureKind, words: str, frames: tuple[Frame, ...]) -> bytes:
    told: dict[str, Any] = {
        "failure": kind,
        "words": words[:_LONGEST_WORDS],
        "frames": [[frame.file, frame.line] for frame in frames],
    }
    return encoded(told)


def _set_deadline(seconds: float, answers: RawIOBase) -> None:
    """Tell where the function is once ``seconds`` are over, and end; 0 calls that off.

    Two clocks: a handler of Python sees exactly where code of Python is, but does not run within
    one long call; for that a thread in C, which does not wait for Python, looks a little later. It
    alone may miss where busy code is, because it looks while frames come and go.
    """
    if sys.platform != "win32":

        def tell(_signal: int, frame: FrameType | None) -> None:
            send(answers, _failed(FailureKind.TIMEOUT, "", running(frame)))
            os._exit(1)

        signal.signal(signal.SIGALRM, tell)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    if seconds:
        faulthandler.dump_traceback_later(seconds + _LATER, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()
