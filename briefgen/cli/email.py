"""``briefgen email``: the message that brings a brief, as a draft for one's own mail program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import STOPPED, ProgressLine, reported

if TYPE_CHECKING:
    from briefgen.delivery.mail import Mail
    from briefgen.mailing import Asked, Prepared

EXAMPLES = """**Examples**

`briefgen email out/….pdf --to "Ann Lee <ann@example.org>"` writes `out/….eml`, a draft to open

`briefgen email out/….docx --list ministers` to those in `lists/ministers.toml`

`briefgen email out/….pdf --list ministers --send` shows it, asks, and sends it

`briefgen email out/….pdf --to ann@example.org --embargo "2026-03-14 09:00 Europe/London"`
"""
OPENING = """\
  Open the draft in your mail program, look at it and send it from there:
    Outlook          opens it ready to send; the new Outlook: drag it into Drafts
    Thunderbird      open it, then Message > Edit As New Message
    Apple Mail       open it, then Message > Send Again"""

BriefFiles = Annotated[
    list[Path],
    typer.Argument(
        help="A file of each brief, as `briefgen make` wrote it: Word, PDF or manifest."
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", help='Who gets it: `"Ann Lee <ann@example.org>"`; repeat for several.'),
]
Cc = Annotated[list[str] | None, typer.Option("--cc", help="Who gets a copy; repeat for several.")]
Bcc = Annotated[
    list[str] | None,
    typer.Option("--bcc", help="Who gets a copy that nobody sees; repeat for several."),
]
List = Annotated[
    str | None,
    typer.Option("--list", help="A distribution list: `lists/NAME.toml`, or such a file."),
]
Subject = Annotated[
    str | None,
    typer.Option(
        "--subject",
        help="The subject, with fields: {keyword} {title} {as_of} {date} {version} {number}.",
    ),
]
Attach = Annotated[
    list[str] | None,
    typer.Option(
        "--attach",
        help="pdf or docx; repeat for both, or part them by a comma.",
        show_default="docx pdf",
    ),
]
Embargo = Annotated[
    str | None,
    typer.Option("--embargo", help='Until when it is held back: "2026-03-14 09:00 Europe/London".'),
]
AllowRed = Annotated[
    bool, typer.Option("--allow-red", help="Let a brief marked TLP:RED go to those named.")
]
NoVerify = Annotated[
    bool, typer.Option("--no-verify", help="Do not hold it against its sources for a list.")
]
MailMarking = Annotated[
    str | None,
    typer.Option("--marking", help="The marking that a file has which was changed since."),
]
ImapDrafts = Annotated[
    bool,
    typer.Option("--imap-drafts", help="Put the draft into the folder of your mail account."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what `--send` would send, and send nothing.")
]
Resend = Annotated[
    bool,
    typer.Option(
        "--resend",
        help="Send it to those too of whom it is not known if they have it, or who have a later "
        "version.",
    ),
]
Draft = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The draft to write.", show_default="beside the brief"),
]


@dataclass(frozen=True)
class Way:
    """How messages leave: by the mail account in the settings, or as drafts in files."""

    send: bool = False
    imap_drafts: bool = False
    dry_run: bool = False
    yes: bool = False
    resend: bool = False
    output: Path | None = None

    @property
    def by_account(self) -> bool:
        """Whether an account is needed."""
        return self.send or self.imap_drafts or self.dry_run

    def check(self) -> None:
        """See that no option goes for nothing.

        Raises:
            SettingsError: one does, without another or beside it.
        """
        from briefgen.errors import SettingsError

        if (self.yes or self.resend) and not (self.send or self.dry_run):
            name = "--yes" if self.yes else "--resend"
            raise SettingsError(
                f"{name}: nothing is sent without --send; add it, or leave {name} out"
            )
        if self.imap_drafts and (self.send or self.dry_run):
            name = "--send" if self.send else "--dry-run"
            raise SettingsError(
                f"{name}: --imap-drafts puts a draft into your account, and sends nothing; "
                f"leave {name} out"
            )


@reported
def email(
    briefs: BriefFiles,
    to: To = None,
    cc: Cc = None,
    bcc: Bcc = None,
    list_name: List = None,
    subject: Subject = None,
    attach: Attach = None,
    marking: MailMarking = None,
    embargo: Embargo = None,
    allow_red: AllowRed = False,
    no_verify: NoVerify = False,
    source_meta: options.SourceMeta = None,
    previous: options.Previous = None,
    output: Draft = None,
    send: options.Send = False,
    imap_drafts: ImapDrafts = False,
    dry_run: DryRun = False,
    yes: options.Yes = False,
    resend: Resend = False,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Write the message that brings a brief, as a draft to look at and send; or send it."""
    from briefgen.mailing import Asked
    from briefgen.readers import read_overrides

    options.check_said({"--list": list_name, "--marking": marking})
    way = Way(
        send=send, imap_drafts=imap_drafts, dry_run=dry_run, yes=yes, resend=resend, output=output
    )
    way.check()
    asked = Asked(
        to=tuple(to or ()),
        cc=tuple(cc or ()),
        bcc=tuple(bcc or ()),
        group=list_name,
        subject=subject,
        attach=formats_attached(attach),
        marking=marking,
        embargo=embargo,
        allow_red=allow_red,
        verify=not no_verify,
        final=send or dry_run,
        resend=resend,
        previous=previous,
        overrides=read_overrides(source_meta) if source_meta else None,
    )
    deliver(briefs, asked, way, no_cache=no_cache, quiet=quiet, as_json=as_json)


def formats_attached(given: list[str] | None) -> tuple[str, ...]:
    """The formats to attach, each once.

    Raises:
        SettingsError: one is nothing that is attached.
    """
    from briefgen.errors import SettingsError
    from briefgen.made import ATTACHED
    from briefgen.text.nearest import nearest

    found = tuple(dict.fromkeys(options.listed(given or ())))
    options.check_said({"--attach": None if given is None else "".join(found)})
    if wrong := next((one for one in found if one not in ATTACHED), None):
        raise SettingsError(f"--attach {wrong}: attach pdf or docx{nearest(wrong, ATTACHED)}")
    return found


def deliver(
    briefs: list[Path],
    asked: Asked,
    way: Way,
    *,
    no_cache: bool = False,
    quiet: bool = False,
    as_json: bool = False,
) -> None:
    """Bring each of ``briefs`` on its way: as a draft in a file, or as ``way`` says."""
    from briefgen.cli.delivering import account_of_settings
    from briefgen.errors import SettingsError
    from briefgen.mailing import prepare

    if way.output and (len(briefs) > 1 or way.by_account):
        raise SettingsError("--output names one draft in a file; leave it out")
    if way.by_account:
        account_of_settings(drafts=way.imap_drafts)  # to hear of what it lacks at once
    try:
        with options.cache(off=no_cache) as cache, ProgressLine(quiet=quiet or as_json) as progress:
            prepared = [
                prepare(path, asked, datetime.now(tz=UTC), progress=progress, cache=cache)
                for path in briefs
            ]
    except KeyboardInterrupt as stop:
        typer.echo("briefgen: stopped; nothing was sent", err=True)
        raise typer.Exit(STOPPED) from stop
    for notice in (notice for one in prepared for notice in one.notices if not quiet):
        typer.echo(f"briefgen: note: {notice}", err=True)
    if way.by_account:
        _hand_over(prepared, way, quiet=quiet, as_json=as_json)
        return
    for path, one in zip(briefs, prepared, strict=True):
        _write(path, one, way.output, quiet=quiet, as_json=as_json)
    if not (quiet or as_json):
        typer.echo(OPENING)


def _hand_over(prepared: list[Prepared], way: Way, *, quiet: bool, as_json: bool) -> None:
    """Send messages, or put them among the drafts of the account in the settings."""
    from briefgen.cli.delivering import put_drafts, send_all
    from briefgen.delivery.message import message_of
    from briefgen.delivery.report import TO_NOBODY
    from briefgen.delivery.sending import Outgoing

    if way.imap_drafts:
        drafts = [message_of(mail, draft=False) for one in prepared for mail in one.drafts()]
        put_drafts(drafts, quiet=quiet)
        _mark(prepared)
        return
    outgoing = [
        Outgoing(
            message_of(mail, draft=False),
            [box.address for box in mail.recipients],
            one.series,
            one.name,
        )
        for one in prepared
        for mail in one.outgoing()
    ]
    code = send_all(
        outgoing,
        [line for one in prepared for line in described(one.mail)],
        yes=way.yes,
        dry_run=way.dry_run,
        resend=way.resend,
        quiet=quiet,
        as_json=as_json,
    )
    if not way.dry_run and code != TO_NOBODY:
        _mark(prepared)
    if code:
        raise typer.Exit(code)


def _mark(prepared: list[Prepared]) -> None:
    """Have what went out keep its names: whatever is made next is another version."""
    from briefgen.outputs import mark_mailed

    for one in prepared:
        mark_mailed(one.record)


def _write(
    path: Path, prepared: Prepared, output: Path | None, *, quiet: bool, as_json: bool
) -> None:
    from briefgen.drafts import write_drafts

    files = write_drafts(prepared, path.parent, output)
    if as_json:
        told = _summary(prepared.mail) | {
            "to_complete": list(prepared.unfilled),
            "files": [str(file) for file in files],
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif not quiet:
        left = [f"  still to complete: {prompt}" for prompt in prepared.unfilled]
        wrote = [f"  wrote {file}" for file in files]
        typer.echo("\n".join((*described(prepared.mail), *left, *wrote)))


def described(mail: Mail) -> list[str]:
    """A message in a few lines: subject, recipients, marking, attachments and their size."""
    who = [
        f"  {name}: {', '.join(map(str, boxes))}"
        for name, boxes in (("to", mail.to), ("cc", mail.cc), ("bcc", mail.bcc))
        if boxes
    ]
    names = ", ".join(one.name for one in mail.attachments)
    size = f"{max(1, mail.size // 1000)} kB"
    writer = [f"  written by: {mail.sender}"] if mail.sender else []
    return [
        mail.subject,
        *writer,
        *who,
        f"  marking: {mail.marking or 'none'}",
        f"  with {names} ({size})",
    ]


def _summary(mail: Mail) -> dict[str, object]:
    return {
        "subject": mail.subject,
        "to": [str(box) for box in mail.to],
        "cc": [str(box) for box in mail.cc],
        "bcc": [str(box) for box in mail.bcc],
        "marking": mail.marking or None,
        "attachments": [one.name for one in mail.attachments],
        "bytes": mail.size,
    }
