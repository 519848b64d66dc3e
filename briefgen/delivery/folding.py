"""Headers written out: subjects and addresses, in lines of 76 characters (RFC 5322, RFC 2047).

The folding of Python's library loses spaces between encoded words, and quotation marks of names
that it breaks over two lines. Here a text is encoded whole or not at all.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.headerregistry import Address

_NEXT = "\r\n "
_LINE = 76
_WORD_BYTES = 42  # base64 of which, with =?utf-8?B?…?=, stays below the 75 of RFC 2047
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")
_LONGEST_QUOTED = 60
_ADDRESSED = frozenset({"to", "cc", "bcc", "from", "reply-to", "sender"})


def folded(name: str, value: str) -> str | None:
    """The header ``name`` as it is written, with its line end; None for those that the library
    writes. ``value`` is what the library keeps of a header: text, with ``addresses`` of those."""
    addresses = getattr(value, "addresses", None)
    if name.lower() == "subject":
        return f"{name}: {_text(str(value), len(name) + 2)}\r\n"
    if name.lower() in _ADDRESSED and addresses:
        return f"{name}: {f',{_NEXT}'.join(map(_mailbox, addresses))}\r\n"
    return None


def _text(text: str, used: int) -> str:
    """Words as they are, broken between them, where they are ASCII and none is too long for a
    line; else all of them encoded."""
    words = text.split(" ")
    if not text.isascii() or max(map(len, words)) > _LINE - used:
        return _NEXT.join(_encoded(text))
    lines, line = [], ""
    for word in words:
        if line and used + len(line) + 1 + len(word) > _LINE:
            lines.append(line)
            line, used = word, 1
        else:
            line = f"{line} {word}" if line else word
    return _NEXT.join([*lines, line])


def _encoded(text: str) -> Iterator[str]:
    """Encoded words, each of whole characters; receivers drop the line ends between them."""
    piece = b""
    for character in text:
        added = character.encode("utf-8", "replace")
        if len(piece) + len(added) > _WORD_BYTES:
            yield _word(piece)
            piece = b""
        piece += added
    yield _word(piece)


def _word(piece: bytes) -> str:
    return f"=?utf-8?B?{b64encode(piece).decode()}?="


def _mailbox(address: Address) -> str:
    name, spec = address.display_name, address.addr_spec
    if not name:
        return spec
    if not name.isascii() or len(name) > _LONGEST_QUOTED:
        return f"{_NEXT.join(_encoded(name))} <{spec}>"
    if not _PLAIN_NAME.fullmatch(name):
        name = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{name} <{spec}>"
