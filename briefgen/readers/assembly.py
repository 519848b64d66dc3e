"""What a format reader found in a file, made into the source that later stages read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefgen.errors import Code, ReaderError
from briefgen.model.source import Source
from briefgen.readers.content import Content
from briefgen.readers.dating import date_alone
from briefgen.readers.finish import finish_line, finish_text, hidden_characters
from briefgen.readers.head import Head, read_head
from briefgen.text.clauses import headline_from

# Pages and documents repeat their title and byline above the text. Plain text has had its head
# read already, lines like "From: …" in a mail belong to what it forwards, and a speaker of a
# transcript may be called "Published". Tables have no head but that of their columns.
_READ_BEFORE = frozenset(
    {"text/plain", "message/rfc822", "text/vtt", "application/x-subrip", "text/csv"}
)

# What these files say of themselves is when the file was made, not when its text came out.
_DATED_AS_FILES = frozenset(
    {
        "application/pdf",
        "application/rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
    }
)
_LONGEST_DATE = 60  # characters

# Above the title stand at most a few lines: a masthead, a rubric, a number.
_TITLE_STANDS_WITHIN = 5


def source_of(content: Content, *, path: str | None, media_type: str, digest: str) -> Source:
    """The source of one file whose SHA-256 is ``digest``; raises ReaderError if it has no text.

    A title that is not stated is cut from the lead. Title, byline and date leave the text where
    they stand above it as paragraphs of their own.
    """
    title = finish_line(content.title)
    paragraphs = finish_text(content.text).split("\n\n")
    head = Head()
    if media_type not in _READ_BEFORE:
        paragraphs = _without_title(paragraphs, title)
        head = read_head(paragraphs, headline=False)
        rest = [line for number, line in enumerate(paragraphs) if number not in head.used]
        paragraphs = rest or paragraphs
    text = "\n\n".join(paragraphs)
    published = content.published
    if media_type in _DATED_AS_FILES:
        published = head.published or _printed_day(paragraphs, published) or published
    if not text:
        raise ReaderError("has no text", remedy="check that it is the right file", code=Code.EMPTY)
    return Source(
        id="s" + digest[:10],
        text=text,
        title=title or finish_line(head.title) or headline_from(text),
        publisher=finish_line(content.publisher or head.publisher),
        author=finish_line(content.author or head.author),
        published=published or head.published,
        url=finish_line(content.url or head.url),
        path=path,
        language=content.language,
        media_type=media_type,
        sha256=digest,
        hidden_words=content.hidden_words,
        hidden_characters=hidden_characters(content.text),
    )


def _printed_day(paragraphs: Sequence[str], made: date | None) -> date | None:
    """The day that a document prints on a line of its own, if it prints one alone and none later
    than the file was ``made``: a page that was saved years later, or a report exported anew."""
    days = {day for line in paragraphs if len(line) < _LONGEST_DATE and (day := date_alone(line))}
    day = next(iter(days)) if len(days) == 1 else None
    return day if day is not None and (made is None or day <= made) else None


def _without_title(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs less those near the top, up to three in a row, that only repeat the title."""
    if title is None:
        return paragraphs
    wanted = _plain(title)
    for first in range(_TITLE_STANDS_WITHIN):
        for last in range(first + 1, first + 4):
            rest = paragraphs[:first] + paragraphs[last:]
            if rest and _plain(" ".join(paragraphs[first:last])) == wanted:
                return rest
    return paragraphs


def _plain(line: str) -> str:
    """What two spellings of one title share: letters and digits, whatever their case."""
    return "".join(character for character in line.casefold() if character.isalnum())
