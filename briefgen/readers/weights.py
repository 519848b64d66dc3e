"""How much of each element of a page is text, link and prose, counted once from the leaves up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefgen.readers.blocks import is_block, is_skipped

# A stretch of text this long with a stop in it, or a little longer, is prose; headings, bylines
# and menus are not.
_SHORTEST_PROSE, _LONG = 10, 14  # words
_STOP = re.compile(r"[.!?…。！？؟।;:]")
# Chinese and Japanese have no spaces: two characters count as a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(slots=True)
class Weight:
    """Words in an element, those of them in links, and those in prose.

    ``own`` is what stands in it outside of blocks of its own, ``own_links`` that of it in links;
    ``run`` is the prose of that alone.
    """

    words: int = 0
    links: int = 0
    prose: int = 0
    own: int = 0
    own_links: int = 0
    run: int = 0
    stops: bool = False

    @property
    def link_share(self) -> float:
        return self.links / self.words if self.words else 0.0


def weigh(root: Any) -> dict[Any, Weight]:
    """The weight of each element under ``root``, and its own."""
    weights: dict[Any, Weight] = {}
    for element in reversed(list(root.iter())):
        weights[element] = weight = Weight()
        if is_skipped(element):
            continue
        _add_text(weight, element.text)
        for child in element:
            part = weights[child]
            weight.words += part.words
            weight.links += part.links
            weight.prose += part.prose
            if not is_block(child):
                weight.own += part.own
                weight.own_links += part.own_links
                weight.stops |= part.stops
            _add_text(weight, child.tail)
        if element.tag == "a" and element.get("href"):
            weight.links, weight.own_links = weight.words, weight.own
        if is_block(element) or element is root:
            told = weight.own >= (_SHORTEST_PROSE if weight.stops else _LONG)
            if told and weight.own_links * 2 < weight.own:
                weight.run = weight.own - weight.own_links
                weight.prose += weight.run
    return weights


def count_words(text: str) -> int:
    """The words of a text, also of one that puts no spaces between them."""
    words = len(text.split())
    return words + len(_UNSPACED.findall(text)) // 2 if not text.isascii() else words


def _add_text(weight: Weight, text: str | None) -> None:
    if text and (words := count_words(text)):
        weight.words += words
        weight.own += words
        weight.stops = weight.stops or _STOP.search(text) is not None
