"""Whether words can be the label of a figure: they say what it counts, and when, by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis.label_phrases import NOUNS, counted_noun, is_listed, opens_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from briefgen.analysis.amounts import Amount

_LONGEST = 13  # words: a table cell of two lines
_BROKEN = re.compile(r"[\d\n\"“”‘;:()\[\]{}|/…?!€$£%]|\. | - |--|[–—]")
_OTHER_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|previous|ago|earlier|next)\b", re.IGNORECASE
)
_NEAR_PAST = re.compile(r"\blast (?:night|week|\w+day)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MEASURING = {"npadvmod", "nmod"}
_DATING = {"in", "since", "during", "from", "between", "before", "after", "by"}
_SMALL = {"ADP", "SCONJ", "DET", "CCONJ", "PRON"}
_ABOUT_ELSEWHERE = {"PRP", "PRP$", "WP", "WP$", "WDT", "EX"}


def is_no_count(span: Span, found: Amount) -> bool:
    """Whether a number is part of a name, an address or a rank ("season five", "the top ten", "the
    Twelve Apostles", "191 Barre Street", "a six"), or a bound of what may come ("could reach
    15,000")."""
    doc, root = span.doc, span.root
    before = doc[span.start - 1] if span.start > span.sent.start else None
    if before is not None and (
        is_listed("ranks", before.lower_) or _is_head_of_number(before, span)
    ):
        return True
    if before is not None and found.unit is None and before.lower_ in {"a", "an"}:
        return True
    noun = counted_noun(span) if found.unit is None else None
    if noun is not None and noun.tag_ == "NNP":
        return True
    named = span.end < len(doc) and doc[span.end].pos_ == "PROPN" and root.head.pos_ == "PROPN"
    opens = span.start == span.sent.start and not (before and before.is_punct)
    if named and not opens and doc[span.start].is_alpha and doc[span.start].text[0].isupper():
        return True
    return (
        before is not None
        and is_listed("states", before.lemma_)
        and any(c.tag_ == "MD" for c in before.lefts)
    )


def _is_head_of_number(before: Token, span: Span) -> bool:
    """Whether a noun right in front is what a number tells apart: "season five", "Flight 162"."""
    if before.pos_ not in NOUNS or before.ent_type_ in {"DATE", "TIME"}:
        return False
    one = span.root.head.i == before.i or before.head.i == span.root.i
    return one or (before.head.i == span.root.head.i and before.dep_ in {"compound", "nmod"})


def is_torn(tokens: Sequence[Token]) -> bool:
    """Whether words begin or end where they cannot: within a word with a hyphen ("strength winds"),
    in front of the name that tells which ("sample ERS-7"), in a small word ("taken before")."""
    first, last = tokens[0], tokens[-1]
    front = first.i > 0 and first.nbor(-1).text == "-"
    behind = last.i + 1 < len(last.doc) and last.nbor(1).text == "-" and not last.whitespace_
    named = last.nbor(1) if last.i + 1 < len(last.doc) else None
    cut = named is not None and named.pos_ in {"PROPN", "NUM"} and named.head.i == last.i
    small = (last.pos_ in _SMALL and last.dep_ != "prt") or last.lower_ in {"before", "after"}
    return front or behind or cut or small


def lacks_rate(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a sentence counts for each day or month, and a label leaves that out."""
    said = {t.i for t in tokens}
    sentence = span.root.sent
    for token in sentence:
        follows = token.i + 1 < sentence.end and opens_rate(token, token.nbor(1))
        if follows and token.lower_ in {"a", "an"} and token.nbor(1).dep_ not in _MEASURING:
            continue
        if token.i not in said and (follows or is_listed("regularly", token.lower_)):
            return True
    return False


def times_of(span: Span, year: int | None) -> list[tuple[Token, ...]]:
    """The words that date a number to another year than the ``year`` of its source."""
    verb = next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), span.root)
    out: list[tuple[Token, ...]] = []
    for entity in span.root.sent.ents:
        other = _OTHER_TIME.search(entity.text)
        near_past = _NEAR_PAST.search(entity.text) is not None
        if entity.label_ != "DATE" or not other or near_past or entity.text[-4:] == str(year):
            continue
        if _is_of_first_verb(entity, verb):
            continue
        head = entity.root.head
        before = (head,) if head.pos_ == "ADP" and head.i == entity.start - 1 else ()
        if entity.start < span.start or not _is_aside(entity.root, verb):
            out.append((*before, *entity))
    return out


def _is_of_first_verb(date: Span, verb: Token) -> bool:
    """Whether a date stands behind another verb than its number: "was built in 1998 and carries
    4,000 lorries"."""
    if verb.dep_ != "conj" or date.end > verb.i:
        return False
    own = next((t for t in date.root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return own is not None and own.i == verb.head.i and own.i < date.start


def is_of_label(time: Sequence[Token], span: Span, words: Sequence[Token]) -> bool:
    """Whether a date belongs to what the words of a label say: to one of them, or to the verb of
    the number. "The third failure of 2014" dates neither, and "2010" in "the 2010 bombings" is no
    date that reads alone."""
    said = {t.i for t in words}
    if {t.i for t in time} <= said:
        return True
    head = time[0] if time[0].pos_ in {"ADP", "SCONJ"} else time[-1]
    if time[0].i == head.i:
        opens = head.lower_ in _DATING
    else:
        head = next((t for t in time if t.head not in time), time[-1])
        opens = head.dep_ == "npadvmod"
    verb = next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), span.root)
    return opens and (head.head.i in said or head.head.i == verb.i)


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a token stands in another clause than that of ``verb``."""
    for up in (token, *token.ancestors):
        if up.i == verb.i:
            return False
        if up.dep_ in {"relcl", "advcl", "ccomp"} or (up.dep_ == "conj" and up.pos_ == "VERB"):
            return True
    return False


def is_clear(tokens: Sequence[Token], span: Span) -> bool:
    """No word that points elsewhere, and none of the number itself."""
    return not any(
        t.tag_ in _ABOUT_ELSEWHERE
        or t.lower_ in {"this", "that", "these", "those", "such", "here", "there"}
        or span.start <= t.i < span.end
        for t in tokens
    )


def reads_well(label: str) -> bool:
    plain = _YEAR.sub("", re.sub(r" \(([^()]+)\)$", r" \1", label))
    return len(label.split()) <= _LONGEST and not _BROKEN.search(plain)
