"""A brief that was made into the message that brings it: words, subject, recipients, and the gate.

Nothing is sent here. What a message says is what its attachments say; where a person has changed
those, as they are now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.backing import changed_sources, verified
from briefgen.composition.loader import MESSAGE, find_template, load_template
from briefgen.delivery.addresses import mailbox
from briefgen.delivery.earlier import earlier_drafts
from briefgen.delivery.gate import State, Terms, refusals, warnings
from briefgen.delivery.lists import load_list
from briefgen.delivery.mail import Attachment, Mail
from briefgen.delivery.recipients import addressed
from briefgen.delivery.subject import marking_headers
from briefgen.errors import Refusal, SettingsError
from briefgen.made import find_made, marked_otherwise, name_of, told_as_before
from briefgen.outputs import MANIFEST_SUFFIX, later_version, slug
from briefgen.text.markings import is_only_named, scheme_of
from briefgen.wording import body_of, matter_of, of_author, subject_for
from briefgen.writers import WRITERS

if TYPE_CHECKING:
    from datetime import datetime

    from briefgen.analysing import Progress
    from briefgen.cache import Cache
    from briefgen.delivery.lists import DistributionList
    from briefgen.made import Made
    from briefgen.readers.overrides import Overrides
    from briefgen.wording import Matter


@dataclass(frozen=True)
class Asked:
    """What a sender asks for: to whom, with what, and what he takes upon himself. Addresses are
    as he wrote them; ``attach`` are formats; ``final`` says that nobody looks at it again,
    ``resend`` that it goes to those too who have another version."""

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
    resend: bool = False
    previous: Path | None = None
    overrides: Overrides | None = None
    workspace: Path = Path()


@dataclass(frozen=True)
class Prepared:
    """A brief ready to go: the message as a draft has it, and what to know before it is sent.
    ``record`` is its manifest, ``unfilled`` what its files still ask their author to complete,
    ``series`` what the numbered reports of one series have in common, empty for others."""

    mail: Mail
    group: DistributionList | None
    name: str
    record: Path
    notices: tuple[str, ...]
    unfilled: tuple[str, ...] = ()
    series: str = ""

    def drafts(self) -> tuple[Mail, ...]:
        """The messages as drafts: one, in which those on a list are in Bcc; what is only for named
        recipients goes to each by itself."""
        return _each(self.mail) if self._one_by_one else (self.mail,)

    def outgoing(self) -> tuple[Mail, ...]:
        """The messages as they are sent: to each on a list by itself, unless it says "bcc"."""
        each = self.group is not None and self.group.delivery == "each"
        return _each(self.mail) if each or self._one_by_one else (self.mail,)

    @property
    def _one_by_one(self) -> bool:
        return is_only_named(self.mail.marking)


def _each(mail: Mail) -> tuple[Mail, ...]:
    """A message to each of the recipients by itself."""
    return tuple(replace(mail, to=(box,), cc=(), bcc=()) for box in mail.recipients)


def prepare(
    path: Path,
    asked: Asked,
    now: datetime,
    *,
    progress: Progress = lambda *_: None,
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
    if asked.cc and asked.final and group and group.delivery == "each":
        raise SettingsError(
            f"--cc: each on {group.name} is sent a message of his own, of which nobody gets a "
            "copy; use --to"
        )
    try:
        prepared = _prepared(path, asked, group, now, progress=progress, cache=cache)
    except Refusal as refusal:
        raise Refusal("; ".join([str(refusal), *of_earlier_runs(path, group)])) from refusal
    return replace(prepared, notices=(*prepared.notices, *of_earlier_runs(path)))


def of_earlier_runs(path: Path, refused: DistributionList | None = None) -> tuple[str, ...]:
    """What to know of drafts beside the brief of ``path``: those that bring it as it is no more,
    and all for a list that it is ``refused`` for now. Empty where there are none."""
    name = name_of(path)
    old = earlier_drafts(path.parent, name, draft_name(name, refused) if refused else "")
    if not old:
        return ()
    others = f" and {len(old) - 1} more" if len(old) > 1 else ""
    return (
        f"{old[0]}{others}: a draft of an earlier run, with the brief as it was; do not send it",
    )


def go_on(file: Path) -> str:
    """What to do where a brief was made and its message refused: the options are those of email."""
    return f"the brief is made: go on with  briefgen email {file}"


def draft_name(brief: str, group: DistributionList | None) -> str:
    """What the draft that brings a brief is called, without its suffix."""
    return f"{brief}.{slug(group.name)}" if group else brief


def _prepared(
    path: Path,
    asked: Asked,
    group: DistributionList | None,
    now: datetime,
    *,
    progress: Progress,
    cache: Cache | None,
) -> Prepared:
    """The message for a brief; raises as ``prepare`` does."""
    made = find_made(path, asked.attach or (group.attach if group else ()))
    matter = matter_of(made, asked.workspace, marking=asked.marking, embargo=asked.embargo)
    mail, notices = _mail(matter, asked, group)
    terms = Terms(group, asked.allow_red, asked.verify, asked.final, asked.resend)
    state = State(
        matter.embargo,
        matter.until,
        matter.unheard,
        tuple(one.name for one in made.manifest.refused),
        made.unfilled,
        successor=later_version(path.parent, made.name),
        leftovers=made.leftovers,
    )
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
        own = of_author(matter, asked.workspace, state.not_found)
        others = tuple(line for line in state.not_found if line not in own)
        state = replace(state, not_found=others, of_author=own)
        reasons = refusals(mail, state, terms, now)
    if reasons:
        raise Refusal(f"{made.name}: not for sending: {'; '.join(reasons)}")
    told = (
        *told_as_before(made),
        *marked_otherwise(made, mail.marking),
        *notices,
        *changed_sources(made),
        *warnings(mail, state, terms, now),
    )
    record = path.with_name(f"{made.name}{MANIFEST_SUFFIX}")
    return Prepared(mail, group, made.name, record, told, made.unfilled, _series(made))


def follows_from(group: str) -> list[object]:
    """All that the message for a list follows from beside its brief, as plain data.

    Raises:
        SettingsError, TemplateError: there is no such list, or it or the template is wrong.
    """
    template = load_template(find_template(MESSAGE, Path()))
    return [load_list(group, Path()).model_dump(), template.model_dump()]


def _mail(
    matter: Matter, asked: Asked, group: DistributionList | None
) -> tuple[Mail, tuple[str, ...]]:
    """The message, and what of it whoever sends it should look at."""
    scheme = (group.scheme if group else None) or scheme_of(matter.marking)
    contact = group.contact if group else ""
    body, notices = body_of(matter, asked.workspace, contact=contact)
    own = mailbox(group.sender, f"list {group.name}: from") if group and group.sender else None
    mail = Mail(
        subject=subject_for(matter, scheme, stated=asked.subject, group=group),
        text=body.text,
        html=body.html,
        marking=matter.marking,
        attachments=tuple(_attachment(file.path, file.sent) for file in matter.made.files),
        headers=(*marking_headers(matter.marking, scheme), *(group.headers() if group else ())),
        sender=own,
        **addressed(asked.to, asked.cc, asked.bcc, group, matter.marking),
    )
    return mail, notices


def _attachment(path: Path, content: bytes) -> Attachment:
    return Attachment(path.name, WRITERS[path.suffix.lower()[1:]].media_type, content)


def _series(made: Made) -> str:
    """What the reports of one series have in common."""
    return f"{made.brief.template}: {made.manifest.series}" if made.manifest.series else ""
