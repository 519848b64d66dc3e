"""RTF as Outlook keeps it in messages: packed as [MS-OXRTFCP] describes."""

from __future__ import annotations

import struct

from briefgen.errors import Code, ReaderError

_HEADER = struct.Struct("<IIII")  # sizes, kind and checksum; the sizes are not believed
_PACKED = 0x75465A4C
_PLAIN = 0x414C454D
# What the window holds before the first byte, so that short messages are packed too.
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_LARGEST = 10 * 1024 * 1024


def unpack(data: bytes) -> bytes:
    """The RTF in ``data``; raises ReaderError for what is no such thing."""
    if len(data) < _HEADER.size:
        raise _damaged()
    _, _, kind, _ = _HEADER.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEADER.size :]
    if kind != _PACKED:
        raise _damaged()
    # One buffer for window and text: what a place in the window stands for is counted back from
    # where the text has come to.
    text = bytearray(_FIRST)
    place, end = _HEADER.size, len(data)
    while place < end:
        flags = data[place]
        place += 1
        for bit in range(8):
            if place >= end:
                break
            if not flags >> bit & 1:
                text.append(data[place])
                place += 1
                continue
            if place + 1 >= end:
                return bytes(text[len(_FIRST) :])  # cut short: what there is
            reference = data[place] << 8 | data[place + 1]
            place += 2
            back = (len(text) - (reference >> 4)) % _WINDOW
            if back == 0:
                return bytes(text[len(_FIRST) :])  # the mark of the end
            _repeat(text, back, (reference & 0xF) + 2)
        if len(text) > _LARGEST:
            raise ReaderError(
                "holds a text that unpacks to more than 10 MB",
                remedy="save its text as .txt",
                code=Code.TOO_BIG,
            )
    return bytes(text[len(_FIRST) :])


def _repeat(text: bytearray, back: int, count: int) -> None:
    """Append what stands ``back`` bytes before the end; it may run into what is appended."""
    start = len(text) - back
    for offset in range(count):
        text.append(text[start + offset] if start + offset >= 0 else 0)


def _damaged() -> ReaderError:
    return ReaderError(
        "holds a text that cannot be unpacked",
        remedy="open it in Outlook and save it again, or save its text as .txt",
        code=Code.MALFORMED,
    )
