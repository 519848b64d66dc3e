"""A message as briefgen means it, before it becomes one that mail programs read."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody's address, its domain in ASCII, with a name where one was given."""

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """What tells people apart: capitals in an address are nobody else's, in front of the @ too,
        though a server may mean something by them there (RFC 5321, 2.4)."""
        return self.address.lower()

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message, byte for byte."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message without date and number, which whoever sends it adds. ``text`` and
    ``html`` say the same; ``headers`` are further ones, of lists for instance; ``marking`` is the
    highest of what it holds, and printed in ``text`` and ``html`` already. ``sender`` is who
    writes, where that is not the owner of the account that sends it."""

    subject: str
    text: str
    html: str
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    bcc: tuple[Mailbox, ...] = ()
    marking: str = ""
    attachments: tuple[Attachment, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    sender: Mailbox | None = None

    @property
    def recipients(self) -> tuple[Mailbox, ...]:
        """Everybody who gets it, each address once."""
        every: dict[str, Mailbox] = {}
        for one in (*self.to, *self.cc, *self.bcc):
            every.setdefault(one.key, one)
        return tuple(every.values())

    @property
    def size(self) -> int:
        """The bytes of its attachments, as they lie on the disk."""
        return sum(len(one.content) for one in self.attachments)
