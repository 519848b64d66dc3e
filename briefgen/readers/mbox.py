"""Mailboxes: each message becomes a file of its own, which is read as one that was saved alone."""

from __future__ import annotations

import email.policy
import re
from email.parser import BytesHeaderParser

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Attachment, Content
from briefgen.readers.eml import file_name, header

# "From ada@example.org Mon Jun 01 10:00:00 2009" after a blank line or at the start: a day or time
# tells it from a sentence that begins so, which careless programs leave without its ">".
_ENVELOPE = re.compile(
    rb"(?:\A\s*|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,300}(?:\d:\d\d|\b(?:19|20)\d\d\b)[^\r\n]{0,60}"
    rb"\r?\n"
)
# Programs put a ">" before "From " in the text of a message, and one more where there is one.
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
# As many files as are taken from one: a mailbox of more messages gives mailboxes of so many.
_MOST_MESSAGES = 100
_HEADERS = 64 * 1024  # bytes, in which the subject is looked for


def read(data: bytes) -> Content:
    """The messages of a mailbox in order, as attachments; the mailbox itself has no text."""
    starts = [found.span() for found in _ENVELOPE.finditer(data)]
    if not starts:
        raise ReaderError(
            'holds no message: no line begins with "From " and a date',
            remedy="export the mailbox again, or save the messages as .eml",
            code=Code.MALFORMED,
        )
    ends = [start for start, _ in starts[1:]] + [len(data)]
    if len(starts) > _MOST_MESSAGES:
        firsts = range(0, len(starts), _MOST_MESSAGES)
        lasts = [min(first + _MOST_MESSAGES, len(starts)) for first in firsts]
        return Content(
            text="",
            attachments=tuple(
                _part(data[starts[first][0] : ends[last - 1]], first + 1, last)
                for first, last in zip(firsts, lasts, strict=True)
            ),
        )
    bodies = (data[start:end] for (_, start), end in zip(starts, ends, strict=True))
    return Content(
        text="",
        attachments=tuple(
            _message(_ESCAPED.sub(b"", body), number) for number, body in enumerate(bodies, 1)
        ),
    )


def holds_several(data: bytes) -> bool:
    """Whether bytes that begin like a message are a mailbox of more than one."""
    starts = _ENVELOPE.finditer(data)
    first = next(starts, None)
    return (
        first is not None and not data[: first.start()].strip() and next(starts, None) is not None
    )


def _part(data: bytes, first: int, last: int) -> Attachment:
    return Attachment(f"messages {first} to {last}.mbox", "application/mbox", data)


def _message(data: bytes, number: int) -> Attachment:
    """One message under a name that no other in the mailbox has."""
    # The headers alone: the message is read later, under the limits of a file.
    found = BytesHeaderParser(policy=email.policy.compat32).parsebytes(data[:_HEADERS])
    name = file_name(f"{number} {header(found, 'Subject') or 'message'}")
    return Attachment(f"{name}.eml", "message/rfc822", data)
