"""A message in the form of RFC 5322: the same bytes for the same message, and nothing injected."""

from __future__ import annotations

import re
from email import message_from_string
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy, default
from hashlib import sha256
from typing import TYPE_CHECKING

from briefgen.delivery.folding import folded
from briefgen.delivery.stamping import flattened
from briefgen.delivery.subject import one_line
from briefgen.errors import OutputError

if TYPE_CHECKING:
    from briefgen.delivery.mail import Mail, Mailbox

_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_UNSAFE_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
_LONGEST_NAME, _LONGEST_SUFFIX = 120, 12


class _Policy(EmailPolicy):
    """How messages are written: with our own folding where the library's has faults."""

    def fold(self, name: str, value: str) -> str:
        own = self._folded(name, value)
        return super().fold(name, value) if own is None else own

    def fold_binary(self, name: str, value: str) -> bytes:
        own = self._folded(name, value)
        return super().fold_binary(name, value) if own is None else own.encode("ascii")

    def _folded(self, name: str, value: str) -> str | None:
        """In our own way; in UTF-8 (RFC 6532) addresses stand as they are, as the library does."""
        return folded(name, value) if not self.utf8 or name.lower() == "subject" else None


# Bytes above 127 are for servers that said they take them; a draft does not know its server.
POLICY = _Policy(linesep="\r\n", cte_type="7bit")


def message_of(mail: Mail, *, draft: bool = True) -> EmailMessage:
    """``mail`` as multipart/mixed: plain text and HTML as alternatives, then the attachments.

    It has no Date or Message-ID, which the program that sends it fills in. A ``draft`` is marked as
    not yet sent (``X-Unsent``), so that mail programs open it for editing, and has no From either.

    Raises:
        OutputError: what a mail program would read is not what was meant; nothing is written.
    """
    message = EmailMessage(policy=POLICY)
    message["Subject"] = one_line(mail.subject)
    for name, boxes in (("To", mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        if boxes:
            message[name] = tuple(map(_address, boxes))
    if draft:
        message["X-Unsent"] = "1"
    elif mail.sender:
        message["From"] = _address(mail.sender)
    for name, value in mail.headers:
        if not _HEADER_NAME.fullmatch(name):
            raise OutputError(f'"{one_line(name)}" cannot be the name of a header; correct it')
        message[name] = one_line(value)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for one in mail.attachments:
        main, _, sub = one.media_type.partition("/")
        message.add_attachment(
            one.content, maintype=main, subtype=sub, filename=file_name(one.name)
        )
    _set_boundaries(message, mail)
    _check(message, mail, draft)
    return message


def file_name(name: str) -> str:
    """The name of a file on any system that it may be saved on: no folders, no reserved marks, no
    dots in front, and its suffix kept."""
    stem, dot, suffix = _UNSAFE_IN_NAMES.sub("-", one_line(name)).rpartition(".")
    if not dot or not suffix.strip() or len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = f"{stem}{dot}{suffix}", ""
    kept = stem[:_LONGEST_NAME].strip(". ") or "brief"
    return f"{kept}.{suffix.strip()}" if suffix else kept


def _address(box: Mailbox) -> Address:
    local, _, domain = box.address.partition("@")
    return Address(one_line(box.name), local, domain)


def _set_boundaries(message: EmailMessage, mail: Mail) -> None:
    """Boundaries that follow from what the message says, where the library would draw lots. Text
    in quoted-printable or base64 has no "=_"; plain ASCII cannot hold a hash of itself."""
    digest = sha256(mail.text.encode(errors="replace") + mail.html.encode(errors="replace"))
    for one in mail.attachments:
        digest.update(sha256(one.content).digest())
    for n, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_{digest.hexdigest()[:32]}_{n}")


def _check(message: EmailMessage, mail: Mail, draft: bool) -> None:
    """Read the message as its receiver will, and see that it says what was meant.

    The header folding of the standard library has had faults with odd names; whoever is written to
    must not hang on there being none left.
    """
    read = message_from_string(flattened(message).decode(), policy=default)
    for name, boxes in (("To", mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        headers = read.get_all(name, [])
        found = [address.addr_spec for header in headers for address in header.addresses]
        if found != [box.address for box in boxes]:
            raise OutputError(
                f"{name}: the recipients would not be read as they were given; leave out the names "
                "and give the addresses alone"
            )
    names = {"subject", "mime-version", "content-type", *(n.lower() for n, _ in mail.headers)}
    names |= {n for n, boxes in (("to", mail.to), ("cc", mail.cc), ("bcc", mail.bcc)) if boxes}
    names |= {"x-unsent"} if draft else {"from"} if mail.sender else set()
    if {key.lower() for key in read} - names or " ".join(read["Subject"].split()) != one_line(
        mail.subject
    ):
        raise OutputError("the subject would not be read as it was given; give another: --subject")
