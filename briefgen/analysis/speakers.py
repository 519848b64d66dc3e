"""Who a noun phrase or pronoun points at, when that is certain."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.people import People, Person, PersonMention, is_person_pronoun
from briefgen.model.dossier import Speaker
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_CITES = {"quote", "cite", "report"}
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
_FAR_BACK = 4  # sentences a pronoun may look back over; news prose re-names people sooner


_LISTS = {"conj", "cc"}
_ASIDES = {"relcl", "appos", "acl", "advcl", "ccomp", "parataxis"}
_HARD_BREAKS = {";", "—", "–", "“", "”", '"', ":", "(", ")"}


def _goes_on(comma: Token, head: Token) -> bool:
    """Whether what follows a comma is the next member of a list ("in A, B and C"), and not an
    aside ("a spokesman, who …")."""
    if comma.i + 1 >= len(comma.doc):
        return False
    token = comma.nbor(1)
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ in _ASIDES:
            return False
        if token.dep_ in _LISTS:
            return True
        token = token.head
    return False


def noun_phrase(token: Token) -> Span:
    """The whole noun phrase around ``token``, without relative clauses and asides."""
    doc, end = token.doc, token.i + 1
    for child in sorted(token.rights, key=lambda t: t.i):
        if child.dep_ in _ASIDES:
            break
        if child.dep_ not in {"punct", "cc"}:
            end = child.right_edge.i + 1
    start = token.left_edge.i
    for index in range(token.i - 1, start - 1, -1):
        if doc[index].text in _HARD_BREAKS or doc[index].text == ",":
            start = index + 1
            break
    for index in range(token.i + 1, end):
        stop = doc[index].text in _HARD_BREAKS or doc[index].dep_ in {"relcl", "acl"}
        if stop or (doc[index].text == "," and not _goes_on(doc[index], token)):
            end = index
            break
    while end > token.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_quote):
        end -= 1
    return doc[start:end]


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a verb, or of the verb whose subject it shares.

    Follows coordination ("X said … and added"), participles ("X left, saying"), infinitives,
    relative clauses and passives with an agent.
    """
    if depth > 4:
        return None
    reported = _quoted_as_saying(verb)
    if reported is not None:
        return reported
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if passive or agents:
        if agents:
            return agents[0]
        quoted = verb.lower_ in {"quoted", "cited"} or verb.lemma_ == "quote"
        if not quoted:
            return None
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return child
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}):
        return head
    shares = verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis", "prep"}
    if shares and head.pos_ in {"VERB", "AUX", "ADP", "SCONJ"}:
        return subject_of(head, depth + 1)
    return None


def _quoted_as_saying(verb: Token) -> Token | None:
    """Whoever "X quoted Y as saying" and "Y was quoted as saying" give the words to."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_ not in _CITES:
        return None
    cites = verb.head.head
    wanted = {"dobj"} if not any(c.dep_ == "auxpass" for c in cites.children) else _SUBJECTS
    return next((c for c in cites.children if c.dep_ in wanted), None)


class SpeakerFinder:
    """Turns the subject of a cue into a speaker."""

    def __init__(self, parsed: Parsed, people: People, quoted: Sequence[tuple[int, int]]) -> None:
        """``quoted`` are the extents in quotation marks, in order: what is named or meant inside
        a quote tells nothing about who speaks."""
        self._people = people
        self._quoted = quoted
        self._quote_starts = [start for start, _ in quoted]
        self._sentences = list(parsed.sentences())
        self._index = {
            (paragraph.number, int(sentence.start)): n
            for n, (paragraph, sentence) in enumerate(self._sentences)
        }
        self._learn_genders()
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
            return self.antecedent(paragraph, token) or self._still_speaking(paragraph, token)
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
        if _is_definite_role(token, phrase):
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
        if person.is_ambiguous or pronoun.dep_ not in _SUBJECTS:
            return None
        here = self._index.get((paragraph.number, int(pronoun.sent.start)))
        for index in range((here or 0) - 1, -1, -1):
            if self._sentences[index][0].number < number:
                break
            found = self._candidates(index, gender)
            if found is not None and (not found or person not in found):
                return None
        return person

    # --- pronouns -------------------------------------------------------------------------

    def antecedent(self, paragraph: ParsedParagraph, pronoun: Token) -> Person | None:
        """The person a pronoun stands for, or None where that is not certain.

        The nearest subject wins (Lappin & Leass 1994 weigh it highest): first one before the
        pronoun in its own sentence, then the subject of the sentences before it; a sentence whose
        subject is a pronoun itself hands on. Two candidates that grammar does not part: None.
        """
        gender = "f" if pronoun.lower_ in {"she", "her", "hers"} else "m"
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
            found = self._candidates(index, gender)
            if found is not None:
                return found[0] if len(found) == 1 else None
        return None

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
        subject = next((c for c in pronoun.sent.root.children if c.dep_ in _SUBJECTS), None)
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

    def _candidates(self, index: int, gender: str) -> list[Person] | None:
        """Whom a pronoun can mean that looks back at a sentence: one person where grammar leaves
        one, an empty list where somebody unnamed is in the way, None where nobody is there."""
        paragraph, sentence = self._sentences[index]
        mentioned = self._mentioned(index, gender)
        subject = next((c for c in sentence.root.children if c.dep_ in _SUBJECTS), None)
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
            if _is_definite_role(subject, phrase):
                titled = self._people.with_role(phrase, at)
                return [titled] if titled and titled.gender in {None, gender} else []
        if self._speaks_unnamed(paragraph, sentence):
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
        thing = subject.ent_type_ in {"GPE", "NORP", "DATE", "LOC", "FAC"}
        speaks = subject.head.lemma_.lower() in lexicon.cue_verbs() | lexicon.thought_verbs()
        return not thing and (subject.ent_type_ != "ORG" or speaks)

    def _speaks_unnamed(self, paragraph: ParsedParagraph, sentence: Span) -> bool:
        """Whether a subject of the sentence is somebody known by role alone ("The chairman spoke
        in his office")."""
        return any(
            token.dep_ in _SUBJECTS
            and token.tag_ == "NN"
            and lexicon.is_role(token.text)
            and not self._in_quote(paragraph.at(token))
            and self._people.with_role(noun_phrase(token), paragraph.at(token)) is None
            and not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children)
            for token in sentence
        )

    def _learn_genders(self) -> None:
        """A pronoun right behind the only person of a sentence tells that person's gender, unless
        titles or roles have told it; pronouns farther off then miss fewer people."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for index in range(1, len(self._sentences)):
            paragraph, sentence = self._sentences[index]
            first = next(
                (
                    t
                    for t in sentence
                    if t.dep_ in _SUBJECTS and not self._in_quote(paragraph.at(t))
                ),
                None,
            )
            if first is None or first.lower_ not in {"he", "she"}:
                continue
            if self._sentences[index - 1][0].number != paragraph.number:
                continue
            gender = "f" if first.lower_ == "she" else "m"
            named = {id(p): p for _, p in self._mentioned(index - 1, gender)}
            if len(named) == 1:
                votes[next(iter(named))][gender] += 1
        for person in self._people.persons:
            told = votes.get(id(person))
            if person.gender is None and told and len(told) == 1:
                person.gender = next(iter(told))


def _is_shouted(phrase: Span) -> bool:
    """Whether the sentence around a phrase is in capitals, in which names cannot be told."""
    letters = [ch for ch in phrase.sent.text if ch.isalpha()]
    return sum(ch.isupper() for ch in letters) > len(letters) * 0.6


def _is_definite_role(token: Token, phrase: Span) -> bool:
    """Whether a phrase can stand for somebody by title alone: "the minister", "its director"."""
    return (
        phrase[0].lower_ in {"the", "his", "her", "their", "its"}
        and token.tag_ in {"NN", "NNP"}
        and lexicon.is_role(token.text)
    )


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
