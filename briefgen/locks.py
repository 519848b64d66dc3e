"""A file that one process has to itself. The system gives it back when that process ends."""

from __future__ import annotations

import os
import sys
import time

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOOK = 0.05  # seconds between two tries
# A byte behind all that a file holds: on Windows nobody else can read what is locked.
_BEHIND = 2**30


def taken(handle: int, patience: float) -> bool:
    """Whether the file of a descriptor could be had within ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while not _take(handle):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOK)
    return True


def give_back(handle: int) -> None:
    """Let others have the file of a descriptor that was taken."""
    if sys.platform == "win32":
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _BEHIND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
