"""What is told of the briefs of a run: of many alike once, counted, with the first names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.batch.names import some_of
from briefgen.batch.outdated import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.batch import Row

_NUMBER = re.compile(r"\d+")


@dataclass
class _Kind:
    """Notices that say the same, but for numbers: the different ``words``, of how many sources they
    are told, and of which briefs, with the first of each."""

    words: set[str] = field(default_factory=set)
    sources: int = 0
    briefs: dict[str, str] = field(default_factory=dict)


class Notices:
    """The notices of many briefs."""

    def __init__(self) -> None:
        self._old: list[str] = []
        self._kinds: dict[str, _Kind] = {}

    def add(self, row: Row) -> None:
        """Count what is told of the brief of ``row``."""
        self._old += map(told, row.outdated)
        sources = tuple(one.name for one in row.inputs)
        for notice in row.notices:
            place, _, rest = notice.partition(": ")
            is_of_source = bool(sources) and place.startswith(sources)
            words = rest if is_of_source else notice
            kind = self._kinds.setdefault(_NUMBER.sub("…", words), _Kind())
            kind.sources += is_of_source
            kind.briefs.setdefault(row.name, notice)
            kind.words.add(words)

    def lines(self) -> Iterator[str]:
        """Files that are outdated, then each kind in a line, in the order in which they came."""
        yield from self._old
        for counted, kind in self._kinds.items():
            names = some_of(list(kind.briefs))
            if len(kind.briefs) == 1 and kind.sources < 2:
                yield f"{names}: {kind.briefs[names]}"
                continue
            words = counted if len(kind.words) > 1 else next(iter(kind.words))
            of = f" ({kind.sources} sources)" if kind.sources > 1 else ""
            yield f"{names}{of}: {words}"
