"""Messages sent to their recipients: each of them once, with an account of what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.delivery import stamping
from briefgen.delivery.attempts import Letter, Patience, Run
from briefgen.delivery.envelope import AddressProblem, envelope_address
from briefgen.delivery.ledger import Entry, Ledger, State
from briefgen.delivery.report import MAYBE, Outcome, Report, Result
from briefgen.errors import Refusal
from briefgen.text.filenames import parted_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from email.message import EmailMessage

    from briefgen.model.account import Account


@dataclass(frozen=True)
class Outgoing:
    """A message and whom it goes to, whatever its headers say. ``series`` is what the messages of
    a series have in common: each answers to the one before, so that mail programs keep them
    together. ``brief`` is the name of the brief that it brings, with its version."""

    message: EmailMessage
    recipients: Sequence[str]
    series: str = ""
    brief: str = ""


def send(
    outgoing: Sequence[Outgoing],
    account: Account,
    ledger: Ledger,
    *,
    environment: Mapping[str, str],
    now: datetime | None = None,
    scheduled: bool = False,
    resend: bool = False,
    dry_run: bool = False,
    patience: Patience | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Report, ...]:
    """Send messages to those of their recipients who have not got them; a report for each.

    They get From, Date and Message-ID here, and are signed if the account has a command for that;
    Bcc and ``X-Unsent`` are taken out. A message is known by what its reader gets, so that a name
    put on a list gets it alone.

    ``resend`` sends to those too of whom nobody knows whether they have it, under the same
    Message-ID, by which many mailboxes know a copy. Who is known to have it never gets it again.
    ``dry_run`` connects to nobody. ``scheduled`` says in the message that no person sent it.
    ``told`` gets a line for each wait. Who interrupts it (Ctrl-C) gets the reports, too.

    Raises:
        DeliveryError: before anything was sent, where a message cannot be made ready.
    """
    when = now or datetime.now().astimezone()
    letters = [
        _letter(one, account, ledger, when, scheduled=scheduled, resend=resend) for one in outgoing
    ]
    _settle_twins(letters)
    trouble, is_stopped = "", False
    if dry_run:
        for letter in letters:
            letter.settle(letter.remaining, Outcome.READY)
    else:
        run = Run(account, ledger, environment, patience or Patience(), told)
        run.send(letters)
        trouble, is_stopped = run.trouble, run.is_stopped
    return tuple(
        Report(
            _in_order(one.recipients, letter.results),
            letter.entry.message_id,
            letter.raw,
            trouble,
            is_stopped,
        )
        for one, letter in zip(outgoing, letters, strict=True)
    )


def still_to_get_it(
    outgoing: Sequence[Outgoing], ledger: Ledger, *, resend: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Of each message the recipients that ``send`` would hand it over for."""
    found = []
    for one in outgoing:
        addresses, results = _checked(one.recipients)
        content = stamping.content_hash(one.message)
        found.append(tuple(_still_to_get_it(content, addresses, results, ledger, resend=resend)))
    return tuple(found)


def check_latest(outgoing: Sequence[Outgoing], ledger: Ledger, *, resend: bool = False) -> None:
    """See that nobody is sent a brief who has a later version of it.

    Raises:
        Refusal: somebody is, and nobody has said ``resend``.
    """
    left = still_to_get_it(outgoing, ledger)
    for one, recipients in zip(outgoing, left, strict=True):
        base, version = parted_name(one.brief)
        for recipient in recipients if one.brief and not resend else ():
            has = {parted_name(name): name for name in ledger.briefs(recipient)}
            later = [found for found in has if found[0] == base and found[1] > version]
            if later:
                raise Refusal(
                    f"{one.brief}: {recipient} has {has[max(later)]} already, or may have it, a "
                    "later version; send that, or say --resend to send this one all the same"
                )


def _letter(
    one: Outgoing,
    account: Account,
    ledger: Ledger,
    when: datetime,
    *,
    scheduled: bool,
    resend: bool,
) -> Letter:
    """A message made ready, for those who are still to get it."""
    content = stamping.content_hash(one.message)
    number = stamping.message_id(content, account)
    before = ledger.previous(one.series, besides=content) if one.series else None
    addresses, results = _checked(one.recipients)
    addresses = _still_to_get_it(content, addresses, results, ledger, resend=resend)
    ready = stamping.stamped(one.message, account, number=number, now=when, scheduled=scheduled)
    if before and "In-Reply-To" not in ready:
        ready["In-Reply-To"] = ready["References"] = before
    entry = Entry(
        "", State.SENDING, content, "", number, account.host, series=one.series, brief=one.brief
    )
    return Letter(stamping.packed(ready, account), entry, addresses, results)


def _settle_twins(letters: Sequence[Letter]) -> None:
    """See that nobody is sent twice what is in this run twice, as when several files of one brief
    are named."""
    seen: set[tuple[str, str]] = set()
    for letter in letters:
        twins = [a for a in letter.remaining if (letter.entry.content, a.lower()) in seen]
        letter.settle(twins, Outcome.ALREADY, "in this run")
        seen |= {(letter.entry.content, address.lower()) for address in letter.recipients}


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
            words = f"a run at {last.at} ended before the server answered; {MAYBE}"
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
