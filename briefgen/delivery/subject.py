"""The subject of a message: what the reader is to do, on what, as of when, and how it is marked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PATTERN = "{keyword}: {title} - {as_of} {version}"
FIELDS = frozenset({"keyword", "title", "as_of", "date", "version", "number", "template"})
_LONGEST_TITLE = 70  # characters: with what stands around it, one line of a list of messages
_LONGEST = 240
FIELD = re.compile(r"\{(\w+)\}")
_LEFT_OVER = re.compile(r"\s+[-–—:|]\s*$|\s+[-–—](?=\s+\()|\(\s*\)")
# How the Australian standard for e-mail markings writes the words of the framework.
_SEC = {"OFFICIAL: SENSITIVE": "OFFICIAL:Sensitive"}
_AU_HEADER = "VER=2024.1, NS=gov.au, SEC={sec}"


def one_line(text: str) -> str:
    """``text`` as a header can hold it: line ends and control characters are spaces, what turns
    the direction of text or is half a character goes. "=?" is parted, which begins an encoded word:
    the standard library would decode what somebody wrote as one, line ends and all."""
    spaced = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} or c.isspace() else c
        for c in text
        if unicodedata.category(c) != "Cs" and not _turns(c)
    )
    return " ".join(spaced.split()).replace("=?", "= ?")


def _turns(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def subject_of(
    values: Mapping[str, str],
    *,
    pattern: str = PATTERN,
    marking: str = "",
    scheme: str = "uk",
    first: str = "",
) -> str:
    """``pattern`` with its fields filled in, of which empty ones leave nothing behind. The marking
    stands in front, for the scheme "au" at the end; ``first`` (an embargo) before all but that."""
    shortened = {**values, "title": short(one_line(values.get("title", "")))}
    filled = one_line(FIELD.sub(lambda m: one_line(shortened.get(m[1], "")), pattern))
    while (tidier := _LEFT_OVER.sub("", filled).strip()) != filled:
        filled = tidier
    filled = shortened_to(filled, _LONGEST)
    parts = [one_line(first), filled]
    label = one_line(marking)
    if scheme == "au" and label:
        return " - ".join(filter(None, parts)) + f" [SEC={_sec(label)}]"
    return " ".join(filter(None, [f"[{label}]" if label else "", " - ".join(filter(None, parts))]))


def short(title: str) -> str:
    """A title of a length that a list of messages shows, cut between words."""
    return shortened_to(title, _LONGEST_TITLE)


def shortened_to(text: str, longest: int) -> str:
    """``text``, cut in front of the word that would make it longer than ``longest`` characters."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:-–") + "…"


def marking_headers(marking: str, scheme: str) -> tuple[tuple[str, str], ...]:
    """The headers that a scheme has for a marking: ``X-Protective-Marking`` in Australia (Email
    Protective Marking Standard 2024.1)."""
    if scheme != "au" or not marking:
        return ()
    return (("X-Protective-Marking", _AU_HEADER.format(sec=_sec(one_line(marking)))),)


def _sec(marking: str) -> str:
    return _SEC.get(marking.upper(), marking.upper())
