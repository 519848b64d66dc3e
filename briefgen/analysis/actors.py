"""Who does what a sentence tells of a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.claims import NAMED
from briefgen.analysis.phrases import noun_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.model.dossier import Edit

_VERBAL = {"VERB", "AUX"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_HELD_WITH = {"of", "with"}
_FEWEST_WORDS = 2  # that tell a body: "the council" may be any
_PUT_IN = re.compile(r"\[([^\],]+)")


class Actors:
    """Those who act in the sentences of one source."""

    def __init__(self, parsed: Parsed, people: People) -> None:
        self._people = people
        # The name finder passes over a name in one sentence that it finds in another.
        self._named = frozenset(
            e.text for p in parsed.paragraphs for e in p.entities if e.label_ in NAMED
        )

    def of(
        self, dated: Token, paragraph: ParsedParagraph, edits: Sequence[Edit]
    ) -> tuple[str, ...]:
        """The names of those who do what ``dated`` dates, as written or as ``edits`` put them in.

        From the main verb down to the dated one, the first counts whose subject has a name, or
        whoever stands behind its "by": Ada Holm in "Ada Holm said the gate would open on Monday"
        and in "Residents said Ada Holm resigned on Monday". A body without a name of its own is
        told in its words ("national weather service"). An entry without a verb has the people with
        whom it is held. Objects, places and owners ("Ada Holm's house") do nothing.
        """
        way = [dated, *dated.ancestors]
        verbs = [token for token in reversed(way) if token.pos_ in _VERBAL]
        for verb in verbs:
            doers = list(_doers(verb))
            names = [self._name(token, paragraph, edits) for token in doers]
            names = names if any(names) else [_described(token) for token in doers]
            if any(names):
                return tuple(dict.fromkeys(filter(None, names)))
        if verbs:
            return ()
        held_with = [t for t in _held_with(way[-1]) if self._is_person(t, paragraph)]
        return tuple(filter(None, (self._name(t, paragraph, edits) for t in held_with)))

    def _name(self, token: Token, paragraph: ParsedParagraph, edits: Sequence[Edit]) -> str | None:
        """The name that ``token`` is the head of, or the one that is put in for it."""
        if token.lemma_.lower() in lexicon.words("occurrence.toml", "area"):
            return None
        start, end = paragraph.at(token), paragraph.end_of(token)
        for edit in edits:
            put_in = _PUT_IN.search(edit.replacement) if edit.reason == "name" else None
            if put_in and edit.start <= start and end <= edit.end:
                return put_in[1]
        for mention, _ in self._people.in_extent(paragraph.number, paragraph.start, paragraph.end):
            if mention.start <= start and end <= mention.end:
                return mention.text
        for entity in paragraph.entities:
            if entity.root.i == token.i and entity.text in self._named:
                return str(entity.text)
        return str(token.text) if token.text in self._named else None

    def _is_person(self, token: Token, paragraph: ParsedParagraph) -> bool:
        return self._people.at(paragraph.at(token), paragraph.end_of(token)) is not None


def _described(token: Token) -> str | None:
    """A body in the words that tell it from others of its kind: "the national weather service",
    but neither "the board" nor "its board"; and not one to which something is done."""
    if token.dep_ == "nsubjpass" or token.lemma_ not in lexicon.words("occurrence.toml", "acting"):
        return None
    phrase = noun_phrase(token)
    if phrase[0].tag_ == "DT":
        phrase = phrase[1:]
    owned = any(word.tag_ in {"PRP$", "POS"} for word in phrase)
    return None if owned or len(phrase) < _FEWEST_WORDS else str(phrase.text)


def _doers(verb: Token) -> Iterator[Token]:
    """The subjects of a verb, those behind its "by", and whoever is told to: "asked Ada Holm to
    resign"."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            yield from _and_others(child)
        elif child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj":
                    yield from _and_others(one)
    if verb.dep_ == "xcomp" and any(c.lower_ == "to" for c in verb.lefts):
        for child in verb.head.children:
            if child.dep_ == "dobj":
                yield from _and_others(child)


def _and_others(token: Token) -> Iterator[Token]:
    """A word, those that it is joined with by "and", and the names in apposition to them."""
    for one in (token, *token.conjuncts):
        yield one
        yield from (child for child in one.children if child.dep_ == "appos")


def _held_with(root: Token) -> Iterator[Token]:
    """Whom an entry without a verb is held with: "24 March: public hearing of Ada Holm"."""
    for noun in (root, *(child for child in root.children if child.dep_ == "appos")):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in _HELD_WITH:
                yield from (t for one in child.children for t in (one, *one.conjuncts))
