"""The word lists of ``lexicon.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The single words of the list called ``name``."""
    return frozenset(_lists()[name].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """The entries of a list whose entries are parted by semicolons."""
    return frozenset(" ".join(entry.split()) for entry in _lists()[name].split(";"))


@cache
def _lists() -> dict[str, str]:
    text = files("briefgen.verification").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return {name: str(entries) for name, entries in tomllib.loads(text).items()}
