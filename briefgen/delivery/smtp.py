"""One connection to a mail server: secured, logged in, and what it answers about a message."""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.delivery import tls
from briefgen.delivery.envelope import needs_utf8
from briefgen.delivery.secrets import find_secret
from briefgen.model.account import Security

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from briefgen.delivery.secrets import Secret
    from briefgen.model.account import Account

_LONGEST_WORDS = 300  # characters of what a server says that are shown and kept
_CHUNK = 65536
_GOING_ON = 354
_TOO_MUCH = 452  # RFC 5321: too many recipients, in this transaction
_CLOSING = 421


@dataclass(frozen=True)
class Answer:
    """What became of a recipient: the server's code and words; code 0 where it was not asked."""

    code: int
    words: str

    @property
    def is_yes(self) -> bool:
        """Whether the server took it."""
        return 200 <= self.code < 300

    @property
    def may_change(self) -> bool:
        """Whether the server says to try again later (4xx)."""
        return 400 <= self.code < 500

    @property
    def is_too_many(self) -> bool:
        """Whether there were only too many recipients at once."""
        return self.code == _TOO_MUCH

    def __str__(self) -> str:
        return f"{self.code} {self.words}" if self.code else self.words


class ConnectionRefused(Exception):  # noqa: N818 - it says what happened
    """Nothing can be sent over such a connection, now or later: says why."""


class ConnectionLost(Exception):  # noqa: N818 - it says what happened
    """The connection ended, or is not to be had now; nothing of the message in hand was taken."""


class Unanswered(Exception):  # noqa: N818 - it says what happened
    """The whole message went out and no answer came: it may have been delivered to ``recipients``,
    or not. ``refused`` are those who were told before to get nothing."""

    def __init__(
        self, problem: str, recipients: Sequence[str], refused: Mapping[str, Answer]
    ) -> None:
        super().__init__(problem)
        self.recipients = recipients
        self.refused = refused


@contextmanager
def connected(account: Account, environment: Mapping[str, str]) -> Iterator[Session]:
    """A connection that is secured and logged in as the account says, closed at the end.

    Raises:
        ConnectionRefused: no such server, no TLS, a certificate that is not trusted, a password
            that is not taken.
        ConnectionLost: it may go better later.
        DeliveryError: there is no password or token.
    """
    smtp = _opened(account)
    try:
        _secure(smtp, account)
        hidden = _log_in(smtp, account, environment) if account.user else None
        yield Session(smtp, hidden)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    except (OSError, smtplib.SMTPException) as error:
        raise ConnectionLost(f"{account.host} ended the connection ({error})") from error
    finally:
        smtp.close()


class Session:
    """A connection on which messages can be handed over."""

    def __init__(self, smtp: smtplib.SMTP, secret: Secret | None) -> None:
        self._smtp = smtp
        self._secret = secret

    def deliver(
        self,
        raw: bytes,
        sender: str,
        recipients: Sequence[str],
        *,
        before_end: Callable[[Sequence[str]], None],
        patience: float,
    ) -> dict[str, Answer]:
        """Hand a message over for recipients, and say what the server answers for each.

        ``before_end`` is called, with the recipients that the server accepts, when all but the
        end of the message is out: up to then it is sure that nobody gets it. The answer to the
        end is waited for ``patience`` seconds.

        Raises:
            ConnectionLost: before the end went out.
            Unanswered: behind that.
        """
        framed = _framed(raw)
        if problem := self._unable(framed, recipients):
            return dict.fromkeys(recipients, Answer(0, problem))
        answer = self._asked(self._smtp.mail, sender, self._options(framed, recipients))
        if not answer.is_yes:
            return dict.fromkeys(recipients, answer)
        answers = {recipient: self._asked(self._smtp.rcpt, recipient) for recipient in recipients}
        accepted = [recipient for recipient in recipients if answers[recipient].is_yes]
        if accepted:
            answer = self._content(framed, accepted, answers, before_end, patience)
            return answers | dict.fromkeys(accepted, answer)
        with suppress(smtplib.SMTPServerDisconnected):
            self._smtp.rset()
        return answers

    def _content(
        self,
        framed: bytes,
        accepted: Sequence[str],
        answers: Mapping[str, Answer],
        before_end: Callable[[Sequence[str]], None],
        patience: float,
    ) -> Answer:
        """Send the message itself, and wait for what comes of it."""
        answer = self._asked(self._smtp.docmd, "DATA")
        if answer.code != _GOING_ON:
            return answer if answer.code >= 400 else Answer(0, f"unexpected answer: {answer}")
        # The timeout is for one call, and a slow line takes minutes for an attachment.
        for start in range(0, len(framed), _CHUNK):
            self._smtp.send(framed[start : start + _CHUNK])
        before_end(accepted)
        try:
            if self._smtp.sock:
                self._smtp.sock.settimeout(patience)
            self._smtp.send(b".\r\n")
            code, words = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            code, words = -1, str(error).encode()
        if not 200 <= code < 600:
            rest = {r: a for r, a in answers.items() if not a.is_yes}
            raise Unanswered(self._told(words), accepted, rest)
        return Answer(code, self._told(words))

    def _asked(self, command: Callable[..., tuple[int, bytes]], *arguments: object) -> Answer:
        code, words = command(*arguments)
        answer = Answer(code, self._told(words))
        if code == _CLOSING or code < 200:
            raise ConnectionLost(f"the server ended it: {answer}")
        return answer

    def _options(self, framed: bytes, recipients: Sequence[str]) -> list[str]:
        options = [f"SIZE={len(framed)}"] if self._smtp.has_extn("size") else []
        if not framed.isascii():
            options.append("BODY=8BITMIME")
        if needs_utf8(recipients) or _has_utf8_headers(framed):
            options.append("SMTPUTF8")
        return options

    def _unable(self, framed: bytes, recipients: Sequence[str]) -> str | None:
        """Why this server cannot take this message, by what it says of itself."""
        limit = self._smtp.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(framed):
            return (
                f"the message has {len(framed):,} bytes and the server takes {int(limit):,}; "
                "attach less"
            )
        utf8 = needs_utf8(recipients) or _has_utf8_headers(framed)
        if utf8 and not self._smtp.has_extn("smtputf8"):
            return (
                "an address has other letters than ASCII before the @, and the server cannot "
                "pass that on (no SMTPUTF8); write to another address"
            )
        if not framed.isascii() and not self._smtp.has_extn("8bitmime"):
            return "the message is not in ASCII, and the server cannot pass that on (no 8BITMIME)"
        return None

    def _told(self, words: bytes) -> str:
        said = spoken(words)
        return self._secret.hidden_in(said) if self._secret else said


def spoken(words: bytes) -> str:
    """What a server said, on one line that is safe to print."""
    text = " ".join(words.decode(errors="replace").split())
    return "".join(c if c.isprintable() else "?" for c in text)[:_LONGEST_WORDS]


def _opened(account: Account) -> smtplib.SMTP:
    """A connection whose server has greeted."""
    # The name of this machine is nobody's business, and looking it up can take long.
    host, port, name = account.host, account.smtp_port, "localhost"
    try:
        if account.security is Security.TLS:
            context = tls.verified(account)
            return smtplib.SMTP_SSL(host, port, name, timeout=account.timeout, context=context)
        return smtplib.SMTP(host, port, name, timeout=account.timeout)
    except smtplib.SMTPConnectError as error:
        raise _by_code(error.smtp_code, f"{host} does not greet", error.smtp_error) from error
    except (ssl.SSLEOFError, smtplib.SMTPServerDisconnected, ConnectionResetError) as error:
        raise ConnectionLost(f"{host} ended the connection ({error})") from error
    except ssl.SSLError as error:
        raise ConnectionRefused(tls.told(error, host)) from error
    except (OSError, UnicodeError) as error:  # the latter for what cannot be a host's name
        reason = getattr(error, "strerror", None) or error
        raise ConnectionRefused(
            f"{host}, port {port}, cannot be reached ({reason}); look at host, port and the network"
        ) from error


def _secure(smtp: smtplib.SMTP, account: Account) -> None:
    """Say hello, and have TLS where the account wants STARTTLS; there is no going on without."""
    if smtp.sock:
        address = smtp.sock.getsockname()[0]
        literal = f"IPv6:{address}" if ":" in address else address
        smtp.local_hostname = f"[{literal}]"  # RFC 5321, 4.1.3
    _greet(smtp, account)
    if account.security is not Security.STARTTLS:
        return
    if not smtp.has_extn("starttls"):
        raise ConnectionRefused(
            f"{account.host} offers no STARTTLS, so nothing was sent; try security "
            '= "tls", or ask who runs it'
        )
    try:
        smtp.starttls(context=tls.verified(account))
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, f"{account.host}: STARTTLS", error.smtp_error) from error
    except ssl.SSLEOFError as error:
        raise ConnectionLost(f"{account.host} ended the connection ({error})") from error
    except ssl.SSLError as error:
        raise ConnectionRefused(tls.told(error, account.host)) from error
    _greet(smtp, account)


def _greet(smtp: smtplib.SMTP, account: Account) -> None:
    code, words = smtp.ehlo()
    if not 200 <= code < 300:
        raise _by_code(code, f"{account.host} does not know EHLO", words)


def _log_in(smtp: smtplib.SMTP, account: Account, environment: Mapping[str, str]) -> Secret:
    user = account.user or ""
    secret = find_secret(account, environment, host=account.host, user=user)
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    known = ("XOAUTH2",) if secret.is_token else ("PLAIN", "LOGIN")
    method = next((name for name in known if name in offered), None)
    if method is None:
        raise ConnectionRefused(
            f"{account.host} takes {', '.join(offered) or 'no login'}, and not "
            f"{' or '.join(known)}; look at user and token_command"
        )
    code, words = _authenticated(smtp, method, user, secret)
    if not 200 <= code < 300:
        said = secret.hidden_in(spoken(words)).encode()
        raise _by_code(code, f"{account.host} does not let {user} in", said)
    return secret


def _authenticated(smtp: smtplib.SMTP, method: str, user: str, secret: Secret) -> tuple[int, bytes]:
    """Log in (RFC 4954). The library's own way takes passwords in ASCII only."""
    if method == "LOGIN":
        code, words = smtp.docmd("AUTH", "LOGIN")
        for part in (user, secret.value):
            if code == 334:
                code, words = smtp.docmd(_encoded(part))
        return code, words
    first = xoauth2(user, secret) if secret.is_token else f"\0{user}\0{secret.value}"
    code, words = smtp.docmd("AUTH", f"{method} {_encoded(first)}")
    # A token that is refused is explained first; an empty line asks for the refusal itself.
    return smtp.docmd("") if code == 334 else (code, words)


def xoauth2(user: str, secret: Secret) -> str:
    """What opens a session with an access token (Google's and Microsoft's XOAUTH2)."""
    return f"user={user}\1auth=Bearer {secret.value}\1\1"


def _encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


def _by_code(code: int, what: str, words: bytes | str) -> ConnectionLost | ConnectionRefused:
    said = words if isinstance(words, bytes) else words.encode()
    kind = ConnectionLost if 400 <= code < 500 else ConnectionRefused
    return kind(f"{what}: {code} {spoken(said)}")


def _framed(raw: bytes) -> bytes:
    """A message as it goes over the wire, without its end: whatever breaks a line is CR and LF (a
    server that reads another break as one could be told a second message), dots are doubled."""
    lines = re.sub(rb"\r\n|\n|\r", b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _has_utf8_headers(framed: bytes) -> bool:
    return not framed.partition(b"\r\n\r\n")[0].isascii()
