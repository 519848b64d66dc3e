"""Drafts of earlier runs that lie beside a brief, and could be mistaken for its own."""

from __future__ import annotations

import glob
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING

from briefgen.delivery.copies import copy_of
from briefgen.text.filenames import parted_name

if TYPE_CHECKING:
    from pathlib import Path


def earlier_drafts(folder: Path, brief: str, refused: str = "") -> tuple[Path, ...]:
    """The drafts of the ``brief`` of that name in a folder that bring it as it is no more. Where a
    message is ``refused``, by the name that its draft would have, all that have it are of earlier
    runs, and so are those of earlier versions."""
    base = parted_name(brief)[0]
    every = sorted(folder.glob(f"{glob.escape(base)}*.eml"))
    own = re.compile(rf"{re.escape(brief)}[.-].*")
    same = re.compile(rf"{re.escape(base)}(?:_v\d+)?{re.escape(refused[len(brief) :])}[-.\d]*")
    return tuple(
        p
        for p in every
        if (refused and same.fullmatch(p.stem)) or (own.fullmatch(p.name) and _brings_another(p))
    )


def _brings_another(draft: Path) -> bool:
    """Whether a file is attached to a draft that is another one in the folder now, or gone."""
    try:
        message = message_from_bytes(draft.read_bytes(), policy=default)
    except OSError:
        return False
    parts = message.iter_attachments() if isinstance(message, EmailMessage) else ()
    return any(_is_another(part, draft.parent) for part in parts)


def _is_another(part: EmailMessage, folder: Path) -> bool:
    try:
        now = (folder / (part.get_filename() or "")).read_bytes()
    except OSError:
        return True
    return part.get_payload(decode=True) not in {now, copy_of(now)}
