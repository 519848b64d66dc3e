"""The folders of a mail account as an IMAP server tells them (RFC 3501, RFC 6154)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:NIL|"(?:[^"\\]|\\.)*") (?P<name>.*)', re.DOTALL)
_SHIFTED = re.compile(r"&([^-]*)-")
_NOT_PRINTABLE = re.compile(r"[^ -~]+")


@dataclass(frozen=True)
class Mailbox:
    """A folder: its ``name`` as a person reads it, and what it is for, like ``\\drafts``."""

    name: str
    flags: frozenset[str]


def listed(line: bytes | tuple[bytes, bytes] | None) -> Mailbox | None:
    """A folder from a line of an answer to LIST. A name with odd characters comes apart from its
    line, as a literal. None for what is no such line."""
    head, literal = line if isinstance(line, tuple) else (line, None)
    found = _LISTED.match(head or b"")
    if not found:
        return None
    name = found["name"] if literal is None else literal
    if literal is None and name[:1] == b'"':
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    flags = frozenset(found["flags"].decode("ascii", "replace").lower().split())
    return Mailbox(decoded(name.decode("ascii", "replace")), flags)


def quoted(name: str) -> str:
    """The name of a folder as a command has it: in modified UTF-7, in quotation marks."""
    escaped = encoded(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def encoded(name: str) -> str:
    """A name in modified UTF-7 (RFC 3501, 5.1.3): ``Entwürfe`` is ``Entw&APw-rfe``."""

    def shifted(found: re.Match[str]) -> str:
        packed = b64encode(found[0].encode("utf-16-be")).decode()
        return "&" + packed.rstrip("=").replace("/", ",") + "-"

    return _NOT_PRINTABLE.sub(shifted, name.replace("&", "&-"))


def decoded(name: str) -> str:
    """A name from modified UTF-7; what is none stays as it stands."""

    def unshifted(found: re.Match[str]) -> str:
        packed = found[1].replace(",", "/")
        if not packed:
            return "&"
        try:
            return b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-16-be")
        except ValueError:
            return found[0]

    return _SHIFTED.sub(unshifted, name)
