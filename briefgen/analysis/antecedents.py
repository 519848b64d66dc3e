"""Whom "he" and "she" stand for, when that is certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.people import Person, PersonMention, is_person_pronoun
from briefgen.analysis.phrases import SUBJECTS, is_definite_role, noun_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Span, Token

    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph

_MOSTLY = 0.5  # of the pronouns that reach a person: so many tell the gender of one who speaks
_IN_PLAY = 2  # sentences back in which whoever is named may still be meant
# From "counterpart" up to the verb of its clause.
_BELOW = {"dobj", "pobj", "prep", "appos", "compound", "conj", "dative", "nmod"}
_SHORT = 5  # sentences; a longer paragraph is a text without any
_FAR_BACK = 4  # sentences a pronoun may look back over; news prose re-names people sooner


class Antecedents:
    """The people that the pronouns of one source stand for."""

    def __init__(self, parsed: Parsed, people: People, quoted: Sequence[tuple[int, int]]) -> None:
        """``quoted`` are the extents in quotation marks, in order: what is named or meant inside
        a quote tells nothing about who is meant outside."""
        self._people = people
        self._text = parsed.source.text
        self._surnames: dict[str, bool] = {}
        self._quoted = quoted
        self._quote_starts = [start for start, _ in quoted]
        self._sentences = list(parsed.sentences())
        self._index = {
            (paragraph.number, int(sentence.start)): n
            for n, (paragraph, sentence) in enumerate(self._sentences)
        }
        self._learn_bound()
        self._learn_genders()

    def antecedent(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """The person a pronoun stands for, or None where that is not certain."""
        person = self.speaker(paragraph, pronoun)
        if person is None or person.gender == _gender(pronoun):
            return person
        if len(self._votes[id(person)]) > 1 or self.has_rival(paragraph, pronoun, person):
            return None
        return person

    def speaker(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """The person a pronoun beside a reporting verb stands for. Whoever speaks is mostly the
        last subject, so that somebody else named nearby is no rival."""
        person = self._nearest(paragraph, pronoun)
        return person if person and self.may_mean(paragraph, pronoun, person) else None

    def may_mean(self, paragraph: ParsedParagraph, pronoun: Token, person: Person) -> bool:
        """Whether nothing in the source speaks against a person whom a pronoun seems to mean."""
        if person.gender == _gender(pronoun):
            return True
        votes = self._votes[id(person)]
        if person.gender is not None or votes[_gender(pronoun)] <= _MOSTLY * votes.total():
            return False
        return not self._has_other_gender(paragraph, pronoun)

    def has_rival(self, paragraph: ParsedParagraph, pronoun: Token, person: Person) -> bool:
        """Whether somebody else of a fitting gender is named between the last mention of a person
        and a pronoun, in the paragraph, or in the two sentences before."""
        here = self._index.get((paragraph.number, int(pronoun.sent.start)))
        if here is None:
            return True
        at = paragraph.at(pronoun)
        last = max((m.start for m in person.mentions if m.start < at), default=at)
        short = sum(1 for _ in paragraph.doc.sents) <= _SHORT
        for index in range(here, -1, -1):
            place, sentence = self._sentences[index]
            start, end = place.extent(sentence)
            back = here - index
            near = back <= (_FAR_BACK if place.number == paragraph.number and short else _IN_PLAY)
            if not near and end <= last:
                break
            # Who is ambiguous is somebody nonetheless.
            named = self._people.in_extent(place.number, start, min(end, at))
            if any(
                p is not person and p.gender in {None, _gender(pronoun)}
                for m, p in named
                if not self._in_quote(m.start)
            ) or self._names_unknown(place, sentence, at):
                return True
        return False

    def _names_unknown(self, paragraph: ParsedParagraph, sentence: Span, before: int) -> bool:
        return any(
            token.dep_ in SUBJECTS
            and paragraph.at(token) < before
            and not self._in_quote(paragraph.at(token))
            and self._people.at(paragraph.at(token), paragraph.end_of(token)) is None
            and token.tag_ == "NNP"
            and self._is_unknown_name(paragraph, token)
            for token in sentence
        )

    def _has_other_gender(self, paragraph: ParsedParagraph, pronoun: Token) -> bool:
        """Whether "he" and "she" stand in one sentence: two people, of whom the nearest name may be
        either."""
        return any(
            is_person_pronoun(t)
            and _gender(t) != _gender(pronoun)
            and not self._in_quote(paragraph.at(t))
            for t in pronoun.sent
        )

    @cached_property
    def _votes(self) -> Mapping[int, Counter[str]]:
        """How often each person would be "he" and "she" in the source. Where both, one of the two
        is somebody else."""
        found: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for paragraph, sentence in self._sentences:
            for token in sentence:
                if not is_person_pronoun(token) or self._in_quote(paragraph.at(token)):
                    continue
                person = self._nearest(paragraph, token)
                if person is not None:
                    found[id(person)][_gender(token)] += 1
        return found

    def _nearest(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """The person whom the grammar around a pronoun points at.

        The nearest subject wins (Lappin & Leass 1994 weigh it highest): first one before the
        pronoun in its own sentence, then the subject of the sentences before it; a sentence whose
        subject is a pronoun itself hands on. Two candidates that grammar does not part: None.
        """
        gender = _gender(pronoun)
        here = self._index.get((paragraph.number, int(pronoun.sent.start)))
        if here is None:
            return None
        own = self._mentioned(here, gender, before=paragraph.at(pronoun))
        subjects = [p for m, p in own if m.is_subject]
        if subjects:
            return subjects[-1]
        if self._somebody_unnamed(paragraph, pronoun) or self._main_subject_follows(pronoun):
            return None
        for index in range(here - 1, max(-1, here - 1 - _FAR_BACK), -1):
            if paragraph.number - self._sentences[index][0].number > 1:
                break
            found = self.candidates(index, gender)
            if found is not None:
                return found[0] if len(found) == 1 else None
        return None

    def candidates_since(
        self, number: int, paragraph: ParsedParagraph, pronoun: Token
    ) -> list[list[Person]]:
        """Whom the sentences offer that stand between paragraph ``number`` and a pronoun; those
        that offer nobody are passed over."""
        here = self._index.get((paragraph.number, int(pronoun.sent.start)), 0)
        out: list[list[Person]] = []
        for index in range(here - 1, -1, -1):
            if self._sentences[index][0].number < number:
                break
            found = self.candidates(index, _gender(pronoun))
            if found is not None:
                out.append(found)
        return out

    def _somebody_unnamed(self, paragraph: ParsedParagraph, pronoun: Token) -> bool:
        """Whether the sentence names somebody by role alone in front of the pronoun ("a statement
        by the mayor is attached at her request"): it may be them."""
        for token in pronoun.doc[pronoun.sent.start : pronoun.i]:
            if token.tag_ != "NN" or not lexicon.is_role(token.text):
                continue
            at = paragraph.at(token)
            if not self._in_quote(at) and not self._people.at(at, at + 1):
                phrase = noun_phrase(token)
                resolved = self._people.with_role(phrase, at) if len(phrase) else None
                if resolved is None and token.dep_ not in {"compound", "appos"}:
                    return True
        return False

    def _main_subject_follows(self, pronoun: Token) -> bool:
        """Whether the pronoun stands in a clause in front of the main subject, who may be meant:
        "Asked whether he had …, Castellane said"."""
        subject = next((c for c in pronoun.sent.root.children if c.dep_ in SUBJECTS), None)
        return subject is not None and subject.pos_ == "PROPN" and pronoun.i < subject.left_edge.i

    def _mentioned(
        self, index: int, gender: str, before: int | None = None
    ) -> list[tuple[PersonMention, Person]]:
        """The people named in a sentence that a pronoun of ``gender`` can stand for."""
        paragraph, sentence = self._sentences[index]
        start, end = paragraph.extent(sentence)
        found = self._people.in_extent(paragraph.number, start, before or end)
        return [
            (m, p)
            for m, p in found
            if p.gender in {None, gender} and not p.is_ambiguous and not self._in_quote(m.start)
        ]

    def _in_quote(self, offset: int) -> bool:
        index = bisect_right(self._quote_starts, offset) - 1
        return index >= 0 and offset < self._quoted[index][1]

    def candidates(self, index: int, gender: str) -> list[Person] | None:
        """Whom a pronoun can mean that looks back at a sentence: one person where grammar leaves
        one, an empty list where somebody unnamed is in the way, None where nobody is there."""
        paragraph, sentence = self._sentences[index]
        mentioned = self._mentioned(index, gender)
        subject = next((c for c in sentence.root.children if c.dep_ in SUBJECTS), None)
        if subject is not None and is_person_pronoun(subject):
            return None  # it hands on to the sentence before
        if subject is not None:
            at = paragraph.at(subject)
            together = {paragraph.at(subject), *(paragraph.at(t) for t in subject.conjuncts)}
            named = {id(p): p for m, p in mentioned if any(m.start <= t < m.end for t in together)}
            if named:  # two who are named together and of whom either fits: nobody is certain
                return list(named.values())
            if self._is_unknown_name(paragraph, subject):
                return []
            phrase = noun_phrase(subject)
            if is_definite_role(subject, phrase):
                titled = self._people.with_role(phrase, at)
                return [titled] if titled and titled.gender in {None, gender} else []
        if self._speaks_unnamed(paragraph, sentence):
            return []
        if self._is_another_meant(paragraph, sentence, mentioned, gender):
            return []
        return list({id(p): p for _, p in mentioned}.values()) or None

    def _is_unknown_name(self, paragraph: ParsedParagraph, subject: Token) -> bool:
        """Whether a subject is a name that is nobody we know, or a surname that several bear: a
        pronoun behind it may well mean them."""
        bare = subject.i == subject.sent.start and not list(subject.children)
        if subject.tag_ in {"NN", "NNS"} and bare and subject.text[:1].isupper():
            # "Wines believes …": no article, and a verb in the singular.
            return subject.tag_ == "NN" or subject.head.tag_ == "VBZ"
        if subject.tag_ != "NNP":
            return False
        person = self._people.at(paragraph.at(subject), paragraph.end_of(subject))
        if person is not None:
            return person.is_ambiguous
        if any(p.name.split()[-1] == subject.text for p in self._people.persons):
            return True  # the surname of somebody, taken for a place or a body
        if self._stands_behind_a_name(subject.text):
            return True
        thing = subject.ent_type_ in {"GPE", "NORP", "DATE", "LOC", "FAC"}
        speaks = subject.head.lemma_.lower() in lexicon.cue_verbs() | lexicon.thought_verbs()
        # "Buhari said", taken for a place: whoever speaks is somebody, whatever he is taken for.
        return speaks or not (thing or subject.ent_type_ == "ORG")

    def _stands_behind_a_name(self, word: str) -> bool:
        """Whether a word is somewhere the last one of a name: "Maya Naser", of whom the name finder
        knows nothing, though "Naser" is a place to it."""
        if word not in self._surnames:
            found = re.findall(rf"\b([A-Z][\w.’'-]+) {re.escape(word)}\b", self._text)
            small = lexicon.words("people.toml", "given_to_all")
            self._surnames[word] = any(name.lower() not in small for name in found)
        return self._surnames[word]

    def _speaks_unnamed(self, paragraph: ParsedParagraph, sentence: Span) -> bool:
        """Whether a subject of the sentence is somebody known by role alone ("The chairman spoke
        in his office")."""
        return any(
            token.dep_ in SUBJECTS
            and token.tag_ == "NN"
            and lexicon.is_role(token.text)
            and not self._in_quote(paragraph.at(token))
            and self._people.with_role(noun_phrase(token), paragraph.at(token)) is None
            and not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children)
            for token in sentence
        )

    def _is_another_meant(
        self,
        paragraph: ParsedParagraph,
        sentence: Span,
        mentioned: Sequence[tuple[PersonMention, Person]],
        gender: str,
    ) -> bool:
        """Whether a sentence speaks of "him" before it names its only person in passing: "when he
        was arrested in the slaying of Bo Falk" is about another, and so may be what follows."""
        first = min((m.start for m, _ in mentioned), default=0)
        return not any(m.is_subject for m, _ in mentioned) and any(
            is_person_pronoun(t)
            and _gender(t) == gender
            and paragraph.at(t) < first
            and not self._in_quote(paragraph.at(t))
            for t in sentence
        )

    def _learn_bound(self) -> None:
        """ "Holm met her counterpart Tor Falk": whoever has a counterpart is the subject."""
        for index, (paragraph, sentence) in enumerate(self._sentences):
            for token in sentence:
                if token.dep_ != "poss" or not is_person_pronoun(token):
                    continue
                person = self._owner(paragraph, token)
                if person is None or person.gender is not None or person.is_ambiguous:
                    continue
                if self._is_relation(token) and not self._names_two(index, token, person):
                    person.gender = _gender(token)

    def _owner(self, paragraph: ParsedParagraph, possessive: Token) -> Person | None:
        """The person to whom grammar ties "her": the subject of its clause, or the name that its
        noun is joined to ("Holm and her deputy")."""
        token = possessive.head
        while token.head.i != token.i and token.dep_ in _BELOW:
            token = token.head
            if token.i < possessive.i and token.pos_ == "PROPN":
                return self._outside_quotes(paragraph, token)
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.i > possessive.i or subject.pos_ != "PROPN":
            return None
        return self._outside_quotes(paragraph, subject)

    def _outside_quotes(self, paragraph: ParsedParagraph, token: Token) -> Person | None:
        at = paragraph.at(token)
        return None if self._in_quote(at) else self._people.at(at, paragraph.end_of(token))

    def _is_relation(self, possessive: Token) -> bool:
        words = possessive.doc[possessive.i + 1 : possessive.head.i + 1]
        relations = lexicon.words("people.toml", "relations")
        return any(t.lower_ in relations or lexicon.is_role(t.text) for t in words)

    def _names_two(self, index: int, possessive: Token, person: Person) -> bool:
        """Whether "her deputy" may be the deputy of somebody else. A counterpart may not."""
        words = possessive.doc[possessive.i + 1 : possessive.head.i + 1]
        if any(t.lower_ == "counterpart" for t in words):
            return False
        return self.has_rival(self._sentences[index][0], possessive, person)

    def _learn_genders(self) -> None:
        """A pronoun right behind the only person of a sentence tells that person's gender, unless
        titles or roles have told it; pronouns farther off then miss fewer people. What a given
        name tells is believed where the source has a "she" for a Maya: she may be a man."""
        spoken = {
            _gender(token)
            for paragraph, sentence in self._sentences
            for token in sentence
            if is_person_pronoun(token) and not self._in_quote(paragraph.at(token))
        }
        for person in self._people.persons:
            if person.by_name and person.gender not in spoken:
                person.gender = None
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for index in range(1, len(self._sentences)):
            paragraph, sentence = self._sentences[index]
            first = next(
                (t for t in sentence if t.dep_ in SUBJECTS and not self._in_quote(paragraph.at(t))),
                None,
            )
            if first is None or first.lower_ not in {"he", "she"}:
                continue
            if self._sentences[index - 1][0].number != paragraph.number:
                continue
            gender = "f" if first.lower_ == "she" else "m"
            named = {id(p): p for _, p in self._mentioned(index - 1, gender)}
            only = next(iter(named.values())) if len(named) == 1 else None
            if only is not None and not self.has_rival(paragraph, first, only):
                votes[id(only)][gender] += 1
        for person in self._people.persons:
            told = votes.get(id(person))
            if person.gender is None and told and len(told) == 1:
                person.gender = next(iter(told))


def _gender(pronoun: Token) -> str:
    return "f" if pronoun.lower_ in {"she", "her", "hers"} else "m"
