"""Names and versions of the files that are written."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import OutputError
from briefgen.outputs import base_name, slug, versioned, write_file


def test_a_name_tells_day_template_and_title() -> None:
    name = base_name(date(2026, 3, 11), "info-note", "Bridge at Velmark closed")
    assert name == "2026-03-11_info-note_bridge-at-velmark-closed"


def test_an_undated_brief_has_a_name_without_a_day() -> None:
    assert base_name(None, "info-note", "Bridge") == "info-note_bridge"


def test_accents_are_left_out_of_names() -> None:
    assert slug("Été à Orléans") == "ete-a-orleans"


@given(st.text())
def test_a_slug_is_safe_as_a_file_name(title: str) -> None:
    assert set(slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and slug(title)


def test_an_empty_folder_takes_the_first_version(tmp_path: Path) -> None:
    assert versioned(tmp_path, "note", {".md": b"ours"}) == "note_v1"


def test_a_file_of_unknown_origin_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "note_v1.md").write_text("mine", encoding="utf-8")
    assert versioned(tmp_path, "note", {".md": b"ours"}) == "note_v2"


def test_what_a_killed_run_left_is_written_again(tmp_path: Path) -> None:
    (tmp_path / "note_v1.md").write_bytes(b"ours")
    assert versioned(tmp_path, "note", {".md": b"ours", ".pdf": b"more"}) == "note_v1"


def test_unfinished_files_of_long_ago_are_removed_and_no_others(tmp_path: Path) -> None:
    names = [".briefgen-old.part", ".briefgen-new.part", ".briefgen-notes"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (0, 0))
    write_file(tmp_path / "note.md", b"words")
    assert sorted(p.name for p in tmp_path.iterdir()) == [*sorted(names[1:]), "note.md"]


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "note.md", b"words")
    assert (tmp_path / "a" / "b" / "note.md").read_bytes() == b"words"


def test_nothing_but_the_file_is_left_behind(tmp_path: Path) -> None:
    write_file(tmp_path / "note.md", b"words")
    assert [p.name for p in tmp_path.iterdir()] == ["note.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, b"all")
        assert os.read(reader, 9) == b"all"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError, match=r"taken/note\.md"):
        write_file(tmp_path / "taken" / "note.md", b"words")
