"""What a Word file holds beside what it shows: changes that are tracked, and comments."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

# Of ISO/IEC 29500-1: 17.13.5 (revisions), 17.13.4 (comments).
_KINDS = (
    ("tracked changes", re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ />]")),
    ("comments", re.compile(rb"<w:comment[ />]")),
)
_STORIES = re.compile(r"word/(?:document|comments|header\d*|footer\d*|footnotes|endnotes)\.xml")
_LARGEST = 50_000_000  # bytes of a part, unpacked


def leftovers_of(content: bytes) -> tuple[str, ...]:
    """Which of these a Word file holds, each told once; none where it is no Word file."""
    found: set[str] = set()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in archive.infolist():
                if not _STORIES.fullmatch(info.filename) or info.file_size > _LARGEST:
                    continue
                part = archive.read(info)
                found |= {kind for kind, pattern in _KINDS if pattern.search(part)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error):
        return ()
    return tuple(kind for kind, _ in _KINDS if kind in found)
