"""What a source has told so far, for "the bus" and "the agency" to point at."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from briefgen.analysis.pipeline import Parsed

_SMALL = {"of", "for", "and", "the", "on", "&"}


class Background:
    """The nouns and names of one source, with their places."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._text = parsed.source.text

    @cached_property
    def _told(self) -> dict[str, int]:
        """Nouns that were told of with "a" or "an", each with the first such place."""
        out: dict[str, int] = {}
        for paragraph in self._parsed.paragraphs:
            for token in paragraph.doc:
                if token.dep_ == "det" and token.lower_ in {"a", "an"}:
                    out.setdefault(token.head.lemma_, paragraph.at(token))
        return out

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

    def tells_before(self, noun: str, offset: int) -> bool:
        """Whether the lemma ``noun`` was told of with "a" or "an" in front of ``offset``."""
        return self._told.get(noun, offset) < offset

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
