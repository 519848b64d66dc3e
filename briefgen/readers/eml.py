"""E-mail: what its sender wrote, who that was and when, and the files that came with it."""

from __future__ import annotations

import email
import email.policy
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Attachment, Content
from briefgen.readers.dating import parse_date
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.finish import finish_line
from briefgen.readers.quoted import own_blocks, own_text
from briefgen.readers.stated import primary_language, stated_author

# Hostile mail nests without end, and no honest one has this many parts.
_MOST_PARTS = 500
_LONGEST_HEADER = 2000
# Parts that come with a mail and say nothing: signatures, winmail wrappers, pictures in the text.
_SILENT_TYPES = frozenset(
    {
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "text/rfc822-headers",
    }
)


def read(data: bytes) -> Content:
    """The content of a message; ``text`` may be empty where everything is in attachments."""
    try:
        # The older policy: the newer one parses headers with a grammar that hostile mail stalls.
        return content_of(email.message_from_bytes(data, policy=email.policy.compat32))
    except RecursionError as error:
        raise ReaderError(
            "nests messages too deeply", remedy="save the inner message", code=Code.TOO_DEEP
        ) from error


def content_of(message: Message) -> Content:
    """The content of a message that is in memory, as ``read`` gives it."""
    parts = list(_parts(message))
    forwarded = (header(message, "Subject") or "").lower().startswith(("fwd:", "fw:"))
    attachments = tuple(_attachments(parts))
    shown = [part for part in parts if not _is_attachment(part)]
    text, hidden = _body(shown, keep_forwarded=forwarded)
    return Content(
        text=text,
        title=header(message, "Subject"),
        author=_sender(message),
        publisher=header(message, "Organization") or header(message, "Organisation"),
        published=_day(message),
        language=primary_language(header(message, "Content-Language")),
        hidden_words=hidden,
        attachments=attachments,
    )


def _parts(message: Message) -> Iterator[Message]:
    """Leaves of the message in order; an attached message is one leaf, not opened here. Raises
    ReaderError for too many."""
    stack = [message]
    count = 0
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack.extend(reversed([child for child in payload if isinstance(child, Message)]))
            continue
        count += 1
        if count > _MOST_PARTS:
            raise ReaderError(
                f"has more than {_MOST_PARTS} parts",
                remedy="save what matters of it as files of their own",
                code=Code.TOO_BIG,
            )
        yield part


def _body(parts: list[Message], *, keep_forwarded: bool) -> tuple[str, int]:
    """Plain text if there is any, else the HTML part as text; and how many words that hides."""
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    text = "\n\n".join(own_text(_plain_text(part), keep_forwarded=keep_forwarded) for part in plain)
    if text.strip():
        return text, 0
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    found = [own_blocks(_html_text(part), keep_forwarded=keep_forwarded) for part in pages]
    text = "\n\n".join(paragraph for page, _ in found for paragraph in page)
    return text, sum(hidden for _, hidden in found)


def _plain_text(part: Message) -> str:
    text = decode(_payload(part), declared=part.get_content_charset())
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    # RFC 3676: a line that ends in a space goes on in the next, save the signature's mark.
    lines: list[str] = []
    for line in text.splitlines():
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and line.strip():
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _html_text(part: Message) -> str:
    data = _payload(part)
    return decode(data, declared=part.get_content_charset() or declared_in_html(data))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    for part in parts:
        if not _is_attachment(part) or part.get_content_type() in _SILENT_TYPES:
            continue
        if part.get_content_type() == "message/rfc822":
            message = _inner_message(part)
            if message is not None:
                name = f"{header(message, 'Subject') or 'message'}.eml"
                yield Attachment(file_name(name), "message/rfc822", message.as_bytes())
            continue
        name = file_name(_decoded(part.get_filename()) or "attachment")
        yield Attachment(name, part.get_content_type(), _payload(part))


def _inner_message(part: Message) -> Message | None:
    """The message that a part carries; some programs encode it, which the standard forbids."""
    inner = part.get_payload()
    message = inner[0] if isinstance(inner, list) and inner else None
    if not isinstance(message, Message):
        return None
    encoding = str(part["Content-Transfer-Encoding"] or "").strip().lower()
    body = message.get_payload()
    if encoding == "base64" and isinstance(body, str) and not message.keys():
        try:
            return email.message_from_bytes(b64decode(body), policy=email.policy.compat32)
        except ValueError:
            return message
    return message


def _is_attachment(part: Message) -> bool:
    """Whether a part is a file of its own rather than the message or a picture inside it."""
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    if kind == "message/rfc822":
        return True
    if part.get_content_maintype() == "image" and (
        disposition != "attachment" or part["Content-ID"]
    ):
        return False
    if kind in {"text/plain", "text/html"}:
        return disposition == "attachment" or bool(part.get_filename())
    return part.get_filename() is not None or disposition == "attachment"


def file_name(name: str) -> str:
    """The last part of a name, without anything that a path or a terminal could trip over."""
    last = (finish_line(name) or "").replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    return last[:120] or "attachment"


def header(message: Message, name: str) -> str | None:
    """A header as it reads, on one line; None where the message has none of that name."""
    value = message[name]
    return None if value is None else _decoded(str(value)[:_LONGEST_HEADER])


def _decoded(value: str | None) -> str | None:
    """A header with its encoded words read; as it stands where they are broken."""
    if value is None:
        return None
    try:
        chunks = decode_header(value)
    except Exception:  # email.errors.HeaderParseError, binascii.Error and others
        return finish_line(value)
    text = ""
    for chunk, charset in chunks:
        if isinstance(chunk, str):
            text += chunk
            continue
        try:
            text += decode(chunk, declared=charset)
        except ReaderError:
            text += chunk.decode("latin-1")
    return finish_line(text)


def _sender(message: Message) -> str | None:
    """The display name of the sender; an address alone is not a name."""
    raw = message["From"]
    if raw is None:
        return None
    # Addresses are told apart before encoded words are read: a decoded name may hold a comma.
    name, address = parseaddr(str(raw)[:_LONGEST_HEADER])
    found = stated_author(_decoded(name))
    return None if found and (found.casefold() == address.casefold() or "@" in found) else found


def _day(message: Message) -> date | None:
    """The day on which the mail was sent, where its sender was."""
    stated = header(message, "Date")
    if stated is None:
        return None
    try:
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(stated)
