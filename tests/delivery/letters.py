"""A brief as it is mailed, and accounts that mail it."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

from briefgen.model.account import Account

AccountOf = Callable[..., Account]


def brief_message(subject: str = "INFO: Überflutung am Wehr – as of 12 March") -> EmailMessage:
    """A brief as it is mailed: two bodies, two attachments, and names that are not in ASCII."""
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = "Ånne Öst <anne@example.org>, bo@example.org"
    message["Bcc"] = "hidden@example.org"
    message["X-Unsent"] = "1"
    message.set_content("OFFICIAL\n\n.The water fell to 3.4 m – “at last”.\n" + "x" * 1200 + "\n")
    message.add_alternative("<p>The water fell to 3.4&nbsp;m – “at last”.</p>\n", subtype="html")
    every_byte = bytes(range(256)) * 40 + b"\r\n.\r\n..\n\r"
    for name, kind in (("Überflutung.pdf", "pdf"), ("brief.docx", "octet-stream")):
        message.add_attachment(every_byte, maintype="application", subtype=kind, filename=name)
    return message
