"""Copies of one text among the sources, so that a wire story counts once."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model.dossier import SyndicationGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from briefgen.model.source import Source

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words; Broder (1997) resemblance and containment of documents by shingles
# Share of the shorter text's shingles found in the other. Independent stories on one event share
# names and quotes, well under a fifth; a copy cut by a third still keeps more than half.
_CONTAINED = 0.45
# A shingle in more texts than that is furniture ("sign up for our daily newsletter"), and tells no
# copy; it bounds the work for each source, however many sources there are.
_FURNITURE = 24


def _shingles(text: str) -> frozenset[int]:
    """The runs of five words of a text, as checksums: the same on every run and machine."""
    words = [w.lower() for w in _WORD.findall(text)]
    return frozenset(
        zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode())
        for i in range(max(1, len(words) - _SHINGLE + 1))
    )


def _page(url: str | None) -> str | None:
    """The page that an address stands for: without scheme, "www.", query and fragment. A query
    that names the page ("?id=7") stays."""
    if not url:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    query = "&".join(
        sorted(p for p in parts.query.split("&") if p and not p.startswith(("utm_", "fbclid=")))
    )
    return f"{host}{path}?{query}" if host and (path or query) else None


class _Originals:
    """The longest text of each group so far, found again by its shingles or its address."""

    def __init__(self) -> None:
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._pages: dict[str, int] = {}

    def add(self, number: int, shingles: Iterable[int], page: str | None) -> None:
        for shingle in shingles:
            self._holders[shingle].append(number)
        if page:
            self._pages.setdefault(page, number)

    def original(self, shingles: frozenset[int], page: str | None) -> int | None:
        """The text that holds the most of ``shingles``, if it holds enough, or has the address."""
        if page in self._pages:
            return self._pages[page]
        held: Counter[int] = Counter()
        telling = 0
        for shingle in shingles:
            holders = self._holders.get(shingle, ())
            if len(holders) <= _FURNITURE:
                telling += 1
                held.update(holders)
        if not held:
            return None
        best, common = min(held.items(), key=lambda row: (-row[1], row[0]))
        return best if common >= _CONTAINED * telling else None


def find_copies(
    sources: Sequence[Source], apart: Collection[frozenset[str]] = frozenset()
) -> tuple[SyndicationGroup, ...]:
    """Groups of sources that carry the same text or stand at one address, the longest copy first.
    ``apart`` are pairs of sources that contradict each other: they are copies in no case.

    Each text is compared with the longest one of each group and with nothing else. So a group is
    never a chain of texts of which the ends have nothing in common, and a hundred copies of one
    story cost a hundred comparisons. A digest and the stories printed in it are one group.
    """
    if len(sources) < 2:
        return ()
    originals = _Originals()
    place = {source.id: n for n, source in enumerate(sources)}
    members: dict[int, list[Source]] = {}
    for source in sorted(sources, key=lambda s: (-len(s.text), s.id)):
        shingles, page = _shingles(source.text), _page(source.url)
        found = originals.original(shingles, page)
        if found is not None and any(frozenset((source.id, m.id)) in apart for m in members[found]):
            found = None
        if found is None:
            found = len(members)
            originals.add(found, shingles, page)
        members.setdefault(found, []).append(source)
    return tuple(
        SyndicationGroup(id=f"g-{group[0].id}", sources=tuple(s.id for s in group))
        for group in sorted(members.values(), key=lambda group: place[group[0].id])
        if len(group) > 1
    )


class Independence:
    """Tells which sources count as one."""

    def __init__(self, sources: Sequence[Source], groups: Sequence[SyndicationGroup]) -> None:
        self._origin = {source.id: source.id for source in sources}
        for group in groups:
            for member in group.sources:
                self._origin[member] = group.sources[0]

    def origin(self, source: str) -> str:
        """The id that stands for a source and all its copies."""
        return self._origin[source]

    def count(self, sources: Iterable[str]) -> int:
        """How many independent sources are among ``sources``."""
        return len({self._origin[s] for s in sources})
