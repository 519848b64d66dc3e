"""Messages on their way out, as the terminal has it: asked about, sent, told."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefgen.cli.reporting import STOPPED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import EmailMessage

    from briefgen.delivery.report import Outcome, Report
    from briefgen.delivery.sending import Outgoing
    from briefgen.model.account import Account


def account_of_settings(*, drafts: bool = False) -> Account:
    """The mail account in the settings: to send, or to put ``drafts`` on a server.

    Raises:
        SettingsError: there is none, or it lacks something.
    """
    from briefgen.errors import SettingsError
    from briefgen.settings import FILE, environment, read_account

    account = read_account(Path(), environment(), drafts=drafts)
    if account is None:
        wanted = "imap_host" if drafts else "host and from"
        raise SettingsError(f"{FILE}: no [mail] with {wanted}; docs/sending.md has one to copy")
    return account


def send_all(
    outgoing: Sequence[Outgoing],
    described: Sequence[str],
    *,
    yes: bool = False,
    dry_run: bool = False,
    resend: bool = False,
    quiet: bool = False,
    as_json: bool = False,
) -> int:
    """Send messages once ``described``, lines that say what is sent to whom, was said yes to, tell
    what became of them, and give the exit code. ``yes`` is for schedules: nobody is asked, and the
    messages say that no person sent them.

    Raises:
        SettingsError: there is no account, or nobody to say yes.
        DeliveryError: nothing could be sent.
        Refusal: somebody has a later version.
    """
    from briefgen.delivery.ledger import ledger_path, open_ledger
    from briefgen.delivery.report import exit_code
    from briefgen.delivery.sending import check_latest, send, still_to_get_it
    from briefgen.settings import environment

    account = account_of_settings()
    path = Path(account.ledger) if account.ledger else ledger_path()
    with open_ledger(path) as ledger:  # which nobody waits for while somebody thinks
        check_latest(outgoing, ledger, resend=resend)
        left = still_to_get_it(outgoing, ledger, resend=resend)
    if any(left) and not (yes or dry_run):
        every = {recipient for one in outgoing for recipient in one.recipients}
        _ask([*described, *_left(every, left)], account)
    with open_ledger(path) as ledger:
        reports = send(
            outgoing,
            account,
            ledger,
            environment=environment(),
            scheduled=yes,
            resend=resend,
            dry_run=dry_run,
            told=lambda line: None if quiet else typer.echo(f"briefgen: {line}", err=True),
        )
    is_stopped = any(report.is_stopped for report in reports)
    if is_stopped:
        typer.echo(f"briefgen: stopped while sending; {_known(reports)}", err=True)
    _tell(reports, dry_run=dry_run, quiet=quiet and not is_stopped, as_json=as_json)
    return STOPPED if is_stopped else exit_code(reports)


def _left(every: set[str], left: Sequence[Sequence[str]]) -> list[str]:
    """Who is sent nothing of what is asked about, as far as somebody is."""
    others = sorted(every - {recipient for one in left for recipient in one})
    return [f"  has it already, or may have: {', '.join(others)}"] if others else []


def _known(reports: Sequence[Report]) -> str:
    """To whom mail has gone, to whom it may have, and to whom it goes when this is run again."""
    from briefgen.delivery.report import Outcome

    done = {Outcome.SENT, Outcome.ALREADY}
    sent, maybe = _counted(reports, done), _counted(reports, {Outcome.UNKNOWN})
    others = _counted(reports, {*Outcome} - done - {Outcome.UNKNOWN})
    told = [f"it has gone to {sent}" if sent else "it is not known to have gone to anybody"]
    if maybe:
        told.append(f"and may have gone to {maybe}")
    again = "the same again sends it to the others" if others else "there is nobody else"
    return f"{', '.join(told)}; {again}"


def _counted(reports: Sequence[Report], outcomes: set[Outcome]) -> str:
    """The recipients of whom one of ``outcomes`` is told; where they get several messages, with how
    many of these it is."""
    results = [result for report in reports for result in report.results]
    every = Counter(result.recipient for result in results)
    found = Counter(result.recipient for result in results if result.outcome in outcomes)
    return ", ".join(
        f"{who} ({n} of {every[who]} messages)" if every[who] > 1 else who
        for who, n in found.items()
    )


def put_drafts(messages: Sequence[EmailMessage], *, quiet: bool = False) -> None:
    """Put messages into the folder of drafts of the account in the settings.

    Raises:
        SettingsError: there is no account.
        DeliveryError: one could not be put there; those before it were.
    """
    from briefgen.delivery.imap import save_draft
    from briefgen.settings import environment

    account = account_of_settings(drafts=True)
    for message in messages:
        folder = save_draft(message, account, environment=environment())
        if not quiet:
            typer.echo(f'  put into "{folder}" at {account.imap_host}')


def _ask(described: Sequence[str], account: Account) -> None:
    """Show what is sent, and go on only if somebody says so."""
    from briefgen.errors import SettingsError

    for line in (*described, f"  from: {account.sender}, by {account.host}"):
        typer.echo(line, err=True)
    if not sys.stdin.isatty():
        raise SettingsError("nobody is there to say yes, so nothing was sent; give --yes to send")
    try:
        wanted = typer.confirm("Send it?", err=True)
    except typer.Abort:
        typer.echo(err=True)
        wanted = False
    if not wanted:
        typer.echo("briefgen: stopped; nothing was sent", err=True)
        raise typer.Exit(STOPPED)


def _tell(reports: Sequence[Report], *, dry_run: bool, quiet: bool, as_json: bool) -> None:
    from briefgen.delivery.report import Outcome

    if as_json:
        told = [
            {
                "message_id": report.message_id,
                "bytes": len(report.raw),
                "recipients": [
                    {"address": r.recipient, "outcome": r.outcome.value, "words": r.words}
                    for r in report.results
                ],
            }
            for report in reports
        ]
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    sent = Outcome.SENT  # whose words are the server's "queued as …"
    well = (sent, Outcome.READY, Outcome.ALREADY)
    for report in reports:
        if dry_run and not quiet:
            typer.echo(_shown(report.raw))
        for result in report.results:
            is_well = result.outcome in well
            words = (
                f": {result.words}" if result.words and result.outcome is not Outcome.SENT else ""
            )
            if not (quiet and is_well):
                typer.echo(f"  {result.outcome.value} {result.recipient}{words}", err=not is_well)


def _shown(raw: bytes) -> str:
    """A message as it would go out: its headers, its plain text, and what is attached."""
    from email import message_from_bytes, policy

    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    attached = [
        f"[{part.get_content_type()} {part.get_filename()}]" for part in message.iter_attachments()
    ]
    head = [f"{name}: {value}" for name, value in message.items()]
    text = str(body.get_content()).rstrip() if body else "(signed or encrypted)"
    return "\n".join((*head, "", text, "", *attached))
