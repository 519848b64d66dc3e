"""Pull quotes: what stands outside of paragraphs on a page and, word by word, also in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefgen.readers.page import plain
from briefgen.readers.weights import Weight

_LONGEST, _SHORTEST = 60, 3  # words
_FEWEST_LETTERS = 15
# To look through all the text for each of very many would take long.
_MOST_LOOKED_FOR = 1000


def repeats_in(root: Any, weights: dict[Any, Weight]) -> Iterator[Any]:
    """Elements under ``root``, none of them a paragraph, whose words the text has elsewhere as
    well; whose words they are may stand beside them."""
    text, looked = plain(_text(root)), 0
    openings, gone = Counter(_openings(_text(root))), Counter[str]()
    for element in list(root.iter("blockquote", "aside", "figure", "div", "section", "q")):
        weight = weights.get(element)
        if element is root or weight is None or not _SHORTEST <= weight.words <= _LONGEST:
            continue
        parts = {_text(part) for part in element.iter() if _has_most(weights.get(part), weight)}
        parts = {part for part in parts if openings[next(_openings(part), ())] > 1}
        looked += len(parts)
        if looked > _MOST_LOOKED_FOR:
            return
        for part in map(plain, sorted(parts)):
            # One stays, where all are of this kind.
            if len(part) >= _FEWEST_LETTERS and text.count(part) - gone[part] > 1:
                gone[part] += 1
                yield element
                break


def _has_most(part: Weight | None, whole: Weight) -> bool:
    return part is not None and part.words >= _SHORTEST and part.words * 2 > whole.words


def _openings(text: str) -> Iterator[tuple[str, ...]]:
    """Every three words in a row, spelt plainly."""
    words = [bare for word in text.split() if (bare := plain(word))]
    yield from zip(words, words[1:], words[2:], strict=False)


def _text(element: Any) -> str:
    return " ".join(" ".join(str(part) for part in element.itertext()).split())
