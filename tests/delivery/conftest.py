"""Certificates of an authority that only these tests know, a message, and an empty ledger."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme

from briefgen.delivery.ledger import Ledger, open_ledger
from briefgen.model.account import Account

AccountOf = Callable[..., Account]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def secured(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on this machine proves itself with."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture
def account_of(authority: trustme.CA, tmp_path: Path) -> AccountOf:
    """An account at a port of this machine, which trusts the authority of the tests."""
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(trusted)

    def made(port: int, **fields: Any) -> Account:
        stated = {"host": "127.0.0.1", "port": port, "from": "Präss <press@example.org>"}
        return Account.model_validate(stated | {"ca_file": str(trusted), "timeout": 10} | fields)

    return made


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "sent.jsonl") as opened:
        yield opened


@pytest.fixture
def message() -> EmailMessage:
    return brief_message()


def brief_message(subject: str = "INFO: Überflutung am Wehr – as of 12 March") -> EmailMessage:
    """A brief as it is mailed: two bodies, two attachments, and names that are not in ASCII."""
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = "Ånne Öst <anne@example.org>, bo@example.org"
    message["Bcc"] = "hidden@example.org"
    message["X-Unsent"] = "1"
    message.set_content("OFFICIAL\n\n.The water fell to 3.4 m – “at last”.\n" + "x" * 1200 + "\n")
    message.add_alternative("<p>The water fell to 3.4&nbsp;m – “at last”.</p>\n", subtype="html")
    every_byte = bytes(range(256)) * 40 + b"\r\n.\r\n..\n\r"
    for name, kind in (("Überflutung.pdf", "pdf"), ("brief.docx", "octet-stream")):
        message.add_attachment(every_byte, maintype="application", subtype=kind, filename=name)
    return message
