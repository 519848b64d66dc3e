"""What a brief is held against: the sources as words, and what analysis found in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations, product
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.model.dossier import Event
from briefgen.text.claims import numbers_in
from briefgen.text.edits import apply_edits, beside_date, introduced
from briefgen.text.paragraphs import ParagraphIndex, paragraphs
from briefgen.verification.verdicts import Near
from briefgen.verification.wording import Wording, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.brief import SpeakerItem
    from briefgen.model.dossier import Dossier, Fact, Quote
    from briefgen.model.source import Source

_SENTENCE = re.compile(
    r"(?<![A-Z]\.)(?<!\b[Nn]o\.)(?<!\b(?:Mr|Dr|Ms|St|Lt|vs)\.)(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov)\.)"
    r"(?<!\bProf\.)(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ\d])"
)
_MOST_INTRODUCED = 4  # people of one line
_MOST_WORDS = 90  # of a printed excerpt


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``first`` up to ``last`` (not in it) of the source called ``source``."""

    source: str
    first: int
    last: int


class Evidence:
    """The sources of a brief, ready to be searched."""

    def __init__(self, dossier: Dossier, speakers: Sequence[SpeakerItem] = ()) -> None:
        self.dossier = dossier
        self.speakers = {speaker.name: speaker for speaker in speakers}
        self.sources: dict[str, Source] = {s.id: s for s in dossier.sources}
        self.wordings = {s.id: Wording(s.text) for s in dossier.sources}
        self._paragraphs = {s.id: ParagraphIndex(s.text) for s in dossier.sources}
        self._origins = {m: g.sources[0] for g in dossier.syndication for m in g.sources}
        self.quotes: dict[str, list[Quote]] = defaultdict(list)
        for quote in sorted(dossier.quotes, key=lambda q: (q.source, q.start)):
            self.quotes[quote.source].append(quote)
        self.statements: dict[tuple[str, ...], list[Fact | Event]] = defaultdict(list)
        entries: list[Fact | Event] = [*dossier.facts, *dossier.events]
        for entry in entries:
            for statement in dict.fromkeys(self._worded(entry)):
                self.statements[keys_of(statement)].append(entry)

    def _worded(self, entry: Fact | Event) -> Iterator[str]:
        """An entry as a brief may print it: plain, and with some of its people introduced."""
        yield entry.statement
        text = self.sources[entry.source].text
        added = [one for one in entry.introductions if one.edit is not None][:_MOST_INTRODUCED]
        chosen = (some for n in range(len(added) + 1) for some in combinations(added, n))
        dated = beside_date(entry) if isinstance(entry, Event) else entry.edits
        plain = dict.fromkeys((entry.edits, dated))
        for some, edits in product(chosen, plain):
            told = reduce(introduced, some, edits)
            yield apply_edits(text, entry.start, entry.end, told)

    # --- sources ---------------------------------------------------------------------------

    def outlet(self, source: str) -> str | None:
        """Who speaks in a source: its publisher, else its author, if it states either."""
        return self.sources[source].publisher or self.sources[source].author

    def origin(self, source: str) -> str:
        """The source that stands for ``source`` and its copies."""
        return self._origins.get(source, source)

    def independent(self, sources: Iterable[str]) -> int:
        """How many of ``sources`` are no copies of one another."""
        return len({self.origin(source) for source in sources})

    def called(self, source: str) -> str:
        """A source as a person knows it: by the name of its file, else by its title."""
        found = self.sources[source]
        return PurePath(found.path).name if found.path else found.title

    def all_called(self, sources: Iterable[str]) -> str:
        """Several sources in one phrase."""
        return " and ".join(dict.fromkeys(self.called(source) for source in sources))

    # --- places ----------------------------------------------------------------------------

    def paragraph(self, source: str, offset: int) -> int:
        """The paragraph at ``offset`` (code points) of a source, counted from 1."""
        return self._paragraphs[source].number(offset)

    def extent(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends in the text of its source, in code points."""
        wording = self.wordings[place.source]
        return wording.starts[place.first], wording.ends[place.last - 1]

    def place(self, source: str, start: int, end: int) -> Place:
        """The words at ``start:end`` (code points) of a source."""
        wording = self.wordings[source]
        first = min(wording.at(start), len(wording.starts) - 1)
        return Place(source, first, max(first + 1, wording.at(end)))

    def near(self, place: Place) -> Near:
        """A place to show to a person."""
        words = self.wordings[place.source].words(place.first, place.last).split()
        cut = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
        start, _ = self.extent(place)
        return Near(self.called(place.source), self.paragraph(place.source, start), cut)

    @cached_property
    def sentences(self) -> dict[str, list[tuple[int, int]]]:
        """The sentences of each source as words, first and last (not in it)."""
        return {source: list(self._sentences(source)) for source in self.sources}

    def _sentences(self, source: str) -> Iterator[tuple[int, int]]:
        text, wording = self.sources[source].text, self.wordings[source]
        for start, end in paragraphs(text):
            at = start
            for gap in _SENTENCE.finditer(text, start, end):
                yield wording.at(at), wording.at(gap.end())
                at = gap.end()
            yield wording.at(at), wording.at(end)

    def sentence(self, source: str, word: int) -> tuple[int, int]:
        """The sentence that holds a word."""
        held = self.sentences[source]
        n = bisect_right(held, (word, len(self.wordings[source].keys))) - 1
        return held[n] if n >= 0 and held[n][0] <= word < held[n][1] else (word, word + 1)

    # --- what stands anywhere --------------------------------------------------------------

    def holds(self, words: str) -> bool:
        """Whether ``words`` stand, whole, in a source or in what it says about itself."""
        keys = keys_of(words)
        return any(w.holds(keys) for w in (*self.wordings.values(), self._stated))

    @cached_property
    def _stated(self) -> Wording:
        return Wording(
            "\n".join(
                part
                for s in self.sources.values()
                for part in (s.title, s.publisher, s.author, s.url, s.path)
                if part
            )
        )

    @cached_property
    def paragraphs(self) -> list[Wording]:
        """Every paragraph of every source."""
        return [
            Wording(source.text[start:end])
            for source in self.sources.values()
            for start, end in paragraphs(source.text)
        ]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every source, in small letters."""
        return frozenset(
            key.casefold() for w in (*self.wordings.values(), self._stated) for key in w.keys
        )

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every number that a source gives."""
        found: frozenset[float] = frozenset()
        for source in self.sources.values():
            found |= numbers_in(source.text) | numbers_in(source.title)
            if source.published:
                found |= {float(source.published.day), float(source.published.year)}
        return found | {float(key) for key in self.vocabulary if key.isdecimal()}
