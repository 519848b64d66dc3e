"""What a worker process does for an address: the only code of ours that uses the network.

Names are resolved here, what they resolve to is checked, and the connection is made to the very
address that was checked: no second look at the name can lead elsewhere. Each step of a redirection
is a new address. Proxies are not used: behind one, nobody could say which machine is asked.
"""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from email.message import Message
from functools import cache
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    SSLError,
    TimeoutError,  # noqa: A004 - as urllib3 has it
)
from urllib3.util import Url, parse_url

from briefgen.errors import Code, ReaderError
from briefgen.readers.addresses import check_form, check_machine, refused, unreached
from briefgen.readers.opening import too_large
from briefgen.readers.registry import LARGEST_FILE

_MOST_STEPS = 5
_PATIENCE = 10.0  # seconds without a byte
_PIECE = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOUND = 200
_HEADERS = {
    "User-Agent": "briefgen",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en;q=0.9, *;q=0.5",
}


def answer(question: Any, _data: bytes = b"") -> Any:
    """What is at an address, in JSON: ``{"url", "allowed"}`` gives ``{"url", "media_type",
    "charset", "data"}`` with the address where it was found, or ``{"fault"}``."""
    try:
        return _fetched(question["url"], tuple(question["allowed"]))
    except ReaderError as failure:
        told = ("problem", "remedy", "code", "stage")
        return {"fault": {name: getattr(failure, name) for name in told}}


def warm_up(_: str) -> None:
    """Load what would otherwise be loaded when no file can be opened any more."""
    import encodings.idna
    import http.client
    import stringprep  # noqa: F401

    assert encodings.idna and http.client  # noqa: S101
    parse_url("http://bücher.example/ä")
    _trust()


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _fetched(url: str, allowed: tuple[str, ...]) -> dict[str, str | None]:
    for _ in range(_MOST_STEPS + 1):
        check_form(url)
        try:
            parsed = parse_url(url)
            response = _asked(parsed, _machine(parsed, allowed))
        except (HTTPError, UnicodeError, ValueError) as error:
            raise _told(error) from error
        if response.status not in _MOVED or not response.headers.get("Location"):
            return _taken(url, response)
        response.release_conn()
        goal = urljoin(url, response.headers["Location"])
        if url.lower().startswith("https:") and goal.lower().startswith("http:"):
            raise refused("leads from a secure address to one that is not", "give the other one")
        url = goal
    raise unreached(f"leads on more than {_MOST_STEPS} times")


def _machine(url: Url, allowed: tuple[str, ...]) -> str:
    """The address of the machine to connect to. A name that stands for several is refused if one
    of them is."""
    host = (url.host or "").strip("[]")
    try:
        found = socket.getaddrinfo(host, url.port or url.scheme, type=socket.SOCK_STREAM)
    except OSError as error:
        raise unreached(
            f'has a machine that is not known, "{host}"', "check the address and the network"
        ) from error
    places = [str(one[4][0]) for one in found]
    if not places:
        raise unreached("has a machine without an address")
    for place in places:
        check_machine(place, allowed)
    # Of a machine without IPv6 the older address is the safer bet.
    return next((place for place in places if ":" not in place), places[0])


def _asked(url: Url, machine: str) -> urllib3.BaseHTTPResponse:
    """The answer of ``machine``, without its body. It is asked by the name in the address, and has
    to prove that it has that name."""
    host = (url.host or "").strip("[]")
    place = f"[{machine}]" if ":" in machine else machine
    timeout = urllib3.Timeout(connect=_PATIENCE, read=_PATIENCE)
    pool = (
        urllib3.HTTPSConnectionPool(
            place,
            url.port or 443,
            timeout=timeout,
            ssl_context=_trust(),
            server_hostname=host,
            assert_hostname=host,
        )
        if url.scheme == "https"
        else urllib3.HTTPConnectionPool(place, url.port or 80, timeout=timeout)
    )
    return pool.urlopen(
        "GET",
        url.request_uri,
        headers={**_HEADERS, "Host": url.netloc or host},
        redirect=False,
        retries=False,
        assert_same_host=False,
        preload_content=False,
    )


def _taken(url: str, response: urllib3.BaseHTTPResponse) -> dict[str, str | None]:
    if response.status != _FOUND:
        reason = "".join(c for c in response.reason or "" if c.isprintable())[:60]
        raise unreached(f"was answered with {response.status} {reason}".rstrip())
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated) > LARGEST_FILE:
        raise too_large(LARGEST_FILE)
    data = bytearray()
    try:
        # Counted as it is unpacked: what was packed may be a thousandth of it.
        while piece := response.read(_PIECE, decode_content=True):
            data += piece
            if len(data) > LARGEST_FILE:
                raise too_large(LARGEST_FILE)
    except HTTPError as error:
        raise _told(error) from error
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "application/octet-stream")
    charset = header.get_content_charset()
    return {
        "url": url,
        "media_type": header.get_content_type(),
        "charset": charset,
        "data": b64encode(data).decode("ascii"),
    }


def _told(error: Exception) -> ReaderError:
    """What the network raises, in words."""
    if isinstance(error, LocationParseError | UnicodeError | ValueError):
        return refused("is not a whole address", "copy it anew from the browser")
    if isinstance(error, SSLError):
        return unreached(
            "cannot prove that it is the machine it says it is (its certificate is not valid)"
        )
    if isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
        failure = unreached(f"did not answer within {_PATIENCE:g} seconds")
        failure.code = Code.TIMEOUT
        return failure
    if isinstance(error, DecodeError):
        return unreached("sent something that cannot be unpacked")
    return unreached("cannot be reached, or broke off", "try again, or save the page as a file")
