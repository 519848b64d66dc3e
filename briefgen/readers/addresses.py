"""Addresses of pages: what is one, and which machines may be asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from briefgen.errors import Code, ReaderError, Stage

EVERYWHERE = ("0.0.0.0/0", "::/0")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LONGEST = 4096
_LIST_LINE = re.compile(r"(?:URL\s*=\s*)?(https?://\S+)\s*", re.IGNORECASE)
# Networks whose addresses hold one of IPv4, and by how many bits it stands from the end.
_HOLDING = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
    (IPv6Network("::/96"), 0),  # as it was written once
)


@dataclass(frozen=True)
class Address:
    """Where a page is that is to be fetched."""

    url: str

    def __str__(self) -> str:
        return self.url


def is_address(text: str) -> bool:
    """Whether what was given as a source is an address and no path."""
    return _ADDRESS.match(text) is not None


def listed(text: str) -> list[Address]:
    """The addresses in a shortcut of Windows, or in a list with one on each line."""
    found = (_LIST_LINE.fullmatch(line.strip()) for line in text.splitlines())
    return [Address(match[1]) for match in found if match]


def check_form(url: str) -> None:
    """Raises ReaderError for an address that is not asked, whatever it leads to."""
    scheme, _, rest = url.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if scheme.lower() not in {"http", "https"}:
        raise refused("is not an address of the web", "give one with http:// or https://")
    if "@" in host:
        raise refused("holds a name or a password", "take it out of the address")
    if not host or len(url) > _LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise refused("is not a whole address", "copy it anew from the browser")


def check_machine(place: str, allowed: tuple[str, ...]) -> None:
    """Raises ReaderError for the address of a machine that is not public, unless it is in one of
    the networks that are ``allowed``."""
    found = ip_address(place.partition("%")[0])
    inner = _held(found) if isinstance(found, IPv6Address) else found
    for network in map(ip_network, allowed):
        if found.version == network.version and found in network:
            return
    if "%" in place or not all(_is_public(one) for one in {found, inner} if one is not None):
        raise refused(
            "leads to a machine that is not public",
            "if it is yours and meant, use --allow-private",
        )


def _held(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 stands for."""
    for network, place in _HOLDING:
        if address in network:
            return IPv4Address(int(address) >> place & 0xFFFFFFFF)
    return None


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and any(address in network for network, _ in _HOLDING):
        # It is as public as what it stands for, which is looked at beside it.
        return _held(address) is not None and address not in _HOLDING[-1][0]
    return address.is_global and not (address.is_multicast or address.is_reserved)


def refused(problem: str, remedy: str) -> ReaderError:
    """The failure of an address that is not asked."""
    return ReaderError(problem, remedy=remedy, code=Code.ADDRESS, stage=Stage.OPEN)


def unreached(problem: str, remedy: str = "") -> ReaderError:
    """The failure of an address that gave nothing."""
    remedy = remedy or "open it in a browser and save the page as a file"
    return ReaderError(problem, remedy=remedy, code=Code.NETWORK, stage=Stage.OPEN)
