"""What became of a message, for each of its recipients."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TO_NOBODY = 1  # exit codes
NOTHING_NEW = 4  # everybody has it already
MAYBE = (
    "it may have been delivered. Ask the recipient, or send it again with  briefgen email … --send "
    "--resend"
)


class Outcome(StrEnum):
    """What became of a message for one recipient."""

    SENT = "sent"
    ALREADY = "already sent"
    REFUSED = "refused"  # for good, by the server or for what the address is
    DEFERRED = "not taken yet"  # the server asked to try again, to the end
    UNKNOWN = "not known"  # sent whole and not answered, now or in an earlier run
    NOT_TRIED = "not tried"
    READY = "would be sent"  # in a dry run


@dataclass(frozen=True)
class Result:
    """What became of one recipient, and why: the server's words, or ours."""

    recipient: str
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True)
class Report:
    """What became of a message: for each recipient, and the bytes that went out (or would)."""

    results: tuple[Result, ...]
    message_id: str
    raw: bytes = field(repr=False)
    trouble: str = ""  # what ended the run, if something did
    is_stopped: bool = False  # by whoever ran it

    @property
    def exit_code(self) -> int:
        """That of this message alone, as ``exit_code`` has it."""
        return exit_code([self])


def exit_code(reports: Iterable[Report]) -> int:
    """That of several messages: 0 sent to all who had not got it, 4 nothing new, 3 not to all, 1
    to none."""
    every = list(reports)
    results = [result.outcome for report in every for result in report.results]
    done = {Outcome.SENT, Outcome.READY}
    if any(report.trouble for report in every) or set(results) - done - {Outcome.ALREADY}:
        return 3 if {*done, Outcome.ALREADY, Outcome.UNKNOWN} & set(results) else TO_NOBODY
    return 0 if done & set(results) else NOTHING_NEW
