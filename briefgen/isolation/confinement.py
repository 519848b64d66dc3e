"""What a worker gives up before it is asked anything: memory, files, programs, the network.

Limits of the system are kept by the kernel; what Python is about to do is asked of an audit hook
(PEP 578), which cannot be taken away again and works on every system. Neither is a jail for
machine code: it is a second wall behind a sandbox, or around a parser.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from briefgen.isolation.outcomes import Limits

_OUTSIDE = (
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.",
    "subprocess.",
    "ctypes.dlopen",
    "webbrowser.",
)
_NETWORK = ("socket.",)
_FILES = (
    "open",
    "os.chmod",
    "os.link",
    "os.listdir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
    "os.symlink",
    "os.truncate",
    "shutil.",
    "tempfile.",
)
_LOOK = 0.05  # seconds between two looks at the memory where the kernel does not
_LAST_WORDS = 32_000_000  # bytes of memory
OUT_OF_MEMORY = 77  # exit code of a worker that found itself too large


def confine(limits: Limits) -> None:
    """Give up what ``limits`` do not grant; there is no way back."""
    _limit_memory(limits.memory)
    forbidden: tuple[str, ...] = () if limits.programs else _OUTSIDE
    forbidden += () if limits.files else _FILES
    forbidden += () if limits.network else _NETWORK
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold what it read
        if not limits.files:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        if not (limits.files or limits.network):
            # No descriptor is left to open anything with, be it a file or a socket.
            free = os.dup(0)
            os.close(free)
            resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(forbidden):
            raise PermissionError(f"a worker may not do this: {event}")

    sys.addaudithook(refuse)


def _limit_memory(memory: int) -> None:
    if sys.platform.startswith("linux"):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most + _LAST_WORDS))
    elif sys.platform != "win32":
        # macOS takes RLIMIT_AS and does not keep it.
        threading.Thread(target=_watch, args=(_used() + memory,), daemon=True).start()


def relieve() -> None:
    """Give a worker that has run out of memory enough to tell so."""
    if sys.platform.startswith("linux"):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _used() -> int:
    """The most memory this process has had, in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def _watch(most: int) -> None:
    import faulthandler

    pause = threading.Event()
    while not pause.wait(_LOOK):
        if _used() > most:
            faulthandler.dump_traceback(all_threads=True)
            os._exit(OUT_OF_MEMORY)
