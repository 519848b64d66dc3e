"""A message made ready to go out: who writes, when, under which number, and signed."""

from __future__ import annotations

import re
from copy import deepcopy
from email.headerregistry import Address, Group
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from briefgen.delivery.envelope import AddressProblem, envelope_address, needs_utf8
from briefgen.delivery.hooks import answer
from briefgen.errors import DeliveryError

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage
    from email.policy import EmailPolicy

    from briefgen.model.account import Account

_SIGN_SECONDS = 120.0
_SIGNED_BYTES = 60_000_000
# What becomes of a message on the way is its sender's to say, not its author's.
_NOT_SENT = ("Bcc", "X-Unsent", "Return-Path", "Date", "Message-ID", "Sender")
_NOBODY = "undisclosed-recipients:;"  # where all are in Bcc (RFC 5322, A.1.3, as it is customary)
_ADDRESSES = ("From", "To", "Cc", "Bcc", "Reply-To")


def content_hash(message: EmailMessage) -> str:
    """What a message says, as a hash: the subject, and of each part the type, the file name and
    the content. To whom it goes, when, and how it is packed are no part of it."""
    said = sha256(str(message["Subject"] or "").encode(errors="replace"))
    for part in message.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            stated = (part.get_content_type(), part.get_content_charset(), part.get_filename())
            said.update(repr((stated, len(content))).encode(errors="replace"))
            said.update(content)
    return said.hexdigest()


def message_id(content: str, account: Account) -> str:
    """The Message-ID of a content from a sender: always the same, so that a mailbox which gets it
    twice, because nobody could know that it had it, knows a copy."""
    of = f"{content} {account.address}"
    domain = envelope_address(account.address).rpartition("@")[2]
    return f"<{sha256(of.encode()).hexdigest()[:40]}@{domain}>"


def stamped(
    message: EmailMessage, account: Account, *, number: str, now: datetime, scheduled: bool
) -> EmailMessage:
    """The message with From, Date and Message-ID, and without what a draft has instead."""
    ready = deepcopy(message)
    for name in _NOT_SENT:
        del ready[name]
    written_by(ready, account)
    if "To" not in ready and "Cc" not in ready:
        ready["To"] = _NOBODY
    ready["Date"] = format_datetime(now)
    ready["Message-ID"] = number
    if scheduled and "Auto-Submitted" not in ready:
        ready["Auto-Submitted"] = "auto-generated"
    for header in _ADDRESSES:
        _with_ascii_domains(ready, header)
    return ready


def sender(account: Account) -> Address:
    """Who writes, as a header states it."""
    name, address = parseaddr(account.sender)
    username, _, domain = address.rpartition("@")
    return Address(name, username, domain)


def written_by(message: EmailMessage, account: Account) -> None:
    """State who writes: whoever the message has, with the owner of the account as its sender where
    that is somebody else (RFC 5322, 3.6.2); else that owner."""
    if "From" not in message:
        message["From"] = sender(account)
    elif account.sender and message["From"].addresses[0].addr_spec != account.address:
        message["Sender"] = sender(account)


def header_addresses(message: EmailMessage) -> list[str]:
    """The addresses that stand in the message itself."""
    return [
        address.addr_spec
        for name in _ADDRESSES
        for header in message.get_all(name, [])
        for address in header.addresses
    ]


def flattened(message: EmailMessage) -> bytes:
    """A message as bytes: lines end in CR and LF, and where the addresses in it allow that all is
    ASCII, so that every server can pass it on."""
    utf8 = needs_utf8(header_addresses(message))
    policy = cast("EmailPolicy", message.policy)  # which has its own way to fold headers
    how = policy.clone(linesep="\r\n", utf8=utf8, cte_type="8bit" if utf8 else "7bit")
    return message.as_bytes(policy=how)


def packed(message: EmailMessage, account: Account) -> bytes:
    """The bytes to send: signed where the account has a command for that.

    Raises:
        DeliveryError: the command fails, or gives no message.
    """
    raw = flattened(message)
    return _signed(raw, account) if account.sign_command else raw


def _signed(raw: bytes, account: Account) -> bytes:
    given = answer(
        account.sign_command,
        raw,
        setting="mail.sign_command",
        seconds=_SIGN_SECONDS,
        largest=_SIGNED_BYTES,
    )
    lines = given.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    given_back = BytesHeaderParser().parsebytes(lines)
    if "Content-Type" not in given_back or b"\r\n\r\n" not in lines:
        raise DeliveryError(
            f"mail.sign_command: {account.sign_command[0]} gave no message; it must write headers, "
            "an empty line and a body"
        )
    # A command that signs often gives back the headers of the body alone.
    lost = [
        field
        for name, field in _fields(raw.partition(b"\r\n\r\n")[0])
        if name not in given_back and not name.lower().startswith(("content-", "mime-version"))
    ]
    return b"".join(lost) + lines.lstrip(b"\r\n")


def _fields(head: bytes) -> list[tuple[str, bytes]]:
    """The headers of a message as they stand in it, by name, with lines that they go on over."""
    found = re.findall(rb"^[^\s:]+:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", head, re.MULTILINE)
    return [(field.partition(b":")[0].decode(), field + b"\r\n") for field in found]


def _with_ascii_domains(message: EmailMessage, name: str) -> None:
    """Write the domains of a header as the envelope has them."""
    header = message[name]
    if header is None or all(a.domain.isascii() for a in header.addresses):
        return
    groups = [Group(g.display_name, tuple(map(_in_ascii, g.addresses))) for g in header.groups]
    message.replace_header(name, groups)


def _in_ascii(address: Address) -> Address:
    try:
        domain = envelope_address(address.addr_spec).rpartition("@")[2]
        return Address(address.display_name, address.username, domain)
    except AddressProblem as problem:
        raise DeliveryError(f"{address.addr_spec}: {problem}; correct the address") from problem
