"""A printed line taken apart: the words, and what stands beside them for the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_CITATION = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
# The citations of a line, with the word of caution that may follow them.
_LAST_CITATIONS = re.compile(
    r"(?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+\s*[.;]?\s*(?:\([^()]*\)\s*)?$"
)
_BEHIND = re.compile(r"\s*\(((?:[^()]|\([^()]*\)){2,200})\)\s*[.;]?\s*$")
_CAUTION = re.compile(
    r"(?:figures? )?disputed|figures differ|contradicted by [^()]+|see also [^()]+|unverified"
    r"|not verified|unconfirmed|figures since updated",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"reported by (?P<some>\d+) of (?P<all>\d+)|(?P<agree>\d+) independent sources", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:[–—•*-]\s+|\(?\d{1,2}[.)]\s+)(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Parts:
    """``words`` are what the line says; ``numbers`` the sources it cites, ``credits`` the outlets
    in brackets behind it, ``reported`` the counts of "(reported by 3 of 4)", or the first alone of
    "(3 independent sources)"."""

    words: str
    numbers: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()
    reported: tuple[int, int | None] | None = None


def parts_of(text: str, *, within: bool = True) -> Parts:
    """A printed line without numbering, citations, and brackets that stand behind its sentence.

    Numbers in square brackets before its end may be the source's own: with ``within`` false they
    stay.
    """
    text = _NUMBERED.sub("", text)
    behind = _LAST_CITATIONS.search(text)
    at = 0 if within or behind is None else behind.start()
    numbers = tuple(
        int(number)
        for found in _CITATION.finditer(text, at)
        for number in re.findall(r"\d+", found[1])
    )
    words = text[:at] + _CITATION.sub("", text[at:])
    parts = Parts(words.replace(" *", " ").strip(), numbers)
    while found := _BEHIND.search(parts.words):
        before = parts.words[: found.start()]
        shown = _CAUTION.fullmatch(found[1]) or _REPORTED.fullmatch(found[1])
        if not (shown or _SENTENCE_END.search(before) or before.endswith((")", "]"))):
            break
        parts = _without(replace(parts, words=before), found[1].strip())
    return parts


def _without(parts: Parts, bracket: str) -> Parts:
    """The parts with what one pair of brackets behind the sentence says."""
    if _CAUTION.fullmatch(bracket):
        return parts
    if found := _REPORTED.fullmatch(bracket):
        every = int(found["all"]) if found["all"] else None
        return replace(parts, reported=(int(found["some"] or found["agree"]), every))
    return replace(parts, credits=(bracket, *parts.credits))
