"""Patterns given in quotation marks stand for what a shell would put in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import Code
from briefgen.readers import read_all


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for number, name in enumerate(("b.txt", "a.txt", "c.md", "wire/d.txt", "wire/old/e.txt")):
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Ship {number} waits at the lock.", encoding="utf-8")
    (tmp_path / "inbox" / ".hidden.txt").write_text("Hidden.", encoding="utf-8")
    return tmp_path / "inbox"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[bc].*", ["b.txt", "c.md"]),
        ("?.md", ["c.md"]),
        ("**/*.txt", ["a.txt", "b.txt", "wire/d.txt", "wire/old/e.txt"]),
        ("w*", ["wire/d.txt", "wire/old/e.txt"]),
        ("*/old/*", ["wire/old/e.txt"]),
    ],
)
def test_a_pattern_stands_for_all_that_fits_it(inbox: Path, pattern: str, names: list[str]) -> None:
    sources = read_all([inbox / pattern]).sources
    assert [Path(source.path or "").relative_to(inbox).as_posix() for source in sources] == names


def test_a_pattern_may_begin_where_we_are(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox)
    assert [source.path for source in read_all([Path("*.md")]).sources] == ["c.md"]


@pytest.mark.parametrize("pattern", ["*.pdf", "nowhere/*.txt"])
def test_a_pattern_that_fits_nothing_is_told(inbox: Path, pattern: str) -> None:
    (failure,) = read_all([inbox / pattern]).failures
    assert (failure.code, failure.problem) == (Code.NO_FILE, "fits no file")


def test_a_file_with_the_name_of_a_pattern_is_that_file(inbox: Path) -> None:
    odd = inbox / "a[b].txt"
    odd.write_text("This ship waits at the lock.", encoding="utf-8")
    (source,) = read_all([odd]).sources
    assert source.path == odd.as_posix()


def test_a_link_that_fits_is_not_followed(inbox: Path) -> None:
    (inbox / "x.txt").symlink_to(inbox / "c.md")
    intake = read_all([inbox / "x*"])
    assert not intake.sources
    assert [failure.code for failure in intake.failures] == [Code.NO_FILE]
