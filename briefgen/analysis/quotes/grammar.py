"""Cues: the reporting verb or phrase that governs a quoted stretch."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.phrases import subject_of
from briefgen.analysis.quotes.nobody import is_heading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.analysis.quotes.marks import Marked

_NEAR = 14  # tokens between a mark and its cue: a subject with role and affiliation fits in
_LONGEST_SIGNATURE = 14  # tokens: a name, a role and a place
_LONGEST_OWNED = 10  # tokens
_DASHES = {"—", "–", "―", "-", "--"}
_BREAKS = {".", "?", "!", ";"}


@dataclass(frozen=True, slots=True)
class Governed:
    """A cue, the head of the noun phrase that speaks, and how we know (``rule``)."""

    cue: Token
    speaker: Token | None
    rule: str
    confidence: float


class QuotedParagraph:
    """A parsed paragraph with its quoted stretches laid over its tokens."""

    def __init__(self, paragraph: ParsedParagraph, marks: list[Marked]) -> None:
        self.paragraph = paragraph
        self.marks = marks
        doc: Doc = paragraph.doc
        self.doc = doc
        self.inside: list[int] = [-1] * len(doc)
        self.spans: list[tuple[int, int]] = []
        places = [paragraph.at(token) for token in doc] if marks else []
        for n, mark in enumerate(marks):
            first = bisect_left(places, mark.outer_start)
            last = bisect_left(places, mark.outer_end)
            self.inside[first:last] = [n] * (last - first)
            self.spans.append((first, last) if first < last else (0, 0))

    def text_of(self, mark: Marked) -> str:
        """The words of a stretch, without its marks."""
        start = self.paragraph.start
        return self.paragraph.text[mark.start - start : mark.end - start]

    def is_cue(self, token: Token) -> bool:
        """Whether a token outside every quote is a verb that reports speech."""
        return (
            self.inside[token.i] == -1
            and token.pos_ in {"VERB", "AUX"}
            and token.lemma_.lower() in lexicon.cue_verbs()
            and not any(child.dep_ == "neg" for child in token.children)  # "did not reply"
        )

    # --- the ways in which a quote is tied to its cue -------------------------------------

    def cue_for(self, n: int) -> Governed | None:
        """The cue that governs the stretch number ``n``, the best-supported one first."""
        return (
            self._signed(n)
            or self._after(n)
            or self._according(n)
            or self._before(n)
            or self._owned(n)
            or self._above(n)
        )

    def _signed(self, n: int) -> Governed | None:
        """ "…" — X: a name behind a dash ends the paragraph."""
        _, end = self.spans[n]
        behind = (self.doc[i] for i in range(end, len(self.doc)))
        words = (t for t in behind if not t.is_space)
        rest = list(islice(words, _LONGEST_SIGNATURE + 1))
        if not 2 <= len(rest) <= _LONGEST_SIGNATURE or rest[0].text not in _DASHES:
            return None
        names = [t for t in rest[1:] if t.tag_ in {"NNP", "NNPS"}]
        if names and rest[1].text[:1].isupper() and not any(t.pos_ == "VERB" for t in rest):
            last = next((t for t in rest[1:] if t.text in {",", ".", "("}), None)
            named = [t for t in names if last is None or t.i < last.i]
            return Governed(rest[0], (named or names)[-1], "signed", 0.92)
        return None

    def _owned(self, n: int) -> Governed | None:
        """X's "…" remark."""
        start, end = self.spans[n]
        if start < 2 or self.doc[start - 1].tag_ != "POS" or end - start > _LONGEST_OWNED:
            return None
        owner = self.doc[start - 2]
        if owner.ent_type_ != "PERSON" or self.inside[owner.i] != -1:
            return None
        return Governed(self.doc[start - 1], owner, "owned", 0.7)

    def _after(self, n: int) -> Governed | None:
        """ "…," X said; "…," said X; "…," X, a role, said."""
        _, end = self.spans[n]
        last = self._last_word_mark(n)
        following = self.doc[end].text if end < len(self.doc) else ""
        if last not in {",", "?", "!", "…", "—", "–", "..."} and following not in {",", "—", "–"}:
            return None
        if end + 1 < len(self.doc) and self.doc[end + 1].dep_ == "cc" and following == ",":
            return None  # "…", and somebody else agreed
        for i in range(end, min(len(self.doc), end + _NEAR + 6)):
            token = self.doc[i]
            if self.inside[i] != -1 or token.text in _BREAKS:
                return None
            if self.is_cue(token) and not _is_modifier(token):
                return Governed(token, self.subject(token), "after", 0.95)
        return None

    def _before(self, n: int) -> Governed | None:
        """X said, "…"; X said: "…"; X said that "…"; X: "…"."""
        start, _ = self.spans[n]
        if start == 0:
            return None
        before = self.doc[start - 1]
        if before.text not in {",", ":", "that"} and not self.is_cue(before):
            return None
        for i in range(start - 1, max(-1, start - 1 - _NEAR - 10), -1):
            token = self.doc[i]
            if self.inside[i] != -1 or (token.text in _BREAKS and i < start - 1):
                break
            if self.is_cue(token) and not _is_modifier(token):
                return Governed(token, self.subject(token), "before", 0.87)
        if before.text == ":":
            return self._labelled(start)
        return None

    def _labelled(self, start: int) -> Governed | None:
        """ "Caddell: "…"": a name and a colon, at the start of a sentence."""
        first = self.doc[start - 1].sent.start
        label = self.doc[max(first, start - 8) : start - 1]
        names = [t for t in label if t.tag_ in {"NNP", "NNPS"}]
        if len(label) and is_heading(label.text):
            return None
        if names and len(label) <= 6 and first >= start - 8 and label.root.pos_ == "PROPN":
            return Governed(self.doc[start - 1], names[-1], "label", 0.9)
        subject = next(
            (
                t
                for t in self.doc[first : start - 1]
                if t.dep_ == "nsubj" and self.inside[t.i] == -1
            ),
            None,
        )
        if subject is not None and can_speak(subject):  # X was more cautious: "…"
            return Governed(self.doc[start - 1], subject, "colon", 0.75)
        return None

    def _above(self, n: int) -> Governed | None:
        """A cue on the way from the quote to the root of its sentence: "he noted that it was
        "indisputable" that …, using them as "cannon fodder"."""
        start, end = self.spans[n]
        best: Governed | None = None
        for i in range(start, end):
            token = self.doc[i]
            if self.inside[token.head.i] == n and token.head.i != token.i:
                continue
            if token.is_punct or token.is_quote:
                continue
            steps = 0
            while token.head.i != token.i and steps < 12:
                child, token = token, token.head
                steps += 1
                if self.is_cue(token) and child.dep_ not in {"nsubj", "nsubjpass"}:
                    subject = self.subject(token)
                    speaks = subject is not None and can_speak(subject)
                    confidence = (0.88 if speaks else 0.5) - 0.02 * steps
                    if best is None or confidence > best.confidence:
                        best = Governed(token, subject, "above", confidence)
                    if speaks:
                        best = self._outermost(best)
                        break
        return best

    def _outermost(self, found: Governed) -> Governed:
        """ "X said that Y had promised "…"": the words are X's, who reports them. A cue behind its
        clause ("…, state media reported") only passes on what the clause says."""
        token = found.cue
        while token.head.i != token.i and token.dep_ in {"ccomp", "conj", "xcomp"}:
            inner, token = token, token.head
            if not self.is_cue(token) or token.i > found.cue.i or inner.dep_ != "ccomp":
                continue
            subject = self.subject(token)
            if subject is not None and can_speak(subject):
                found = Governed(token, subject, "above", found.confidence)
        return found

    def _according(self, n: int) -> Governed | None:
        """According to X, "…"."""
        start, end = self.spans[n]
        if end <= start:
            return None
        sentence = self.doc[start].sent
        for i in range(sentence.start, min(len(self.doc), max(sentence.end, end + 6)) - 1):
            token = self.doc[i]
            if (
                self.inside[i] == -1
                and token.lower_ == "according"
                and self.doc[i + 1].lower_ == "to"
            ):
                objects = [c for c in self.doc[i + 1].children if c.dep_ == "pobj"]
                if objects:
                    return Governed(token, objects[0], "according", 0.7)
        return None

    # --- helpers --------------------------------------------------------------------------

    def _last_word_mark(self, n: int) -> str:
        """The character right in front of the closing mark, and so often a comma."""
        text, mark = self.paragraph.text, self.marks[n]
        at = mark.outer_end - self.paragraph.start - (0 if mark.open_ended else 1)
        return text[at - 1 : at]

    def _subject_of_participle(self, cue: Token) -> Token | None:
        """ "X said the plan was sound, adding …": whoever the main clause gives the word to,
        however deep in it the parser hangs the participle."""
        if any(child.dep_ in {"nsubj", "aux"} for child in cue.children):
            return None
        best: Token | None = None
        token = cue
        while token.head.i != token.i:
            token = token.head
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is None or self.inside[subject.i] != -1 or not can_speak(subject):
                continue
            if best is None or self.is_cue(token):
                best = subject
        return best

    def _before_aside(self, cue: Token) -> Token | None:
        """ "X, whose brother runs the ferry, said": the noun in front of the first comma, where the
        parser took the aside for the clause."""
        for token in self.doc[cue.sent.start : cue.i]:
            if token.text == "," and token.i > cue.sent.start:
                head = token.nbor(-1)
                return head if head.pos_ in {"PROPN", "NOUN"} else None
        return None

    def subject(self, cue: Token) -> Token | None:
        """The subject of ``cue`` outside the quotes; where the parser gives none, the noun that
        stands right beside the cue (inversion: "said Caddell")."""
        if cue.tag_ == "VBG" and cue.dep_ in {"advcl", "acl", "xcomp", "conj", "dep", "ccomp"}:
            spoken = self._subject_of_participle(cue)
            if spoken is not None:
                return spoken
        subject = subject_of(cue)
        if subject is not None and self.inside[subject.i] == -1:
            return subject
        if subject is None and cue.i > 0 and cue.nbor(-1).text == ",":
            return self._before_aside(cue)
        for i in range(cue.i + 1, min(cue.i + 8, len(self.doc))):
            token = self.doc[i]
            if self.inside[i] != -1 or token.text in {",", "."}:
                break
            if token.tag_ in {"NNP", "NN", "NNS", "PRP"} and token.dep_ in {
                "nsubj",
                "dobj",
                "attr",
                "appos",
                "npadvmod",
                "ROOT",
                "dep",
                "oprd",
            }:
                return token
        for i in range(cue.i - 1, max(-1, cue.i - 8), -1):
            token = self.doc[i]
            if self.inside[i] != -1:
                break
            if token.dep_ in {"nsubj", "nsubjpass"} or token.tag_ in {"PRP", "NNP"}:
                return token
        return None


def can_speak(token: Token) -> bool:
    """Whether a subject can be somebody who speaks: a name, a person, a body, no thing or time."""
    if token.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL"}:
        return False
    if token.pos_ == "PRON":
        return token.lower_ in _PERSONAL
    if token.tag_ in {"NNP", "NNPS"} or token.tag_ == "NNS":
        return True
    return lexicon.is_role(token.text) or token.lower_ in lexicon.words("people.toml", "bodies")


_PERSONAL = {"i", "he", "she", "we", "they", "you", "who", "one", "some", "many", "others"}


def _is_modifier(token: Token) -> bool:
    """A participle in front of its noun ("the named official") reports nothing, nor does one
    behind it that tells by whom it was made ("a film directed and written by Holm")."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    made = first.dep_ == "acl" and token.tag_ == "VBN"
    return token.dep_ == "amod" or (made and any(c.dep_ == "agent" for c in token.children))
