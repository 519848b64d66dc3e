"""Messages read again as mail programs read them: nothing injected, lost or changed."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import SHARED

from briefgen.delivery.addresses import mailbox
from briefgen.delivery.mail import Attachment, Mail, Mailbox
from briefgen.delivery.message import file_name, message_of
from briefgen.delivery.subject import one_line
from briefgen.errors import OutputError, SettingsError

PDF, WORD = b"%PDF-1.7\r\n\x00\xff\nends without", bytes(range(256)) * 40
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANN = Mailbox("ann@example.org", "Ann Lee")
CORPUS = SHARED / "corpus" / "strings" / "blns.json"
# Ours, for where the corpus is not: line ends of every kind, headers, markup, scripts, directions.
OWN = [
    "a\r\nBcc: eve@example.org",
    "a\nX-Injected: 1\n\nbody",
    "a\rBcc: eve@example.org",
    "a\x0bb\x0cc\x1cd\x85e\u2028Bcc: eve@example.org\u2029f",
    "=?utf-8?q?=0ABcc:_eve@example.org?=",
    "=?utf-8?b?CkJjYzogZXZlQGV4YW1wbGUub3Jn?=",
    "\x00\x01\x7f nothing \x1b[31m",
    '"Lee, Ann" <ann@example.org>, eve@example.org',
    "Ünïcødé, Zoë; “Müller” <b>&amp;</b>",
    "\u202eevil\u202c \u2066x\u2069 \u200b\u200d\ufeff",
    "漢字 " * 40,
    "👩‍👩‍👧 🇺🇳 " * 12,
    "مرحبا שלום",
    "x" * 2000,
    "е" * 600,
    "../../etc/passwd",
    "C:\\con\\nul:.txt",
    ";filename=evil.exe",
    '\'"; name="a',
    "\ud800half",
    "   ",
    "",
]
NAUGHTY = OWN + (json.loads(CORPUS.read_text(encoding="utf-8")) if CORPUS.is_file() else [])
HEADERS = {"Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"}


def mail(**changed: object) -> Mail:
    fields: dict[str, object] = {
        "subject": "INFO: Harbour wall",
        "text": "Bottom line.\n",
        "html": "<p>Bottom line.</p>\n",
        "to": (ANN,),
        "attachments": (
            Attachment("note.docx", WORD_TYPE, WORD),
            Attachment("note.pdf", "application/pdf", PDF),
        ),
    }
    return Mail(**{**fields, **changed})  # type: ignore[arg-type]


def read(made: EmailMessage) -> EmailMessage:
    found = message_from_bytes(made.as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def test_it_is_what_was_meant_when_read_again() -> None:
    found = read(message_of(mail()))
    assert set(found.keys()) == HEADERS
    assert found["X-Unsent"] == "1"
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        WORD_TYPE,
        "application/pdf",
    ]
    assert [part.get_content() for part in found.iter_attachments()] == [WORD, PDF]
    assert [p.get_filename() for p in found.iter_attachments()] == ["note.docx", "note.pdf"]
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain and plain.get_content().splitlines() == ["Bottom line."]
    assert html and html.get_content().splitlines() == ["<p>Bottom line.</p>"]


def test_it_has_the_same_bytes_each_time_and_no_line_that_is_too_long() -> None:
    long = mail(text="ж" * 5000, html=f"<p>{'y' * 5000}</p>")
    first, second = (message_of(long).as_bytes() for _ in range(2))
    assert first == second
    assert first.isascii()
    assert max(map(len, first.split(b"\r\n"))) <= 998
    assert b"\n" not in first.replace(b"\r\n", b"")


def test_what_is_sent_is_not_marked_as_a_draft() -> None:
    assert "X-Unsent" not in message_of(mail(), draft=False)


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_subject_stays_a_subject(text: str) -> None:
    found = read(message_of(mail(subject=text)))
    assert set(found.keys()) == HEADERS
    assert " ".join(found["Subject"].split()) == one_line(text)
    assert [a.addr_spec for a in found["To"].addresses] == ["ann@example.org"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_file_name_is_one_and_its_content_is_untouched(text: str) -> None:
    odd = Attachment(f"{text}.pdf", "application/pdf", PDF)
    found = read(message_of(mail(attachments=(odd,))))
    (attached,) = found.iter_attachments()
    name = attached.get_filename()
    assert name and name.endswith(".pdf") and name == file_name(f"{text}.pdf")
    assert not set('/\\:"<>|\r\n\0') & set(name) and not name.startswith(".")
    assert attached.get_content() == PDF
    assert set(found.keys()) == HEADERS


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_name_is_refused_or_adds_nobody(text: str) -> None:
    try:
        box = mailbox(f"{text} <ann@example.org>", "--to")
    except SettingsError as error:
        assert str(error).startswith("--to: ") and str(error).isprintable()
        return
    assert box.address == "ann@example.org"
    found = read(message_of(mail(to=(box,))))
    assert [a.addr_spec for a in found["To"].addresses] == ["ann@example.org"]
    assert set(found.keys()) == HEADERS


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_address_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        mailbox(text, "--to")


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_value_of_a_header_adds_none(text: str) -> None:
    found = read(message_of(mail(headers=(("List-Help", text or "x"),))))
    assert set(found.keys()) == HEADERS | {"List-Help"}


def test_a_header_that_is_none_is_refused() -> None:
    with pytest.raises(OutputError):
        message_of(mail(headers=(("X-A: 1\r\nBcc", "eve@example.org"),)))


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_text_breaks_a_message(subject: str, name: str) -> None:
    box = Mailbox("ann@example.org", name)
    found = read(message_of(mail(subject=subject, to=(box,))))
    assert set(found.keys()) == HEADERS
    assert [a.addr_spec for a in found["To"].addresses] == ["ann@example.org"]


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("ann@example.org", "ann@example.org", ""),
        (" Ann Lee <ann@example.org> ", "ann@example.org", "Ann Lee"),
        ('"Lee, Ann" <ann@example.org>', "ann@example.org", "Lee, Ann"),
        ("Zoë <zoe@müller.example>", "zoe@xn--mller-kva.example", "Zoë"),
        ("zoe@XN--Mller-kva.example", "zoe@xn--mller-kva.example", ""),
        (
            "zoe@xn--strae-oqa.example",
            "zoe@xn--strae-oqa.example",
            "",
        ),  # by the rules of 2008 alone
        ("o'neil+x@Sub.Example.org", "o'neil+x@sub.example.org", ""),
        ("root@localhost", "root@localhost", ""),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, address: str, name: str) -> None:
    assert mailbox(written, "--to") == Mailbox(address, name)


@pytest.mark.parametrize(
    "written",
    [
        "ann@example.org, bob@example.org",
        "ann@example.org <eve@example.org>",
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@straße.example",
        "ann@xn--.example",
        "ann@xn--zzzz.example",
        "ann@-example.org",
        "ann..lee@example.org",
        "ann@example.org>",
        "ann",
        "@example.org",
        f"{'a' * 65}@example.org",
    ],
)
def test_what_is_not_one_sure_address_is_refused(written: str) -> None:
    with pytest.raises(SettingsError):
        mailbox(written, "--to")


def test_accented_names_of_files_come_whole() -> None:
    odd = Attachment("Übersicht – Hafenmauer №5.pdf", "application/pdf", PDF)
    (attached,) = read(message_of(mail(attachments=(odd,)))).iter_attachments()
    assert attached.get_filename() == "Übersicht – Hafenmauer №5.pdf"
