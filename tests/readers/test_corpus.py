"""Files from the test suites of other programs: each reads or fails in one line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefgen.readers import read_path

_SECONDS = 15


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "eml", "odt", "rtf", "mbox"])
def test_every_file_gives_sources_or_failures_in_one_line(shared: Path, kind: str) -> None:
    began = time.monotonic()
    for path in sorted(path for path in (shared / "corpus" / kind).rglob("*") if path.is_file()):
        intake = read_path(path)
        assert intake.sources or intake.failures or intake.notices, path
        assert all("\n" not in str(failure) for failure in intake.failures)
        assert all(source.text and source.title for source in intake.sources)
        if time.monotonic() - began > _SECONDS:
            break
