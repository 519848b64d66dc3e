"""Commands of the user that are part of sending: one gives a token, one signs a message."""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from briefgen.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

_CHUNK = 65536
_SHOWN = 200  # characters of what a command said on its standard error


def answer(
    command: Sequence[str], given: bytes = b"", *, setting: str, seconds: float, largest: int
) -> bytes:
    """What a command writes to its standard output, with ``given`` on its standard input.

    No shell is involved. ``setting`` is where the command is from, for messages; its output is in
    none of them, for it may be a secret.

    Raises:
        DeliveryError: it cannot be started, takes longer than ``seconds``, gives nothing or more
            than ``largest`` bytes, or ends with another exit code than 0.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - it is the user's own, and no shell reads it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except (OSError, ValueError) as error:
        raise DeliveryError(
            f"{setting}: {command[0]} cannot be started ({error}); correct it in briefgen.toml"
        ) from None
    output, said = bytearray(), bytearray()
    threads = [
        threading.Thread(target=_feed, args=(process.stdin, given), daemon=True),
        threading.Thread(target=_take, args=(process, process.stdout, output, largest)),
        threading.Thread(target=_take, args=(process, process.stderr, said, largest)),
    ]
    for thread in threads:
        thread.daemon = True
        thread.start()
    problem = _ended(process, threads, seconds)
    if len(output) > largest:
        problem = f"gave more than {largest} bytes"
    elif problem is None and process.returncode:
        told = said.decode(errors="replace").strip().splitlines()
        last = f': "{told[-1][:_SHOWN]}"' if told else ""
        problem = f"ended with exit code {process.returncode}{last}"
    elif problem is None and not output.strip():
        problem = "gave nothing"
    if problem:
        raise DeliveryError(f"{setting}: {command[0]} {problem}; nothing was sent with it")
    return bytes(output)


def _ended(
    process: subprocess.Popen[bytes], threads: list[threading.Thread], seconds: float
) -> str | None:
    """Wait for a command and all that it writes; what went wrong, if something did."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return f"took longer than {seconds:g} seconds"
    # What it has started may go on and hold its output open; that is waited for no longer.
    for thread in threads[1:]:
        thread.join(seconds)
        if thread.is_alive():
            return f"left its output open for longer than {seconds:g} seconds"
    return None


def _feed(stream: IO[bytes], given: bytes) -> None:
    with suppress(OSError), stream:  # a command need not read what it is given
        stream.write(given)


def _take(
    process: subprocess.Popen[bytes], stream: IO[bytes], into: bytearray, largest: int
) -> None:
    with stream:
        while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
            into += chunk
            if len(into) > largest:
                process.kill()
                return
