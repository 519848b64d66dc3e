"""One worker process: started, spoken with, ended.

It is a new interpreter, never a fork: a fork of a process with threads may hang, and would hold all
that its parent has in memory. It starts in a session of its own, so that it ends with all that it
may have started, and a Ctrl-C reaches only us.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefgen.isolation.confinement import OUT_OF_MEMORY
from briefgen.isolation.frames import dumped
from briefgen.isolation.messages import TooLongError, announced, encoded, receive, send
from briefgen.isolation.outcomes import Answer, Failure, FailureKind, Frame

if TYPE_CHECKING:
    from io import RawIOBase

    from briefgen.isolation.outcomes import Json, Limits, Outcome

_START = 30.0  # seconds to load what a function needs, on a slow and busy machine
_GRACE = 1.0  # seconds for a worker to end itself and tell where it was, before it is killed
_TOLD = 1 << 15  # bytes kept of what a worker says when it dies
_ENVELOPE = 1 << 15  # bytes around an answer: names, words, frames
_ABORTED = "Fatal Python error: Aborted"  # faulthandler's words, when nothing stands before them
_READABLE = 300  # characters of its last words that are passed on


def _environment() -> dict[str, str]:
    """As little as an interpreter needs; hashes as in every run, so that bytes are the same."""
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Where we were loaded from: a worker must be of the same version.
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return fixed | kept


class WorkerProcess:
    """A process that runs ``function`` for each question, and what it says on standard error."""

    def __init__(self, function: str, limits: Limits, warm_up: str = "") -> None:
        self._limits = limits
        self._told = bytearray()
        windows = sys.platform == "win32"
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                *(sys.executable, "-s"),
                "-P",  # what lies in the working folder is not code, whatever it is called
                *("-m", "briefgen.isolation", function, json.dumps(asdict(limits)), warm_up),
                str(os.getpid()),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            close_fds=True,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
            start_new_session=not windows,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if windows else 0,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def await_ready(self) -> Failure | None:
        """Wait until the worker has loaded what it needs; why it has not, where it has not."""
        outcome = self._exchange((), _START)
        return outcome if isinstance(outcome, Failure) else None

    def ask(self, question: Json, data: bytes) -> Outcome:
        """What the worker answers, or why it does not within its limits."""
        message = encoded(question) + announced(data)
        return self._exchange((message, data), self._limits.seconds)

    def kill(self) -> None:
        """End the process with all that it started, without waiting until it has ended."""
        if sys.platform != "win32" and self._process.returncode is None:
            # The group outlives its first process, which may have ended and left others.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def end(self) -> None:
        """End the process with all that it started, and let go of it."""
        self.kill()
        self._process.wait()
        self._listener.join(_GRACE)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def _listen(self) -> None:
        """Take what is said on standard error, so that the worker never waits, and keep the end."""
        stream = cast("RawIOBase", self._process.stderr)
        with suppress(OSError, ValueError):
            while piece := stream.read(_TOLD):
                self._told += piece
                del self._told[:-_TOLD]

    def _exchange(self, messages: tuple[bytes, ...], seconds: float) -> Outcome:
        """Send ``messages``, where there are any, and wait for a reply, no longer than ``seconds``
        and the grace in which a worker may tell where it hangs. Pipes cannot be waited for with a
        deadline on every system; a thread that reads one can."""
        replies: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._converse, args=(messages, replies), daemon=True).start()
        try:
            reply = replies.get(timeout=seconds + _GRACE)
        except queue.Empty:
            return self._ended(seconds, hung=True)
        if isinstance(reply, TooLongError):
            return self._failure(FailureKind.OUTPUT)
        if isinstance(reply, Exception):
            return self._ended(seconds, hung=False)
        return self._outcome(reply)

    def _converse(self, messages: tuple[bytes, ...], replies: queue.SimpleQueue[Any]) -> None:
        try:
            for message in messages:
                send(cast("RawIOBase", self._process.stdin), message)
            longest = self._limits.answer + _ENVELOPE
            replies.put(receive(cast("RawIOBase", self._process.stdout), longest))
        except Exception as error:  # given to whoever waits
            replies.put(error)

    def _outcome(self, reply: Any) -> Outcome:
        """A reply, which may come from a worker that is no longer ours, as what it may mean."""
        match reply:
            case {"value": value}:
                return Answer(value)
            case {"failure": kind, "words": str(words), "frames": list(frames)} if kind in list(
                FailureKind
            ):
                known = tuple(
                    Frame(file, line)
                    for frame in frames
                    if isinstance(frame, list) and len(frame) == 2
                    for file, line in [frame]
                    if isinstance(file, str) and isinstance(line, int)
                )
                return self._failure(FailureKind(kind), words, known)
            case _:
                return self._failure(FailureKind.CRASH, "gave an answer that nobody understands")

    def _ended(self, seconds: float, *, hung: bool) -> Failure:
        """Why a worker has not answered, from how it ended and what it said."""
        if not hung:
            # Its pipes close before it has quite ended; killed now, it would tell of that alone.
            self._listener.join(_GRACE)
        self.end()
        told = self._told.decode("utf-8", "replace")
        code = self._process.returncode
        frames = dumped(told)
        if hung or _timed_out(told):
            return Failure(FailureKind.TIMEOUT, f"took longer than {seconds:g} seconds", frames)
        if code == OUT_OF_MEMORY or _without_memory(told):
            return self._failure(FailureKind.MEMORY, "", frames)
        last = " ".join(told.split("\n\n")[0].strip().split("\n")[-1].split())[:_READABLE]
        words = f"crashed ({_cause(code)})" + (f": {last}" if last and code > 0 else "")
        return Failure(FailureKind.CRASH, words, frames)

    def _failure(
        self, kind: FailureKind, words: str = "", frames: tuple[Frame, ...] = ()
    ) -> Failure:
        limits = self._limits
        said = {
            FailureKind.MEMORY: f"wanted more than {limits.memory // 1_000_000} MB of memory",
            FailureKind.OUTPUT: f"gave more than {limits.answer / 1_000_000:g} MB",
            FailureKind.TIMEOUT: f"took longer than {limits.seconds:g} seconds",
            FailureKind.CRASH: "crashed",
        }
        return Failure(kind, " ".join(words.split()) or said[kind], frames)


def _timed_out(told: str) -> bool:
    """Whether faulthandler ended the worker at its deadline."""
    return told.startswith("Timeout (") or "\nTimeout (" in told


def _without_memory(told: str) -> bool:
    """Whether a worker ended for want of memory: it says so, or stops itself without a word. What
    else makes machine code do so, it tells first: a failed check, memory found corrupted."""
    return "MemoryError" in told or "bad_alloc" in told or told.startswith(_ABORTED)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
