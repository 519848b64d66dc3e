"""Rows of a chronology: whether an event happened on the day printed, and who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dossier import Event
from briefgen.verification.moments import moment
from briefgen.verification.verdicts import Finding, lost
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.verification.claims import Claim
    from briefgen.verification.evidence import Evidence
    from briefgen.verification.people import People


def beside_event(
    when: str, who: str, claim: Claim, people: People, evidence: Evidence
) -> Iterator[Finding]:
    """What is wrong beside the statement of a row: its date, or somebody who does not do it."""
    events = [e for e in (claim.stated.entries if claim.stated else ()) if isinstance(e, Event)]
    if not events:
        yield lost(f'"{when}": no source gives it this date')
        return
    if not any(keys_of(moment(e).casefold()) == keys_of(when.casefold()) for e in events):
        right = " or ".join(dict.fromkeys(moment(e) for e in events))
        yield lost(f'"{when}" where the source means {right}')
    for name in filter(None, (part.strip() for part in who.split(";"))):
        if name.strip("–—-") and not any(
            is_done_by(name, event, people, evidence) for event in events
        ):
            yield lost(f'"{name}" is not who does it')


def is_done_by(name: str, event: Event, people: People, evidence: Evidence) -> bool:
    """Whether ``name`` does what an event tells, by one of the names that sources use."""
    wanted = keys_of(name.casefold())
    for entity in evidence.dossier.entities:
        called = {keys_of(one.casefold()) for one in (entity.name, *entity.aliases)}
        if wanted in called and any(_without_article(n) in called for n in event.names):
            return True
    return any(people.same(name, other) for other in event.names)


def _without_article(name: str) -> tuple[str, ...]:
    keys = keys_of(name.casefold())
    return keys[1:] if keys[:1] == ("the",) else keys
