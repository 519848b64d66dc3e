"""Which entry of many adds most to a brief, given what it holds already."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.salience.coverage import Coverage
    from briefgen.selection.query import Topics

_Entry = TypeVar("_Entry")

# Of the worth of what is told again. Not all: the main fact of a story has the words of the story,
# and so has every fact that says it more exactly.
_TOLD = 0.5
_SPREAD = 0.04  # salience that each further item from one source costs it, for balance


class Ranking:
    """Weighs entries against what was ``taken`` of each origin, and the words that ``coverage``
    knows as told. ``origin`` gives the source of which another one is a copy."""

    def __init__(self, focus: Topics, coverage: Coverage, origin: Callable[[str], str]) -> None:
        self.taken: Counter[str] = Counter()
        self._focus = focus
        self._coverage = coverage
        self._origin = origin

    def best_first(
        self,
        entries: Iterable[_Entry],
        salience: Callable[[_Entry], float],
        words: Callable[[_Entry], str],
        origins: Callable[[_Entry], tuple[str, ...]],
        *,
        beside: Callable[[_Entry], str] = lambda _: "",
        spread: float = _SPREAD,
        tells: bool = True,
    ) -> Iterator[_Entry]:
        """The entries best first, for the focus asked for; ``beside`` are words that say what an
        entry is about and are not told with it, like who speaks.

        An entry counts for what it adds: less what the brief already tells (``tells`` is off for
        what repeats on purpose), and less a little for each item chosen from one of its
        ``origins``, its source or who says so, so that one side does not fill the brief. Worth
        only ever falls, so that an entry whose worth has not fallen since it was weighed is the
        best there is (Minoux 1978).
        """
        rows = list(entries)
        full = [
            self._focus.lift(salience(entry), f"{words(entry)} {beside(entry)}") for entry in rows
        ]

        def worth(n: int) -> float:
            taken = sum(self.taken[self._origin(name)] for name in origins(rows[n]))
            told = _TOLD * self._coverage.repeats(words(rows[n])) if tells else 0.0
            return full[n] - spread * taken - told

        heap = [(-value, n) for n, value in enumerate(full)]
        heapq.heapify(heap)
        while heap:
            weighed, n = heapq.heappop(heap)
            now = -worth(n)
            if now > weighed:
                heapq.heappush(heap, (now, n))
                continue
            yield rows[n]
