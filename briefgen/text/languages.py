"""What languages are called."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _names() -> dict[str, str]:
    raw = files("briefgen.text").joinpath("languages.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def language_name(code: str) -> str:
    """What English calls the language of a code: "German"; the code where there is no name."""
    return _names().get(code, f'the language "{code}"')
