"""Addresses as people write them: "Ann Lee <ann@example.org>" or the address alone."""

from __future__ import annotations

import re
import unicodedata

from briefgen.delivery.envelope import AddressProblem, envelope_address
from briefgen.delivery.mail import Mailbox
from briefgen.errors import SettingsError

_WRITTEN = re.compile(r"(?:(?P<name>[^<>]*)<(?P<inside>[^<>\s]+)>|(?P<bare>[^<>\s]+))")
# RFC 5322 dot-atom, with the letters of all languages (RFC 6532). What needs quotation marks in
# front of the @ is nobody's address in practice, and a way to smuggle in a second one.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


def mailbox(written: str, where: str) -> Mailbox:
    """The one address that ``written`` gives; ``where`` it stands, for messages.

    Raises:
        SettingsError: it is none, more than one, or holds characters that no address can: a line
            end in it would begin a header of its own.
    """
    text = unicodedata.normalize("NFC", written.strip())
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
    try:
        address = envelope_address(found["inside"] or found["bare"])
    except AddressProblem as problem:
        raise SettingsError(f'{where}: "{shown}": {problem}') from problem
    local, _, domain = address.rpartition("@")
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise SettingsError(f'{where}: "{shown}" is no address of e-mail; correct it')
    return Mailbox(address, _name(found["name"] or ""))


def _name(written: str) -> str:
    """A name without quotation marks around it and without what would turn its direction."""
    name = " ".join(written.split())
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return "".join(c for c in name if unicodedata.category(c) != "Cf" or c == "\u200d").strip()
