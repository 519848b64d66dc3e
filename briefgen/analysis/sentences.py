"""Sentences that a brief can state: whole, readable out of their place, with what hedges them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.people import is_person_pronoun
from briefgen.analysis.speakers import subject_of
from briefgen.model.analysis import Claim, Sentence, Tense
from briefgen.model.dossier import Edit
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.analysis.quotes import Attributed, Marked
    from briefgen.analysis.speakers import SpeakerFinder

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SHARE_OF_CLAIM = 0.35  # of a sentence's characters: that much reported speech makes it a claim


@cache
def _matcher(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", group), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


@cache
def _boilerplate() -> re.Pattern[str]:
    rules = sorted(lexicon.words("sentences.toml", "boilerplate"))
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.IGNORECASE)


def _units(paragraph: ParsedParagraph, marks: Sequence[Marked]) -> list[tuple[int, int]]:
    """Token ranges of the sentences of a paragraph; a quote in marks is never cut in two."""
    doc = paragraph.doc
    bounds = [int(s.start) for s in doc.sents] + [len(doc)]
    inside = set()
    for mark in marks:
        for token in doc:
            if mark.outer_start < paragraph.at(token) < mark.outer_end:
                inside.add(token.i)
    # What ends in a colon goes on: "24 March: public hearing", "He said: …".
    starts = [b for b in bounds[:-1] if b not in inside and (b == 0 or doc[b - 1].text != ":")]
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    out = []
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        first, last = start, end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if last > first:
            out.append((first, last))
    return out


# "4.2 The minister", "3) The", "(b) The"; a bare "12 residents" counts.
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\(?\d{1,3}[.)]|\([a-z]\))\s+(?=[A-Z“\"])")
_FRESH_START = re.compile(
    r"(?:the|a|an|he|she|they|we|it|its|his|her|their|this|these|those|no|in|on|at|all)\b|[A-Z]",
)
_DATED = re.compile(
    r"\W*(?:\w+day,? )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?\s?[:–—]\s"
)
# "It is not known why …": the "it" points forward, and the sentence stands alone.
_FORWARD_IT = re.compile(
    r"it (?:is|was|remains|remained|has been|had been)(?: \w+){1,3} "
    r"(?:why|whether|how|what|that|when|who|if|to)\b",
    re.IGNORECASE,
)


def _number_edit(text: str, start: int, end: int) -> Edit | None:
    """Drops the number of a paragraph ("4.2 The minister …")."""
    match = _NUMBERING.match(text, start, end)
    if match is None:
        return None
    return Edit(start=start, end=match.end(), replacement="", reason="numbering")


def _lead_edit(text: str, start: int, end: int) -> Edit | None:
    """Drops a connective in front of a sentence, with its comma."""
    words = sorted(lexicon.words("sentences.toml", "connectives"), key=len, reverse=True)
    sentence = text[start:end]
    for word in words:
        if sentence[: len(word)].lower() != word:
            continue
        rest = sentence[len(word) :]
        comma = re.match(r"\s*,\s*", rest)
        gap = comma or (re.match(r"\s+", rest) if word in {"but", "and", "yet", "so"} else None)
        if gap is None or (comma is None and not _FRESH_START.match(rest[gap.end() :])):
            continue  # "so far", "but for", "yet another" mean something
        return Edit(
            start=start, end=start + len(word) + gap.end(), replacement="", reason="connective"
        )
    return None


def _also_edit(paragraph: ParsedParagraph, first: int, last: int) -> Edit | None:
    """Drops the "also" of the main clause: what it adds to stands elsewhere."""
    for token in paragraph.doc[first:last]:
        if token.lower_ == "also" and token.head.i == token.sent.root.i and token.i > first:
            nxt = paragraph.doc[token.i + 1] if token.i + 1 < last else None
            if nxt is None or token.i - first > 12 or not token.whitespace_:
                return None
            return Edit(
                start=paragraph.at(token),
                end=paragraph.at(nxt),
                replacement="",
                reason="connective",
            )
    return None


class SentenceReader:
    """Makes the sentences of one source."""

    def __init__(self, parsed: Parsed, marks: list[Marked], finder: SpeakerFinder) -> None:
        self._parsed = parsed
        self._text = parsed.source.text
        self._finder = finder
        self._marks: dict[int, list[Marked]] = {}
        for mark in marks:
            self._marks.setdefault(mark.paragraph, []).append(mark)

    def sentences(self, quotes: Sequence[Attributed]) -> list[Sentence]:
        """The sentences in order; ``quotes`` tell which of them are claims."""
        out: list[Sentence] = []
        for paragraph in self._parsed.paragraphs:
            marks = self._marks.get(paragraph.number, [])
            for first, last in _units(paragraph, marks):
                out.append(self._sentence(paragraph, first, last, len(out), quotes))
        return out

    def _sentence(
        self,
        paragraph: ParsedParagraph,
        first: int,
        last: int,
        position: int,
        quotes: Sequence[Attributed],
    ) -> Sentence:
        doc, text = paragraph.doc, self._text
        start, end = paragraph.at(doc[first]), paragraph.end_of(doc[last - 1])
        words = text[start:end]
        edits, standalone = self._edits(paragraph, first, last)
        return Sentence(
            start=start,
            end=end,
            paragraph=paragraph.number,
            position=position,
            names=_names(paragraph, first, last),
            statement=apply_edits(text, start, end, edits),
            edits=edits,
            claim=_claim(quotes, start, end) or self._main_clause_claim(paragraph, first, last),
            hedges=tuple(
                dict.fromkeys(m.group().lower() for m in _matcher("hedges").finditer(words))
            ),
            tense=_tense(words),
            standalone=standalone,
            boilerplate=_is_boilerplate(paragraph, first, last, words),
            quoted=_quoted_share(self._marks.get(paragraph.number, []), start, end),
        )

    def _main_clause_claim(self, paragraph: ParsedParagraph, first: int, last: int) -> Claim | None:
        """ "X warned of …", "X promised …": reporting verbs without a clause of their own."""
        root = next((t for t in paragraph.doc[first:last] if t.head.i == t.i), None)
        if root is None or root.lemma_.lower() not in lexicon.cue_verbs() or root.pos_ != "VERB":
            return None
        subject = subject_of(root)
        if subject is None:
            return None
        speaker = self._finder.speaker(paragraph, subject)
        return Claim(attribution=speaker.name, cue=root.text) if speaker.certain else None

    def _edits(
        self, paragraph: ParsedParagraph, first: int, last: int
    ) -> tuple[tuple[Edit, ...], bool]:
        """The edits that let a sentence stand alone, and whether it then does."""
        doc, text = paragraph.doc, self._text
        start, end = paragraph.at(doc[first]), paragraph.end_of(doc[last - 1])
        edits: list[Edit] = []
        begin = start
        numbering = _number_edit(text, start, end)
        if numbering:
            edits.append(numbering)
            begin = numbering.end
        lead = _lead_edit(text, begin, end)
        if lead:
            edits.append(lead)
            begin = lead.end
        also = _also_edit(paragraph, first, last)
        if also and also.start >= begin:
            edits.append(also)
        pronoun, certain = self._pronoun_edit(paragraph, first, last, begin)
        if pronoun:
            edits.append(pronoun)
        named_at_start = pronoun is not None and pronoun.start == begin
        if lead and not named_at_start and text[begin : begin + 1].islower():
            edits.append(
                Edit(start=begin, end=begin + 1, replacement=text[begin].upper(), reason="capital")
            )
        rest = text[begin:end]
        leans = re.match(_matcher("leaning").pattern, rest, re.IGNORECASE) is not None
        leans = leans and not _FORWARD_IT.match(rest)
        return tuple(edits), certain and not leans and not _is_order(paragraph, first, last)

    def _pronoun_edit(
        self, paragraph: ParsedParagraph, first: int, last: int, begin: int
    ) -> tuple[Edit | None, bool]:
        """The name in square brackets for the first pronoun that looks out of the sentence. The
        second value is False where such a pronoun stays unresolved."""
        doc = paragraph.doc
        marks = self._marks.get(paragraph.number, [])
        for token in doc[first:last]:
            at = paragraph.at(token)
            if at < begin or any(m.outer_start <= at < m.outer_end for m in marks):
                continue
            if token.ent_type_ == "PERSON":
                return None, True
            if not is_person_pronoun(token):
                continue
            person = self._finder.antecedent(paragraph, token)
            if person is None or token.lower_ in {"him", "hers"}:
                return None, False
            name = person.name + ("’s" if _is_possessive(token) else "")
            return (
                Edit(start=at, end=paragraph.end_of(token), replacement=f"[{name}]", reason="name"),
                True,
            )
        return None, True


def _is_order(paragraph: ParsedParagraph, first: int, last: int) -> bool:
    """Whether a sentence tells somebody what to do ("Make no payment before the report."): printed
    without its source it would read as our own advice."""
    for token in paragraph.doc[first:last]:
        if token.head.i == token.i:
            helped = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for c in token.children)
            return token.tag_ == "VB" and not helped
    return False


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.dep_ == "poss"


def _names(paragraph: ParsedParagraph, first: int, last: int) -> tuple[str, ...]:
    kept = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"}
    found = (e.text for e in paragraph.doc.ents if e.label_ in kept and first <= e.start < last)
    return tuple(dict.fromkeys(found))


def _claim(quotes: Sequence[Attributed], start: int, end: int) -> Claim | None:
    """Who answers for a sentence of which a good part is reported speech."""
    for quote in quotes:
        inside = min(end, quote.mark.end) - max(start, quote.mark.start)
        if inside <= 0 or quote.speaker is None or quote.cue is None:
            continue
        cue_inside = start <= quote.cue.start < end
        if cue_inside and inside >= _SHARE_OF_CLAIM * (end - start):
            return Claim(attribution=quote.speaker.name, cue=quote.cue.text)
    return None


def _quoted_share(marks: Sequence[Marked], start: int, end: int) -> float:
    inside = sum(max(0, min(end, m.outer_end) - max(start, m.outer_start)) for m in marks)
    return round(inside / max(1, end - start), 3)


def _tense(words: str) -> Tense:
    if _matcher("future").search(words):
        return Tense.FUTURE
    if _matcher("past").search(words):
        return Tense.PAST
    return Tense.CURRENT


def _is_predicate(token: Token) -> bool:
    """Whether a token makes a sentence of its words: a finite verb, a subject, or a participle on
    the root, which is how the parser takes many a plain past tense ("The gate jammed.")."""
    return (
        token.tag_ in _FINITE
        or token.dep_ in {"nsubj", "nsubjpass"}
        or (token.tag_ == "VBN" and token.dep_ == "acl" and token.head.dep_ == "ROOT")
    )


def _is_boilerplate(paragraph: ParsedParagraph, first: int, last: int, words: str) -> bool:
    """Furniture, table rows, headings and captions: nothing that states something."""
    if _boilerplate().search(words) or " | " in words:
        return True
    tokens = paragraph.doc[first:last]
    if not any(_is_predicate(t) for t in tokens):
        return _DATED.match(words) is None
    letters = [ch for ch in words if ch.isalpha()]
    return sum(ch.isupper() for ch in letters) > 0.6 * max(1, len(letters))
