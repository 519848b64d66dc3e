"""Outlook messages built for the tests of the readers: compound files, small enough to read."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
Storage = Mapping[str, "bytes | Storage"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    child: int = _NONE
    right: int = _NONE
    start: int = _END
    children: list[int] = field(default_factory=list)

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        size = len(self.data)
        return struct.pack(
            "<64sHBBIII16sI8s8sIQ",
            *(name, len(name), self.kind, 1, _NONE, self.right, self.child),
            *(b"", 0, b"", b"", self.start, size),
        )


def compound_file(root: Storage) -> bytes:
    """A compound file (version 3) with these streams and storages by name."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, root)
    mini, mini_fat = bytearray(), list[int]()
    for entry in entries[1:]:
        if entry.kind == 2 and 0 < len(entry.data) < _CUTOFF:
            entry.start = _chain(mini, mini_fat, entry.data, _MINI)
    entries[0].data = bytes(mini)
    body, fat = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == 5 or len(entry.data) >= _CUTOFF:
            entry.start = _chain(body, fat, entry.data, _SECTOR)
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_start = _chain(body, fat, table, _SECTOR, b"\xff")
    folder = b"".join(entry.packed() for entry in entries)
    folder_start = _chain(body, fat, folder, _SECTOR)
    count = 1
    while len(fat) + count > count * 128:
        count += 1
    places = [len(fat) + number for number in range(count)]
    fat += [_FAT] * count
    fat += [_FREE] * (count * 128 - len(fat))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count),
        *(folder_start, 0, _CUTOFF, mini_start, -(-len(table) // _SECTOR), _END, 0),
    )
    listed = struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return head + listed + bytes(body) + struct.pack(f"<{len(fat)}I", *fat)


def _add(entries: list[_Entry], parent: int, storage: Storage) -> None:
    """Entries for what is in a storage, each the right neighbour of the one before."""
    before = None
    for name, content in storage.items():
        number = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append(_Entry(name, 2 if is_stream else 1, content if is_stream else b""))
        if before is None:
            entries[parent].child = number
        else:
            entries[before].right = number
        before = number
        if not isinstance(content, bytes):
            _add(entries, number, content)


def _chain(body: bytearray, fat: list[int], data: bytes, size: int, fill: bytes = b"\0") -> int:
    """Append ``data`` in sectors; gives the first."""
    if not data:
        return _END
    first, count = len(fat), -(-len(data) // size)
    fat += [*range(first + 1, first + count), _END]
    body += data.ljust(count * size, fill)
    return first


def properties(
    values: Mapping[int, str | bytes | int | Storage],
    *,
    header: int,
    times: Mapping[int, int] | None = None,
    narrow: str = "",
    **storages: Storage,
) -> Storage:
    """A storage of properties by number: text, bytes, whole numbers, a message inside. ``times``
    are in units of 100 ns since 1601; ``narrow`` is the codec of text that is not in UTF-16."""
    fixed, streams = bytes(header), dict[str, "bytes | Storage"]()
    for number, value in values.items():
        if isinstance(value, int):
            fixed += struct.pack("<HHIQ", 3, number, 6, value)
        elif isinstance(value, bytes):
            streams[f"__substg1.0_{number:04X}0102"] = value
        elif not isinstance(value, str):
            streams[f"__substg1.0_{number:04X}000D"] = value
        elif narrow:
            streams[f"__substg1.0_{number:04X}001E"] = value.encode(narrow)
        else:
            streams[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
    for number, moment in (times or {}).items():
        fixed += struct.pack("<HHIQ", 0x40, number, 6, moment)
    return {"__properties_version1.0": fixed, **streams, **storages}


def message(
    values: Mapping[int, str | bytes | int | Storage],
    *attachments: Storage,
    inside: bool = False,
    times: Mapping[int, int] | None = None,
    narrow: str = "",
) -> Storage:
    """The storage of a message with these properties; ``inside`` another one or by itself."""
    attached = {
        f"__attach_version1.0_#{number:08X}": storage for number, storage in enumerate(attachments)
    }
    header = 24 if inside else 32
    return {**properties(values, header=header, times=times, narrow=narrow), **attached}


def attachment(values: Mapping[int, str | bytes | int | Storage]) -> Storage:
    """The storage of a file attached to a message."""
    return properties(values, header=8)
