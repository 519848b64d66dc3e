"""Functions for a worker to run: what documents and templates of others may make ours do."""

from __future__ import annotations

import ctypes
import hashlib
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any


def echo(question: Any) -> Any:
    return question


def digest(question: Any, data: bytes) -> str:
    return hashlib.new(question, data).hexdigest()


def process(_: Any) -> int:
    return os.getpid()


def on_demand(question: Any) -> Any:
    """Any of the others, so that one worker can do several things."""
    return globals()[question](None)


def state(_: Any) -> dict[str, Any]:
    """What a worker has of its parent."""
    descriptors = [n for n in range(64) if _is_open(n)]
    return {
        "environment": dict(os.environ),
        "descriptors": descriptors,
        "hash": hash("briefgen"),
        "path": sys.path,
        "folder": str(Path.cwd()),
        "session": os.getsid(0) if hasattr(os, "getsid") else 0,
    }


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def loop(_: Any) -> None:
    while True:  # without end
        pass


def sleep(_: Any) -> None:
    time.sleep(600)


def one_long_call(_: Any) -> int:
    """A call that Python cannot interrupt: no handler of a signal runs within it."""
    return sum(range(10**12))


def bomb(_: Any) -> int:
    return len("a" * 10**10)


def many_small(_: Any) -> None:
    kept: list[Any] = []
    while True:
        kept.append([0] * 100)


def recurse(question: Any) -> Any:
    return recurse(question)


def fail(_: Any) -> None:
    raise ValueError("this cannot\nbe done")


def die(_: Any) -> None:
    os._exit(9)


def crash(_: Any) -> None:
    ctypes.string_at(0)


def talk(_: Any) -> str:
    """A library that prints."""
    print("to nobody")
    os.write(1, b"to nobody")
    os.write(2, b"x" * 200_000)
    return "said"


def much(_: Any) -> str:
    return "a" * 2_000_000


def not_json(_: Any) -> Any:
    return object()


def read(question: Any) -> str:
    return Path(question).read_text(encoding="utf-8")


def write(question: Any) -> int:
    return Path(question).write_text("x", encoding="utf-8")


def open_raw(question: Any) -> int:
    return os.open(question, os.O_RDONLY)


def start(_: Any) -> int:
    return subprocess.Popen(["/bin/sleep", "60"]).pid


def shell(question: Any) -> int:
    return os.system(f"touch {question}")  # noqa: S605


def connect(_: Any) -> None:
    socket.socket().connect(("127.0.0.1", 9))


def fork(_: Any) -> None:
    os.fork()


def forge(question: Any) -> None:
    """An answer of somebody who has taken the worker over."""
    for descriptor in (3, 4):
        with suppress(OSError):
            os.write(descriptor, bytes.fromhex(question))
    os._exit(0)


def limits(_: Any) -> dict[str, Any]:
    import resource

    return {
        "files": resource.getrlimit(resource.RLIMIT_NOFILE),
        "written": resource.getrlimit(resource.RLIMIT_FSIZE),
        "dumped": resource.getrlimit(resource.RLIMIT_CORE),
    }


_CHILDREN: list[int] = []


def warm_up(_words: str) -> None:
    """A program that a library has started before anything was forbidden."""
    if "leave_a_child" in sys.argv[1]:
        _CHILDREN.append(subprocess.Popen(["/bin/sleep", "60"]).pid)


def leave_a_child(question: Any) -> Any:
    return _CHILDREN[0] if question == "start" else loop(None)
