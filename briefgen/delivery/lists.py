"""Distribution lists: who gets briefs, in what form, up to which marking. ``lists/NAME.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from briefgen.delivery.addresses import mailbox
from briefgen.delivery.mail import Mailbox
from briefgen.delivery.subject import FIELD, FIELDS, PATTERN, one_line
from briefgen.errors import SettingsError
from briefgen.model.base import Frozen
from briefgen.text.markings import is_one_level
from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at

FOLDER = "lists"
_NO_LISTS = (".yaml", ".yml", ".json", ".csv", ".txt")
_UNSUBSCRIBE = re.compile(r"(?:https://|mailto:)[!-;=?-~]+")
_LIST_ID = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class DistributionList(Frozen):
    """What may stand in the file of a list. One without a ``ceiling`` gets only briefs that have
    no marking."""

    name: str = Field("", description="what the list is called; by default as its file")
    addresses: tuple[str, ...] = Field(min_length=1, description="who is on it")
    ceiling: str | None = Field(None, description="the highest marking that it may get")
    attach: tuple[Literal["pdf", "docx"], ...] = Field(
        (), description="what is attached; by default Word and PDF, as far as they were made"
    )
    embargo_cleared: bool = Field(False, description="may get a brief before its embargo ends")
    delivery: Literal["each", "bcc"] = Field(
        "each", description="sent as one message to each, or as one with everybody in Bcc"
    )
    sender: str | None = Field(None, alias="from", description="who writes to those on it")
    contact: str = Field("", description="whom to ask, where the brief does not say")
    subject: str = Field(PATTERN, description="the pattern of subjects")
    scheme: Literal["uk", "tlp", "au", "us"] | None = Field(
        None, description="where a marking stands in the subject; by default as its words tell"
    )
    list_id: str | None = Field(None, description="List-Id of a standing list: briefs.example.org")
    unsubscribe: str | None = Field(None, description="mailto: or https: address to leave it")

    def mailboxes(self, where: str) -> tuple[Mailbox, ...]:
        """Who is on it."""
        return tuple(mailbox(written, where) for written in self.addresses)

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Those by which mail programs know a standing list (RFC 2919, RFC 2369)."""
        out = []
        if self.list_id:
            phrase = one_line(self.name).encode("ascii", "ignore").decode()
            quoted = '"' + re.sub(r'["\\<>]', "", phrase).strip() + '" '
            out.append(("List-Id", f"{quoted if len(quoted) > 3 else ''}<{self.list_id}>"))
        if self.unsubscribe:
            out.append(("List-Unsubscribe", f"<{self.unsubscribe}>"))
        return tuple(out)


def load_list(name: str, workspace: Path) -> DistributionList:
    """The list ``name``, or the one in the file that it names.

    Raises:
        SettingsError: there is none, or something in it is wrong: file, field, remedy.
    """
    path = _find(name, workspace)
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        fields = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f'{path}: {error}; it must be TOML, like addresses = ["ann@example.org"]'
            f"{straighten_at(text, error)}"
        ) from error
    try:
        found = DistributionList.model_validate({"name": path.stem, **fields})
    except ValidationError as error:
        faults = error.errors(include_url=False)
        # A name that is spelt otherwise is missing, too.
        fault = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
        field = str(fault["loc"][0]) if fault["loc"] else ""
        known = ["from", *(f for f in DistributionList.model_fields if f != "sender")]
        unknown = fault["type"] == "extra_forbidden"
        problem = f"a list has no such field{nearest(field, known)}" if unknown else misfit(fault)
        raise SettingsError(f"{path}: {field}: {problem}") from error
    _check(found, path)
    return found


def _find(name: str, workspace: Path) -> Path:
    given = Path(name)
    if given.suffix.lower() == ".toml":
        return given
    folder = workspace / FOLDER
    known = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if name not in known:
        beside = (folder / f"{name}{suffix}" for suffix in _NO_LISTS)
        if other := next((p for p in (given, *beside) if p.suffix and p.is_file()), None):
            raise SettingsError(
                f"{other}: lists are TOML; write {other.with_suffix('.toml')}, like  "
                'addresses = ["ann@example.org"]'
            )
        hint = nearest(name, sorted(known)) if known else ""
        raise SettingsError(
            f'there is no list "{one_line(name)}" in {folder}/{hint}; write '
            f'{folder}/{one_line(name)}.toml, like  addresses = ["ann@example.org"]'
        )
    return known[name]


def _check(found: DistributionList, path: Path) -> None:
    found.mailboxes(f"{path}: addresses")
    if found.sender:
        mailbox(found.sender, f"{path}: from")
    if found.ceiling and not is_one_level(found.ceiling):
        raise SettingsError(
            f'{path}: ceiling: "{one_line(found.ceiling)}" names more than one level; write the '
            'highest, and beside it a TLP label if there is one, like "OFFICIAL TLP:AMBER"'
        )
    if found.unsubscribe and not _UNSUBSCRIBE.fullmatch(found.unsubscribe):
        raise SettingsError(f"{path}: unsubscribe: must be a mailto: or https: address")
    if found.list_id and not _LIST_ID.fullmatch(found.list_id):
        raise SettingsError(f"{path}: list_id: must look like a domain: briefs.example.org")
    check_pattern(found.subject, f"{path}: subject")


def check_pattern(pattern: str, where: str) -> None:
    """See that a pattern of subjects says something, and has no field that there is not.

    Raises:
        SettingsError: it is empty, a field in it has no end, or is none; with those that there are.
    """
    if not pattern.strip():
        raise SettingsError(f'{where}: is empty; write one like "{PATTERN}", or leave it out')
    names = FIELD.findall(pattern)
    if wrong := next((name for name in names if name not in FIELDS), None):
        raise SettingsError(f'{where}: there is no field "{wrong}"{nearest(wrong, sorted(FIELDS))}')
    if re.search(r"[{}]", FIELD.sub("", pattern)):
        raise SettingsError(
            f'{where}: "{one_line(pattern)}" has a brace too many or too few; a field is written '
            "like {title}"
        )
