"""Quotation marks paired within each paragraph, without a parser.

Marks are paired paragraph by paragraph and never across the document, so that one odd mark costs
at most its own paragraph. A paragraph that opens a quote and does not close it, followed by one
that opens again, is one quote over several paragraphs (the usual newspaper convention).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_CLOSER = {"“": "”", "«": "»", "„": "“”", "‹": "›", "‘": "’"}
_OPEN_BEFORE = re.compile(r"(?:^|[\s(\[{—–\-/:])$")
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Marked:
    """A quoted stretch. ``start`` and ``end`` lie inside the marks; ``outer_start`` and
    ``outer_end`` include them. ``open_ended`` says that no closing mark was found in the
    paragraph; ``continues`` that it carries on a quote left open by the paragraph before."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    open_ended: bool = False
    continues: bool = False


def _opens(text: str, at: int, floor: int) -> bool:
    """Whether a straight mark at ``at`` stands where an opening mark would."""
    before = text[floor:at][-1:]
    after = text[at + 1 : at + 2]
    return bool(_OPEN_BEFORE.search(before)) and bool(after) and not after.isspace()


def _closing_curly(text: str, at: int, end: int, closers: str) -> int:
    """The offset of the mark that closes the one at ``at``, or -1. Inner marks of the same kind
    are stepped over."""
    opener, depth, index = text[at], 1, at + 1
    while index < end:
        char = text[index]
        if char in closers and _closes(text, index, char):
            depth -= 1
            if depth == 0:
                return index
        elif char == opener and opener not in closers:
            depth += 1
        index += 1
    return -1


def _closes(text: str, index: int, char: str) -> bool:
    """An apostrophe is not a closing mark: ``’`` closes only where no letter follows."""
    return char != "’" or not text[index + 1 : index + 2].isalnum()


def _closing_straight(text: str, at: int, end: int) -> int:
    index = text.find(_STRAIGHT, at + 1, end)
    # A mark that can only open (space before it, word after it) is a nested opening: the quote
    # meant by the first one ended without a mark.
    while index != -1 and _opens(text, index, at) and text[index - 1].isspace():
        later = text.find(_STRAIGHT, index + 1, end)
        if later == -1:
            return -1
        index = text.find(_STRAIGHT, later + 1, end)
    return index


def _paragraph_marks(text: str, start: int, end: int, number: int, openers: str) -> list[Marked]:
    out: list[Marked] = []
    at = start
    while at < end:
        char = text[at]
        if char not in openers or (char in '"‘' and not _opens(text, at, start)):
            at += 1
            continue
        closers = _CLOSER.get(char, "")
        close = (
            _closing_straight(text, at, end)
            if char == _STRAIGHT
            else _closing_curly(text, at, end, closers)
        )
        if close == -1:
            out.append(Marked(at + 1, end, at, end, number, open_ended=True))
            break
        if close > at + 1:
            out.append(Marked(at + 1, close, at, close + 1, number))
        at = close + 1
    return out


_TWO_APOSTROPHES = re.compile(r"(?<!')''(?!')")
# A white-space character that no source holds; it keeps offsets where two characters become one.
_FILLER = "\x1f"


def _with_double_marks(text: str) -> str:
    """``text`` with typewriter marks (two apostrophes) as straight marks, offsets unchanged."""

    def one_mark(match: re.Match[str]) -> str:
        opens = _OPEN_BEFORE.search(text[: match.start()][-1:]) is not None
        return _FILLER + _STRAIGHT if opens else _STRAIGHT + _FILLER

    return _TWO_APOSTROPHES.sub(one_mark, text)


def find_marked(text: str, extents: list[tuple[int, int]]) -> list[Marked]:
    """The quoted stretches of ``text``, whose paragraphs are ``extents``, in order.

    Single curly marks (British style) count only in a text that uses no double marks.
    """
    text = _with_double_marks(text)
    openers = "“«„‹" + _STRAIGHT
    if not any(mark in text for mark in openers):
        openers = "‘"
    out: list[Marked] = []
    left_open = False
    for number, (start, end) in enumerate(extents):
        found = _paragraph_marks(text, start, end, number, openers)
        if left_open and found and found[0].outer_start == start:
            found[0] = replace(found[0], continues=True)
        elif left_open and out:
            # The next paragraph does not reopen: the mark was odd, and we cannot tell where the
            # words ended. Better no quote than words nobody said.
            out.pop()
        out.extend(found)
        left_open = bool(found) and found[-1].open_ended
    if left_open and out:
        out.pop()
    return [_trimmed(text, mark) for mark in out if text[mark.start : mark.end].strip()]


def _trimmed(text: str, mark: Marked) -> Marked:
    """The same stretch without white space at its edges, and without the comma that American
    typesetting puts inside the closing mark: it is the newspaper's, not the speaker's."""
    inner = text[mark.start : mark.end]
    start = mark.start + len(inner) - len(inner.lstrip())
    return replace(mark, start=start, end=start + len(inner.strip().rstrip(",").rstrip()))
