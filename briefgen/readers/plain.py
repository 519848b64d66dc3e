"""Plain text: a head of headline, byline and date if there is one, then paragraphs."""

from __future__ import annotations

from briefgen.readers.content import Content
from briefgen.readers.dating import date_in_dateline
from briefgen.readers.decoding import decode
from briefgen.readers.head import Head, looks_like_headline, read_head
from briefgen.readers.paragraphs import paragraphs_of, wrap_width
from briefgen.readers.stated import stated_author


def read(data: bytes) -> Content:
    """The content of a text file; raises ReaderError when the bytes are not text."""
    return content_of(decode(data))


def content_of(text: str) -> Content:
    """The content of plain text that has been decoded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    head, lines = _take_head(lines)
    paragraphs = list(paragraphs_of("\n".join(lines)))
    dateline = date_in_dateline(paragraphs[0]) if paragraphs else None
    return Content(
        text="\n\n".join(paragraphs),
        title=head.title,
        author=stated_author(head.author),
        publisher=head.publisher,
        published=head.published or dateline,
        url=head.url,
    )


def _take_head(lines: list[str]) -> tuple[Head, list[str]]:
    """The head of the text, and the lines that remain; those that it used are blank.

    A headline stands apart: a blank line, a byline or a date follows it, or the text has a
    paragraph to each line and this one is far shorter than the next.
    """
    lines = [line.lstrip("\ufeff") for line in lines]
    positions = [number for number, line in enumerate(lines) if line.strip()]
    entries = _entries(lines, positions[:24])
    zone = 0
    while zone < len(entries) and (
        read_head([entries[zone][0]], headline=False).used or _stands_apart(lines, entries, zone)
    ):
        zone += 1
    head = read_head([text for text, _ in entries[:zone]], headline=True)
    rest = list(lines)
    for number in head.used:
        first = entries[number - 1][1] + 1 if number else 0
        last = entries[number][1]
        rest[first : last + 1] = [""] * (last + 1 - first)
    # A file of nothing but a head would be left without text.
    return (head, rest) if any(line.strip() for line in rest) else (Head(), lines)


def _entries(lines: list[str], positions: list[int]) -> list[tuple[str, int]]:
    """Lines that are not blank with the number of their last line; a wrapped headline is one."""
    entries: list[tuple[str, int]] = []
    skip = -1
    for position in positions:
        if position <= skip:
            continue
        line, last = lines[position].strip(), position
        following = lines[position + 1].strip() if position + 1 < len(lines) else ""
        after = lines[position + 2].strip() if position + 2 < len(lines) else ""
        # Two lines set apart by blank ones, the first nearly full: one headline, wrapped.
        apart = position == 0 or not lines[position - 1].strip()
        if apart and following and not after and 45 <= len(line) <= 110:
            both = f"{line} {following}"
            if looks_like_headline(both) and not read_head([following], headline=False).used:
                line, last = both, position + 1
        entries.append((line, last))
        skip = last
    return entries


def _stands_apart(lines: list[str], entries: list[tuple[str, int]], place: int) -> bool:
    text, last = entries[place]
    if place + 1 == len(entries):
        return False
    following = entries[place + 1][0]
    if not lines[last + 1].strip() or read_head([following], headline=False).used:
        return True
    return wrap_width(lines) is None and len(following) > 110 and len(text) < len(following) / 2
