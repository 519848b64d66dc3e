"""Documents that hang, swell, nest or lie cost themselves and no other, and each is recorded."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from material import SEEDS

from briefgen.errors import Code, ReaderError
from briefgen.isolation import Limits
from briefgen.readers import Intake, read_all, read_bytes, read_path
from briefgen.readers.isolated import LIMITS

from . import poison
from .samples import mail, word_file, word_paragraph

IMPATIENT = Limits(seconds=3, memory=600_000_000, answer=LIMITS.answer)
GRACE = 2.0  # seconds
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
WORDS = b"The committee voted to open an inquiry. It meets again on Friday.\n"


def refused(data: bytes, name: str, limits: Limits = IMPATIENT) -> ReaderError:
    """Why a file is not read; it is told in time."""
    read_bytes(WORDS, name="first.txt", limits=limits)  # so that no start of a worker counts
    began = time.monotonic()
    intake = read_bytes(data, name=name, limits=limits)
    assert time.monotonic() - began < limits.seconds + GRACE
    assert not intake.sources
    (failure,) = intake.failures
    assert failure.remedy and failure.sha256 and "\n" not in str(failure)
    return failure


def workers() -> list[int]:
    """The processes of ours that read documents."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes()
            except OSError:  # it has ended meanwhile
                continue
            if parent == os.getpid() and b"briefgen.readers.worker" in command:
                found.append(int(folder.name))
    return found


# --- what ends a worker -----------------------------------------------------------------------


@pytest.mark.parametrize("page", [poison.hanging_page, poison.page_of_links])
def test_a_document_that_hangs_is_ended_in_time(page: object) -> None:
    assert callable(page)
    failure = refused(page(), "page.html")
    assert (failure.code, failure.problem) == (Code.TIMEOUT, "took longer than 3 seconds")


@LINUX
def test_a_document_that_eats_memory_is_told_so() -> None:
    failure = refused(poison.swelling_pdf(1000), "swell.pdf")
    assert (failure.code, failure.problem) == (Code.MEMORY, "wanted more than 600 MB of memory")


@LINUX
def test_a_document_whose_worker_dies_is_told_so() -> None:
    read_bytes(WORDS, name="first.txt", limits=IMPATIENT)
    known = set(workers())

    def kill() -> None:
        for pid in known:
            os.kill(pid, signal.SIGKILL)

    page = poison.hanging_page()
    killer = threading.Timer(1.0, kill)
    killer.start()
    (failure,) = read_bytes(page, name="page.html", limits=IMPATIENT).failures
    killer.join()
    assert failure.code is Code.CRASH and "SIGKILL" in failure.problem
    assert read_bytes(WORDS, name="next.txt", limits=IMPATIENT).sources


@LINUX
def test_one_worker_serves_many_documents() -> None:
    read_bytes(WORDS, name="first.txt")
    known = workers()
    for name, data in poison.friendly().items():
        assert read_bytes(data, name=name).sources
    refused(poison.deep_word_file(), "deep.docx", LIMITS)
    assert known and workers() == known


def test_a_friendly_document_costs_little() -> None:
    seconds: dict[str, float] = {}
    read_bytes(WORDS, name="first.txt")
    for name, data in poison.friendly().items():
        began = time.perf_counter()
        read_bytes(data, name=name)
        took = time.perf_counter() - began
        # The quickest of ten: the others wait for whatever else this machine does.
        seconds[Path(name).suffix] = min(took, seconds.get(Path(name).suffix, took))
    assert max(seconds.values()) < 0.06, seconds


# --- what is refused before it can do harm ----------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (poison.swelling_word_file(20), "swell.docx", Code.TOO_BIG),
        (poison.crowded_word_file(6000), "crowd.docx", Code.TOO_BIG),
        (b"word " * 2_100_000, "long.html", Code.TOO_BIG),
        (poison.laughing_word_file(), "laugh.docx", Code.XML_DTD),
        (poison.deep_word_file(), "deep.docx", Code.TOO_DEEP),
        (poison.deep_page(), "deep.html", Code.TOO_DEEP),
        (poison.deep_mail(), "deep.eml", Code.TOO_DEEP),
        (b"<!---->" * 500, "comments.bin", Code.UNSUPPORTED),
        (b"", "empty.pdf", Code.EMPTY),
        (b"%PDF-1.7 broken", "broken.pdf", Code.MALFORMED),
        (b"SQLite format 3\0words", "a.rtf", Code.UNSUPPORTED),
        (poison.drawn_pdf(["a"], password="word"), "locked.pdf", Code.ENCRYPTED),  # noqa: S106
    ],
)
def test_a_refusal_has_a_code(data: bytes, name: str, code: Code) -> None:
    assert refused(data, name, LIMITS).code is code


def test_a_document_gets_no_file_of_its_reader(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    failure = refused(poison.curious_word_file(tmp_path / "secret"), "curious.docx", LIMITS)
    assert failure.code is Code.XML_DTD and "SECRET" not in str(failure)


def test_a_document_that_repeats_itself_honestly_is_read() -> None:
    data = poison.repacked(word_file(word_paragraph("The same again. ") * 5_000))
    assert read_bytes(data, name="a.docx").sources


def _nested(depth: int) -> bytes:
    inner = b"Subject: innermost\r\nMIME-Version: 1.0\r\n\r\nThe innermost text.\r\n"
    for level in range(depth):
        head = (
            f"Subject: level {level}\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
        )
        inner = head.encode() + inner
    return inner


def test_mail_in_mail_in_mail_beyond_reach_is_told_of() -> None:
    intake = read_bytes(_nested(6), name="a.eml")
    (failure,) = intake.failures
    assert (failure.code, intake.sources) == (Code.TOO_DEEP, ())
    assert failure.name.startswith("a.eml/") and failure.sha256


def test_a_mail_of_endless_parts_is_refused() -> None:
    parts = "--x\r\nContent-Type: text/plain\r\n\r\nA part.\r\n" * 600
    data = mail(f"{parts}--x--\r\n", kind="multipart/mixed; boundary=x")
    assert refused(data, "a.eml", LIMITS).code is Code.TOO_BIG


# --- many files -------------------------------------------------------------------------------


def test_every_good_document_comes_through_beside_poisoned_ones(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    good, bad = poison.friendly(), poison.poisoned(tmp_path)
    for name, data in (good | bad).items():
        # In the order of their digests, so that good and bad ones take turns.
        (inbox / f"{sha256(data).hexdigest()[:4]}-{name}").write_bytes(data)
    intake = read_all([inbox], limits=IMPATIENT)
    assert {_called(source.path or "") for source in intake.sources} == set(good)
    assert {_called(failure.name) for failure in intake.failures} == set(bad)
    assert not any("SECRET" in source.text for source in intake.sources)


def _called(path: str) -> str:
    return Path(path).name.partition("-")[2]


def _mutants(count: int) -> Iterator[tuple[str, bytes]]:
    """Real files with bits turned, ends cut off and pieces of others put in; always the same."""
    chance = random.Random(7)  # noqa: S311 - no secret
    files = {path.name: path.read_bytes() for path in sorted(SEEDS.iterdir())}
    for number in range(count):
        name = chance.choice(sorted(files))
        data = bytearray(files[name])
        match number % 3:
            case 0:
                for _ in range(chance.choice((1, 8, 64))):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[chance.randrange(len(data)) :]
            case _:
                other = files[chance.choice(sorted(files))]
                start, at = chance.randrange(len(other)), chance.randrange(len(data))
                data[at : at + 500] = other[start : start + 500]
        yield name, bytes(data)


def test_no_damage_goes_unrecorded() -> None:
    for name, data in _mutants(300):
        _is_recorded(read_bytes(data, name=name))


def test_the_hostile_files_of_others_end_in_time_and_give_nothing_away(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "hostile").iterdir()):
        read_bytes(WORDS, name="first.txt", limits=IMPATIENT)
        began = time.monotonic()
        intake = read_path(path, limits=IMPATIENT)
        assert time.monotonic() - began < IMPATIENT.seconds + GRACE, path
        _is_recorded(intake)


def _is_recorded(intake: Intake) -> None:
    assert intake.sources or intake.failures or intake.notices
    assert all(failure.code and failure.remedy for failure in intake.failures)
    assert all("\n" not in str(failure) for failure in intake.failures)
    assert not any("CANARY" in source.text for source in intake.sources)
