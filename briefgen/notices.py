"""What is told of sources before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.text.languages import language_name
from briefgen.text.paragraphs import LONGEST, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.source import Source


def notices_on(sources: Sequence[Source]) -> tuple[str, ...]:
    """What a reader of a brief should know of its sources, each in one line."""
    return _foreign(sources) + _overlong(sources) + _hidden(sources) + _undated(sources)


def _foreign(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source that is not in English."""
    return tuple(
        f"{source.path or source.title}: is in {language_name(source.language)}; only words in "
        "quotation marks and copies are looked for in it, and no line of a brief is taken from it"
        for source in sources
        if source.language not in {None, "en"}
    )


def _undated(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice where no source has a date, and so no day of the week is one of a calendar."""
    if not sources or any(source.published for source in sources):
        return ()
    return (
        "no source has a date, so “Saturday” is no day of a calendar; if you know when they were "
        "published, say so with --source-meta",
    )


def _overlong(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source with a paragraph that is too long to be analysed."""
    return tuple(
        f"{source.path or source.title}: has a paragraph of {longest} characters, which is not "
        "analysed; part it by blank lines"
        for source in sources
        if (longest := max((end - start for start, end in paragraphs(source.text)), default=0))
        > LONGEST
    )


def _hidden(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source whose file holds text that it does not show."""
    kinds = (
        ("hidden_words", "word", "that it does not show (hidden, white or tiny)"),
        ("hidden_characters", "character", "of no width, or that turns the direction of text"),
    )
    return tuple(
        f"{source.path or source.title}: holds {count} {thing}{'s' if count > 1 else ''} {what}; "
        "left out"
        for source in sources
        for field, thing, what in kinds
        if (count := getattr(source, field))
    )
