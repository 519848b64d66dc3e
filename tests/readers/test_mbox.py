"""Mailboxes: messages told apart, each a source of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import ReaderError
from briefgen.readers import read_bytes, read_path

Fail = Callable[[bytes, str], ReaderError]


def _message(subject: str, body: str, *, end: str = "\n") -> bytes:
    lines = [
        "From ada@port.example Wed Mar 11 08:00:00 2026",
        "From: Ada Holm <ada@port.example>",
        f"Subject: {subject}",
        "Date: Wed, 11 Mar 2026 08:00:00 +0100",
        "Message-ID: <1@port.example>",
        "",
        *body.split("\n"),
        "",
        "",
    ]
    return end.join(lines).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_message_is_a_source_of_its_own(end: str) -> None:
    data = _message("Lock opens", "Ships pass the lock again.", end=end) + _message(
        "Lock shut", "The gate has jammed twice.", end=end
    )
    intake = read_bytes(data, name="port.mbox")
    assert not intake.failures
    assert [(source.path, source.title, source.text) for source in intake.sources] == [
        ("port.mbox/1 Lock opens.eml", "Lock opens", "Ships pass the lock again."),
        ("port.mbox/2 Lock shut.eml", "Lock shut", "The gate has jammed twice."),
    ]
    assert {(source.author, source.published) for source in intake.sources} == {
        ("Ada Holm", date(2026, 3, 11))
    }


def test_a_sentence_that_begins_with_from_ends_no_message() -> None:
    data = _message("One", "Ships wait.\n\nFrom the lock we hear of more delay.\n\n>From now on.")
    (source,) = read_bytes(data, name="port.mbox").sources
    assert source.text.split("\n\n") == [
        "Ships wait.",
        "From the lock we hear of more delay.",
        "From now on.",
    ]


def test_attachments_of_a_message_are_sources() -> None:
    data = (
        b"From a@b.example Wed Mar 11 08:00:00 2026\nSubject: Notes\nMIME-Version: 1.0\n"
        b"Message-ID: <1@b>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n"
        b"See the notes below.\n--x\nContent-Disposition: attachment; filename=notes.txt\n\n"
        b"The lock was shut on Monday.\n--x--\n"
    )
    paths = [source.path for source in read_bytes(data, name="port.mbox").sources]
    assert paths == ["port.mbox/1 Notes.eml", "port.mbox/1 Notes.eml/notes.txt"]


@pytest.mark.parametrize("name", ["port", "port.eml", "port.mbox"])
def test_a_mailbox_is_known_by_what_it_holds(name: str) -> None:
    data = _message("One", "Ships wait.") + _message("Two", "Ships pass.")
    assert len(read_bytes(data, name=name).sources) == 2


def test_a_mailbox_called_so_may_hold_one_message_saved_alone() -> None:
    data = _message("One", "Ships wait.").split(b"\n", 1)[1]
    assert [source.title for source in read_bytes(data, name="a.mbox").sources] == ["One"]


def test_no_message_of_a_long_mailbox_is_lost() -> None:
    data = b"".join(_message(f"Number {n}", f"Ship {n} passes.") for n in range(250))
    intake = read_bytes(data, name="port.mbox")
    assert len(intake.sources) == 250
    assert intake.sources[120].path == "port.mbox/messages 101 to 200.mbox/21 Number 120.eml"


def test_text_without_messages_is_no_mailbox(fail: Fail) -> None:
    assert "holds no message" in fail(b"Ships pass the lock again.", "a.mbox").problem


def test_real_mailboxes_are_read_message_by_message(shared: Path) -> None:
    counts = {
        path.name.split("_", 1)[1]: len(read_path(path).sources)
        for path in (shared / "corpus" / "mbox").rglob("*.mbox")
    }
    assert counts["complex.mbox"] == 3
    assert counts["simple.mbox"] == 2
    assert min(counts.values()) == 1
