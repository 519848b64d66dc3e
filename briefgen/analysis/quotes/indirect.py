"""Reported speech without quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.phrases import subject_of
from briefgen.analysis.quotes.direct import Attributed
from briefgen.analysis.quotes.marks import Marked
from briefgen.model.dossier import Cue, QuoteKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.analysis.quotes.grammar import QuotedParagraph
    from briefgen.analysis.speakers import SpeakerFinder

_FEWEST = 3  # words; a shorter complement ("said so") reports nothing


def _complements(cue: Token) -> list[tuple[int, int]]:
    """The tokens of what was said: a clause with or without "that", behind the cue or in front of
    it, infinitives ("vowed to") and wh-clauses; both sides of a cue that is put in between ("X,
    he said, Y"); what was called for or warned of."""
    clauses = [
        child
        for child in cue.children
        if child.pos_ in {"VERB", "AUX"}
        and (child.dep_ == "ccomp" or (child.dep_ == "xcomp" and _is_infinitive(child)))
    ]
    behind = [clause for clause in clauses if clause.i > cue.i]
    for clause in behind or clauses:
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        if start < cue.i < end:  # the parser ran both sides together
            subject = subject_of(cue)
            edge = min(cue.i, subject.left_edge.i if subject is not None else cue.i)
            return [(start, edge), (cue.i + 1, end)]
        return [(start, end)]
    if cue.dep_ == "parataxis" and cue.head.pos_ in {"VERB", "AUX"}:
        head = cue.head
        return [
            (head.left_edge.i, cue.left_edge.i),
            (cue.right_edge.i + 1, head.right_edge.i + 1),
        ]
    return _asked_for(cue) or _object_of(cue)


_ASKED = {
    "call": {"for"},
    "warn": {"of", "about", "against"},
    "complain": {"about", "of"},
    "speak": {"of"},
    "accuse": {"of"},
    "apologise": {"for"},
    "apologize": {"for"},
}


def _asked_for(cue: Token) -> list[tuple[int, int]]:
    """ "Called for an inquiry", "warned of a second flood"."""
    wanted = _ASKED.get(cue.lemma_.lower(), set())
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in wanted and child.i > cue.i:
            return [(child.i + 1, child.right_edge.i + 1)]
    return []


def _object_of(cue: Token) -> list[tuple[int, int]]:
    """What was said as a noun: "denounced the decision to cut the night ferries"."""
    if cue.lemma_.lower() in lexicon.words("quotes/cues.toml", "strikes"):
        return []
    for child in cue.children:
        if child.dep_ == "dobj" and child.i > cue.i and child.pos_ in {"NOUN", "PROPN"}:
            return [(child.left_edge.i, child.right_edge.i + 1)]
    return []


def _noun_cue(quoted: QuotedParagraph, noun: Token, finder: SpeakerFinder) -> list[Attributed]:
    """ "Her warning that …", "a claim by the union that …", "issued a statement that …"."""
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in {"acl", "ccomp", "relcl"}
            and c.i > noun.i
            and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
        ),
        None,
    )
    speaker = _owner(noun)
    if clause is None or speaker is None or quoted.inside[speaker.i] != -1:
        return []
    extent = (clause.left_edge.i, clause.right_edge.i + 1)
    return _attributed(quoted, noun, speaker, [extent], finder)


def _owner(noun: Token) -> Token | None:
    """Whose the words are: the possessor, whoever stands behind "by" or "from", or the subject of
    the verb that gives them."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return subject_of(noun.head)
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _trimmed(paragraph: ParsedParagraph, start: int, end: int) -> tuple[int, int]:
    doc = paragraph.doc
    while start < end and (
        doc[start].is_punct or doc[start].is_quote or doc[start].lower_ == "that"
    ):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_quote or doc[end - 1].is_space):
        if doc[end - 1].is_quote and _closes_inside(doc, start, end):
            break
        end -= 1
    return start, end


def _closes_inside(doc: Doc, start: int, end: int) -> bool:
    """Whether the mark that ends ``start:end`` closes one that was opened in it."""
    marks = [t.text for t in doc[start:end] if t.is_quote]
    if marks[-1] in {"”", "»", "’"}:
        opened = sum(marks.count(mark) for mark in ("“", "«", "‘"))
        return opened >= marks.count(marks[-1])
    return marks.count(marks[-1]) % 2 == 0


def _reported(quoted: QuotedParagraph, cue: Token, finder: SpeakerFinder) -> list[Attributed]:
    subject = subject_of(cue)
    if subject is None or quoted.inside[subject.i] != -1:
        return []
    return _attributed(quoted, cue, subject, _complements(cue), finder)


def _attributed(
    quoted: QuotedParagraph,
    cue: Token,
    subject: Token,
    extents: list[tuple[int, int]],
    finder: SpeakerFinder,
) -> list[Attributed]:
    """Reported speech for each extent that says enough and does not stand in marks already."""
    paragraph, doc = quoted.paragraph, quoted.doc
    out: list[Attributed] = []
    for extent in extents:
        start, end = _trimmed(paragraph, *extent)
        if end - start < _FEWEST or start <= subject.i < end:
            continue
        inside = sum(quoted.inside[i] != -1 for i in range(start, end))
        if inside * 2 > end - start:  # a direct quote already
            continue
        first, last = paragraph.at(doc[start]), paragraph.end_of(doc[end - 1])
        out.append(
            Attributed(
                Marked(first, last, first, last, paragraph.number),
                QuoteKind.INDIRECT,
                finder.speaker(paragraph, subject),
                Cue(text=cue.text, start=paragraph.at(cue), end=paragraph.end_of(cue)),
                0.8 if cue.lemma_.lower() in lexicon.cue_verbs() else 0.6,
                "complement",
            )
        )
    return out


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
            for found in _found_at(quoted, token, finder, verbs):
                if found.mark.start >= covered:
                    out.append(found)
                    covered = max(covered, found.mark.end)
    return out


def _is_shown(verb: Token) -> bool:
    """Whether something that happened shows what follows, which nobody says: "the blasts appeared
    to show the reach of the rebels"."""
    if verb.lemma_.lower() not in lexicon.thought_verbs():
        return False
    over = verb.head if verb.dep_ == "xcomp" else verb
    subject = subject_of(verb) or subject_of(over)
    deeds = lexicon.words("quotes/cues.toml", "deeds")
    return subject is not None and subject.lemma_.lower() in deeds


def _found_at(
    quoted: QuotedParagraph, token: Token, finder: SpeakerFinder, verbs: frozenset[str]
) -> list[Attributed]:
    """The reported speech that hangs on one token."""
    if token.lower_ == "according":
        one = _according(quoted, token, finder)
        return [one] if one else []
    if token.pos_ == "VERB" and token.lemma_.lower() in verbs and not _is_shown(token):
        return _reported(quoted, token, finder)
    if token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.words("quotes/cues.toml", "nouns"):
        return _noun_cue(quoted, token, finder)
    return []
