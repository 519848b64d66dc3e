"""Messages that bring briefs, as files: drafts for one's own mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.delivery.message import message_of
from briefgen.delivery.stamping import flattened
from briefgen.errors import SettingsError
from briefgen.mailing import draft_name
from briefgen.outputs import digest, mark_mailed, write_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from briefgen.mailing import Prepared


def write_drafts(
    prepared: Prepared, folder: Path, output: Path | None = None, *, ours: Collection[str] = ()
) -> list[Path]:
    """The files of the drafts that bring a brief: ``output``, or in ``folder`` under the name of
    the brief and the list, where none takes the place of another draft but of ``ours``, those with
    these hashes.

    Raises:
        SettingsError: ``output`` is there already, and is something else.
    """
    mails = prepared.drafts()
    target = output or folder / f"{draft_name(prepared.name, prepared.group)}.eml"
    files = [
        target.with_name(f"{target.stem}.{n}{target.suffix}") if len(mails) > 1 else target
        for n in range(1, len(mails) + 1)
    ]
    contents = [flattened(message_of(mail)) for mail in mails]
    if output is None:
        files = [_free(file, content, ours) for file, content in zip(files, contents, strict=True)]
    for file, content in zip(files, contents, strict=True):
        if output and file.exists() and not (file.is_file() and file.read_bytes() == content):
            raise SettingsError(
                f"--output {file}: is there already, and nothing is overwritten; name another "
                "file, or take that one away"
            )
    for file, content in zip(files, contents, strict=True):
        write_file(file, content)
    mark_mailed(prepared.record)
    return files


def _free(file: Path, content: bytes, ours: Collection[str]) -> Path:
    """Where ``content`` can go without taking the place of another draft than one of ``ours``:
    ``file``, or the same with a number."""
    found, number = file, 1
    while found.exists() and digest(found.read_bytes()) not in {digest(content), *ours}:
        number += 1
        found = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return found
