"""Messages that Outlook saved: made into mail as it is sent, and read as such."""

from __future__ import annotations

import re
from base64 import encodebytes
from dataclasses import replace
from email import policy
from email.header import Header
from email.message import Message
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr
from html import escape

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content, Refused
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.eml import content_of, file_name
from briefgen.readers.finish import finish_line
from briefgen.readers.lzfu import unpack
from briefgen.readers.mapi import CompoundFile, Properties
from briefgen.readers.rtf_text import RtfText

# Properties by number, after [MS-OXPROPS].
_CLASS, _SUBJECT, _HEADERS = 0x001A, 0x0037, 0x007D
_SENDERS = (0x0042, 0x0C1A)  # whom it is sent for, and who sent it
_ADDRESSES = (0x5D02, 0x5D01, 0x0065, 0x0C1F)
_TIMES = (0x0039, 0x0E06, 0x3007)  # sent, delivered, made
_BODY, _PAGE, _RTF = 0x1000, 0x1013, 0x1009
_FILE, _NAMES, _TYPE, _ID, _HIDDEN = 0x3701, (0x3707, 0x3704, 0x3001), 0x370E, 0x3712, 0x7FFE

# One more than is read: whoever reads the files inside refuses it.
_DEEPEST = 4
_SIGNED = "multipart/signed"
_LEAF = re.compile(r"(?:application|audio|image|text|video)/[\w.+-]{1,80}", re.ASCII)


def read(data: bytes) -> Content:
    """The content of a message; ``text`` may be empty where everything is in attachments."""
    refused: list[Refused] = []
    message = _mail(CompoundFile(data).root(), refused)
    return replace(content_of(message), refused=tuple(refused))


def _mail(found: Properties, refused: list[Refused]) -> Message:
    """A message as mail, with those inside it; what of it cannot be had goes into ``refused``."""
    kind = (found.text(_CLASS) or "").upper()
    if kind.startswith("IPM.NOTE.SMIME") and "SIGNED" not in kind:
        raise ReaderError(
            "is encrypted",
            remedy="open it in Outlook and save its text as .txt",
            code=Code.ENCRYPTED,
        )
    mail = _new("multipart/mixed")
    _put(mail, "Subject", found.text(_SUBJECT))
    mail["From"] = _sender(found)
    _put(mail, "Date", _date(found))
    mail.set_payload([])
    if found.depth >= _DEEPEST:
        return mail
    for body in _bodies(found):
        mail.attach(body)
    for attached in found.attachments():
        part = _attachment(attached, refused)
        if part is not None:
            mail.attach(part)
    return mail


def _new(media_type: str) -> Message:
    # The older policy, as in ``eml``: nothing stalls on the headers of hostile mail.
    message = Message(policy=policy.compat32)
    message["Content-Type"] = media_type
    return message


def _put(message: Message, name: str, text: str | None) -> None:
    line = finish_line(text)
    if line:
        message[name] = Header(line, "utf-8", maxlinelen=10_000).encode()


def _sender(found: Properties) -> str:
    name = next((line for n in _SENDERS if (line := finish_line(found.text(n)))), "")
    address = next((line for n in _ADDRESSES if (line := finish_line(found.text(n)))), "")
    encoded = name if name.isascii() else Header(name, "utf-8", maxlinelen=10_000).encode()
    return formataddr((encoded, address if address.isascii() and "@" in address else ""))


def _date(found: Properties) -> str | None:
    """When it was sent: as its sender's program wrote it, with the day where that was."""
    headers = HeaderParser(policy=policy.compat32).parsestr(found.text(_HEADERS) or "")
    if headers["Date"]:
        return str(headers["Date"])
    moment = next((time for number in _TIMES if (time := found.time(number))), None)
    return None if moment is None else format_datetime(moment)


def _bodies(found: Properties) -> list[Message]:
    """The text of a message: plain where it has that, else as a page, else in RTF."""
    plain = found.text(_BODY)
    if plain and plain.strip():
        return [_text("text/plain", plain)]
    page = _page(found)
    if page.strip():
        return [_text("text/html", page)]
    packed = found.data(_RTF)
    if not packed:
        return []
    rtf = RtfText(unpack(packed))
    shown = "".join(f"<p>{escape(line)}</p>" for line in rtf.paragraphs)
    return [_text("text/html", f"<body>{shown}<p hidden>{escape(rtf.hidden)}</p></body>")]


def _page(found: Properties) -> str:
    data = found.data(_PAGE)
    if data is None:
        return found.text(_PAGE) or ""
    return decode(data, declared=found.codec() or declared_in_html(data))


def _text(media_type: str, text: str) -> Message:
    part = _new(f"{media_type}; charset=utf-8")
    return _filled(part, text.encode("utf-8", "replace"))


def _filled(part: Message, data: bytes) -> Message:
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(data).decode("ascii"))
    return part


def _attachment(found: Properties, refused: list[Refused]) -> Message | None:
    name = next((line for n in _NAMES if (line := finish_line(found.text(n)))), None)
    media_type = (finish_line(found.text(_TYPE)) or "").lower()
    inner = found.inner(_FILE)
    if inner is not None:
        part = _new("message/rfc822")
        part.set_payload([_mail(inner, refused)])
        return part
    data = found.data(_FILE)
    if data is None:
        if not found.is_true(_HIDDEN):
            refused.append(_not_here(name))
        return None
    if media_type.startswith(_SIGNED):  # the message itself, as it was signed
        name, media_type = "message.eml", "message/rfc822"
    part = _new(media_type if _LEAF.fullmatch(media_type) else "application/octet-stream")
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", _name(name)))
    if found.text(_ID) or found.is_true(_HIDDEN):
        part["Content-ID"] = "inside"
    return _filled(part, data)


def _name(name: str | None) -> str:
    return file_name(name or "attachment")


def _not_here(name: str | None) -> Refused:
    return Refused(
        _name(name),
        "is not in the message itself: it is a link or an object",
        "open the message in Outlook and save it as a file of its own",
        Code.UNSUPPORTED,
    )
