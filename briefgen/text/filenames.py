"""Names of files as a reader may see them."""

from __future__ import annotations

import re
from pathlib import PurePath

_MESSAGES = frozenset({".eml", ".msg"})  # what holds other files as attachments

_HOLDERS = frozenset({".mbox", ".mbx", ".zip"})


_VERSION = re.compile(r"_v(\d{1,6})$")


def parted_name(name: str) -> tuple[str, int]:
    """The name of a brief without its version, and that; what has none is the first."""
    found = _VERSION.search(name)
    return (name[: found.start()], int(found[1])) if found else (name, 1)


def shown_name(path: str) -> str:
    """The name of the file at ``path`` without its folders, which tell of one machine only; of an
    attachment also the message that it came with: "notes.txt (attachment of mail.eml)"; of a
    message or a file the mailbox or archive that it lies in: "1 Hello.eml (in 2026.mbox)". An
    address of the web is shown whole."""
    if "://" in path:
        return path
    file = PurePath(path)
    for holder in file.parents:
        if holder.suffix.lower() in _MESSAGES:
            return f"{file.name} (attachment of {holder.name})"
        if holder.suffix.lower() in _HOLDERS:
            return f"{file.name} (in {holder.name})"
    return file.name
