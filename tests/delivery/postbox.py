"""Mail servers on loopback for the tests of what sends: real ones, with the manners asked for."""

# ruff: noqa: N802 - the names are those that aiosmtpd calls

from __future__ import annotations

import socket
import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax

USER, PASSWORD, TOKEN = "press@example.org", "corréct: horse", "ya29.token-of-today"


@dataclass(frozen=True)
class Letter:
    """What a server took over."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=policy.default).parsebytes(self.raw)  # type: ignore[return-value]


@dataclass
class Manners:
    """How a server behaves: answers to RCPT by address and to DATA, each used once and in order,
    and what happens to the connection. ``at_data`` is called with what came, before the answer."""

    rcpt: Mapping[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    mail: list[str] = field(default_factory=list)
    drops_in_data: int = 0
    drops_behind_data: int = 0
    in_data: Callable[[], None] = lambda: None
    at_data: Callable[[], None] = lambda: None
    recipients_at_once: int = 1000
    hides: tuple[str, ...] = ()  # extensions that are not offered
    refuses_login: str = ""


@dataclass
class Postbox:
    """A server that runs: where, what came, and how often it was called."""

    port: int
    letters: list[Letter] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    calls: int = 0

    def messages_to(self, recipient: str) -> list[EmailMessage]:
        return [letter.message for letter in self.letters if recipient in letter.recipients]


class _Server(SMTP):
    manners: Manners

    def __init__(self, *arguments: Any, manners: Manners, box: Postbox, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.manners, self.box = manners, box

    def connection_made(self, transport: Any) -> None:
        if self.transport is None:
            self.box.calls += 1
        super().connection_made(transport)

    async def push(self, status: Any) -> None:
        line = status if isinstance(status, str) else status.decode()
        if any(line.startswith(("250-" + name, "250 " + name)) for name in self.manners.hides):
            return
        await super().push(status)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        if self.manners.drops_in_data:
            self.manners.drops_in_data -= 1
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            self.manners.in_data()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, manners: Manners, box: Postbox) -> None:
        self.manners, self.box = manners, box

    async def handle_MAIL(
        self, server: SMTP, _s: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manners.mail:
            return self.manners.mail.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _s: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answers = self.manners.rcpt.get(address, [])
        if answers and not (answer := answers.pop(0)).startswith("250"):
            return answer
        if len(envelope.rcpt_tos) >= self.manners.recipients_at_once:
            return "452 4.5.3 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _s: Session, envelope: Envelope) -> str:
        answer = self.manners.data.pop(0) if self.manners.data else "250 2.0.0 queued as 4711"
        if answer.startswith("250"):
            content = envelope.original_content or b""
            letter = Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), content)
            self.box.letters.append(letter)
        self.manners.at_data()
        if self.manners.drops_behind_data:
            self.manners.drops_behind_data -= 1
            server.transport.abort()
        return answer

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:
        opening = b64decode(arguments[1]).decode()
        if opening == f"user={USER}\1auth=Bearer {TOKEN}\1\1":
            self.box.logins.append("XOAUTH2")
            return AuthResult(success=True)
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)


@contextmanager
def postbox(
    manners: Manners | None = None,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    wants_login: bool = False,
    without: tuple[str, ...] = ("XOAUTH2",),
    largest: int = 33_554_432,
    utf8: bool = False,
) -> Iterator[Postbox]:
    """A server that runs until the end of the context. ``without`` are ways to log in."""
    behaviour = manners or Manners()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box = Postbox(probe.getsockname()[1])

    def known(_server: SMTP, _session: Session, _e: Envelope, method: str, data: Any) -> AuthResult:
        if behaviour.refuses_login:
            return AuthResult(success=False, handled=False, message=behaviour.refuses_login)
        right = LoginPassword(USER.encode(), PASSWORD.encode())
        if data == right:
            box.logins.append(method)
        return AuthResult(success=data == right, handled=False)

    class Running(Controller):
        def factory(self) -> SMTP:
            return _Server(
                self.handler,
                manners=behaviour,
                box=box,
                hostname="postbox.test",
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=wants_login,
                auth_require_tls=starttls is not None,
                auth_exclude_mechanism=without,
                authenticator=known,
                data_size_limit=largest,
                enable_SMTPUTF8=utf8,
            )

    controller = Running(
        _Handler(behaviour, box), hostname="127.0.0.1", port=box.port, ssl_context=tls
    )
    controller.start()
    box.calls = 0
    try:
        yield box
    finally:
        controller.stop(no_assert=True)
