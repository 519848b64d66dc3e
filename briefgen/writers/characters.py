"""Which characters and addresses may go into a file."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# What XML 1.0 cannot hold (control characters, half surrogate pairs, two non-characters): one
# such character makes Word refuse the whole file. Tabs and line ends are handled before.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What turns the direction of text until it is ended: left open in one quote, it would turn the
# words of whoever is printed beside it. Letters know their own direction.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")

_SCHEMES = frozenset({"http", "https", "mailto"})


def clean(text: str) -> str:
    """``text`` on one line, without the characters that no format can hold, and without those that
    would change the direction of what stands around it."""
    made = _ILLEGAL.sub("", _LINE_ENDS.sub(" ", text))
    return made if made.isascii() else _TURNING.sub("", made)


def safe_url(url: str) -> str | None:
    """``url`` in ASCII, percent-encoded where needed; None unless it is http, https or mailto.

    A ``javascript:`` or ``file:`` address in a source must not become a live link in a brief.
    """
    address = _ILLEGAL.sub("", url).strip()
    try:
        scheme = urlsplit(address).scheme
    except ValueError:  # "http://[half an IPv6 address"
        return None
    if scheme not in _SCHEMES:
        return None
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~-._")
