"""Names by one word of what the source has called in full before: "Dahlgaard", "Ildewater"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.analysis.stretch import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import Parsed
    from briefgen.analysis.stretch import Stretch

_STANDS_AS = {*SUBJECTS, "poss", "dobj", "pobj", "conj", "appos"}
# What stands behind one of these is a place, and where that is everybody knows or is told.
_PLACING = {"in", "at", "near", "outside", "across", "around"}


class ShortNames:
    """Knows of the names of one source by which words they are called for short. The name finder is
    not asked: it takes what it does not know for anything."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    def used_in(self, stretch: Stretch) -> Iterator[tuple[str, int]]:
        """The short names in a reporter's words, each with its place, whose long form the source
        has in front of the sentence and the sentence itself has not."""
        for token in stretch.own:
            if not (_is_alone(token) and token.text in self._introduced):
                continue
            if self._introduced[token.text] < stretch.start and token.text not in self._placed:
                yield token.text, stretch.paragraph.at(token)

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """By the first and the last word of a name in several words, where it stands first."""
        out: dict[str, int] = {}
        for paragraph in self._parsed.paragraphs:
            for token in paragraph.doc:
                if token.pos_ != "PROPN" or token.dep_ in {"compound", "flat"}:
                    continue
                parts = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
                if parts:
                    for word in (parts[0], token):
                        if word.text[:1].isupper():
                            out.setdefault(word.text, paragraph.at(parts[0]))
        return out

    @cached_property
    def _placed(self) -> frozenset[str]:
        """The words that stand behind "in" or "near" somewhere in the source."""
        return frozenset(
            token.text
            for paragraph in self._parsed.paragraphs
            for token in paragraph.doc
            if token.dep_ == "pobj" and token.head.lower_ in _PLACING and _is_alone(token)
        )


def _is_alone(token: Token) -> bool:
    """Whether a name stands there by itself, without a title and with nothing that says who or
    what it is."""
    return (
        token.pos_ == "PROPN"
        and token.dep_ in _STANDS_AS
        and token.text[:1].isupper()
        and not token.text.isupper()
        and not any(
            c.dep_ in {"compound", "flat", "appos", "nummod", "amod", "relcl", "det"}
            for c in token.children
        )
    )
