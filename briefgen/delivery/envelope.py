"""Addresses as a server is told them: checked, and in the form that it understands."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# RFC 5321, 4.5.3.1: what a mailbox and its local part may take at most, in bytes.
_LONGEST = 254
_LONGEST_LOCAL = 64
_PREFIX = "xn--"


class AddressProblem(ValueError):  # noqa: N818 - it says what it is
    """Why no message can go to an address."""


def envelope_address(written: str) -> str:
    """An address without a name, its domain in lower case and ASCII (RFC 5891: ``xn--…``).

    Raises:
        AddressProblem: it is none, or its domain has no form in ASCII that is sure to be the same.
    """
    if not written.isprintable():
        raise AddressProblem("it holds a line break or another character that does not print")
    local, _, domain = written.strip().rpartition("@")
    # The library knows the rules for ASCII; RFC 6531 adds all other letters.
    plain = "".join(c if c.isascii() else "x" for c in written.strip())
    try:
        is_address = Address(addr_spec=plain).addr_spec == plain  # without comments and spaces
    except (HeaderParseError, ValueError, IndexError):
        is_address = False
    if not is_address:
        raise AddressProblem("it is no address, like name@example.org")
    found = f"{local}@{_in_ascii(domain)}"
    if not local or len(local.encode()) > _LONGEST_LOCAL or len(found.encode()) > _LONGEST:
        raise AddressProblem("it is no address, like name@example.org, or too long for one")
    return found


def needs_utf8(addresses: Iterable[str]) -> bool:
    """Whether one of them has a name before the @ that only a server with SMTPUTF8 (RFC 6531)
    understands."""
    return any(not address.isascii() for address in addresses)


def _in_ascii(domain: str) -> str:
    if not domain:
        raise AddressProblem("it has no domain behind the @")
    lowered = domain.lower()
    if lowered.startswith("[") and lowered.isascii():
        return lowered
    return ".".join(map(_label_in_ascii, lowered.split(".")))


def _label_in_ascii(label: str) -> str:
    """A part of a domain as an A-label (RFC 5890), as which it may be given already."""
    if label.startswith(_PREFIX):
        if not _is_a_label(label):
            raise AddressProblem(f"{label} in its domain stands for nothing; correct it")
        return label
    try:
        encoded = label.encode("idna").decode("ascii")
        same = encoded.encode("ascii").decode("idna") == label
    except UnicodeError:
        encoded, same = label, label.isascii()  # what else is wrong with it is told elsewhere
    # The codec knows the rules of 2003, where "straße" is "strasse": somebody else's domain.
    if not same:
        raise AddressProblem(
            "its domain has no certain form in ASCII; ask whoever has it for that which begins "
            f"with {_PREFIX}, and write that"
        )
    return encoded


def _is_a_label(label: str) -> bool:
    """Whether letters stand behind ``xn--…``, and it is how they are written. What the rules of
    2008 allow and those of 2003 do not is no matter, so that no codec for domains is asked."""
    written = label.removeprefix(_PREFIX)
    try:
        letters = written.encode("ascii").decode("punycode")
    except UnicodeError:
        return False
    return not letters.isascii() and letters.encode("punycode").decode() == written
