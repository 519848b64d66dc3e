"""A message sent to its recipients: each of them once, with an account of what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum

from briefgen.delivery import smtp, stamping
from briefgen.delivery.envelope import AddressProblem, envelope_address, needs_utf8
from briefgen.delivery.ledger import Entry, Ledger, State
from briefgen.errors import DeliveryError
from briefgen.model.account import Account

NOTHING_NEW = 4  # exit code: everybody has it already
_AT_ONCE = 100  # recipients of one transaction; RFC 5321 has every server take as many


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

    def those(self, *outcomes: Outcome) -> list[Result]:
        """The recipients with one of these outcomes."""
        return [result for result in self.results if result.outcome in outcomes]

    @property
    def exit_code(self) -> int:
        """0 sent to all who had not got it, 4 nothing new, 3 not to all, 1 to none."""
        done = self.those(Outcome.SENT, Outcome.READY)
        if len(self.those(Outcome.ALREADY)) == len(self.results) and not self.trouble:
            return NOTHING_NEW
        if len(done) + len(self.those(Outcome.ALREADY)) == len(self.results) and not self.trouble:
            return 0
        return 3 if done or self.those(Outcome.ALREADY, Outcome.UNKNOWN) else 1


@dataclass(frozen=True)
class Patience:
    """How long a server is waited for: ``waits`` in seconds between attempts, ``answer`` for the
    one that follows a message (RFC 5321, 4.5.3.2.6, wants ten minutes: what is not waited for is
    not known). The last wait is what greylisting usually asks for."""

    waits: tuple[float, ...] = (5, 30, 300)
    answer: float = 600


def send(
    message: EmailMessage,
    recipients: Sequence[str],
    account: Account,
    ledger: Ledger,
    *,
    environment: Mapping[str, str],
    now: datetime | None = None,
    series: str = "",
    scheduled: bool = False,
    resend: bool = False,
    dry_run: bool = False,
    patience: Patience | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Report:
    """Send a message to those recipients who have not got it.

    It gets From, Date and Message-ID here, and is signed if the account has a command for that;
    Bcc and ``X-Unsent`` are taken out. Whom it goes to is what ``recipients`` says, not its
    headers. It is known by what its reader gets, so that a name put on a list gets it alone.

    ``resend`` sends it to those too of whom nobody knows whether they have it, under the same
    Message-ID, by which many mailboxes know a copy. Who is known to have it never gets it again.
    ``dry_run`` connects to nobody. ``series`` is what the messages of a series have in common, for
    ``Ledger.previous``; ``scheduled`` says in the message that no person sent it. ``told`` gets a
    line for each wait.

    Raises:
        DeliveryError: before anything was sent, where the message cannot be made ready.
    """
    content = stamping.content_hash(message)
    addresses, results = _checked(recipients)
    addresses = _still_to_get_it(content, addresses, results, ledger, resend=resend)
    number = stamping.message_id(content, account)
    when = now or datetime.now().astimezone()
    ready = stamping.stamped(message, account, number=number, now=when, scheduled=scheduled)
    raw = stamping.packed(ready, account)
    if dry_run:
        results |= {address: Result(address, Outcome.READY) for address in addresses}
        return Report(_in_order(recipients, results), number, raw)
    entry = Entry("", State.SENDING, content, "", number, account.host, series=series)
    run = _Run(raw, account, ledger, environment, entry, patience or Patience(), told)
    run.send(addresses)
    return Report(_in_order(recipients, results | run.results), number, raw, run.trouble)


def _checked(recipients: Sequence[str]) -> tuple[list[str], dict[str, Result]]:
    """The addresses of recipients, each once, and what is wrong with those that are none."""
    addresses: dict[str, None] = {}
    results = {}
    for written in recipients:
        try:
            addresses[envelope_address(written)] = None
        except AddressProblem as problem:
            results[written] = Result(written, Outcome.REFUSED, str(problem))
    return list(addresses), results


def _still_to_get_it(
    content: str,
    addresses: Iterable[str],
    results: dict[str, Result],
    ledger: Ledger,
    *,
    resend: bool,
) -> list[str]:
    """Those who have not got it, for sure; the others are put into ``results``."""
    remaining = []
    for address in addresses:
        last = ledger.last(content, address)
        if last is not None and last.state is State.SENT:
            results[address] = Result(address, Outcome.ALREADY, f"at {last.at}")
        elif resend or last is None or last.state is State.UNSENT:
            remaining.append(address)
        else:
            words = (
                f"a run at {last.at} ended before the server answered; it may have been "
                "delivered. Ask the recipient, or send it again with --resend"
            )
            results[address] = Result(address, Outcome.UNKNOWN, words)
    return remaining


def _in_order(recipients: Sequence[str], results: Mapping[str, Result]) -> tuple[Result, ...]:
    """The results in the order in which recipients were named, each once."""
    found = {}
    for written in recipients:
        try:
            key = envelope_address(written)
        except AddressProblem:
            key = written
        found[key] = results[key]
    return tuple(found.values())


class _Run:
    """The attempts at one message: what is still to be done, and what has become of the rest."""

    def __init__(
        self,
        raw: bytes,
        account: Account,
        ledger: Ledger,
        environment: Mapping[str, str],
        entry: Entry,
        patience: Patience,
        told: Callable[[str], None],
    ) -> None:
        self.raw, self.account, self.ledger = raw, account, ledger
        self.environment, self.entry, self.patience, self.told = environment, entry, patience, told
        self.results: dict[str, Result] = {}
        self.trouble = ""

    def send(self, addresses: Sequence[str]) -> None:
        """Send to all of them, in as many attempts as patience allows."""
        waits = iter(self.patience.waits)
        words = dict.fromkeys(addresses, "")
        while remaining := [a for a in addresses if a not in self.results]:
            try:
                problem, in_one_go = self._attempt(remaining, words)
            except DeliveryError as error:
                return self._give_up(remaining, Outcome.NOT_TRIED, str(error))
            except smtp.ConnectionRefused as error:
                return self._give_up(remaining, Outcome.NOT_TRIED, str(error))
            remaining = [a for a in remaining if a not in self.results]
            if not remaining or in_one_go:
                continue
            wait = next(waits, None)
            if wait is None:
                for address in remaining:
                    outcome = Outcome.DEFERRED if words[address] else Outcome.NOT_TRIED
                    self._set([address], outcome, words[address] or problem)
                self.trouble = problem
                return None
            self.told(f"{problem or words[remaining[0]]}; trying again in {wait:g} seconds")
            time.sleep(wait)
        return None

    def _attempt(self, remaining: Sequence[str], words: dict[str, str]) -> tuple[str, bool]:
        """One connection. What ended it, and whether the next may follow at once: because it got
        on, and there were only too many recipients for one message."""
        at_once = False
        try:
            with smtp.connected(self.account, self.environment) as session:
                for group in _groups(remaining):
                    answers = session.deliver(
                        self.raw,
                        envelope_address(self.account.address),
                        group,
                        before_end=lambda accepted: self._record(accepted, State.SENDING),
                        patience=self.patience.answer,
                    )
                    at_once |= self._take(answers, words)
        except smtp.Unanswered as error:
            self._set(
                error.recipients,
                Outcome.UNKNOWN,
                f"the whole message went out and no answer came ({error}); it may have been "
                "delivered. Ask the recipient, or send it again with --resend",
            )
            self._record(error.recipients, State.UNKNOWN, str(error))
            self._take(error.refused, words)
            return "", True
        except smtp.ConnectionLost as error:
            return str(error), False
        return "", at_once

    def _take(self, answers: Mapping[str, smtp.Answer], words: dict[str, str]) -> bool:
        """Note what a server answered; whether it got on and had only too many to do."""
        for address, answer in answers.items():
            words[address] = str(answer)
        sent = [a for a, answer in answers.items() if answer.is_yes]
        later = [a for a, answer in answers.items() if answer.may_change]
        refused = [a for a in answers if a not in sent and a not in later]
        for outcome, addresses in ((Outcome.SENT, sent), (Outcome.REFUSED, refused)):
            for address in addresses:
                self._set([address], outcome, words[address])
        by_words = [(State.SENT, a) for a in sent] + [(State.UNSENT, a) for a in refused + later]
        self.ledger.append(self._entry(a, state, words[a]) for state, a in by_words)
        return bool(sent) and bool(later) and all(answers[a].is_too_many for a in later)

    def _give_up(self, addresses: Sequence[str], outcome: Outcome, problem: str) -> None:
        self.trouble = problem
        self._set([a for a in addresses if a not in self.results], outcome, problem)

    def _set(self, addresses: Iterable[str], outcome: Outcome, words: str) -> None:
        self.results |= {address: Result(address, outcome, words) for address in addresses}

    def _record(self, addresses: Iterable[str], state: State, words: str = "") -> None:
        self.ledger.append(self._entry(address, state, words) for address in addresses)

    def _entry(self, address: str, state: State, words: str) -> Entry:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return replace(self.entry, at=now, state=state, recipient=address, words=words)


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
