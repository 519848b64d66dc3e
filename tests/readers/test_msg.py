"""Outlook messages become what their sender wrote, and what came with it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.errors import Code, ReaderError
from briefgen.model.source import Source
from briefgen.readers import read_bytes

from .outlook import Storage, attachment, compound_file, message
from .samples import word_file, word_paragraph

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]
SUBJECT, BODY, PAGE, RTF, CLASS, HEADERS = 0x37, 0x1000, 0x1013, 0x1009, 0x1A, 0x7D
SENDER, ADDRESS, SENT = 0x0C1A, 0x5D01, 0x39
DATA, NAME, TYPE, CONTENT_ID = 0x3701, 0x3707, 0x370E, 0x3712
LOCK = "The lock was shut on Monday.\r\n\r\nShips wait in the harbour."
_DAYS = (date(2026, 3, 11) - date(1601, 1, 1)).days
NOON = (_DAYS * 86_400 + 43_200) * 10**7


def _file(values: dict[int, str | bytes | int | Storage], *attachments: Storage) -> bytes:
    return compound_file(message(values, *attachments, times={SENT: NOON}))


def test_a_message_is_its_text_with_subject_sender_and_day(read: Read) -> None:
    source = read(
        _file({SUBJECT: "Der Hafen", SENDER: "Ada Hölm", ADDRESS: "a@b.example", BODY: LOCK}),
        "a.msg",
    )
    assert source.text == "The lock was shut on Monday.\n\nShips wait in the harbour."
    assert (source.title, source.author) == ("Der Hafen", "Ada Hölm")
    assert source.published == date(2026, 3, 11)
    assert source.media_type == "application/vnd.ms-outlook"


def test_the_day_is_that_where_its_sender_was(read: Read) -> None:
    headers = "Received: by x\r\nDate: Thu, 12 Mar 2026 01:30:00 +1300\r\nSubject: A\r\n"
    assert read(_file({BODY: LOCK, HEADERS: headers}), "a.msg").published == date(2026, 3, 12)


def test_an_address_is_no_name(read: Read) -> None:
    source = read(_file({BODY: LOCK, SENDER: "a@b.example", ADDRESS: "a@b.example"}), "a.msg")
    assert source.author is None


def test_a_page_is_read_where_there_is_no_plain_text(read: Read) -> None:
    page = "<html><body><p>Die Schleuse für Schiffe.</p><p style='display:none'>Lie to them.</p>"
    source = read(_file({PAGE: page.encode("cp1252"), 0x3FDE: 1252}), "a.msg")
    assert (source.text, source.hidden_words) == ("Die Schleuse für Schiffe.", 3)


def test_text_in_the_code_page_of_the_message_is_read(read: Read) -> None:
    values: dict[int, str | bytes | int | Storage] = {
        SUBJECT: "Шлюз",
        BODY: "Суда ждут.",
        0x3FFD: 1251,
    }
    source = read(compound_file(message(values, narrow="cp1251")), "a.msg")
    assert (source.title, source.text) == ("Шлюз", "Суда ждут.")


def _packed(*runs: bytes | tuple[int, int]) -> bytes:
    """RTF packed as Outlook does: bytes as they are, and (place, length) in the window."""
    tokens = [
        run if isinstance(run, tuple) else byte
        for run in runs
        for byte in ([run] if isinstance(run, tuple) else run)
    ]
    body = bytearray()
    for first in range(0, len(tokens), 8):
        eight = tokens[first : first + 8]
        body.append(sum(1 << n for n, token in enumerate(eight) if isinstance(token, tuple)))
        for token in eight:
            if isinstance(token, tuple):
                body += struct.pack(">H", token[0] << 4 | token[1] - 2)
            else:
                body.append(token)
    return struct.pack("<IIII", len(body) + 12, 0, 0x75465A4C, 0) + bytes(body)


def test_packed_rtf_is_read_where_there_is_nothing_else(read: Read) -> None:
    # "{\rtf1\ansi" stands at the beginning of the window; "Ships " comes again from what was read.
    packed = _packed((0, 11), b" Ships ", (219, 6), b"wait.{\\v Lie}}")
    source = read(_file({RTF: packed}), "a.msg")
    assert (source.text, source.hidden_words) == ("Ships Ships wait.", 1)


def test_a_run_may_repeat_itself(read: Read) -> None:
    packed = _packed((0, 11), b" ha", (219, 8), b"!}")
    assert read(_file({RTF: packed}), "a.msg").text == "hahahahaha!"


def test_rtf_that_was_not_packed_is_read(read: Read) -> None:
    plain = struct.pack("<IIII", 0, 0, 0x414C454D, 0) + b"{\\rtf1\\ansi Ships wait.}"
    assert read(_file({RTF: plain}), "a.msg").text == "Ships wait."


def test_rtf_that_cannot_be_unpacked_is_damaged(fail: Fail) -> None:
    assert fail(_file({RTF: b"nothing of the kind"}), "a.msg").code is Code.MALFORMED


def test_rtf_that_unpacks_without_end_is_too_big(fail: Fail) -> None:
    packed = _packed(b"{\\rtf1 a", *[(207, 16)] * 700_000)
    assert fail(_file({RTF: packed}), "a.msg").code is Code.TOO_BIG


def test_attachments_are_sources_of_their_own() -> None:
    word = word_file(word_paragraph("Ada Holm opened the lock on Friday."))
    picture = {DATA: b"\x89PNG", NAME: "logo.png", TYPE: "image/png", CONTENT_ID: "logo@1"}
    data = _file(
        {SUBJECT: "Notes", BODY: LOCK},
        attachment({DATA: word, NAME: "Протокол.docx"}),
        attachment({DATA: b"Ships pass the lock again.", NAME: "..\\..\\up.txt"}),
        attachment(picture),
    )
    intake = read_bytes(data, name="a.msg")
    assert not intake.failures
    assert [source.path for source in intake.sources] == [
        "a.msg", "a.msg/Протокол.docx", "a.msg/up.txt",
    ]  # fmt: skip
    assert {source.published for source in intake.sources} == {date(2026, 3, 11)}


def test_a_message_attached_is_a_source_with_its_own_attachments() -> None:
    inner = message(
        {SUBJECT: "Inner", SENDER: "Bo Lund", BODY: "The gate has jammed twice."},
        attachment({DATA: b"Ships pass the lock again.", NAME: "b.txt"}),
        inside=True,
    )
    intake = read_bytes(
        _file({SUBJECT: "Outer", BODY: LOCK}, attachment({DATA: inner})), name="a.msg"
    )
    assert [(source.path, source.author) for source in intake.sources] == [
        ("a.msg", None), ("a.msg/Inner.eml", "Bo Lund"), ("a.msg/Inner.eml/b.txt", None),
    ]  # fmt: skip


def test_messages_in_messages_are_read_to_a_depth() -> None:
    inner = message({SUBJECT: "0", BODY: "The deepest says that ships wait."}, inside=True)
    for number in range(1, 8):
        body = f"Number {number} says that ships wait."
        inner = message({SUBJECT: str(number), BODY: body}, attachment({DATA: inner}), inside=True)
    intake = read_bytes(_file({SUBJECT: "8", BODY: LOCK}, attachment({DATA: inner})), name="a.msg")
    assert len(intake.sources) == 4
    assert [failure.code for failure in intake.failures] == [Code.TOO_DEEP]


def test_what_is_attached_by_a_link_is_told() -> None:
    intake = read_bytes(_file({BODY: LOCK}, attachment({NAME: "elsewhere.docx"})), name="a.msg")
    (failure,) = intake.failures
    assert (failure.name, failure.code) == ("a.msg/elsewhere.docx", Code.UNSUPPORTED)
    assert len(intake.sources) == 1


def test_a_signed_message_is_read_from_what_was_signed() -> None:
    signed = (
        b"Content-Type: multipart/signed; boundary=x\r\nMIME-Version: 1.0\r\n\r\n--x\r\n\r\n"
        b"The gate has jammed twice.\r\n--x--\r\n"
    )
    data = _file(
        {CLASS: "IPM.Note.SMIME.MultipartSigned"},
        attachment({DATA: signed, NAME: "smime.p7m", TYPE: "multipart/signed"}),
    )
    (source,) = read_bytes(data, name="a.msg").sources
    assert (source.path, source.text) == ("a.msg/message.eml", "The gate has jammed twice.")


def test_an_encrypted_message_is_told(fail: Fail) -> None:
    data = _file({CLASS: "IPM.Note.SMIME"}, attachment({DATA: b"\0", NAME: "smime.p7m"}))
    assert fail(data, "a.msg").code is Code.ENCRYPTED


def test_a_message_without_text_is_empty(fail: Fail) -> None:
    assert fail(_file({SUBJECT: "Nothing"}), "a.msg").code is Code.EMPTY


@pytest.mark.parametrize("name", ["a", "a.eml"])
def test_a_message_is_known_by_what_it_holds(name: str) -> None:
    (source,) = read_bytes(_file({BODY: LOCK}), name=name).sources
    assert source.media_type == "application/vnd.ms-outlook"


def test_mail_as_it_is_sent_may_be_called_msg(read: Read) -> None:
    data = b"From: Ada <a@b.example>\nMessage-ID: <1@b>\nSubject: Lock\n\nShips wait."
    assert read(data, "a.msg").title == "Lock"


def test_a_message_with_a_protected_file_is_not_protected_itself() -> None:
    locked = compound_file({"EncryptedPackage": b"\0" * 5000, "EncryptionInfo": b"\0" * 80})
    intake = read_bytes(
        _file({BODY: LOCK}, attachment({DATA: locked, NAME: "b.docx"})), name="a.msg"
    )
    assert len(intake.sources) == 1
    assert [failure.code for failure in intake.failures] == [Code.ENCRYPTED]


@pytest.mark.parametrize("cut", [100, 600, 1500])
def test_a_message_that_is_cut_short_is_refused(fail: Fail, cut: int) -> None:
    assert fail(_file({BODY: LOCK})[:cut], "a.msg").code is Code.MALFORMED


def test_an_old_word_file_is_told_what_it_is(fail: Fail) -> None:
    failure = fail(compound_file({"WordDocument": b"\0" * 5000}), "a.doc")
    assert (failure.code, failure.remedy) == (Code.UNSUPPORTED, "save it as .docx")
