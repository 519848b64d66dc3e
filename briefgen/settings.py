"""Settings: ``briefgen.toml``, then environment variables, then options; later wins."""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from briefgen.errors import SettingsError
from briefgen.model.account import Account
from briefgen.model.base import Frozen
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    mail: Account | None = None


_MAIL = [field.alias or name for name, field in Account.model_fields.items()]


def read_settings(workspace: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a workspace folder.

    Raises:
        SettingsError: the file is no TOML, or a name or value in it is wrong.
    """
    fields: dict[str, object] = {}
    path = workspace / FILE
    if path.is_file():
        text = ""
        try:
            text = path.read_text(encoding="utf-8-sig")
            fields.update(tomllib.loads(text))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(
                f'{path}: {error}; it must be TOML, like template = "one-pager"'
                f"{straighten_at(text, error)}"
            ) from error
    fields.update(_stated(environment, _PREFIX, [n for n in Settings.model_fields if n != "mail"]))
    mail = fields.get("mail", {})
    if isinstance(mail, dict):
        mail = mail | _stated(environment, f"{_PREFIX}MAIL_", _MAIL)
        fields["mail"] = _beside(workspace, mail) or None
    if isinstance(fields.get("formats"), str):
        fields["formats"] = [part.strip() for part in str(fields["formats"]).split(",")]
    try:
        return Settings.model_validate(fields)
    except ValidationError as error:
        raise SettingsError(f"{path}: {_told(error)}") from None


def _stated(environment: Mapping[str, str], prefix: str, names: Iterable[str]) -> dict[str, object]:
    """The settings that environment variables give."""
    found = {name: environment.get(prefix + name.upper()) for name in names}
    return {name: value for name, value in found.items() if value}


def _beside(workspace: Path, mail: dict[str, object]) -> dict[str, object]:
    """A table ``[mail]`` whose files are looked for beside ``briefgen.toml``."""
    files = {name: mail.get(name) for name in ("ca_file", "ledger")}
    found = {name: str(workspace / file) for name, file in files.items() if isinstance(file, str)}
    return mail | found


def _told(error: ValidationError) -> str:
    """The first thing that is wrong with settings: which, and what is wrong with it."""
    fault = error.errors(include_url=False)[0]
    inside = fault["loc"][0] == "mail" and len(fault["loc"]) > 1
    name = ".".join(str(part) for part in fault["loc"])
    last = str(fault["loc"][-1])
    if fault["type"] == "missing":
        problem = f"is missing; set it, or BRIEFGEN_{name.replace('.', '_').upper()}"
    elif fault["type"] != "extra_forbidden":
        problem = fault["msg"].removeprefix("Value error, ")
    elif inside and "password" in last:
        problem = "is never read from a file; put it into the keyring or BRIEFGEN_MAIL_PASSWORD"
    else:
        problem = f"no such setting{nearest(last, _MAIL if inside else Settings.model_fields)}"
    return f"{name}: {problem}"


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
