"""Long sentences, cut where a clause ends that the rest does not need."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import SUBJECTS
from briefgen.model.dossier import Edit
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

LONGEST = 45  # words that a reader takes in at once
_FEWEST_LEFT = 12
_FEWEST_CUT = 4
_MOST_COMMAS = 3  # in one cut, those at its ends among them
_WH = {"who", "which", "whose", "where"}
_MARKS = re.compile(r"[\"“”«»„‘]|(?:^|\s)'|\d")


@cache
def _keeps() -> re.Pattern[str]:
    """What may not be cut away: it governs the rest, or is a hedge, a denial, a condition."""
    words = sorted(
        lexicon.words("sentences.toml", "governing") | lexicon.words("sentences.toml", "hedges"),
        key=len,
        reverse=True,
    )
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b|n[’']t\b", re.IGNORECASE)


def clause_cuts(stretch: Stretch) -> list[Edit]:
    """The cuts that bring a sentence of more than 45 words to at most that many; none where the
    parse does not make them safe, or where they would not be enough.

    Cut are relative clauses and participles between commas or at the end, words in brackets, and
    main clauses that "and" joins on. Never cut are hedges, denials, conditions, numbers, quoted
    words and whoever answers for the sentence.
    """
    left = count_words(stretch.words)
    if left <= LONGEST:
        return []
    out: list[Edit] = []
    for start, end in sorted(_candidates(stretch), key=lambda row: row[0] - row[1]):
        words = stretch.words[start - stretch.start : end - stretch.start]
        if not _may_go(words) or stretch.touches_quote(start, end):
            continue
        if any(e.start < end and start < e.end for e in out):
            continue
        count = count_words(words)
        if left - count < _FEWEST_LEFT or count < _FEWEST_CUT:
            continue
        out.append(Edit(start=start, end=end, replacement="", reason="clause"))
        left -= count
        if left <= LONGEST:
            return out
    return []


def _may_go(words: str) -> bool:
    balanced = words.count("(") == words.count(")") and words.count("[") == words.count("]")
    # "two counts of arson, setting fire to a barn, …, three counts of theft": a list, not a clause
    listed = words.count(",") > _MOST_COMMAS
    return balanced and not listed and not _MARKS.search(words) and not _keeps().search(words)


def _candidates(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """The extents of clauses that could go, with the comma in front of them."""
    for match in re.finditer(r" \([^()]+\)", stretch.words):
        yield stretch.start + match.start(), stretch.start + match.end()
    for token in stretch.own:
        if token.dep_ == "relcl" and token.left_edge.lower_ in _WH:
            yield from _between_commas(stretch, token.left_edge, token)
        elif (
            token.tag_ == "VBG" and token.dep_ in {"advcl", "acl"} and token.left_edge.i == token.i
        ):
            yield from _between_commas(stretch, token, token)
        elif token.dep_ == "conj" and token.head.dep_ == "ROOT":
            yield from _joined_clause(stretch, token)


def _between_commas(stretch: Stretch, first: Token, head: Token) -> Iterator[tuple[int, int]]:
    """The extent from the comma before ``first`` to the end of the clause of ``head``: a comma
    or the full stop, which stays."""
    doc, last = stretch.paragraph.doc, head.right_edge.i
    if first.i <= stretch.first or doc[first.i - 1].text != "," or last >= stretch.last:
        return
    start = stretch.paragraph.at(doc[first.i - 1])
    while last > first.i and doc[last].is_punct and doc[last].text not in ")]":
        last -= 1
    if last + 1 >= stretch.last:
        return
    closes = doc[last + 1]
    if closes.text == "," and closes.i + 1 < stretch.last:
        # Between subject and verb both commas go; in front of "after …" the second one stays.
        after = doc[closes.i + 1]
        if after.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            yield start, stretch.paragraph.end_of(closes)
        elif after.tag_ == "IN":
            yield start, stretch.paragraph.at(closes)
    elif closes.text == "." and closes.i == stretch.last - 1:
        yield start, stretch.paragraph.at(closes)


def _joined_clause(stretch: Stretch, verb: Token) -> Iterator[tuple[int, int]]:
    """The extent of ", and …" up to the full stop, where that clause has its own subject."""
    doc = stretch.paragraph.doc
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None or verb.right_edge.i < stretch.last - 2:
        return
    first = verb.left_edge.i
    if first - 2 <= stretch.first or doc[first - 1].lower_ != "and" or doc[first - 2].text != ",":
        return
    if doc[stretch.last - 1].text == ".":
        yield stretch.paragraph.at(doc[first - 2]), stretch.paragraph.at(doc[stretch.last - 1])
