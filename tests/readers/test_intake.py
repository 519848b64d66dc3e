"""Taking in files: formats told apart, folders walked, failures kept to themselves."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.errors import Code, ReaderError, Stage
from briefgen.readers import read_all, read_bytes, read_path

from .samples import drawn_pdf, mail, word_file, word_paragraph

Fail = Callable[[bytes, str], ReaderError]

PROSE = b"The committee voted to open an inquiry. It meets again on Friday.\n"


def test_an_id_comes_from_the_bytes() -> None:
    (source,) = read_bytes(PROSE, name="a.txt").sources
    assert source.sha256 == sha256(PROSE).hexdigest()
    assert source.id == "s" + source.sha256[:10]


@pytest.mark.parametrize(
    ("data", "name", "holds", "suffix"),
    [
        (drawn_pdf(["Some text."]), "report.txt", "a PDF", ".pdf"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "report.docx", "an HTML page", ".html"),
        (word_file(word_paragraph("Text.")), "report.pdf", "a Word document", ".docx"),
        (mail("Text."), "report.html", "an e-mail", ".eml"),
    ],
)
def test_a_wrong_suffix_names_the_right_one(
    fail: Fail, data: bytes, name: str, holds: str, suffix: str
) -> None:
    failure = fail(data, name)
    assert failure.problem == f"holds {holds} although its name ends in {Path(name).suffix}"
    assert failure.remedy == f"rename it to {suffix}"


@pytest.mark.parametrize("name", ["report", "report.log", "standard input"])
def test_prose_of_unknown_suffix_is_read_as_text(name: str) -> None:
    assert read_bytes(PROSE, name=name).sources[0].media_type == "text/plain"


@pytest.mark.parametrize("data", [b'{"a": [1, 2, 3]}', bytes(range(256)) * 4, b"1;2;3\n4;5;6\n"])
def test_other_data_of_unknown_suffix_is_refused_with_the_formats_read(
    fail: Fail, data: bytes
) -> None:
    failure = fail(data, "thing.dat")
    assert failure.problem == "is in a format that is not read (.dat)"
    assert failure.remedy.startswith("save it as .txt, .md, .html, .pdf, .docx, ")
    assert failure.remedy.endswith(" or .eml")


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.html", "a.docx", "a.eml", "a.md", "a"])
def test_an_empty_file_is_a_failure(fail: Fail, name: str) -> None:
    assert fail(b"", name).problem in {"has no text", "is empty", "holds no page"}


def test_folders_are_walked_in_order_and_litter_is_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "~$a.docx", "sub/README.md", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"This is the text of {name}.", encoding="utf-8")
    intake = read_path(tmp_path)
    names = [Path(source.path or "").name for source in intake.sources]
    assert (names, intake.failures) == (["a.txt", "b.txt", "README.md"], ())


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.txt").write_bytes(PROSE)
    intake = read_all([tmp_path, tmp_path / "missing.txt"])
    assert len(intake.sources) == 1
    assert [failure.problem for failure in intake.failures] == [
        "cannot be read as a PDF",
        "does not exist",
    ]


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE)
    (tmp_path / "b.txt").write_bytes(PROSE)
    intake = read_path(tmp_path)
    assert len(intake.sources) == 1
    (notice,) = intake.notices
    assert "b.txt: is the same file as" in notice


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PROSE)
    assert len(read_all([path, path, tmp_path]).sources) == 1


def test_no_link_in_a_folder_is_followed_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(PROSE)
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "broken.txt").symlink_to(tmp_path / "missing.txt")
    (folder / "outer").symlink_to(tmp_path)
    intake = read_path(folder)
    assert intake.sources == ()
    assert [(Path(f.name).name, f.code, f.stage) for f in intake.failures] == [
        (name, Code.NO_FILE, Stage.OPEN) for name in ("outer", "broken.txt", "link.txt")
    ]
    assert len(read_path(folder / "link.txt").sources) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_is_told_of_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_bytes(PROSE)
    for path, sources in ((tmp_path, 1), (tmp_path / "pipe.txt", 0)):
        intake = read_path(path)
        (failure,) = intake.failures
        assert (failure.code, failure.problem) == (Code.NO_FILE, "is neither a file nor a folder")
        assert len(intake.sources) == sources


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices are of Unix")
def test_a_device_is_not_read() -> None:
    (failure,) = read_path(Path("/dev/zero")).failures
    assert failure.code is Code.NO_FILE


def test_a_dash_is_standard_input() -> None:
    (source,) = read_all([Path("-")], stdin=io.BytesIO(PROSE)).sources
    assert source.path is None


@pytest.mark.parametrize(("name", "megabytes"), [("big.txt", 10), ("big.pdf", 50)])
def test_a_file_over_the_limit_is_not_taken_in(tmp_path: Path, name: str, megabytes: int) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(megabytes * 1024 * 1024 + 1)
    (failure,) = read_path(tmp_path).failures
    assert (failure.code, failure.stage) == (Code.TOO_BIG, Stage.OPEN)
    assert (failure.problem, failure.sha256) == (f"is larger than {megabytes} MB", "")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names there are Unicode")
def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\n.txt")).write_bytes(PROSE)
    (source,) = read_path(tmp_path).sources
    assert source.path and source.path.endswith("/caf\ufffd\ufffd.txt")
