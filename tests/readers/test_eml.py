"""E-mail becomes what its sender wrote, and its attachments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

from briefgen.model.source import Source
from briefgen.readers import read_bytes

from .samples import mail

Read = Callable[[bytes, str], Source]

BODY = "Dear colleagues,\r\n\r\nThe committee voted to open an inquiry.\r\n\r\n"


def test_headers_state_the_metadata(read: Read) -> None:
    source = read(mail(BODY, headers="Content-Language: en-GB\r\n"), "mail.eml")
    assert source.title == "Inquiry opens – hearings set"
    assert source.author == "Maëlle Örnfeldt"
    assert source.publisher is None
    assert source.published == date(2026, 3, 13)
    assert source.language == "en"
    assert source.text == "The committee voted to open an inquiry."


def test_the_organization_header_gives_the_publisher(read: Read) -> None:
    data = mail(BODY, headers="Organization: Parliament of Velmark\r\n")
    assert read(data, "mail.eml").publisher == "Parliament of Velmark"


def test_quoted_messages_and_signatures_are_left_out(read: Read) -> None:
    body = BODY + (
        "On Tue, 10 Mar 2026 at 09:12, Ada Smith <ada@courier.example>\r\nwrote:\r\n\r\n"
        "> When will it vote?\r\n>\r\n> Ada\r\n\r\nIt votes on Friday.\r\n\r\n-- \r\nMaëlle\r\n"
    )
    assert read(mail(body), "mail.eml").text.split("\n\n") == [
        "The committee voted to open an inquiry.",
        "It votes on Friday.",
    ]


def test_a_quoted_message_without_marks_is_left_out(read: Read) -> None:
    body = BODY + "-----Original Message-----\r\nFrom: Ada\r\n\r\nWhen will it vote?\r\n"
    assert read(mail(body), "mail.eml").text == "The committee voted to open an inquiry."


def test_an_html_mail_is_read_whole(read: Read) -> None:
    body = (
        "<html><body><table><tr><td><table><tr><td><p>The committee voted.</p>"
        "<div>It meets on Friday.<br>At noon.</div></td></tr></table></td></tr></table>"
        '<div class="gmail_quote">On Tuesday Ada wrote: <blockquote>When?</blockquote></div>'
        "</body></html>"
    )
    text = read(mail(body, kind="text/html"), "mail.eml").text
    assert text.split("\n\n") == ["The committee voted.", "It meets on Friday. At noon."]


def _mail_with_attachments() -> bytes:
    message = EmailMessage()
    message["From"] = "Ada Smith <ada@courier.example>"
    message["Subject"] = "Documents"
    message["Date"] = "Fri, 13 Mar 2026 17:40:00 +0100"
    message["Message-ID"] = "<1@courier.example>"
    message.set_content("Two documents are attached.\n")
    message.add_attachment("The mayor wants sirens.\n", filename="../../mayor.txt")
    message.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def test_attachments_are_sources_of_their_own() -> None:
    intake = read_bytes(_mail_with_attachments(), name="mail.eml")
    cover, attached = intake.sources
    assert cover.text == "Two documents are attached."
    assert attached.path == "mail.eml/mayor.txt"
    assert attached.text == "The mayor wants sirens."
    assert attached.published == date(2026, 3, 13)
    assert (attached.author, attached.publisher) == (None, None)
    assert attached.id != cover.id


def test_an_attachment_that_cannot_be_read_is_a_failure_that_names_it() -> None:
    (failure,) = read_bytes(_mail_with_attachments(), name="mail.eml").failures
    assert failure.name == "mail.eml/map.png"
    assert "picture" in failure.problem
