"""Who a noun phrase or pronoun points at, when that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.antecedents import Antecedents
from briefgen.analysis.people import People, Person, is_person_pronoun
from briefgen.analysis.phrases import SUBJECTS, is_definite_role, noun_phrase
from briefgen.model.dossier import Speaker
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph

_OTHER_PRONOUNS = {
    "i",
    "we",
    "they",
    "you",
    "it",
    "this",
    "that",
    "these",
    "those",
    "who",
    "which",
    "one",
    "some",
    "many",
    "others",
    "both",
    "all",
    "them",
}


class SpeakerFinder:
    """Turns the subject of a cue into a speaker."""

    def __init__(self, parsed: Parsed, people: People, quoted: Sequence[tuple[int, int]]) -> None:
        """``quoted`` are the extents in quotation marks, in order: what is named or meant inside
        a quote tells nothing about who speaks."""
        self._people = people
        self._antecedents = Antecedents(parsed, people, quoted)
        self._last: tuple[Person, int] | None = None

    def speaker(self, paragraph: ParsedParagraph, token: Token) -> Speaker:
        """The speaker that ``token``, the head of a noun phrase, points at."""
        if token.lower_ in {"who", "which", "that"} and token.head.dep_ == "relcl":
            start, end = paragraph.at(token), paragraph.end_of(token)
            named = self.speaker(paragraph, token.head.head)
            return named.model_copy(update={"mention": Extent(start=start, end=end)})
        phrase = noun_phrase(token)
        start, end = paragraph.extent(phrase)
        mention = Extent(start=start, end=end)
        person = self._person(paragraph, token, phrase)
        if person and not _is_shouted(phrase):
            self._last = (person, paragraph.number)
            return Speaker(
                name=person.name,
                role=person.role,
                affiliation=person.affiliation,
                mention=mention,
                named=Extent(start=person.named[0], end=person.named[1]),
                certain=not person.is_ambiguous,
            )
        certain = (
            _is_specific(phrase)
            and not self._people.is_shared(token.text)
            and not _is_shouted(phrase)
        )
        return Speaker(name=_described(phrase), mention=mention, certain=certain)

    def _person(self, paragraph: ParsedParagraph, token: Token, phrase: Span) -> Person | None:
        if is_person_pronoun(token):
            found = self._antecedents.speaker(paragraph, token)
            return found or self._still_speaking(paragraph, token)
        if token.lower_ in _OTHER_PRONOUNS:
            return None
        person = self._people.at(paragraph.at(token), paragraph.end_of(token))
        if person is None and token.text[:1].isupper():
            person = self._people.by_surname(token.text)
        if person:
            return person
        for child in token.children:
            if child.dep_ == "appos":
                person = self._people.at(paragraph.at(child), paragraph.end_of(child))
                if person and lexicon.is_role(token.text) and token.tag_ != "NNS":
                    return person
        if is_definite_role(token, phrase):
            return self._people.with_role(phrase, paragraph.at(token))
        return None

    def _still_speaking(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """Whoever spoke last, in this paragraph or the one before, when a pronoun speaks and the
        sentences in between name nobody else whom it could mean."""
        if self._last is None:
            return None
        person, number = self._last
        gender = "f" if pronoun.lower_ == "she" else "m"
        if not 0 <= paragraph.number - number <= 1 or person.gender not in {None, gender}:
            return None
        if person.is_ambiguous or pronoun.dep_ not in SUBJECTS:
            return None
        if not self._antecedents.may_mean(paragraph, pronoun, person):
            return None
        passed = self._antecedents.candidates_since(number, paragraph, pronoun)
        return None if any(not found or person not in found for found in passed) else person

    def antecedent(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """The person a pronoun stands for, or None where that is not certain."""
        return self._antecedents.antecedent(paragraph, pronoun)

    def has_rival(self, paragraph: ParsedParagraph, pronoun: Token, person: Person) -> bool:
        """Whether somebody else is named nearby whom a pronoun can mean."""
        return self._antecedents.has_rival(paragraph, pronoun, person)


def _is_shouted(phrase: Span) -> bool:
    """Whether the sentence around a phrase is in capitals, in which names cannot be told."""
    letters = [ch for ch in phrase.sent.text if ch.isalpha()]
    return sum(ch.isupper() for ch in letters) > len(letters) * 0.6


def _described(phrase: Span) -> str:
    """A speaker as described: the article in front in lower case."""
    text = str(phrase.text)
    if phrase[0].tag_ in {"DT", "PRP", "PRP$"} and len(phrase) > 1:
        return text[0].lower() + text[1:]
    return text


def _is_specific(phrase: Span) -> bool:
    """Whether a description is enough to print beside a quote: it names somebody ("the
    Pentagon"), or says who of whom ("a spokesman for the prime minister"). Bare "officials" or
    "he" are not."""
    root = phrase.root
    if root.pos_ == "PRON":
        return False
    if any(t.tag_ in {"NNP", "NNPS"} and t.text[:1].isupper() for t in phrase):
        return True
    complement = any(c.dep_ == "prep" for c in root.children if c.i < phrase.end)
    return lexicon.is_role(root.text) and complement
