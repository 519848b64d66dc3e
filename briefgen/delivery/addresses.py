"""Addresses as people write them: "Ann Lee <ann@example.org>" or the address alone."""

from __future__ import annotations

import re
import unicodedata

from briefgen.delivery.mail import Mailbox
from briefgen.errors import SettingsError

_WRITTEN = re.compile(r"(?:(?P<name>[^<>]*)<(?P<inside>[^<>\s]+)>|(?P<bare>[^<>\s]+))")
# RFC 5322 dot-atom. What needs quotation marks in front of the @ is nobody's address in practice,
# and a way to smuggle in a second one.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1


def mailbox(written: str, where: str) -> Mailbox:
    """The one address that ``written`` gives; ``where`` it stands, for messages.

    Raises:
        SettingsError: it is none, more than one, or holds characters that no address can: a line
            end in it would begin a header of its own.
    """
    text = written.strip()
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)[:80]
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text):
        raise SettingsError(
            f'{where}: "{shown}" holds a line end or a control character; retype it'
        )
    found = _WRITTEN.fullmatch(text)
    if not found or "@" in (found["name"] or "") or text.count("@") != 1:
        raise SettingsError(
            f'{where}: "{shown}" is not one address; write  Ann Lee <ann@example.org>, '
            "and each one by itself"
        )
    local, _, domain = (found["inside"] or found["bare"]).partition("@")
    host = _in_ascii(domain)
    if (
        not _LOCAL.fullmatch(local)
        or len(local) > _LONGEST_LOCAL
        or not _DOMAIN.fullmatch(host)
        or len(local) + 1 + len(host) > _LONGEST
    ):
        raise SettingsError(f'{where}: "{shown}" is no address of e-mail; correct it')
    return Mailbox(f"{local}@{host}", _name(found["name"] or ""))


def _in_ascii(domain: str) -> str:
    """A domain as servers know it; empty where it has no certain form of that kind."""
    try:
        host = domain.lower().encode("idna").decode("ascii")
        # The codec follows the rules of 2003, by which "straße" becomes "strasse": another domain.
        return host if host.encode("ascii").decode("idna") == domain.lower() else ""
    except UnicodeError:
        return ""


def _name(written: str) -> str:
    """A name without quotation marks around it and without what would turn its direction."""
    name = " ".join(written.split())
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return "".join(c for c in name if unicodedata.category(c) != "Cf" or c == "\u200d").strip()
