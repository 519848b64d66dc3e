"""Settings: ``briefgen.toml``, then environment variables, then options; later wins."""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from briefgen.errors import SettingsError
from briefgen.model.base import Frozen
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "briefgen.toml"
_PREFIX = "BRIEFGEN_"


class Settings(Frozen):
    """What may stand in ``briefgen.toml``. The environment variable of ``template`` is
    ``BRIEFGEN_TEMPLATE``, and so on; lists are parted by commas there."""

    template: str | None = None
    formats: tuple[str, ...] = ("pdf", "docx")
    output: str = "out"
    model: str | None = None
    marking: str | None = None
    language: str | None = None
    cache_megabytes: int = Field(500, ge=0)


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
    for name in Settings.model_fields:
        value = environment.get(_PREFIX + name.upper())
        if value:
            fields[name] = value
    if isinstance(fields.get("formats"), str):
        fields["formats"] = [part.strip() for part in str(fields["formats"]).split(",")]
    try:
        return Settings.model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = str(fault["loc"][0])
        unknown = fault["type"] == "extra_forbidden"
        problem = (
            f"no such setting{nearest(name, Settings.model_fields)}" if unknown else fault["msg"]
        )
        raise SettingsError(f"{path}: {name}: {problem}") from error


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
