"""Certificates of an authority that only these tests know, a message, and an empty ledger."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import keyring
import pytest
import trustme
from keyring.backends import null

from briefgen.delivery.ledger import Ledger, open_ledger
from briefgen.model.account import Account

from .letters import AccountOf, brief_message


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def secured(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on this machine proves itself with."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """No keyring but that of a test: the one of this machine might ask its owner."""
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    yield
    keyring.set_keyring(before)


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
