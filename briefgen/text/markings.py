"""Handling markings: which scheme one is of, and which of two is the higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Lowest first. UK Government Security Classifications; FIRST Traffic Light Protocol 2.0; US;
# Australian Protective Security Policy Framework.
SCALES = (
    ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"),
    ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    ("UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
    ("UNOFFICIAL", "OFFICIAL", "OFFICIAL: SENSITIVE", "PROTECTED", "SECRET", "TOP SECRET"),
)
ONLY_NAMED = "TLP:RED"  # for the eyes of individual recipients, and of nobody else


def scale_of(markings: Sequence[str]) -> tuple[str, ...] | None:
    """The scheme, lowest marking first, that all of ``markings`` are of; None if there is none."""
    return next((s for s in SCALES if all(m.upper() in s for m in markings)), None)


def is_above(marking: str, ceiling: str) -> bool | None:
    """Whether ``marking`` is higher than ``ceiling``; None where they are of no one scheme."""
    if marking.upper() == ceiling.upper():
        return False
    scale = scale_of((marking, ceiling))
    return scale.index(marking.upper()) > scale.index(ceiling.upper()) if scale else None


def scheme_of(marking: str) -> str:
    """By the words of a marking, whose rules for subjects it follows: "tlp", "au" where only
    Australia has it, else "uk", which puts it in front."""
    if marking.upper().startswith("TLP:"):
        return "tlp"
    return "au" if marking.upper() in {"UNOFFICIAL", "OFFICIAL: SENSITIVE", "PROTECTED"} else "uk"
