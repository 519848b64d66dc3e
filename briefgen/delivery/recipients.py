"""Who gets a message, and who sees whom: everybody once, whatever lists and options say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from briefgen.delivery.addresses import mailbox
from briefgen.errors import SettingsError
from briefgen.text.markings import is_only_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.delivery.lists import DistributionList
    from briefgen.delivery.mail import Mailbox


class Addressed(TypedDict):
    """The recipients of a message by the header that they stand in."""

    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    bcc: tuple[Mailbox, ...]


def addressed(
    to: Sequence[str],
    cc: Sequence[str],
    bcc: Sequence[str],
    group: DistributionList | None,
    marking: str,
) -> Addressed:
    """The recipients as options and a list have them, each once and where he is seen most. Those on
    a list are in Bcc, so that they do not see each other; what is only for named recipients goes to
    each by itself, and has them in To.

    Raises:
        SettingsError: an address is wrong, or there is nobody.
    """
    boxes = {
        name: [mailbox(one, f"--{name}") for one in given]
        for name, given in (("to", to), ("cc", cc), ("bcc", bcc))
    }
    if group:
        members = group.mailboxes(f"list {group.name}")
        boxes["to" if is_only_named(marking) else "bcc"] += members
    if not any(boxes.values()):
        raise SettingsError("nobody to send it to; name them with --to, or a list with --list")
    names: dict[str, str] = {}
    for box in (one for given in boxes.values() for one in given):
        names[box.key] = names.get(box.key) or box.name
    seen: set[str] = set()
    found = {name: _once(given, names, seen) for name, given in boxes.items()}
    return Addressed(to=found["to"], cc=found["cc"], bcc=found["bcc"])


def _once(boxes: Sequence[Mailbox], names: dict[str, str], seen: set[str]) -> tuple[Mailbox, ...]:
    """Those who were not seen yet, with the name that any of their places gives them."""
    kept = []
    for box in boxes:
        if box.key not in seen:
            seen.add(box.key)
            kept.append(replace(box, name=names[box.key]))
    return tuple(kept)
