"""Names of files as a reader may see them."""

from __future__ import annotations

from pathlib import PurePath

_MESSAGES = frozenset({".eml", ".msg"})  # what holds other files as attachments

_MAILBOXES = frozenset({".mbox", ".mbx"})


def shown_name(path: str) -> str:
    """The name of the file at ``path`` without its folders, which tell of one machine only; of an
    attachment also the message that it came with: "notes.txt (attachment of mail.eml)"; of a
    message the mailbox: "1 Hello.eml (in 2026.mbox)"."""
    file = PurePath(path)
    if file.parent.suffix.lower() in _MESSAGES:
        return f"{file.name} (attachment of {file.parent.name})"
    if file.parent.suffix.lower() in _MAILBOXES:
        return f"{file.name} (in {file.parent.name})"
    return file.name
