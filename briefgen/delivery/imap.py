"""A message put among the drafts of a mail account, where its owner's programs find it."""

from __future__ import annotations

import imaplib
import ssl
from contextlib import suppress
from copy import deepcopy
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from briefgen.delivery import tls
from briefgen.delivery.mailboxes import Mailbox, listed, quoted
from briefgen.delivery.secrets import find_secret
from briefgen.delivery.smtp import spoken, xoauth2
from briefgen.delivery.stamping import flattened, written_by
from briefgen.errors import DeliveryError
from briefgen.model.account import Security

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

    from briefgen.delivery.secrets import Secret
    from briefgen.model.account import Account

_USUAL = "drafts"  # where no folder is said to be for drafts, the one that is called so


def save_draft(
    message: EmailMessage,
    account: Account,
    *,
    environment: Mapping[str, str],
    now: datetime | None = None,
) -> str:
    """Put a message into the folder of drafts, and give the name of that folder.

    It is the one that the account names, else the one that the server says is for drafts, else one
    called so. The message gets From, and the Date by which mail programs sort; whoever sends it
    stamps it anew.

    Raises:
        DeliveryError: no server, no TLS, no login, no such folder, or the server refuses it.
    """
    host = account.imap_host
    if not host:
        raise DeliveryError("mail.imap_host is missing; name the server of the drafts")
    when = now or datetime.now().astimezone()
    raw = _draft(message, account, when)
    try:
        server = _opened(account, host)
        try:
            _log_in(server, account, host, environment)
            folder = _folder(server, account, host)
            _append(server, folder, raw, when, host)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()
    except ssl.SSLError as error:
        raise DeliveryError(tls.told(error, host)) from error
    except (OSError, UnicodeError, imaplib.IMAP4.error) as error:
        reason = spoken(str(getattr(error, "strerror", None) or error).encode())
        raise DeliveryError(
            f"{host}: {reason}; the draft may be missing: look at imap_host, imap_port and the "
            "network"
        ) from error
    return folder


def _draft(message: EmailMessage, account: Account, when: datetime) -> bytes:
    ready = deepcopy(message)
    for name in ("X-Unsent", "Sender", "Date", "Message-ID"):
        del ready[name]
    if account.sender or "From" in ready:
        written_by(ready, account)
    ready["Date"] = format_datetime(when)
    return flattened(ready)


def _opened(account: Account, host: str) -> imaplib.IMAP4:
    port, wait = account.drafts_port, account.timeout
    if account.imap_security is Security.TLS:
        return imaplib.IMAP4_SSL(host, port, ssl_context=tls.verified(account), timeout=wait)
    server = imaplib.IMAP4(host, port, timeout=wait)
    if account.imap_security is Security.STARTTLS:
        if "STARTTLS" not in server.capabilities:
            server.shutdown()
            raise DeliveryError(
                f'{host} offers no STARTTLS, so nothing was sent; try imap_security = "tls"'
            )
        try:
            server.starttls(tls.verified(account))
        except BaseException:
            with suppress(OSError):  # its socket may have been given up with the handshake
                server.shutdown()
            raise
    return server


def _log_in(
    server: imaplib.IMAP4, account: Account, host: str, environment: Mapping[str, str]
) -> None:
    user = account.imap_user or account.user
    if not user:
        raise DeliveryError(f"{host}: whose drafts? set imap_user in [mail] of briefgen.toml")
    secret = find_secret(account, environment, host=host, user=user)
    try:
        _authenticate(server, user, secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        said = secret.hidden_in(spoken(str(error).encode()))
        raise DeliveryError(
            f"{host} does not let {user} in ({said}); look at the password or token"
        ) from None  # what the library was doing then holds the password


def _authenticate(server: imaplib.IMAP4, user: str, secret: Secret) -> None:
    if secret.is_token:
        opening = [xoauth2(user, secret).encode()]
        # A token that is refused is explained first; an empty line asks for the refusal itself.
        server.authenticate("XOAUTH2", lambda _: opening.pop() if opening else b"")
    elif "AUTH=PLAIN" in server.capabilities:
        server.authenticate("PLAIN", lambda _: f"\0{user}\0{secret.value}".encode())
    elif (user + secret.value).isascii():
        server.login(user, secret.value)
    else:
        raise imaplib.IMAP4.error("it takes names and passwords in ASCII only")


def _folder(server: imaplib.IMAP4, account: Account, host: str) -> str:
    if account.drafts:
        return account.drafts
    _, lines = server.list()
    folders = [found for line in lines if (found := listed(line))]
    chosen = _for_drafts(folders)
    if chosen is None:
        shown = ", ".join(folder.name for folder in folders[:12])
        raise DeliveryError(
            f"{host} does not say which folder is for drafts; name it as drafts in [mail] of "
            f"briefgen.toml: {shown}"
        )
    return chosen.name


def _for_drafts(folders: list[Mailbox]) -> Mailbox | None:
    usable = [folder for folder in folders if r"\noselect" not in folder.flags]
    said = [folder for folder in usable if r"\drafts" in folder.flags]
    called = [folder for folder in usable if folder.name.lower() == _USUAL]
    return next(iter(said + called), None)


def _append(server: imaplib.IMAP4, folder: str, raw: bytes, when: datetime, host: str) -> None:
    moment = imaplib.Time2Internaldate(when.astimezone())
    answer, words = server.append(quoted(folder), r"(\Draft)", moment, raw)
    if answer != "OK":
        said = spoken(words[0] if words and isinstance(words[0], bytes) else b"")
        raise DeliveryError(f'{host} does not take the draft into "{folder}": {said}')
