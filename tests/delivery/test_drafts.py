"""A draft arrives in the right folder of a real IMAP server, as it was made."""

from __future__ import annotations

import imaplib
import ssl
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from briefgen.delivery.imap import save_draft
from briefgen.delivery.mailboxes import decoded, encoded, listed
from briefgen.errors import DeliveryError
from briefgen.model.account import Account
from tests.readers.serving import Reply, serving

from .letters import AccountOf
from .mailstore import PASSWORD, PROGRAM, TOKEN, USER, Mailstore, mailstore

wants_server = pytest.mark.skipif(PROGRAM is None, reason="wants dovecot on the machine")
WITH_PASSWORD = {"BRIEFGEN_MAIL_PASSWORD": PASSWORD}
GERMAN = {"Entwürfe & mehr": "\\Drafts", "Drafts": ""}


@pytest.fixture(scope="module")
def store(authority: trustme.CA) -> Iterator[Mailstore]:
    with mailstore(authority, GERMAN) as running:
        yield running


def at(store: Mailstore, account_of: AccountOf, **fields: Any) -> Account:
    return account_of(
        25, **{"imap_host": "127.0.0.1", "imap_port": store.secure_port, "imap_user": USER} | fields
    )


@wants_server
def test_a_draft_is_put_where_the_server_says_drafts_are(
    store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    account = at(store, account_of)
    folder = save_draft(message, account, environment=WITH_PASSWORD)
    assert folder == "Entwürfe & mehr"
    ((name, raw),) = store.kept(".Entw&APw-rfe &- mehr")
    assert "D" in name.partition(":2,")[2]  # marked as a draft
    arrived = message_from_bytes(raw, policy=policy.default)
    assert (arrived["Subject"], arrived["Bcc"]) == (message["Subject"], "hidden@example.org")
    assert (arrived["Message-ID"], arrived["X-Unsent"]) == (None, None)
    attached = [(a.get_filename(), a.get_content()) for a in arrived.iter_attachments()]
    assert attached == [(a.get_filename(), a.get_content()) for a in message.iter_attachments()]


@wants_server
@pytest.mark.parametrize(
    ("name", "on_disk"), [("Drafts", ".Drafts"), ('My "old" drafts', '.My "old" drafts')]
)
def test_the_folder_may_be_named(
    name: str, on_disk: str, store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    account = at(store, account_of, drafts=name)
    with imaplib.IMAP4(account.imap_host, store.port) as owner:
        owner.starttls(ssl.create_default_context(cafile=account.ca_file))
        owner.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        owner.create(b'"My \\"old\\" drafts"')
    assert save_draft(message, account, environment=WITH_PASSWORD) == name
    assert len(store.kept(on_disk)) == 1


@wants_server
def test_starttls_is_spoken_where_it_is_asked_for(
    store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    account = at(store, account_of, imap_security="starttls", imap_port=store.port, drafts="INBOX")
    assert save_draft(message, account, environment=WITH_PASSWORD) == "INBOX"


@wants_server
def test_a_folder_that_is_not_there_is_told_by_name(
    store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    account = at(store, account_of, drafts="Brouillons")
    with pytest.raises(DeliveryError, match=r'into "Brouillons".*TRYCREATE'):
        save_draft(message, account, environment=WITH_PASSWORD)


@wants_server
def test_a_wrong_password_is_told_without_it(
    store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    with pytest.raises(DeliveryError, match="does not let anne in") as raised:
        save_draft(
            message, at(store, account_of), environment={"BRIEFGEN_MAIL_PASSWORD": "hunter2"}
        )
    assert "hunter2" not in str(raised.value)


@wants_server
def test_a_server_of_an_unknown_authority_gets_nothing(
    store: Mailstore, account_of: AccountOf, message: EmailMessage
) -> None:
    for security, port in (("tls", store.secure_port), ("starttls", store.port)):
        account = at(store, account_of, ca_file=None, imap_security=security, imap_port=port)
        with pytest.raises(DeliveryError, match=r"certificate of 127\.0\.0\.1 is not trusted"):
            save_draft(message, account, environment=WITH_PASSWORD)


@wants_server
def test_where_no_folder_is_for_drafts_they_are_listed(
    authority: trustme.CA, account_of: AccountOf, message: EmailMessage
) -> None:
    with (
        mailstore(authority, {"Brouillons": ""}) as store,
        pytest.raises(DeliveryError, match=r"name it as drafts .*Brouillons"),
    ):
        save_draft(message, at(store, account_of), environment=WITH_PASSWORD)


@wants_server
def test_a_token_is_taken_or_told(
    authority: trustme.CA, account_of: AccountOf, message: EmailMessage
) -> None:
    known = {f"/?token={TOKEN}": Reply(b'{"user": "anne"}')}
    with (
        serving(known) as site,
        mailstore(authority, GERMAN, mechanisms="xoauth2", tokens=site.url) as store,
    ):
        for token, is_right in ((TOKEN, True), ("of-yesterday", False)):
            command = [sys.executable, "-c", f"print({token!r})"]
            account = at(store, account_of, user=USER, token_command=command)
            if is_right:
                assert save_draft(message, account, environment={}) == "Entwürfe & mehr"
            else:
                with pytest.raises(DeliveryError, match="does not let anne in") as raised:
                    save_draft(message, account, environment={})
                assert "of-yesterday" not in str(raised.value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_name_of_a_folder_comes_back_from_modified_utf_7(name: str) -> None:
    assert encoded(name).isascii()
    assert decoded(encoded(name)) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (rb'(\HasNoChildren \Drafts) "/" "Entw&APw-rfe"', "Entwürfe"),
        (rb'(\Drafts) "." INBOX.Drafts', "INBOX.Drafts"),
        (rb'(\Drafts) NIL "a \"b\" \\c"', 'a "b" \\c'),
        ((rb'(\Drafts) "/" {6}', rb'a"b\cd'), 'a"b\\cd'),
        (rb'(\Drafts) "/" "[Gmail]/&BCcENQRABD0EPgQyBDgEOgQ4-"', "[Gmail]/Черновики"),
        (rb'(\Drafts) "\\" "Tom &- Jerry & Co"', "Tom & Jerry & Co"),
    ],
)
def test_a_folder_is_read_from_its_line(line: bytes | tuple[bytes, bytes], name: str) -> None:
    found = listed(line)
    assert found
    assert (found.name, r"\drafts" in found.flags) == (name, True)


@pytest.mark.parametrize("line", [None, b"", b")", b"(\\Drafts)"])
def test_what_is_no_line_of_a_folder_is_none(line: bytes | None) -> None:
    assert listed(line) is None
