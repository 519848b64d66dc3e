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
from briefgen.verification.wording import Wording, is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.model.dossier import Event, Fact
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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that can be nearest, as its source has it or as a brief prints it: words ``first``
    to ``last`` of ``wording``, which stand at ``place``."""

    place: Place
    wording: Wording
    first: int
    last: int

    @property
    def keys(self) -> tuple[str, ...]:
        return self.wording.keys[self.first : self.last]


class Nearest:
    """Finds the nearest sentence."""

    def __init__(self, evidence: Evidence, hints: Sequence[Hint] = ()) -> None:
        self._evidence = evidence
        by_hash = {s.sha256: s.id for s in evidence.sources.values() if s.sha256}
        self._hinted = {(by_hash.get(h.sha256, ""), keys_of(h.sentence)) for h in hints}

    @cached_property
    def _sentences(self) -> list[_Sentence]:
        """Every sentence of the sources, and every statement that a brief prints edited."""
        out = []
        for source, sentences in self._evidence.sentences.items():
            wording = self._evidence.wordings[source]
            for first, last in sentences:
                if first < last:
                    out.append(_Sentence(Place(source, first, last), wording, first, last))
        dossier = self._evidence.dossier
        entries: list[Fact | Event] = [*dossier.facts, *dossier.events]
        for entry in entries:
            if entry.edits:
                place = self._evidence.place(entry.source, entry.start, entry.end)
                statement = Wording(entry.statement)
                out.append(_Sentence(place, statement, 0, len(statement.keys)))
        return out

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The sentences that hold a word, by that word in small letters."""
        index: dict[str, list[int]] = defaultdict(list)
        for n, sentence in enumerate(self._sentences):
            for key in {k.casefold() for k in sentence.keys if is_word(k)}:
                index[key].append(n)
        return index

    def find(
        self, keys: Sequence[str], *, prefer: Iterable[str] = (), part: bool = False
    ) -> Candidate | None:
        """The sentence nearest to ``keys``; of several that are as near, one of the sources in
        ``prefer``, or one that the file hints at. None where too little is alike to tell. ``part``
        says that ``keys`` are only a part of a sentence: what is around them is not left out."""
        asked = [key.casefold() for key in keys if is_word(key)]
        if len(asked) < 2:
            return None
        weights: Counter[int] = Counter()
        for key in dict.fromkeys(asked):
            held = self._index.get(key, ())
            for n in held:
                weights[n] += int(1000 * math.log(1 + len(self._sentences) / len(held)))
        preferred = frozenset(prefer)
        best: tuple[float, Candidate] | None = None
        for n, _ in sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:_ALIGNED]:
            sentence = self._sentences[n]
            candidate = _aligned(sentence, keys, enough=len(asked) >= _FEWEST_WORDS, part=part)
            score = candidate.share + _BONUS * (
                (sentence.place.source in preferred) + self._is_hinted(sentence.place)
            )
            if best is None or score > best[0]:
                best = score, candidate
        return best[1] if best else None

    def _is_hinted(self, place: Place) -> bool:
        keys = self._evidence.wordings[place.source].keys[place.first : place.last]
        return (place.source, keys) in self._hinted

    def giving(self, value: float, keys: Sequence[str]) -> Place | None:
        """The sentence that gives a number, the nearest to ``keys`` of several."""
        asked = {key.casefold() for key in keys if is_word(key)}
        best: tuple[int, Place] | None = None
        for sentence, numbers in zip(self._sentences, self._numbers, strict=True):
            if value in numbers:
                shared = len(asked & {key.casefold() for key in sentence.keys})
                if best is None or shared > best[0]:
                    best = shared, sentence.place
        return best[1] if best else None

    @cached_property
    def _numbers(self) -> list[frozenset[float]]:
        """The numbers of every sentence."""
        return [numbers_in(s.wording.words(s.first, s.last)) for s in self._sentences]


def _aligned(sentence: _Sentence, keys: Sequence[str], *, enough: bool, part: bool) -> Candidate:
    """How like a sentence is to ``keys``; few words (``enough`` is false) count half."""
    held = sentence.keys
    matcher = SequenceMatcher(
        None, [k.casefold() for k in held], [k.casefold() for k in keys], autojunk=False
    )
    blocks = matcher.get_matching_blocks()
    same = sum(is_word(keys[b.b + n]) for b in blocks for n in range(b.size))
    share = same / max(1, sum(map(is_word, keys)))
    codes = matcher.get_opcodes()
    if part:
        codes = [c for c in codes if c[0] != "delete" or (c[1] > 0 and c[2] < len(held))]
    changes = _changes(
        codes,
        held,
        keys,
        lambda a, b: sentence.wording.words(sentence.first + a, sentence.first + b),
    )
    return Candidate(sentence.place, share if enough else share * 0.5, changes)


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
