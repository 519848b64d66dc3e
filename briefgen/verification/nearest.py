"""The sentence of the sources that comes nearest to words that are not found, and how they differ.

Candidates are found by the words that they share, weighted by rarity; the few best are aligned word
by word.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.text.claims import numbers_in
from briefgen.verification.evidence import Place
from briefgen.verification.wording import is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.model.printed import Hint
    from briefgen.verification.evidence import Evidence

_ALIGNED = 6  # candidates that are aligned
_FEWEST_WORDS = 5  # fewer words are like something by chance
ALIKE = 0.7  # share of the words from which on a line is taken for a changed one of a source
_BONUS = 0.02  # of share, between sentences that are as near
_MOST_CHANGES = 3
_MOST_TOLD = 12  # words of the source in one of them
_AROUND = " ,;:.\"“”'‘’()"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a source, the share of the words asked for that stand in it in their order,
    and what is different there, in words."""

    place: Place
    share: float
    changes: str

    @property
    def alike(self) -> bool:
        """Whether the words asked for are so like it that they must come from it."""
        return self.share >= ALIKE


class Nearest:
    """Finds the nearest sentence."""

    def __init__(self, evidence: Evidence, hints: Sequence[Hint] = ()) -> None:
        self._evidence = evidence
        by_hash = {s.sha256: s.id for s in evidence.sources.values() if s.sha256}
        self._hinted = {(by_hash.get(h.sha256, ""), keys_of(h.sentence)) for h in hints}

    @cached_property
    def _index(self) -> tuple[list[Place], dict[str, list[int]]]:
        places: list[Place] = []
        index: dict[str, list[int]] = defaultdict(list)
        for source, sentences in self._evidence.sentences.items():
            keys = self._evidence.wordings[source].keys
            for first, last in sentences:
                if first >= last:
                    continue
                for key in {k.casefold() for k in keys[first:last] if is_word(k)}:
                    index[key].append(len(places))
                places.append(Place(source, first, last))
        return places, index

    def find(self, keys: Sequence[str], *, prefer: Iterable[str] = ()) -> Candidate | None:
        """The sentence nearest to ``keys``; of several that are as near, one of the sources in
        ``prefer``, or one that the file hints at. None where too little is alike to tell."""
        asked = [key.casefold() for key in keys if is_word(key)]
        if len(asked) < 2:
            return None
        places, index = self._index
        weights: Counter[int] = Counter()
        for key in dict.fromkeys(asked):
            held = index.get(key, ())
            for n in held:
                weights[n] += int(1000 * math.log(1 + len(places) / len(held)))
        preferred = frozenset(prefer)
        best: tuple[float, Candidate] | None = None
        for n, _ in sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:_ALIGNED]:
            candidate = self._aligned(places[n], keys, enough=len(asked) >= _FEWEST_WORDS)
            score = candidate.share + _BONUS * (
                (places[n].source in preferred) + self._is_hinted(places[n])
            )
            if best is None or score > best[0]:
                best = score, candidate
        return best[1] if best else None

    def _is_hinted(self, place: Place) -> bool:
        keys = self._evidence.wordings[place.source].keys[place.first : place.last]
        return (place.source, keys) in self._hinted

    def giving(self, value: float, keys: Sequence[str]) -> Place | None:
        """The sentence that gives a number, the nearest to ``keys`` of several."""
        places, _ = self._index
        asked = {key.casefold() for key in keys if is_word(key)}
        best: tuple[int, Place] | None = None
        for place, numbers in zip(places, self._numbers, strict=True):
            if value in numbers:
                held = self._evidence.wordings[place.source].keys[place.first : place.last]
                shared = len(asked & {key.casefold() for key in held})
                if best is None or shared > best[0]:
                    best = shared, place
        return best[1] if best else None

    @cached_property
    def _numbers(self) -> list[frozenset[float]]:
        """The numbers of every sentence."""
        wordings = self._evidence.wordings
        return [numbers_in(wordings[p.source].words(p.first, p.last)) for p in self._index[0]]

    def _aligned(self, place: Place, keys: Sequence[str], *, enough: bool) -> Candidate:
        held = self._evidence.wordings[place.source].keys[place.first : place.last]
        matcher = SequenceMatcher(
            None, [k.casefold() for k in held], [k.casefold() for k in keys], autojunk=False
        )
        blocks = matcher.get_matching_blocks()
        same = sum(is_word(keys[b.b + n]) for b in blocks for n in range(b.size))
        share = same / max(1, sum(map(is_word, keys)))
        codes = matcher.get_opcodes()
        wording = self._evidence.wordings[place.source]
        changes = _changes(
            codes, held, keys, lambda a, b: wording.words(place.first + a, place.first + b)
        )
        return Candidate(place, share if enough else share * 0.5, changes)


def _changes(
    codes: Sequence[tuple[str, int, int, int, int]],
    held: Sequence[str],
    printed: Sequence[str],
    said: Callable[[int, int], str] | None = None,
) -> str:
    """What was changed, in words: at most three things, most of them single words. ``said`` gives
    the source's words between two places as they are written there."""
    told: list[str] = []
    for kind, a, b, c, d in codes:
        before, after = _short(said(a, b) if said else _joined(held[a:b])), _joined(printed[c:d])
        # What stands in front of the words or behind them in their sentence may be long.
        around = kind == "delete" and (a == 0 or b == len(held)) and len(before) > 40
        if kind == "equal" or before == after or around:
            continue
        if not any(map(is_word, (*held[a:b], *printed[c:d]))):
            continue  # marks alone tell nobody anything
        if not before:
            told.append(f'"{after}" was put in')
        elif not after:
            told.append(f'"{before}" was left out')
        else:
            told.append(f'"{after}" where the source has "{before}"')
    return "; ".join(told) if len(told) <= _MOST_CHANGES else ""


def _short(words_: str) -> str:
    """At most the first words of what stands in a source, without marks around them."""
    split = words_.strip(_AROUND).split()
    cut = " ".join(split[:_MOST_TOLD]).strip(_AROUND)
    return f"{cut} …" if len(split) > _MOST_TOLD + 2 else " ".join(split)


def changes_between(held: Sequence[str], printed: Sequence[str]) -> str:
    """How printed words differ from those that they stand for; nothing where too much does."""
    matcher = SequenceMatcher(
        None, [k.casefold() for k in held], [k.casefold() for k in printed], autojunk=False
    )
    return _changes(matcher.get_opcodes(), held, printed)


def _joined(keys: Sequence[str]) -> str:
    """Words put together again, without the marks around them."""
    out = ""
    for key in keys:
        out += key if not out or key in ",.;:!?'%)]" or out[-1:] in "'€$£([" else f" {key}"
    return out.strip(_AROUND)
