"""What a source has told so far, for "the bus" and "the agency" to point at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.bare import bare_definites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.analysis.stretch import Stretch

_FEWEST_WRAPPED = 2  # lines
_SMALL = {"of", "for", "and", "the", "on", "&"}


def _is_brought_in(noun: Token) -> bool:
    """Whether a noun brings its thing in, so that "the company" can be that one later: "a company",
    "two companies", but not "Holm’s parent company"; and what is neither a body nor somebody."""
    kinds = lexicon.words("standing.toml", "bodies") | lexicon.words("standing.toml", "people")
    if noun.lemma_.lower() not in kinds:
        return True
    return noun.tag_ == "NNS" or any(c.lower_ in {"a", "an", "another"} for c in noun.children)


_GOES_ON_AS_PERSON = re.compile(r",? who(?:se)?\b|, \d\d(?:,|\.| )")
_SAID = {"said", "says", "added", "told", "recalled"}


class Background:
    """The nouns and names of one source, with their places."""

    def __init__(self, parsed: Parsed, people: People) -> None:
        self._parsed = parsed
        self._people = people
        self._text = parsed.source.text
        self._lead: frozenset[str] = frozenset()
        self._mentioned: set[str] = set()
        self._brought: dict[str, int] = {}

    def is_person(self, start: int, end: int) -> bool:
        """Whether the extent holds the name of a person."""
        return self._people.at(start, end) is not None

    def is_plainly_named(self, start: int, end: int) -> bool:
        """Whether a name in capitals stands inside a sentence; or at the start of one, where a
        capital tells nothing ("Require Ildewater to …"), in front of a comma or a verb."""
        before = self._text[max(0, start - 3) : start].rstrip(" \"“‘'(")
        if before and before[-1] not in ".!?\n:":
            return True
        behind = self._text[end : end + 2]
        if behind[:1] in {",", "’", "'"}:
            return True
        paragraph = next((p for p in self._parsed.paragraphs if p.start <= start < p.end), None)
        follows = paragraph.token_at(end + 1) if paragraph and end + 1 < paragraph.end else None
        return follows is not None and follows.tag_ in {"VBD", "VBZ", "MD"}

    def is_told_as_person(self, start: int, end: int) -> bool:
        """Whether the words around a name can only be about a human being: "Ada Holm, who …",
        "Ada Holm, 54, …", "…, said Ada Holm"."""
        front, behind = self._text[max(0, start - 20) : start], self._text[end : end + 12]
        if _GOES_ON_AS_PERSON.match(behind):
            return True
        word = front.split()[-1:]
        return bool(word) and front.endswith(" ") and word[0] in _SAID

    def since(self, start: int, end: int) -> Iterator[tuple[ParsedParagraph, Token]]:
        """The tokens from the start of the sentence at ``start`` up to ``end``, each with its
        paragraph."""
        for paragraph in self._parsed.paragraphs:
            if paragraph.end <= start or paragraph.start >= end:
                continue
            first = paragraph.token_at(start) if start >= paragraph.start else None
            for token in paragraph.doc[first.sent.start if first is not None else 0 :]:
                if paragraph.at(token) >= end:
                    return
                yield paragraph, token

    @cached_property
    def listed(self) -> frozenset[int]:
        """The numbers of the paragraphs without a full stop that stand beside another such one, as
        the entries of a list do; none in a text that is broken into lines, some of which go on in
        small letters."""
        starts = (self._text[p.start : p.start + 1] for p in self._parsed.paragraphs)
        if sum(start.islower() for start in starts) >= _FEWEST_WRAPPED:
            return frozenset()
        bare = {
            p.number
            for p in self._parsed.paragraphs
            if p.end > p.start and self._text[p.end - 1] not in ".!?…:”\"’')"
        }
        return frozenset(n for n in bare if n - 1 in bare or n + 1 in bare)

    @cached_property
    def _labels(self) -> dict[str, Counter[str]]:
        out: dict[str, Counter[str]] = defaultdict(Counter)
        for paragraph in self._parsed.paragraphs:
            for entity in paragraph.doc.ents:
                words = [w for w in entity if w.is_alpha and w.text[:1].isupper()]
                if len(words) == 1:
                    out[words[0].text][entity.label_] += 1
        return out

    def labels(self, word: str) -> Counter[str]:
        """What the name finder takes ``word`` for, standing alone, and how often."""
        return self._labels.get(word, Counter())

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title, lower case."""
        return frozenset(re.findall(r"[^\W\d_]+", self._parsed.source.title.lower()))

    def learn_lead(self, lead: Stretch) -> None:
        """Remember the nouns of the lead, which a brief prints first of what a source says."""
        self._lead = frozenset(
            t.lemma_.lower() for t in lead.own if t.pos_ == "NOUN" and _is_brought_in(t)
        )

    def is_told_first(self, noun: str) -> bool:
        """Whether the title of the source or its lead holds the lemma ``noun``."""
        word = noun.lower()
        return word in self.title_words or f"{word}s" in self.title_words or word in self._lead

    def learn(self, stretch: Stretch, *, plain: bool) -> None:
        """Remember the nouns of a sentence, and of a ``plain`` one, which a brief may print, those
        that it brings in."""
        bare = {t.i for t in bare_definites(stretch)}
        for token in stretch.paragraph.doc[stretch.first : stretch.last]:
            if token.pos_ not in {"NOUN", "PROPN"}:
                continue
            word = token.lemma_.lower()
            self._mentioned.add(word)
            if plain and token.i not in bare:
                self._brought.setdefault(word, stretch.start)

    def under(self, stretch: Stretch) -> tuple[frozenset[int], bool]:
        """Where the sentences start that bring in what this one takes up ("the gate"), and whether
        it takes up anything that no sentence brings in which a brief may print. What the title
        holds is told, and what was never mentioned before is no taking up."""
        places: set[int] = set()
        lost = False
        for noun in bare_definites(stretch):
            word = noun.lemma_.lower()
            if (
                word not in self._mentioned
                or word in self.title_words
                or f"{word}s" in self.title_words
            ):
                continue
            if word in self._brought:
                places.add(self._brought[word])
            else:
                lost = True
        return frozenset(places), lost

    @cached_property
    def _bodies(self) -> dict[str, set[str]]:
        """Named bodies by the last word of their names, which they are called by for short."""
        kinds = lexicon.words("people.toml", "bodies") | lexicon.words("standing.toml", "bodies")
        out: dict[str, set[str]] = defaultdict(set)
        for paragraph in self._parsed.paragraphs:
            for entity in paragraph.doc.ents:
                words = entity.text.split()
                if words and words[0].lower() == "the":
                    words = words[1:]
                proper = all(w[:1].isupper() or w in _SMALL for w in words)
                last = words[-1].lower() if len(words) > 1 and proper else ""
                if entity.label_ == "ORG" and last in kinds:
                    out[last].add(" ".join(words))
        return out

    def body(self, noun: str, offset: int) -> str | None:
        """The name of the one body that "the agency" can mean at ``offset``; None where the source
        names none before, or speaks of any other agency."""
        names = self._bodies.get(noun.lower(), set())
        if len(names) != 1:
            return None
        name = next(iter(names))
        first = self._text.find(name)
        before = {word.lower() for word in self.words_before(noun)}
        allowed = {"the", "its", name.split()[-2].lower()}
        return name if 0 <= first < offset and before <= allowed else None

    def words_before(self, noun: str) -> set[str]:
        """Every word that stands right before ``noun`` somewhere in the source."""
        rule = re.compile(rf"([\w’'.-]+) {re.escape(noun)}\b", re.IGNORECASE)
        return {match[1] for match in rule.finditer(self._text)}
