"""The word lists of the analysis, read once from the TOML files beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(file: str, group: str) -> frozenset[str]:
    """The list ``group`` of the data file ``file`` ("people.toml") of this package."""
    raw = files("briefgen.analysis").joinpath(file).read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)[group])


def cue_verbs() -> frozenset[str]:
    """Lemmas of the verbs that report speech."""
    return words("quotes/cues.toml", "speech")


def thought_verbs() -> frozenset[str]:
    """Lemmas of the verbs that report what somebody holds."""
    return words("quotes/cues.toml", "thought")


def is_role(noun: str) -> bool:
    """Whether a noun says what a person is or does."""
    lower = noun.lower().rsplit("-", 1)[-1] if "-" in noun else noun.lower()
    return lower in words("people.toml", "roles") or lower.endswith(
        tuple(words("people.toml", "role_suffixes"))
    )
