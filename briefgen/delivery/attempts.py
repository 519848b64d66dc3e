"""Letters handed to a server in as many attempts as patience allows, each result written down."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.delivery import smtp
from briefgen.delivery.envelope import envelope_address, needs_utf8
from briefgen.delivery.ledger import Entry, Ledger, State
from briefgen.delivery.report import MAYBE, Outcome, Result
from briefgen.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefgen.model.account import Account

_STOPPED = f"the whole message went out, and it was stopped before the server answered; {MAYBE}"
_AT_ONCE = 100  # recipients of one transaction; RFC 5321 has every server take as many


@dataclass(frozen=True)
class Patience:
    """How long a server is waited for: ``waits`` in seconds between attempts, ``answer`` for the
    one that follows a message (RFC 5321, 4.5.3.2.6, wants ten minutes: what is not waited for is
    not known). The last wait is what greylisting usually asks for."""

    waits: tuple[float, ...] = (5, 30, 300)
    answer: float = 600


@dataclass
class Letter:
    """A message ready to go out, and what has become of it so far. ``entry`` is what the ledger
    has of it; ``words`` is what the server last said about each of its recipients, ``begun`` are
    those to whom it was begun to be handed over, ``ended`` those of them for whom its end went
    out."""

    raw: bytes
    entry: Entry
    recipients: Sequence[str]
    results: dict[str, Result] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)

    @property
    def remaining(self) -> list[str]:
        """Those of whom it is not settled what becomes of it."""
        return [address for address in self.recipients if address not in self.results]

    def settle(self, addresses: Iterable[str], outcome: Outcome, words: str = "") -> None:
        """Say what has become of it for some of them; without words, the server's."""
        for address in addresses:
            told = words or self.words.get(address, "")
            self.results[address] = Result(address, outcome, told)


class Run:
    """The attempts at some letters. All of them are tried before any is tried again, so that a
    server which asks to wait is waited for once. ``trouble`` is what ended it, if something did;
    ``is_stopped`` says that it was whoever ran it (Ctrl-C)."""

    def __init__(
        self,
        account: Account,
        ledger: Ledger,
        environment: Mapping[str, str],
        patience: Patience,
        told: Callable[[str], None],
    ) -> None:
        self.account, self.ledger, self.environment = account, ledger, environment
        self.patience, self.told = patience, told
        self.trouble = ""
        self.is_stopped = False

    def send(self, letters: Sequence[Letter]) -> None:
        """Send them all, and settle for each recipient what became of it."""
        try:
            self._send(letters)
        except KeyboardInterrupt:
            self.trouble, self.is_stopped = "stopped before its turn", True
        for letter in letters:
            self._settle_rest(letter)

    def _settle_rest(self, letter: Letter) -> None:
        """Settle what has become of a letter for those of whom that is still open at the end."""
        last = {a: self.ledger.last(letter.entry.content, a) for a in letter.remaining}
        for address, entry in last.items():
            if entry and entry.state in {State.SENDING, State.UNKNOWN}:
                now = address in letter.ended
                words = _STOPPED if now else f"a run at {entry.at} ended unanswered; {MAYBE}"
                letter.settle([address], Outcome.UNKNOWN, words)
        waited = [address for address in letter.remaining if letter.words.get(address)]
        letter.settle(waited, Outcome.DEFERRED)
        broken = "stopped" if self.is_stopped else self.trouble
        words = f"{broken}, before all of it was out"
        letter.settle(letter.begun & {*letter.remaining}, Outcome.DEFERRED, words)
        letter.settle(letter.remaining, Outcome.NOT_TRIED, self.trouble)

    def _send(self, letters: Sequence[Letter]) -> None:
        waits = iter(self.patience.waits)
        while remaining := [letter for letter in letters if letter.remaining]:
            try:
                problem, at_once = self._attempt(remaining)
            except (DeliveryError, smtp.ConnectionRefused) as error:
                self.trouble = str(error)
                break
            remaining = [letter for letter in remaining if letter.remaining]
            if not remaining or at_once:
                continue
            wait = next(waits, None)
            if wait is None:
                self.trouble = problem
                break
            reason = problem or remaining[0].words[remaining[0].remaining[0]]
            self.told(f"{reason}; trying again in {wait:g} seconds")
            time.sleep(wait)

    def _attempt(self, letters: Sequence[Letter]) -> tuple[str, bool]:
        """One connection. What ended it, and whether the next may follow at once: because it got
        on, and there were only too many recipients for one message."""
        at_once = False
        try:
            with smtp.connected(self.account, self.environment) as session:
                for letter in letters:
                    for group in _groups(letter.remaining):
                        at_once |= self._hand_over(letter, group, session)
        except smtp.Unanswered as error:
            return str(error), False
        except smtp.ConnectionLost as error:
            return str(error), False
        return "", at_once

    def _hand_over(self, letter: Letter, group: Sequence[str], session: smtp.Session) -> bool:
        letter.begun |= {*group}

        def before_end(accepted: Sequence[str]) -> None:
            self._record(letter, accepted, State.SENDING)
            letter.ended |= {*accepted}

        try:
            answers = session.deliver(
                letter.raw,
                envelope_address(self.account.address),
                group,
                before_end=before_end,
                patience=self.patience.answer,
            )
        except smtp.Unanswered as error:
            words = f"the whole message went out and no answer came ({error}); {MAYBE}"
            letter.settle(error.recipients, Outcome.UNKNOWN, words)
            self._record(letter, error.recipients, State.UNKNOWN, str(error))
            self._take(letter, error.refused)
            raise
        return self._take(letter, answers)

    def _take(self, letter: Letter, answers: Mapping[str, smtp.Answer]) -> bool:
        """Note what a server answered; whether it got on and had only too many to do."""
        letter.words |= {address: str(answer) for address, answer in answers.items()}
        sent = [a for a, answer in answers.items() if answer.is_yes]
        later = [a for a, answer in answers.items() if answer.may_change]
        refused = [a for a in answers if a not in sent and a not in later]
        letter.settle(sent, Outcome.SENT)
        letter.settle(refused, Outcome.REFUSED)
        self._record(letter, sent, State.SENT)
        self._record(letter, refused + later, State.UNSENT)
        return bool(sent) and bool(later) and all(answers[a].is_too_many for a in later)

    def _record(
        self, letter: Letter, addresses: Sequence[str], state: State, words: str = ""
    ) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self.ledger.append(
            replace(
                letter.entry,
                at=now,
                state=state,
                recipient=address,
                words="" if state is State.SENDING else words or letter.words[address],
            )
            for address in addresses
        )


def _groups(addresses: Sequence[str]) -> list[Sequence[str]]:
    """Recipients by transaction. Those whom only a server with SMTPUTF8 can name have their own,
    for the next server on the way may know none and would give all of it back."""
    plain = [a for a in addresses if not needs_utf8([a])]
    other = [a for a in addresses if needs_utf8([a])]
    return [
        kind[start : start + _AT_ONCE]
        for kind in (plain, other)
        for start in range(0, len(kind), _AT_ONCE)
    ]
