"""Files in the output folder: named, versioned, written whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import re
import tempfile
import time
import unicodedata
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefgen.errors import OutputError
from briefgen.model.manifest import Manifest
from briefgen.text.filenames import parted_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefgen.model.brief import Brief

_LONGEST_SLUG = 30  # characters; longer names are cut off in mail programs and file lists
MANIFEST_SUFFIX = ".manifest.json"
_TEMPORARY = (".briefgen-", ".part")  # what the names of unfinished files begin and end with
_STALE = 3600  # seconds after which nobody is still writing one


def slug(title: str, longest: int = _LONGEST_SLUG) -> str:
    """A title as part of a file name: ASCII, lower case, words joined by hyphens, up to so many
    characters."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.replace("'", "").lower())
    out = ""
    for word in words:
        if out and len(out) + 1 + len(word) > longest:
            break
        out = f"{out}-{word}" if out else word[:longest]
    return out or "brief"


def base_name(issued: date | None, template: str, title: str, language: str = "") -> str:
    """The name of a brief without version and suffix: ``2026-03-12_info-note_harbour-wall``, with
    its ``language`` at the end where one is given."""
    day = [issued.isoformat()] if issued else []
    return "_".join([*day, slug(template), slug(title), *([slug(language)] if language else [])])


def digest(content: bytes) -> str:
    """The sha256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def brief_digest(brief: Brief) -> str:
    """The sha256 of what a brief says, in hex; fields that it leaves as they are do not count, so
    that those of later versions change nothing."""
    said = brief.model_dump(mode="json", exclude_defaults=True)
    return digest(json.dumps(said, sort_keys=True).encode())


def versioned(
    folder: Path,
    base: str,
    contents: Mapping[str, bytes],
    brief: str = "",
    number: int | None = None,
) -> str:
    """``base`` with the version to write: ``_v1``, or the next that is neither edited nor mailed,
    nor another report of the series. ``contents`` are what is to be written, by suffix, ``brief``
    is the hash of what they say, and ``number`` that of the report in its series.

    A file that was written by us and is still as we wrote it may be written again, and so may one
    that holds what is to be written: a run that was killed leaves files that no manifest knows. A
    file that a person has changed is never touched: the brief goes into the next version. So does
    one that says something else than what was mailed under that name.
    """
    version = 1
    while _is_taken(folder, f"{base}_v{version}", contents, brief, number):
        version += 1
    return f"{base}_v{version}"


def _is_taken(
    folder: Path, name: str, contents: Mapping[str, bytes], brief: str, number: int | None
) -> bool:
    record = recorded(folder / f"{name}{MANIFEST_SUFFIX}")
    if record and record.number != number:
        return True
    if record and record.mailed and record.brief and brief_digest(record.brief) != brief:
        return True
    written = {one.file: one.sha256 for one in record.outputs} if record else {}
    for suffix, content in contents.items():
        path = folder / f"{name}{suffix}"
        if not path.is_file():
            continue
        found = path.read_bytes()
        if found != content and digest(found) != written.get(path.name):
            return True
    return False


def later_version(folder: Path, name: str) -> str:
    """The latest version in a folder of the brief of that ``name``; empty where that is it."""
    base, own = parted_name(name)
    records = folder.glob(f"{glob.escape(base)}_v*{MANIFEST_SUFFIX}")
    names = (path.name.removesuffix(MANIFEST_SUFFIX) for path in records)
    others = [(parted_name(one)[1], one) for one in names if parted_name(one)[0] == base]
    return max((one for one in others if one[0] > own), default=(own, ""))[1]


def recorded(manifest: Path) -> Manifest | None:
    """The manifest that an earlier run has written; None where there is none that can be read."""
    try:
        return Manifest.model_validate_json(manifest.read_bytes())
    except (OSError, ValidationError):
        return None


def mark_mailed(manifest: Path) -> None:
    """Note in a manifest that its files went into a message, so that no other brief takes their
    names. Where nothing can be written, nothing can be made anew either."""
    record = recorded(manifest)
    if record and not record.mailed:
        said = json.loads(manifest.read_bytes()) | {"mailed": True}
        with contextlib.suppress(OutputError):
            write_file(manifest, (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode())


def write_file(path: Path, content: bytes) -> None:
    """Write ``path`` whole: to a temporary file beside it, flushed, then renamed. A device or a
    pipe (``/dev/null``) is written into and stays what it is.

    Raises:
        OutputError: it cannot be written; a file that stood there is untouched.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent.absolute())
        before, behind = _TEMPORARY
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=before, suffix=behind)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path}: cannot be written ({reason}); choose another folder with --output"
        ) from error


def sweep(folder: Path, age: float = 0) -> None:
    """Remove the unfinished files that runs which were killed have left in a folder, those last
    written more than ``age`` seconds ago."""
    for path in folder.glob("*".join(_TEMPORARY)):
        with contextlib.suppress(OSError):
            if time.time() - path.lstat().st_mtime >= age:
                path.unlink()


@once
def _sweep(folder: Path) -> None:
    """Sweep a folder once in a run: to look through one of a hundred thousand files takes long."""
    sweep(folder, _STALE)
