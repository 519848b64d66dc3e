"""A mail account: which servers, who is writing, and the commands that help. It holds no secret."""

from __future__ import annotations

import shlex
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_address
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from briefgen.model.base import Frozen


class Security(StrEnum):
    """How a connection is kept from others: TLS from its first byte, or from STARTTLS on.
    Neither is ever given up because a server does not offer it."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # only to this very machine, and without a password


def _words(value: object) -> object:
    """A command as a list of words; one string is parted as a shell would, without running one."""
    return tuple(shlex.split(value)) if isinstance(value, str) else value


Command = Annotated[tuple[str, ...], BeforeValidator(_words)]

_SMTP_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_IMAP_PORTS = {Security.STARTTLS: 143, Security.TLS: 993, Security.NONE: 143}


class Account(Frozen):
    """The table ``[mail]`` of ``briefgen.toml``. Ports left out are those of the security chosen.

    ``sender`` stands there as ``from``: one mailbox, with or without a name. ``ca_file`` holds the
    certificates to trust instead of the system's. ``token_command`` prints an OAuth2 access token,
    ``sign_command`` takes a message and gives it back signed or encrypted. ``timeout`` is in
    seconds, for one answer of a server. ``ledger`` is the file that remembers what was sent. An
    account that only keeps drafts may be without ``host`` and ``sender``.
    """

    host: str = Field("", min_length=1)
    sender: str = Field("", alias="from")
    port: int | None = Field(None, ge=1, le=65535)
    security: Security = Security.STARTTLS
    user: str | None = None
    ca_file: str | None = None
    timeout: float = Field(60, gt=0, le=3600)
    token_command: Command = ()
    sign_command: Command = ()
    imap_host: str | None = None
    imap_port: int | None = Field(None, ge=1, le=65535)
    imap_security: Security = Security.TLS
    imap_user: str | None = None
    drafts: str | None = None
    ledger: str | None = None

    @field_validator("host", "imap_host", "user", "imap_user", "drafts")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value is not None and not value.isprintable():
            raise ValueError("must be one line of printable characters")
        return value

    @field_validator("sender")
    @classmethod
    def _one_mailbox(cls, value: str) -> str:
        # What else is wrong with an address is told where it is used.
        name, _, domain = parseaddr(value)[1].rpartition("@")
        if not (value.isprintable() and name and domain and value.count("@") == 1):
            raise ValueError('must be one address, like "Press Office <press@example.org>"')
        return value

    @model_validator(mode="after")
    def _kept_from_others(self) -> Account:
        for security, host, user in (
            (self.security, self.host, self.user),
            (self.imap_security, self.imap_host, None),
        ):
            if security is Security.NONE and (user or not (not host or _here(host))):
                raise ValueError(
                    'security = "none" is only for a server on this machine and without a user; '
                    'choose "starttls" or "tls"'
                )
        if self.token_command and not self.user:
            raise ValueError("token_command wants a user whose token it is")
        return self

    @property
    def address(self) -> str:
        """The address of the sender, without the name."""
        return parseaddr(self.sender)[1]

    @property
    def smtp_port(self) -> int:
        """The port that messages are handed in at."""
        return self.port or _SMTP_PORTS[self.security]

    @property
    def drafts_port(self) -> int:
        """The port of the server that keeps drafts."""
        return self.imap_port or _IMAP_PORTS[self.imap_security]


def _here(host: str) -> bool:
    """Whether a name or address is that of this machine, without asking anybody."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
