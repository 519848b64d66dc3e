"""Zip archives: each file in one is a source of its own, and a bad one costs itself alone."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefgen.errors import Code, ReaderError
from briefgen.readers import Intake, read_bytes, read_overrides, read_path
from briefgen.readers.overrides import Overrides

from .packages import package
from .samples import mail, word_file, word_paragraph

Fail = Callable[[bytes, str], ReaderError]
LOCK = "The lock was shut on Monday. Ships wait in the harbour."


def _zip(members: Mapping[str, bytes | str], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packed) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def _special(name: str, mode: int, data: str) -> bytes:
    """An archive of a good file and a member with the ``mode`` of another kind of file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("good.txt", LOCK)
        about = zipfile.ZipInfo(name)
        about.create_system, about.external_attr = 3, mode << 16
        archive.writestr(about, data)
    return target.getvalue()


def _paths(intake: Intake) -> list[str | None]:
    return [source.path for source in intake.sources]


def _told(intake: Intake) -> list[tuple[str, Code]]:
    return [(failure.name, failure.code) for failure in intake.failures]


def test_each_file_is_a_source_with_the_name_it_has_in_the_archive() -> None:
    word = word_file(word_paragraph("Ada Holm opened the lock on Friday."))
    intake = read_bytes(
        _zip({"a.txt": LOCK, "wire/b.docx": word, "wire/empty/": ""}), name="inbox.zip"
    )
    assert not intake.failures
    assert _paths(intake) == ["inbox.zip/a.txt", "inbox.zip/wire/b.docx"]
    assert [source.text for source in intake.sources][1] == "Ada Holm opened the lock on Friday."


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_way_of_packing_is_unpacked(packed: int) -> None:
    (source,) = read_bytes(_zip({"a.txt": LOCK}, packed=packed), name="a.zip").sources
    assert source.text == LOCK


def test_what_systems_and_programs_leave_in_folders_is_passed_over() -> None:
    litter = ("__MACOSX/._a.txt", ".DS_Store", "in/Thumbs.db", "~$b.docx", ".git/config.txt")
    intake = read_bytes(_zip({"a.txt": LOCK} | dict.fromkeys(litter, b"x")), name="a.zip")
    assert (_paths(intake), intake.failures) == (["a.zip/a.txt"], ())


def test_the_path_of_a_member_is_a_name_to_show_and_no_more(tmp_path: Path) -> None:
    members = {
        "../../up.txt": "The first lock was shut on Monday.",
        "/etc/root.txt": "The second lock was shut on Monday.",
        "C:\\win\\..\\drive.txt": "The third lock was shut on Monday.",
        "a\x1b[31m\u202egnp.txt": "The fourth lock was shut on Monday.",
    }
    file = tmp_path / "a.zip"
    file.write_bytes(_zip(members))
    shown = [path.removeprefix(f"{file}/") for path in _paths(read_path(file)) if path]
    assert shown[:3] == ["up.txt", "etc/root.txt", "C:/win/drive.txt"]
    assert shown[3].isprintable() and shown[3].endswith("gnp.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told_apart() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "Ships wait.")
        archive.writestr("a.txt", "Ships pass.")
    assert _paths(read_bytes(target.getvalue(), name="a.zip")) == ["a.zip/a.txt", "a.zip/2 a.txt"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_links_and_devices_are_refused(kind: int) -> None:
    intake = read_bytes(_special("notes.txt", kind | 0o777, "/etc/passwd"), name="a.zip")
    assert _paths(intake) == ["a.zip/good.txt"]
    assert _told(intake) == [("a.zip/notes.txt", Code.NO_FILE)]


def test_a_member_with_a_password_costs_itself_alone() -> None:
    data = bytearray(_zip({"a.txt": LOCK, "b.txt": "Ships pass the lock again."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flags of the second one
        at = data.index(mark, data.index(mark) + 4) + place
        struct.pack_into("<H", data, at, 1)
    intake = read_bytes(bytes(data), name="a.zip")
    assert _paths(intake) == ["a.zip/a.txt"]
    (failure,) = intake.failures
    assert (failure.name, failure.code) == ("a.zip/b.txt", Code.ENCRYPTED)
    assert failure.remedy == "unpack the archive with its password"


def test_a_damaged_member_costs_itself_alone() -> None:
    data = bytearray(_zip({"a.txt": LOCK, "b.txt": "Ships pass."}, packed=zipfile.ZIP_STORED))
    at = data.index(b"Ships pass.")
    data[at : at + 5] = b"Boats"
    intake = read_bytes(bytes(data), name="a.zip")
    assert _paths(intake) == ["a.zip/a.txt"]
    assert _told(intake) == [("a.zip/b.txt", Code.MALFORMED)]


def test_members_that_cannot_be_read_are_told_by_their_own_names() -> None:
    members = {"a.txt": LOCK, "b.pdf": b"%PDF-1.7 broken", "c.png": b"\x89PNG\r\n", "d.txt": b""}
    intake = read_bytes(_zip(members), name="a.zip")
    assert _told(intake) == [
        ("a.zip/b.pdf", Code.MALFORMED),
        ("a.zip/c.png", Code.UNSUPPORTED),
        ("a.zip/d.txt", Code.EMPTY),
    ]
    assert all(failure.sha256 and failure.remedy for failure in intake.failures)


def test_a_bomb_costs_itself_alone() -> None:
    members = {"bomb.txt": bytes(40_000_000), "a.txt": LOCK}
    intake = read_bytes(_zip(members), name="a.zip")
    assert _paths(intake) == ["a.zip/a.txt"]
    assert _told(intake) == [("a.zip/bomb.txt", Code.TOO_BIG)]
    assert "more than 200 times its size" in intake.failures[0].problem


def test_sizes_that_an_archive_states_are_not_believed() -> None:
    data = bytearray(_zip({"bomb.txt": bytes(40_000_000), "a.txt": LOCK}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + place, 10)
    intake = read_bytes(bytes(data), name="a.zip")
    assert _paths(intake) == ["a.zip/a.txt"]
    assert _told(intake)[0][0] == "a.zip/bomb.txt"


def test_files_beyond_what_an_archive_may_hold_together_are_told_of() -> None:
    # Packed to an eightieth: none is a bomb by itself.
    block = random.Random(1).randbytes(20_000)  # noqa: S311 - bytes that look like no format
    members: dict[str, bytes | str] = {f"{n}.bin": block * 550 for n in range(6)}
    intake = read_bytes(_zip(members | {"a.txt": LOCK}), name="a.zip")
    assert _paths(intake) == ["a.zip/a.txt"]
    too_big = {("a.zip/4.bin", Code.TOO_BIG), ("a.zip/5.bin", Code.TOO_BIG)}
    assert set(_told(intake)) == {("a.zip/0.bin", Code.UNSUPPORTED), *too_big}


def test_more_files_than_an_archive_may_hold_are_told_of() -> None:
    intake = read_bytes(
        _zip({f"{n}.txt": f"Ship {n} passes the lock." for n in range(503)}), name="a.zip"
    )
    assert len(intake.sources) == 500
    assert _told(intake) == [(f"a.zip/{n}.txt", Code.TOO_BIG) for n in (500, 501, 502)]


def test_archives_in_archives_are_read_to_a_depth() -> None:
    data = _zip({"deep.txt": LOCK})
    for number in range(2):
        data = _zip({f"{number}.zip": data})
    assert _paths(read_bytes(data, name="a.zip")) == ["a.zip/1.zip/0.zip/deep.txt"]
    for number in range(2, 5):
        data = _zip({f"{number}.zip": data})
    intake = read_bytes(data, name="a.zip")
    assert not intake.sources
    assert [failure.code for failure in intake.failures] == [Code.TOO_DEEP]


def test_an_archive_that_holds_itself_in_effect_ends() -> None:
    inner = _zip({"a.txt": LOCK})
    intake = read_bytes(_zip({"x.zip": inner, "y.zip": inner}), name="a.zip")
    assert _paths(intake) == ["a.zip/x.zip/a.txt"]
    assert any("is the same file as" in notice for notice in intake.notices)


def test_an_archive_attached_to_a_mail_is_read() -> None:
    packed = b64encode(_zip({"a.txt": LOCK})).decode()
    parts = (
        "--x\r\nContent-Type: text/plain\r\n\r\nSee the files.\r\n"
        '--x\r\nContent-Type: application/zip; name="in.zip"\r\n'
        "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    data = mail(f"{parts}{packed}\r\n--x--\r\n", kind="multipart/mixed; boundary=x")
    assert "mail.eml/in.zip/a.txt" in _paths(read_bytes(data, name="mail.eml"))


@pytest.mark.parametrize("members", [{}, {".DS_Store": b"x"}])
def test_an_archive_without_files_is_empty(fail: Fail, members: dict[str, bytes]) -> None:
    assert fail(_zip(members), "a.zip").code is Code.EMPTY


def test_an_archive_that_is_cut_short_is_damaged(fail: Fail) -> None:
    assert fail(_zip({"a.txt": LOCK})[:-30], "a.zip").code is Code.MALFORMED


def test_what_word_wrote_is_no_archive_whatever_it_is_called(fail: Fail) -> None:
    assert "rename it to .docx" in fail(word_file(word_paragraph(LOCK)), "a.zip").remedy


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
        {"[Content_Types].xml": "<a/>", "visio/document.xml": "<a/>"},
        {"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"},
    ],
)
def test_office_files_of_other_kinds_are_no_archives(fail: Fail, parts: dict[str, str]) -> None:
    assert fail(package(parts), "a.bin").code is Code.UNSUPPORTED


def test_what_is_said_of_sources_by_hand_reaches_into_archives(tmp_path: Path) -> None:
    meta = tmp_path / "sources.yaml"
    meta.write_text('"wire/*.txt": {publisher: Velmark Press Wire}\n', encoding="utf-8")
    overrides: Overrides = read_overrides(meta)
    (source,) = read_bytes(_zip({"wire/a.txt": LOCK}), name="in.zip").sources
    assert overrides.apply(source).publisher == "Velmark Press Wire"
