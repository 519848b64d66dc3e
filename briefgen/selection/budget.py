"""How much a slot still takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from briefgen.model.template import Slot


class Budget:
    """How many items and words a slot still takes."""

    def __init__(self, slot: Slot) -> None:
        self._items = slot.items
        self._words = slot.words

    def takes(self, *words: str) -> bool:
        """Whether one more item with these words fits, or one for each of several that belong
        together; if so they are counted."""
        count = sum(map(count_words, words))
        if self._items < len(words) or (self._words is not None and count > self._words):
            return False
        self._items -= len(words)
        if self._words is not None:
            self._words -= count
        return True

    def gives_back(self, words: str) -> None:
        """An item with these words is not told after all."""
        self._items += 1
        if self._words is not None:
            self._words += count_words(words)

    @property
    def full(self) -> bool:
        """Whether nothing more fits."""
        return self._items < 1
