"""A brief that was made into the message that brings it: words, subject, recipients, and the gate.

Nothing is sent here. What a message says is what its attachments say; where a person has changed
those, only what still stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import workflow
from briefgen.backing import verified
from briefgen.composition.compose import compose
from briefgen.composition.escape import escape
from briefgen.composition.loader import find_template, load_template
from briefgen.delivery.addresses import mailbox
from briefgen.delivery.embargo import embargo_line, embargo_time, parse_embargo
from briefgen.delivery.gate import State, Terms, refusals, warnings
from briefgen.delivery.lists import check_pattern, load_list
from briefgen.delivery.mail import Attachment, Mail
from briefgen.delivery.message import message_of
from briefgen.delivery.subject import PATTERN, marking_headers, one_line, subject_of
from briefgen.errors import Refusal, SettingsError, TemplateError
from briefgen.made import find_made, marking_of
from briefgen.model.template import MailSlots
from briefgen.selection.mail import for_mail, with_fewer_points
from briefgen.text.markings import is_only_named, scheme_of
from briefgen.text.phrasebook import phrasebook
from briefgen.writers import WRITERS
from briefgen.writers.mail import bodies

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from briefgen.cache import Cache
    from briefgen.delivery.lists import DistributionList
    from briefgen.delivery.mail import Mailbox
    from briefgen.made import Made
    from briefgen.model.brief import Brief
    from briefgen.model.template import Template
    from briefgen.readers.overrides import Overrides
    from briefgen.writers.mail import Bodies

TEMPLATE = "mail"
MOST_WORDS = 200
_LABELS = {".pdf": "PDF", ".docx": "Word"}


@dataclass(frozen=True)
class Asked:
    """What a sender asks for: to whom, with what, and what he takes upon himself. Addresses are
    as he wrote them; ``attach`` are formats; ``final`` says that nobody looks at it again."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    group: str | None = None
    subject: str | None = None
    attach: tuple[str, ...] = ()
    marking: str | None = None
    embargo: str | None = None
    allow_red: bool = False
    verify: bool = True
    final: bool = False
    previous: Path | None = None
    overrides: Overrides | None = None
    workspace: Path = Path()


@dataclass(frozen=True)
class Prepared:
    """A brief ready to go: the message as a draft has it, and what to know before it is sent.
    ``series`` is what the numbered reports of one series have in common, empty for others."""

    mail: Mail
    group: DistributionList | None
    name: str
    notices: tuple[str, ...]
    series: str = ""

    def drafts(self) -> tuple[Mail, ...]:
        """The messages as drafts: one, in which those on a list are in Bcc; what is only for named
        recipients goes to each by itself."""
        return _each(self.mail) if self._one_by_one else (self.mail,)

    def outgoing(self) -> tuple[Mail, ...]:
        """The messages as they are sent: to each on a list by itself, unless it says "bcc"."""
        each = self.group is not None and self.group.delivery == "each"
        return _each(self.mail, self._writer) if each or self._one_by_one else (self.mail,)

    @property
    def _writer(self) -> str:
        """The address of the list's sender, who stands in To of a draft and needs no copy."""
        if self.group is None or not self.group.sender:
            return ""
        writer = mailbox(self.group.sender, f"list {self.group.name}: from").address
        members = {box.address for box in self.group.mailboxes(f"list {self.group.name}")}
        return "" if writer in members else writer

    @property
    def _one_by_one(self) -> bool:
        return is_only_named(self.mail.marking)


def _each(mail: Mail, but: str = "") -> tuple[Mail, ...]:
    """A message to each of the recipients by itself, ``but`` to that address."""
    boxes = (box for box in mail.recipients if box.address != but)
    return tuple(replace(mail, to=(box,), cc=(), bcc=()) for box in boxes)


def prepare(
    path: Path,
    asked: Asked,
    now: datetime,
    *,
    progress: workflow.Progress = lambda *_: None,
    cache: Cache | None = None,
) -> Prepared:
    """The message for the brief that the file ``path`` is one of.

    Raises:
        Refusal: it may not go to these recipients, now, or as it is; all reasons in one line.
        SettingsError: an address, list, subject or embargo is wrong.
        DocumentFileError: ``path`` is not of a brief that was made.
        TemplateError: the template of the message is wrong.
    """
    group = load_list(asked.group, asked.workspace) if asked.group else None
    made = find_made(path, asked.attach or (group.attach if group else ()))
    template = _template(made, asked.workspace)
    titles = (made.brief.title, _title(made, template))
    marking = marking_of(made, asked.marking, titles)
    embargo = _embargo(made, asked)
    mail, notices = _mail(made, asked, group, template, marking, embargo)
    terms = Terms(group, asked.allow_red, asked.verify, asked.final)
    book = phrasebook(made.brief.language)
    until = embargo_time(embargo, book) if embargo else ""
    state = State(embargo, until, made.unfilled, leftovers=made.leftovers)
    reasons = refusals(mail, state, terms, now)
    if asked.verify and (group or asked.final) and not reasons:
        # The sources are read last: it takes longest.
        state = verified(
            made,
            state,
            overrides=asked.overrides,
            previous=asked.previous,
            progress=progress,
            cache=cache,
        )
        reasons = refusals(mail, state, terms, now)
    if reasons:
        raise Refusal(f"{made.name}: not for sending: {'; '.join(reasons)}")
    told = (*notices, *warnings(mail, state, terms, now))
    return Prepared(mail, group, made.name, told, _series(made))


def draft_bytes(mail: Mail) -> bytes:
    """``mail`` as a draft in a file, the same bytes each time."""
    return message_of(mail).as_bytes()


def _template(made: Made, workspace: Path) -> Template | None:
    """The template that the brief was made with, unless it is gone."""
    try:
        return load_template(find_template(made.brief.template, workspace))
    except TemplateError:
        return None


def _embargo(made: Made, asked: Asked) -> datetime | None:
    """Until when it is held back: as its author slot ``embargo`` says, or later where its sender
    says so; raises Refusal where that is sooner."""
    slot = made.brief.author.get("embargo")
    own = parse_embargo(slot.text, f"{made.name}: embargo") if slot and slot.text else None
    if asked.embargo is None:
        return own
    wanted = parse_embargo(asked.embargo, "--embargo")
    if own is not None and wanted < own:
        until = embargo_time(own, phrasebook(made.brief.language))
        raise Refusal(
            f"{made.name} is under embargo until {until}, and --embargo ends sooner; make it anew "
            "with another one, or leave --embargo out"
        )
    return wanted


def _mail(
    made: Made,
    asked: Asked,
    group: DistributionList | None,
    template: Template | None,
    marking: str,
    embargo: datetime | None,
) -> tuple[Mail, list[str]]:
    """The message, and what of it whoever sends it should look at."""
    book = phrasebook(made.brief.language)
    line = embargo_line(embargo, book) if embargo else ""
    slots = template.front.mail if template else MailSlots()
    scheme = (group.scheme if group else None) or scheme_of(marking)
    body, notices = _body(made, asked, group, slots, marking, line)
    recipients = {"to": asked.to, "cc": asked.cc, "bcc": asked.bcc}
    boxes = {
        name: tuple(mailbox(one, f"--{name}") for one in given)
        for name, given in recipients.items()
    }
    if group:
        _add_list(boxes, group, marking)
    if not any(boxes.values()):
        raise SettingsError("nobody to send it to; name them with --to, or a list with --list")
    values = _values(made, template, slots)
    mail = Mail(
        subject=subject_of(
            values,
            pattern=_pattern(asked, group, values),
            marking=marking,
            scheme=scheme,
            first=line,
        ),
        text=body.text,
        html=body.html,
        marking=marking,
        attachments=tuple(_attachment(file.path, file.content) for file in made.files),
        headers=(*marking_headers(marking, scheme), *(group.headers() if group else ())),
        **boxes,
    )
    return mail, notices


def _add_list(boxes: dict[str, tuple[Mailbox, ...]], group: DistributionList, marking: str) -> None:
    """Put those on a list where they do not see each other; the sender stands in To."""
    members = group.mailboxes(f"list {group.name}")
    if is_only_named(marking):
        boxes["to"] = (*boxes["to"], *members)
        return
    boxes["bcc"] = (*boxes["bcc"], *members)
    if group.sender and not boxes["to"]:
        boxes["to"] = (mailbox(group.sender, f"list {group.name}: from"),)


def _pattern(asked: Asked, group: DistributionList | None, values: Mapping[str, str]) -> str:
    """The pattern of the subject, in which ``values`` leave something to read.

    Raises:
        SettingsError: they do not, or there is no such field.
    """
    if asked.subject is not None:
        pattern, where = asked.subject, "--subject"
        check_pattern(pattern, where)
    else:
        pattern, where = (group.subject, f"list {group.name}: subject") if group else (PATTERN, "")
    if "{number}" in pattern and not values["number"]:
        raise SettingsError(
            f"{where}: {{number}} is that of a report in its series, and this brief has none; "
            "leave it out, or name another subject with --subject"
        )
    if not subject_of(values, pattern=pattern):
        raise SettingsError(
            f'{where}: "{pattern}" leaves nothing to read for this brief; add words'
        )
    return pattern


def _attachment(path: Path, content: bytes) -> Attachment:
    return Attachment(path.name, WRITERS[path.suffix.lower()[1:]].media_type, content)


def _body(
    made: Made,
    asked: Asked,
    group: DistributionList | None,
    slots: MailSlots,
    marking: str,
    embargo: str,
) -> tuple[Bodies, list[str]]:
    """What the message says, with as many points as it has room for."""
    template = load_template(find_template(TEMPLATE, asked.workspace))
    added = {"attached": escape(", ".join(_told(f.path, f.content) for f in made.files))}
    if group and group.contact:
        added["contact"] = escape(group.contact)
    brief = for_mail(made.brief, slots, stands=made.stands, added=added)
    brief = brief.model_copy(update={"marking": marking or None})
    first = (embargo,) if embargo else ()
    body = bodies(compose(brief, template), first)
    while body.words > MOST_WORDS and (fewer := with_fewer_points(brief)):
        brief = fewer
        body = bodies(compose(brief, template), first)
    return body, _remarks(made, brief, body)


def _remarks(made: Made, brief: Brief, body: Bodies) -> list[str]:
    out = []
    if made.edited:
        names = " and ".join(file.path.name for file in made.edited)
        out.append(f"{names} was changed after it was made: the message tells what still stands")
    if body.words > MOST_WORDS:
        out.append(f"the message has {body.words} words; {MOST_WORDS} are read at a glance")
    if not brief.slots["bottom_line"] and "written" not in brief.author:
        out.append("the message has no bottom line: nothing of the brief stands for one")
    return out


def _told(path: Path, content: bytes) -> str:
    return f"{_LABELS[path.suffix.lower()]} ({max(1, len(content) // 1000)} kB)"


def _values(made: Made, template: Template | None, slots: MailSlots) -> dict[str, str]:
    """What the fields of a subject stand for."""
    brief = made.brief
    book = phrasebook(brief.language)
    title = one_line(_title(made, template))
    if not made.stands(title):
        title = next((line.text for f in made.edited[:1] for line in f.printed.lines[1:2]), title)
    day = book.date(brief.as_of)
    version = (
        f"({book.say('v{new} supersedes v{old}', new=made.version, old=made.version - 1)})"
        if made.version > 1
        else ""
    )
    return {
        "keyword": slots.keyword,
        "title": title,
        "as_of": book.say("as of {date}", date=day) if day else "",
        "date": day,
        "version": version,
        "number": str(brief.number or ""),
        "template": brief.template,
    }


def _title(made: Made, template: Template | None) -> str:
    """What the files were called when they were made."""
    return compose(made.brief, template).title if template else made.brief.title


def _series(made: Made) -> str:
    """What the reports of one series have in common."""
    return f"{made.brief.template}: {made.manifest.series}" if made.manifest.series else ""
