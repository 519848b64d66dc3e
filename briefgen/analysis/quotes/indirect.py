"""Reported speech without quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.quotes.direct import Attributed
from briefgen.analysis.quotes.marks import Marked
from briefgen.analysis.speakers import subject_of
from briefgen.model.dossier import Cue, QuoteKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.analysis.quotes.grammar import QuotedParagraph
    from briefgen.analysis.speakers import SpeakerFinder

_FEWEST = 4  # words; a shorter complement ("said so") reports nothing


def _complement(cue: Token) -> tuple[int, int] | None:
    """The tokens of the clause that says what was said: with or without "that", in front of the
    cue or behind it; infinitives ("vowed to") and wh-clauses too."""
    for child in cue.children:
        if child.dep_ not in {"ccomp", "xcomp"} or child.pos_ not in {"VERB", "AUX"}:
            continue
        if child.dep_ == "xcomp" and not any(c.tag_ == "TO" for c in child.children):
            continue
        start, end = child.left_edge.i, child.right_edge.i + 1
        if start < cue.i < end:  # a parenthetical cue: the longer side
            start, end = (start, cue.i) if cue.i - start > end - cue.i else (cue.i + 1, end)
        return start, end
    return None


def _trimmed(paragraph: ParsedParagraph, start: int, end: int) -> tuple[int, int]:
    doc = paragraph.doc
    while start < end and (
        doc[start].is_punct or doc[start].is_quote or doc[start].lower_ == "that"
    ):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_quote or doc[end - 1].is_space):
        end -= 1
    return start, end


def _reported(quoted: QuotedParagraph, cue: Token, finder: SpeakerFinder) -> Attributed | None:
    extent = _complement(cue)
    subject = subject_of(cue)
    if extent is None or subject is None or quoted.inside[subject.i] != -1:
        return None
    paragraph = quoted.paragraph
    start, end = _trimmed(paragraph, *extent)
    if end - start < _FEWEST or start <= subject.i < end:
        return None
    inside = sum(quoted.inside[i] != -1 for i in range(start, end))
    if inside * 2 > end - start:  # the words stand in marks: a direct quote already
        return None
    doc = paragraph.doc
    mark = Marked(
        paragraph.at(doc[start]),
        paragraph.end_of(doc[end - 1]),
        paragraph.at(doc[start]),
        paragraph.end_of(doc[end - 1]),
        paragraph.number,
    )
    return Attributed(
        mark,
        QuoteKind.INDIRECT,
        finder.speaker(paragraph, subject),
        Cue(text=cue.text, start=paragraph.at(cue), end=paragraph.end_of(cue)),
        0.8 if cue.lemma_ in lexicon.cue_verbs() else 0.6,
        "complement",
    )


def _according(quoted: QuotedParagraph, token: Token, finder: SpeakerFinder) -> Attributed | None:
    """S, according to X: the sentence without the phrase."""
    doc, paragraph = quoted.doc, quoted.paragraph
    to = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if to is None or to.lower_ != "to":
        return None
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None:
        return None
    sentence = token.sent
    phrase_end = source.right_edge.i + 1
    before, after = (sentence.start, token.i), (phrase_end, sentence.end)
    start, end = _trimmed(
        paragraph, *(before if before[1] - before[0] >= after[1] - after[0] else after)
    )
    if end - start < _FEWEST:
        return None
    if any(quoted.inside[i] != -1 for i in range(start, end)) and (
        sum(quoted.inside[i] != -1 for i in range(start, end)) * 2 > end - start
    ):
        return None
    extent = paragraph.at(doc[start]), paragraph.end_of(doc[end - 1])
    return Attributed(
        Marked(*extent, *extent, paragraph.number),
        QuoteKind.INDIRECT,
        finder.speaker(paragraph, source),
        Cue(
            text=paragraph.doc[token.i : token.i + 2].text,
            start=paragraph.at(token),
            end=paragraph.end_of(to),
        ),
        0.85,
        "according",
    )


def find_indirect(paragraphs: list[QuotedParagraph], finder: SpeakerFinder) -> list[Attributed]:
    """Every stretch of reported speech, in order. Stretches do not nest: the outer cue wins."""
    verbs = lexicon.cue_verbs() | lexicon.thought_verbs()
    out: list[Attributed] = []
    for quoted in paragraphs:
        covered = -1
        for token in quoted.doc:
            if quoted.inside[token.i] != -1:
                continue
            found = None
            if token.lower_ == "according":
                found = _according(quoted, token, finder)
            elif token.pos_ == "VERB" and token.lemma_.lower() in verbs:
                found = _reported(quoted, token, finder)
            if found and found.mark.start >= covered:
                out.append(found)
                covered = found.mark.end
    return out
