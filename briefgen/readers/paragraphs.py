"""Plain text lines to paragraphs: wrapped lines joined, lines that are paragraphs kept apart.

Two habits are told apart per document. Hard-wrapped text (mail, wire copy, old releases) breaks its
lines below some column, mostly in mid-sentence; a blank line or an indent starts a paragraph.
Otherwise each line is a paragraph, as in text saved from an editor that wraps on screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Nobody wraps beyond this by hand or by mail program; 72 to 80 is usual, 100 happens.
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 40
_LIST_ITEM = re.compile(r"\s*(?:[-*+•‣▪◦●–—] |\(?\d{1,3}[.)] |\(?[a-z][.)] |\[\d+\] )")
_DASH_BULLET = re.compile(r"^[-*+] +")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of plain text, in order, each on one line; list items are paragraphs."""
    lines = [line.expandtabs(4).rstrip() for line in text.splitlines()]
    width = wrap_width(lines)
    starts = _starts_wrapped(lines, width) if width else _starts_unwrapped(lines)
    paragraphs: list[list[str]] = []
    for line, starts_here in zip(lines, starts, strict=True):
        if not line.strip():
            continue
        if starts_here or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
    return [_DASH_BULLET.sub("", " ".join(parts), count=1) for parts in paragraphs]


def wrap_width(lines: Sequence[str]) -> int | None:
    """The column at which the lines are wrapped, or None if each line is a paragraph.

    Wrapped means that hardly a line is long and that most line ends inside a block (a run of lines
    without a blank one) fall within a sentence, on a line that was as good as full.
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return None
    # One long address or table line must not pass for the width of a wrapped text.
    widest = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    pairs = [pair for pair in _neighbours(lines) if len(pair[0]) > widest * 0.6]
    broken = sum(not _SENTENCE_END.search(line) for line, _ in pairs)
    return widest if pairs and broken >= len(pairs) * 0.5 else None


def _neighbours(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each two lines with nothing between them."""
    for line, following in pairwise(lines):
        if line.strip() and following.strip():
            yield line, following


def _starts_wrapped(lines: Sequence[str], width: int) -> Iterator[bool]:
    previous, hang = "", None
    for line in lines:
        if not line.strip() or not previous.strip():
            starts = True
        elif hang is not None and _indent(line) == hang:
            starts = False  # under the text of a list item, whatever its length
        else:
            starts = _starts_item(line, previous) or _breaks(previous, line, width)
        if starts:
            item = _LIST_ITEM.match(line)
            hang = len(item[0]) if item else None
        yield starts
        previous = line


def _breaks(line: str, following: str, width: int) -> bool:
    """Whether the writer, not the wrapping, ended ``line``; neither of the two is blank.

    The wrapping ends a line when the next word does not fit. A line that had room to spare was
    ended on purpose, unless the sentence plainly runs on.
    """
    if _indent(following) > _indent(line) and _SENTENCE_END.search(line):
        return True
    if following.lstrip()[0].islower() and not _SENTENCE_END.search(line):
        return False
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) <= width * 0.85


def _starts_unwrapped(lines: Sequence[str]) -> Iterator[bool]:
    previous = ""
    for line in lines:
        # A stray break in mid-sentence, as pasting from a PDF leaves it.
        runs_on = (
            len(previous) > _NARROWEST_WRAP
            and line.strip()
            and line.lstrip()[0].islower()
            and not _SENTENCE_END.search(previous)
            and not _starts_item(line, previous)
        )
        yield not runs_on
        previous = line


def _starts_item(line: str, previous: str) -> bool:
    """Whether ``line`` opens a list item; after a line in mid-sentence only a clear one does."""
    if not _LIST_ITEM.match(line):
        return False
    # "… between 10 and\n12. March was …", "… the borders\n- especially …": a number or a dash that
    # wrapped to the front is no item.
    return (
        bool(_SENTENCE_END.search(previous) or _LIST_ITEM.match(previous))
        or _indent(line) > _indent(previous)
        or line.lstrip()[0] in "•‣▪◦●"
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
