"""Quotation marks and apostrophes as a typesetter sets them, and where they have no place."""

from __future__ import annotations

import re

_OPENS_AFTER = re.compile(r"(?:^|[\s(\[{—–/“‘-])$")


def curly(text: str) -> str:
    """``text`` with straight quotation marks and apostrophes made curly, and nothing else changed.

    A mark opens after white space, a bracket or a dash, and closes elsewhere. A mark behind a
    digit is a measure (5'10") and stays.
    """
    if "'" not in text and '"' not in text:
        return text
    out: list[str] = []
    open_double = False
    for at, char in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = bool(_OPENS_AFTER.search(before)) and not (after.isspace() or not after)
        if char == '"':
            if before.isdigit() and not open_double:
                out.append(char)
                continue
            out.append("“" if opens else "”")
            open_double = opens
        elif char == "'":
            measure = before.isdigit() and not after.isalpha() and "'" not in text[at + 1 : at + 40]
            elided = opens and after.isdigit()  # the '90s
            out.append(char if measure else "‘" if opens and not elided else "’")
        else:
            out.append(char)
    return "".join(out)


_TYPOGRAPHIC = re.compile(r"[“”„‟‘’‚‛«»]")
_IN_STRAIGHT = re.compile(r""" "[^"]*" | '[^']*' """, re.VERBOSE)


def straighten(line: str) -> str:
    """What to say of a line of a settings file or template that cannot be read, where words in it
    stand in the quotation marks of a word processor; else nothing."""
    found = _TYPOGRAPHIC.search(_IN_STRAIGHT.sub("", line))
    return (
        f'; {found[0]} is a typographic quotation mark: type straight ones, "like this"'
        if found
        else ""
    )


def straighten_at(text: str, error: Exception) -> str:
    """The same of the line of ``text`` that a message of the TOML reader names."""
    named = re.search(r"at line (\d+)", str(error))
    lines = text.splitlines()
    return straighten(lines[int(named[1]) - 1]) if named and int(named[1]) <= len(lines) else ""
