"""Quoted stretches with their speakers: direct and partial quotes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis.quotes.grammar import Governed, QuotedParagraph
from briefgen.analysis.quotes.nobody import follows_preposition, is_nobodys
from briefgen.model.dossier import Cue, QuoteKind, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed
    from briefgen.analysis.quotes.marks import Marked
    from briefgen.analysis.speakers import SpeakerFinder

_FULL_CLAUSE = 7  # words; a shorter stretch without subject and verb is a fragment


@dataclass(slots=True)
class Attributed:
    """A quoted stretch and what is known of who said it."""

    mark: Marked
    kind: QuoteKind
    speaker: Speaker | None = None
    cue: Cue | None = None
    confidence: float = 0.0
    rule: str = "none"


def _has_clause(quoted: QuotedParagraph, n: int) -> bool:
    """Whether the stretch holds a finite verb with its whole subject."""
    start, end = quoted.spans[n]
    for token in quoted.doc[start:end]:
        if token.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} and token.head.i in range(
            start, end
        ):
            return bool(token.left_edge.i >= start)
        if token.tag_ == "VB" and token.dep_ == "ROOT":
            return True
    return False


def _kind(quoted: QuotedParagraph, n: int) -> QuoteKind:
    """Direct if a full clause stands in marks, else partial."""
    start, _ = quoted.spans[n]
    mark = quoted.marks[n]
    text = quoted.text_of(mark)
    if mark.continues or mark.open_ended:
        return QuoteKind.DIRECT
    opens_sentence = text[:1].isupper() or not text[:1].isalpha()
    if _has_clause(quoted, n) and (opens_sentence or len(text.split()) >= _FULL_CLAUSE):
        before = quoted.doc[start - 1] if start else None
        if before is None or before.is_punct or before.lower_ == "that" or quoted.is_cue(before):
            return QuoteKind.DIRECT
    if opens_sentence and text[-1:] in ".?!," and len(text.split()) >= 3:
        return QuoteKind.DIRECT
    return QuoteKind.PARTIAL


class DirectQuotes:
    """Finds who said each quoted stretch of a source."""

    def __init__(
        self, parsed: Parsed, marks: list[Marked], people: People, finder: SpeakerFinder
    ) -> None:
        self._people = people
        self._finder = finder
        by_paragraph: dict[int, list[Marked]] = {}
        for mark in marks:
            by_paragraph.setdefault(mark.paragraph, []).append(mark)
        self.paragraphs = [
            QuotedParagraph(p, by_paragraph.get(p.number, [])) for p in parsed.paragraphs
        ]

    def attribute(self) -> list[Attributed]:
        """Every stretch that is somebody's words, in order."""
        out: list[Attributed] = []
        for number, quoted in enumerate(self.paragraphs):
            here = [
                self._with_cue(quoted, n)
                for n in range(len(quoted.marks))
                if quoted.spans[n] != (0, 0)
            ]
            self._carry_over(quoted, here, out, number)
            out.extend(q for q in here if q.rule != "nobody")
        return out

    def _with_cue(self, quoted: QuotedParagraph, n: int) -> Attributed:
        mark = quoted.marks[n]
        quote = Attributed(mark, _kind(quoted, n))
        governed = quoted.cue_for(n)
        if is_nobodys(quoted, n) and (
            governed is None
            or governed.rule in {"above", "according", "owned"}
            or governed.cue.tag_ == "VBN"
            or follows_preposition(quoted, n)
        ):
            quote.rule = "nobody"
            return quote
        if governed is None:
            return quote
        self._apply(quoted, quote, governed)
        return quote

    def _apply(self, quoted: QuotedParagraph, quote: Attributed, governed: Governed) -> None:
        paragraph = quoted.paragraph
        cue = governed.cue
        quote.cue = Cue(text=cue.text, start=paragraph.at(cue), end=paragraph.end_of(cue))
        quote.rule, quote.confidence = governed.rule, governed.confidence
        if governed.speaker is not None:
            quote.speaker = self._finder.speaker(paragraph, governed.speaker)

    def _carry_over(
        self,
        quoted: QuotedParagraph,
        here: Sequence[Attributed],
        earlier: list[Attributed],
        number: int,
    ) -> None:
        """Stretches without a cue of their own go on with the speaker at hand: of the same
        paragraph, of the paragraph before when it ended in a quote, of a lead-in with a colon."""
        last: Attributed | None = None
        for n, quote in enumerate(here):
            if quote.rule == "nobody":
                continue
            if quote.speaker is not None:
                last = quote
                continue
            if quote.mark.continues and earlier and n == 0:
                self._copy(quote, earlier[-1], "continued", 0.95)
            elif last is not None and self._same_breath(quoted, last, quote):
                self._from_sentence(quoted, quote, after=last.mark.outer_end)
                if quote.speaker is None:
                    self._copy(quote, last, "carried", 0.94)
            elif n == 0 and self._opens_paragraph(quoted, quote):
                self._from_before(quote, earlier, number)
            if quote.speaker is None:
                self._from_sentence(quoted, quote)
            if quote.speaker is None:
                self._forward(quoted, here[n + 1 :], quote)
            if quote.speaker is not None:
                last = quote
            elif quote.kind is QuoteKind.PARTIAL:
                quote.rule = "nobody"

    @staticmethod
    def _copy(quote: Attributed, given: Attributed, rule: str, confidence: float) -> None:
        if given.speaker is None:
            return
        quote.speaker, quote.rule = given.speaker, rule
        quote.confidence = min(confidence, given.confidence)

    @staticmethod
    def _same_breath(quoted: QuotedParagraph, last: Attributed, quote: Attributed) -> bool:
        """Nobody else comes to speak between two stretches of one paragraph."""
        return quote.kind is QuoteKind.DIRECT and last.mark.end <= quote.mark.start

    @staticmethod
    def _opens_paragraph(quoted: QuotedParagraph, quote: Attributed) -> bool:
        return quote.mark.outer_start - quoted.paragraph.start <= 1

    def _from_before(self, quote: Attributed, earlier: list[Attributed], number: int) -> None:
        """A paragraph that opens with a quote and names nobody: the speaker of a lead-in that
        ends in a colon, or of the quote that ended the paragraph before."""
        if quote.kind is not QuoteKind.DIRECT or number == 0:
            return
        before = self.paragraphs[number - 1]
        text = before.paragraph.text.rstrip()
        if text.endswith(":"):
            for token in reversed(before.doc):
                if before.is_cue(token):
                    governed = Governed(token, before.subject(token), "lead-in", 0.7)
                    self._apply(before, quote, governed)
                    return
        if earlier and earlier[-1].mark.paragraph == number - 1 and before.marks:
            self._copy(quote, earlier[-1], "next paragraph", 0.6)

    def _from_sentence(self, quoted: QuotedParagraph, quote: Attributed, after: int = 0) -> None:
        """The subject of the sentence before a quote that stands alone, where that is one person.
        Sentences that start before ``after`` tell nothing."""
        paragraph, doc = quoted.paragraph, quoted.doc
        places = range(len(doc))
        first = bisect_left(places, quote.mark.outer_start, key=lambda n: paragraph.at(doc[n]))
        if first == len(doc):
            return
        sentence = doc[first].sent
        if quote.kind is not QuoteKind.DIRECT or sentence.start == 0:
            return  # the subject around a fragment is right one time in three: leave it
        sentence = quoted.doc[sentence.start - 1].sent
        if paragraph.at(sentence[0]) < after:
            return
        for token in sentence:
            if quoted.inside[token.i] != -1 or token.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            if token.head.i != sentence.root.i and token.head.head.i != sentence.root.i:
                continue
            speaker = self._finder.speaker(paragraph, token)
            if speaker.certain and self._people.at(speaker.mention.start, speaker.mention.end):
                quote.speaker, quote.rule = speaker, "sentence"
                # Whoever was just reported to speak goes on; a bystander mostly does not.
                quote.confidence = 0.75 if quoted.is_cue(sentence.root) else 0.5
                return

    def _forward(
        self, quoted: QuotedParagraph, later: Sequence[Attributed], quote: Attributed
    ) -> None:
        """ "Q1. Q2," X said." with Q1 in marks of its own."""
        if quote.kind is not QuoteKind.DIRECT:
            return
        for other in later:
            if other.speaker is not None and other.rule == "after":
                between = quoted.paragraph.text[
                    quote.mark.outer_end - quoted.paragraph.start : other.mark.outer_start
                    - quoted.paragraph.start
                ]
                if len(between.split()) <= 2:
                    self._copy(quote, other, "forward", 0.8)
            return
