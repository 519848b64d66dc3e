"""What is sorted: the files of a folder, and what lies in those that only hold others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.batch.topics.terms import bag_of, together
from briefgen.errors import ReaderError
from briefgen.outputs import digest
from briefgen.readers import read_all, within
from briefgen.readers.intake import SHORTCUT, not_followed
from briefgen.readers.opening import called
from briefgen.text.clauses import headline_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from briefgen.batch.topics.terms import Bag
    from briefgen.cache import Cache
    from briefgen.model.source import Source


_OPENING = 1000  # characters; the words of a name are looked for there


@dataclass(frozen=True)
class Unit:
    """A source that goes into one topic, with what is attached to it. ``place`` is its path, that
    of an e-mail in a mailbox within the mailbox; ``file`` the file that it lies in; ``is_part``
    says that others lie there too; ``content`` is the hash of its words.
    ``is_titled`` says that the title is its own, and not the first
    words of its text, which are its ``opening``; ``is_whole`` that it does not break off there."""

    place: str
    file: Path
    bag: Bag
    content: str = ""
    title: str = ""
    is_titled: bool = False
    is_whole: bool = True
    opening: str = ""
    published: date | None = None
    is_part: bool = False


def units_in(
    paths: Sequence[Path | ReaderError], cache: Cache | None, tell: Callable[[int, int], None]
) -> tuple[list[Unit], list[ReaderError]]:
    """All that can be read in files, in order, and what cannot. ``tell`` is told how many files
    of how many have been read. The texts are let go as they are read."""
    found: list[Unit] = []
    refused: list[ReaderError] = []
    for done, path in enumerate(paths):
        tell(done, len(paths))
        if isinstance(path, ReaderError):
            refused.append(path)
            continue
        if path.suffix.lower() == SHORTCUT:  # one by one, files would be taken for named
            refused.append(not_followed(called(path)))
            continue
        intake = read_all([path], cache=cache)
        units = list(_units(path, intake.sources))
        found += units
        # What is attached to a source is told of with the brief that the source goes into.
        refused += [
            failure
            for failure in intake.failures
            if not any(within(failure.name, unit.place) for unit in units)
        ]
    return found, refused


def _units(path: Path, sources: Sequence[Source]) -> Iterator[Unit]:
    """The sources of one file, each with those that lie in it: an e-mail has its attachments, and
    a mailbox, an archive or a feed is nothing by itself."""
    name = called(path)
    roots: list[Source] = []
    inside: dict[str, list[Source]] = {}
    for source in sources:
        place = source.path or name
        root = next((r for r in roots if within(place, r.path or name)), None)
        if root is None:
            roots.append(source)
            root = source
        inside.setdefault(root.id, []).append(source)
    for root in roots:
        is_titled = root.title != headline_from(root.text)
        yield Unit(
            place=root.path or name,
            file=path,
            bag=together(bag_of(source) for source in inside[root.id]),
            content=digest("\n".join(source.text for source in inside[root.id]).encode()),
            title=root.title,
            is_titled=is_titled,
            is_whole=is_titled or _is_sentence(root.title, root.text),
            opening=root.text[:_OPENING],
            published=root.published,
            is_part=(root.path or name) != name,
        )


def _is_sentence(title: str, text: str) -> bool:
    """Whether the title that was made of a text is a sentence or line of it as it stands, or says
    itself that it breaks off."""
    _, found, behind = " ".join(text.replace("\n", " . ").split()).partition(title)
    return title.endswith("…") or (bool(found) and not re.match(r"[\w\s,;:—–-]*\w", behind))
