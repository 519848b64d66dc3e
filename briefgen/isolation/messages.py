"""Messages between a supervisor and its worker: four bytes of length, then JSON in UTF-8.

Behind a question come four bytes of length and the bytes of a document, as they are: written as
text they would be held several times over. An answer is JSON alone.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from io import RawIOBase

_LENGTH = struct.Struct(">I")
_PIECE = 1 << 16


class TooLongError(Exception):
    """A message is longer than its reader takes."""


def encoded(value: Any) -> bytes:
    """``value`` as a message. Half surrogates, which a document may hold, pass as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    content = text.encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(content)) + content


def announced(data: bytes) -> bytes:
    """What goes before ``data`` that are sent as they are."""
    return _LENGTH.pack(len(data))


def send(stream: RawIOBase, message: bytes) -> None:
    """Write a whole message to an unbuffered pipe.

    Raises:
        OSError: nobody reads it.
    """
    rest = memoryview(message)
    while rest:
        rest = rest[stream.write(rest) or 0 :]


def receive(stream: RawIOBase, longest: int) -> Any:
    """The value of the next message; EOFError at the end.

    Raises:
        EOFError: the other side has ended, within a message or between two.
        TooLongError: it is longer than ``longest`` bytes; nothing of it was read.
        ValueError: it is no JSON.
    """
    return json.loads(receive_bytes(stream, longest).decode("utf-8", "surrogatepass"))


def receive_bytes(stream: RawIOBase, longest: int) -> bytes:
    """The bytes of the next message as they are; raises what ``receive`` does."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > longest:
        raise TooLongError
    return _exactly(stream, length)


def _exactly(stream: RawIOBase, count: int) -> bytes:
    content = bytearray()
    while len(content) < count:
        piece = stream.read(min(_PIECE, count - len(content)))
        if not piece:
            raise EOFError
        content += piece
    return bytes(content)
