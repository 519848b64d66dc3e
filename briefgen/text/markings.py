"""Handling markings: which scheme one is of, which of two is higher, and which a line bears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Lowest first. UK Government Security Classifications; FIRST Traffic Light Protocol 2.0; US;
# Australian Protective Security Policy Framework.
SCALES = (
    ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"),
    ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    ("UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
    ("UNOFFICIAL", "OFFICIAL", "OFFICIAL: SENSITIVE", "PROTECTED", "SECRET", "TOP SECRET"),
)
ONLY_NAMED = "TLP:RED"  # for the eyes of individual recipients, and of nobody else
_COLOUR = r"(?:RED|AMBER\s?\+\s?STRICT|AMBER|GREEN|CLEAR|WHITE)\b"
_LABEL = r"\bTLP\s?[-: ]\s?"
_TLP = re.compile(rf"{_LABEL}({_COLOUR})", re.IGNORECASE)
# Longest first. RESTRICTED is of NATO and the EU, and of no scale here.
_LEVEL = (
    r"(?:TOP\s+SECRET|SECRET|CONFIDENTIAL|RESTRICTED|OFFICIAL\s?[-\u2010-\u2014:/ ]\s?"
    r"(?i:SENSITIVE)|OFFICIAL|UNOFFICIAL|PROTECTED|UNCLASSIFIED|CUI)(?!\w)"
)
_WORDS = re.compile(rf"(?<![\w-]){_LEVEL}")
_SHORT = 8  # words; a line of the text that is longer is no marking
_AROUND = " \t[](){}*.–—-"
_LETTERS = re.compile(r"\w")
# What may stand around a marking that opens or ends a title ("UK SECRET: …", "… (SECRET)"), and
# what parts one from the rest.
_NATION = r"(?:(?:UK|US|EU|NATO|AUS|NZ)\s+)?"
_BEFORE, _AFTER = re.compile(rf"\W*{_NATION}"), re.compile(r"\W*")
_PARTED = re.compile(r"\s*[]:;|/)}\u2013\u2014]|\s+-")
_PARTING = re.compile(rf"(?:[:;|/({{[\u2013\u2014]|\s-)\s*{_NATION}$")
# Markings in any letters that open or end a line and are parted from the rest of it: "Secret – for
# ministers", "Official-Sensitive / Secret", and not "Secret talks began".
_ONE = rf"{_NATION}(?:{_LABEL}{_COLOUR}|{_LEVEL})"
_ROW = rf"({_ONE}(?:[][\s(){{}}|:;/.\u2013\u2014-]+{_ONE})*)"
_OPENING = re.compile(rf"\W*{_ROW}(?=\W*$|\s*[]:;|/)}}.\u2013\u2014]|\s+-)", re.IGNORECASE)
_CLOSING = re.compile(rf"(?:[][:;|/(){{}}.\u2013\u2014]\s*|\s-\s*){_ROW}\W*$", re.IGNORECASE)


def markings_in(line: str) -> frozenset[str]:
    """The known markings that a line of the text bears: TLP labels anywhere, however they are
    written; other words in any letters where something parts them from the rest of a line that they
    open or end, or in capitals in a short one."""
    short = line if len(line.split()) <= _SHORT else ""
    return _labels(line) | _levels(short) | _levels(_parted(line).upper())


def _parted(line: str) -> str:
    """What opens or ends a line and is parted from the rest, as far as that is markings."""
    opening, closing = _OPENING.match(line), _CLOSING.search(line)
    ends = closing[1] if closing else ""
    if ends.islower() and not line.islower():
        ends = ""  # the end of a sentence: "Bridge closed: official"
    return f"{opening[1] if opening else ''} | {ends}"


def markings_at_edge(line: str) -> frozenset[str]:
    """The same for a line at the head or foot of a page, which may be long: what opens or ends it
    in capitals is one."""
    words = line.strip(_AROUND)
    ends = (m[0] for m in _WORDS.finditer(words) if m.start() == 0 or m.end() == len(words))
    return markings_in(line) | frozenset(map(_canonical, ends))


def markings_in_title(title: str) -> frozenset[str]:
    """The known markings that a title bears: TLP labels anywhere, other words in capitals at its
    beginning or end. Where all of it is in capitals, something must part them from the rest."""
    ends = []
    for found in _WORDS.finditer(title):
        before, after = title[: found.start()], title[found.end() :]
        opens = _BEFORE.fullmatch(before) and (_is_lower(after) or _PARTED.match(f"{after}|"))
        closes = _AFTER.fullmatch(after) and (_is_lower(before) or _PARTING.search(before))
        if opens or closes:
            ends.append(_canonical(found[0]))
    return _labels(title) | frozenset(ends)


def _is_lower(text: str) -> bool:
    return any(c.islower() for c in text)


def _labels(text: str) -> frozenset[str]:
    found = ("".join(match.split()).upper() for match in _TLP.findall(text))
    return frozenset("TLP:" + ("CLEAR" if colour == "WHITE" else colour) for colour in found)


def _levels(text: str) -> frozenset[str]:
    return frozenset(map(_canonical, _WORDS.findall(text)))


def _canonical(written: str) -> str:
    if written.upper().endswith("SENSITIVE"):
        return "OFFICIAL: SENSITIVE" if ":" in written else "OFFICIAL-SENSITIVE"
    return " ".join(written.split())


def parts_of(marking: str) -> frozenset[str]:
    """The known markings that one is made of: a level and a TLP label may stand side by side. One
    that has other words besides is of its own kind."""
    rest = _WORDS.sub("", _TLP.sub("", marking.upper()))
    return frozenset({marking.upper()}) if _LETTERS.search(rest) else markings_in(marking.upper())


def named_in(marking: str) -> frozenset[str]:
    """The known markings whose words stand in one: in "SECRET//NOFORN", SECRET."""
    return _labels(marking) | _levels(marking.upper())


def is_one_level(marking: str) -> bool:
    """Whether it names no more than one level and one TLP label."""
    return len(_WORDS.findall(marking.upper())) < 2 and len(_TLP.findall(marking)) < 2


def joined(markings: Iterable[str]) -> str:
    """One marking that is none of ``markings`` too low: of those of one scale the highest, and of
    those in whose words another stands the longer."""
    kept = frozenset(markings)
    highest = [m for m in kept if not any(is_above(o, m) or _holds(o, m) for o in kept - {m})]
    return " ".join(sorted(highest))


def _holds(marking: str, other: str) -> bool:
    """Whether the words of another stand in ``marking``."""
    words = rf"(?<!\w){re.escape(other.upper())}(?!\w)"
    return re.search(words, marking.upper()) is not None


def is_only_named(marking: str) -> bool:
    """Whether what is so marked is for named recipients alone."""
    return ONLY_NAMED in markings_in(marking.upper())


def scale_of(markings: Sequence[str]) -> tuple[str, ...] | None:
    """The scheme, lowest marking first, that all of ``markings`` are of; None if there is none."""
    return next((s for s in SCALES if all(m.upper() in s for m in markings)), None)


def is_above(marking: str, ceiling: str) -> bool | None:
    """Whether ``marking`` is higher than ``ceiling``; None where they are of no one scheme."""
    if marking.upper() == ceiling.upper():
        return False
    limits = parts_of(ceiling) | named_in(ceiling)
    each = [_is_above_all(part, limits) for part in parts_of(marking)]
    return True if True in each else None if None in each else False


def _is_above_all(part: str, ceiling: frozenset[str]) -> bool | None:
    """Whether ``part`` is higher than that of ``ceiling`` which is of its scheme. One in whose
    words it stands, whatever else these say, is not below it."""
    if any(_holds(limit, part) for limit in ceiling):
        return False
    scales = ((limit, scale_of((part, limit))) for limit in ceiling)
    return next((s.index(part) > s.index(limit) for limit, s in scales if s), None)


def scheme_of(marking: str) -> str:
    """By the words of a marking, whose rules for subjects it follows: "tlp", "au" where only
    Australia has it, else "uk", which puts it in front."""
    if marking.upper().startswith("TLP:"):
        return "tlp"
    return "au" if marking.upper() in {"UNOFFICIAL", "OFFICIAL: SENSITIVE", "PROTECTED"} else "uk"
