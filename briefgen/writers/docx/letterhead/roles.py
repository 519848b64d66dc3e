"""The roles that styles have in a brief, as ``roles.toml`` lists them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """What a style is for: ``name`` is what ``styles.toml`` calls it, ``ours`` our own style.

    ``names`` and ``ids`` are those of Word's built-in style, ``like`` names that people give to
    styles of their own, ``outline`` the level in the outline (0 is the highest), ``kind`` what Word
    calls the kind of style, ``never`` says that no style of theirs is taken by itself."""

    name: str
    ours: str
    kind: str = "paragraph"
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    outline: int | None = None
    never: bool = False


@cache
def roles() -> dict[str, Role]:
    """All roles by name, in the order in which they are shown."""
    text = Path(__file__).with_name("roles.toml").read_text(encoding="utf-8")
    return {name: _role(name, fields) for name, fields in tomllib.loads(text).items()}


def _role(name: str, fields: dict[str, Any]) -> Role:
    lists = {key: tuple(fields.get(key, ())) for key in ("names", "ids", "like")}
    return Role(name, **{**fields, **lists})
