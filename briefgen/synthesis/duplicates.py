"""Copies of one text among the sources, so that a wire story counts once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import SyndicationGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.source import Source

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words; Broder (1997) resemblance and containment of documents by shingles
# Share of the shorter text's shingles found in the other. Independent stories on one event share
# names and quotes, well under a fifth; a copy cut by a third still keeps more than half.
_CONTAINED = 0.45


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(text)]
    return frozenset(
        tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))
    )


def containment(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set of shingles that the other one holds, 0..1."""
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def find_copies(sources: Sequence[Source]) -> tuple[SyndicationGroup, ...]:
    """Groups of sources that carry the same text, the longest copy first in each."""
    shingled = [_shingles(source.text) for source in sources]
    group_of = list(range(len(sources)))
    for i in range(len(sources)):
        for j in range(i):
            if containment(shingled[i], shingled[j]) >= _CONTAINED:
                old, new = group_of[i], group_of[j]
                group_of = [new if g == old else g for g in group_of]
    groups: dict[int, list[Source]] = {}
    for source, group in zip(sources, group_of, strict=True):
        groups.setdefault(group, []).append(source)
    return tuple(
        SyndicationGroup(
            id=f"g-{members[0].id}",
            sources=tuple(s.id for s in sorted(members, key=lambda s: (-len(s.text), s.id))),
        )
        for members in groups.values()
        if len(members) > 1
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

    def count(self, sources: set[str]) -> int:
        """How many independent sources are among ``sources``."""
        return len({self._origin[s] for s in sources})
