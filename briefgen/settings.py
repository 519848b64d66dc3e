"""Settings: ``briefgen.toml``, then environment variables, then options; later wins."""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from briefgen.errors import SettingsError
from briefgen.model.account import Account
from briefgen.model.base import Frozen
from briefgen.text.misfit import misfit
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE = "briefgen.toml"
_PREFIX = "BRIEFGEN_"


class Settings(Frozen):
    """What may stand in ``briefgen.toml``. The environment variable of ``template`` is
    ``BRIEFGEN_TEMPLATE``, that of ``host`` in ``[mail]`` is ``BRIEFGEN_MAIL_HOST``, and so on;
    lists are parted by commas there."""

    template: str | None = None
    formats: tuple[str, ...] = ("pdf", "docx")
    output: str = "out"
    model: str | None = None
    marking: str | None = None
    language: str | None = None
    cache_megabytes: int = Field(500, ge=0)


_MAIL_PREFIX = f"{_PREFIX}MAIL_"
_MAIL = [field.alias or name for name, field in Account.model_fields.items()]
# What only drafts on a server need, and what they do not.
_OF_DRAFTS = frozenset({"imap_host", "imap_port", "imap_security", "imap_user", "drafts"})
_OF_SENDING = frozenset({"host", "port", "security", "sign_command", "ledger"})


def read_settings(workspace: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a workspace folder, but for those of mail, which ``read_account`` reads.

    Raises:
        SettingsError: the file is no TOML, or a name or value in it is wrong.
    """
    fields = _in_file(workspace / FILE)
    fields.pop("mail", None)
    stated = _stated(environment, _PREFIX, Settings.model_fields)
    fields |= stated
    if isinstance(fields.get("formats"), str):
        fields["formats"] = [part.strip() for part in str(fields["formats"]).split(",")]
    try:
        return Settings.model_validate(fields)
    except ValidationError as error:
        names = [*Settings.model_fields, "mail"]
        told = _told(error, str(workspace / FILE), "", stated, _PREFIX, names)
        raise SettingsError(told) from None


def read_account(
    workspace: Path, environment: Mapping[str, str], *, drafts: bool = False
) -> Account | None:
    """The mail account in the settings of a workspace folder, as far as it is needed: to send, or
    to put ``drafts`` on a server. None where nothing is said of one.

    Raises:
        SettingsError: the file is no TOML, something needed is missing, or a name or value is
            wrong.
    """
    path = workspace / FILE
    table = _in_file(path).get("mail", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: mail is no table; write [mail], and host and from below it")
    stated = _stated(environment, _MAIL_PREFIX, _MAIL)
    if not (table or stated):
        return None
    unneeded = _OF_SENDING if drafts else _OF_DRAFTS
    given = {name: value for name, value in (table | stated).items() if name not in unneeded}
    for name in ("imap_host",) if drafts else ("host", "from"):
        if name not in given:
            raise SettingsError(
                f"{path}: mail.{name} is missing; set it there, or {_MAIL_PREFIX}{name.upper()}"
            )
    try:
        return Account.model_validate(_beside(workspace, given))
    except ValidationError as error:
        where = str(path) if table else ", ".join(_MAIL_PREFIX + name.upper() for name in stated)
        told = _told(error, where, "mail.", stated, _MAIL_PREFIX, _MAIL)
        raise SettingsError(told) from None


def _in_file(path: Path) -> dict[str, Any]:
    """What stands in a file of settings; nothing where there is none."""
    if not path.is_file():
        return {}
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f'{path}: {error}; it must be TOML, like template = "one-pager"'
            f"{straighten_at(text, error)}"
        ) from error


def _stated(environment: Mapping[str, str], prefix: str, names: Iterable[str]) -> dict[str, str]:
    """The settings that environment variables give."""
    found = {name: environment.get(prefix + name.upper(), "") for name in names}
    return {name: value for name, value in found.items() if value}


def _beside(workspace: Path, mail: dict[str, object]) -> dict[str, object]:
    """A table ``[mail]`` whose files are looked for beside ``briefgen.toml``."""
    files = {name: mail.get(name) for name in ("ca_file", "ledger")}
    found = {name: str(workspace / file) for name, file in files.items() if isinstance(file, str)}
    return mail | found


def _told(
    error: ValidationError,
    where: str,
    table: str,
    stated: Mapping[str, str],
    prefix: str,
    known: Sequence[str],
) -> str:
    """The first thing that is wrong with settings: which, and what is wrong with it. ``stated`` are
    those that environment variables with this ``prefix`` gave, ``table`` is what the names of the
    others stand below in the file ``where``."""
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0]) if fault["loc"] else ""
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] != "extra_forbidden":
        problem = misfit(fault)
    elif table and "password" in name:
        problem = "is never read from a file; put it into the keyring or BRIEFGEN_MAIL_PASSWORD"
    else:
        problem = f"no such setting{nearest(name, known)}"
    if name in stated:
        return f"{prefix}{name.upper()}: {problem}"
    return f"{where}: {f'{table}{place}'.rstrip('.')}: {problem}"


def build_date(environment: Mapping[str, str]) -> date | None:
    """The day that ``SOURCE_DATE_EPOCH`` names, if it is set (reproducible-builds.org).

    Raises:
        SettingsError: it is no number of seconds.
    """
    value = environment.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH={value}: not a number of seconds since 1970; unset or correct it"
        ) from error


def environment() -> Mapping[str, str]:
    """The environment variables of this process."""
    return os.environ
