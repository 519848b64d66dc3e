"""Whether a brief may go out: to whom, how marked, when, in what state, how large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.delivery.mail import MEGABYTE
from briefgen.delivery.subject import one_line, shortened_to
from briefgen.text.markings import ONLY_NAMED, is_above, is_only_named

if TYPE_CHECKING:
    from datetime import datetime

    from briefgen.delivery.lists import DistributionList
    from briefgen.delivery.mail import Mail

# Base64 makes 1.37 of each byte; most servers take 25 MB, and some readers' quotas far less.
WARN_BYTES = 7 * MEGABYTE
MOST_BYTES = 18 * MEGABYTE
_SHOWN = 80  # characters of a line that is to blame
MANY = 10  # recipients who all see each other


@dataclass(frozen=True)
class State:
    """What is known of the brief: when its ``embargo`` ends (``embargo_time`` in words), or what a
    file says of one that nobody else knows of (``embargo_said``); which sources are ``unread``;
    what is ``unfilled`` in its files, which of its lines were ``not_found`` in the sources, or why
    it could not be told, and which are in none because they are ``of_author``; which later version
    of it is there (``successor``); and what a Word file of it holds beside what it shows
    (``leftovers``)."""

    embargo: datetime | None = None
    embargo_time: str = ""
    embargo_said: str = ""
    unread: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    of_author: tuple[str, ...] = ()
    unverified: str = ""
    successor: str = ""
    leftovers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What the sender has said: the list it goes to, and what he takes upon himself. ``final``
    says that it goes out without anybody looking at it again, ``resend`` that it goes to those too
    who have another version."""

    group: DistributionList | None = None
    allow_red: bool = False
    verify: bool = True
    final: bool = False
    resend: bool = False


def refusals(mail: Mail, state: State, terms: Terms, now: datetime) -> tuple[str, ...]:
    """Why ``mail`` may not go out, each reason with its remedy; empty where it may."""
    reasons = [*_marking(mail, terms), *_size(mail)]
    if terms.group or terms.final:
        reasons += _embargo(state, terms, now)
        reasons += _unfinished(state, terms)
    if state.successor and terms.final and not terms.resend:
        reasons.append(
            f"{state.successor} is there, a later version; send that, or say --resend to send this "
            "one all the same"
        )
    return tuple(reasons)


def _marking(mail: Mail, terms: Terms) -> list[str]:
    out = []
    group, marking = terms.group, mail.marking
    if group and marking:
        above = is_above(marking, group.ceiling) if group.ceiling else True
        if above is None:
            out.append(
                f"it is marked {marking}, which cannot be compared with {group.ceiling}, the "
                f"ceiling of {group.name}; choose a list whose ceiling is of that scheme"
            )
        elif above:
            limit = (
                f"above {group.ceiling}, the ceiling of {group.name}; choose another list"
                if group.ceiling
                else f"and {group.name} has no ceiling, so it gets nothing that is marked; choose "
                "another list, or give it a ceiling"
            )
            out.append(f"it is marked {marking}, {limit}")
    if is_only_named(marking):
        if not terms.allow_red:
            out.append(
                f"it is marked {ONLY_NAMED}; say --allow-red if these recipients may have it"
            )
        unnamed = [box.address for box in mail.recipients if not box.name]
        if unnamed:
            out.append(
                f"it is marked {ONLY_NAMED} and {unnamed[0]} is nobody by name; write each "
                f"recipient as  Ann Lee <{unnamed[0]}>"
            )
        if mail.cc or mail.bcc:
            out.append(f"it is marked {ONLY_NAMED}, of which nobody gets a copy; use --to")
    return out


def _size(mail: Mail) -> list[str]:
    if mail.size <= MOST_BYTES:
        return []
    smallest = min(mail.attachments, key=lambda one: len(one.content))
    alone = len(smallest.content) <= MOST_BYTES  # and so it was not alone
    remedy = f"attach one with --attach {smallest.name.rpartition('.')[2]}, or " if alone else ""
    return [
        f"its attachments have {mail.size / MEGABYTE:.1f} MB and most servers take no more than "
        f"{MOST_BYTES // MEGABYTE}; {remedy}put it where it can be fetched"
    ]


def _embargo(state: State, terms: Terms, now: datetime) -> list[str]:
    if state.embargo_said:
        return [
            f'it says "{shortened_to(one_line(state.embargo_said), _SHOWN)}"; say until when with '
            "--embargo, which may be over, or take that out"
        ]
    cleared = terms.group is not None and terms.group.embargo_cleared
    if state.embargo is None or now >= state.embargo or cleared:
        return []
    who = f" and {terms.group.name} is not cleared for it" if terms.group else ""
    return [f"it is under embargo until {state.embargo_time}{who}; wait"]


def _unfinished(state: State, terms: Terms) -> list[str]:
    out = []
    if state.unread:
        out.append(
            f"not all of its sources could be read: {_first(state.unread)}; make it anew without "
            "what cannot be"
        )
    if state.unfilled:
        what = _first(state.unfilled)
        out.append(
            f"it is not complete: {what}; fill that in, in Word, or make it anew:  briefgen make … "
            "--set NAME=…"
        )
    if state.leftovers:
        out.append(
            f"its Word file holds {' and '.join(state.leftovers)}, which goes out with it; accept "
            "or remove that in Word, or attach the PDF alone, exported anew if the Word file was "
            "changed: --attach pdf"
        )
    if terms.verify and state.not_found:
        out.append(
            f"not found in its sources: {_first(state.not_found)}; see briefgen verify, and name "
            "the --source-meta that it was made with"
        )
    if terms.verify and state.unverified:
        out.append(f"it cannot be verified: {state.unverified}; or say --no-verify")
    return out


def _first(texts: tuple[str, ...]) -> str:
    """The first of several texts in one line, and how many there are beside it."""
    others = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
    return f'"{shortened_to(one_line(texts[0]), _SHOWN)}"{others}'


def warnings(mail: Mail, state: State, terms: Terms, now: datetime) -> tuple[str, ...]:
    """What whoever sends ``mail`` should know, and may still do."""
    out = []
    if state.embargo_said and not (terms.group or terms.final):
        out.append(f"it says {_first((state.embargo_said,))}, and nothing holds it back: --embargo")
    if state.embargo and now >= state.embargo:
        out.append(
            f"the embargo is over since {state.embargo_time}, and the message still tells it"
        )
    if state.unread and not (terms.group or terms.final):
        out.append(f"not all of its sources could be read: {_first(state.unread)}")
    if state.successor and (terms.resend or not terms.final):
        out.append(f"{state.successor} is there, a later version than this")
    if WARN_BYTES < mail.size <= MOST_BYTES:
        out.append(
            f"the attachments have {mail.size / MEGABYTE:.1f} MB, which some servers refuse; "
            "--attach pdf makes it smaller"
        )
    seen = len(mail.to) + len(mail.cc)
    if seen > MANY:
        out.append(f"{seen} recipients see each other's addresses; use --bcc or a list")
    if state.of_author:
        out.append(f"said by its author and by no source: {_first(state.of_author)}")
    if state.leftovers and not (terms.group or terms.final):
        out.append(f"the Word file holds {' and '.join(state.leftovers)}, which goes out with it")
    return tuple(out)
