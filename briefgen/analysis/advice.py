"""What a source recommends or puts up for decision, in a list of its own.

"What to decide now" and below it "Require the operator to hand over its logs.": no such entry says
who wants it done, so that none is a sentence that a brief could print as fact. It is what a source
asks for, and told as that.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.edits import number_edit
from briefgen.analysis.furniture import FINITE
from briefgen.analysis.stretch import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

_LONGEST_HEADING = 8  # words
_FEWEST = 2  # entries of a list
_SHORTEST, _LONGEST = 4, 48  # words of one
_ENDS = re.compile(r"[.!?][\"”’)]*$")
_WANTED = re.compile(r"\b(?:should|must|ought to|needs? to|(?:is|are) to)\b|^That ")
# What points at the entry in front of it, or is said by somebody in particular.
_LEANS = re.compile(
    r"\b(?:this|these|those|such|it|they|them|he|she|him|his|hers?|I|we|our|us|my|you|your)\b",
    re.IGNORECASE,
)


@cache
def _announces(group: str) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(sorted(lexicon.words("advice.toml", group))) + r")\b", re.IGNORECASE
    )


def advised(found: Sequence[Stretch]) -> frozenset[int]:
    """Where the entries of lists of recommendations and options start in their source, of all its
    stretches in order."""
    paragraphs = [list(group) for _, group in groupby(found, key=lambda s: s.paragraph.number)]
    out: set[int] = set()
    for n, paragraph in enumerate(paragraphs):
        if not _leads_to_list(paragraph):
            continue
        entries = list(takewhile(_is_entry, (rows[0] for rows in paragraphs[n + 1 :])))
        if len(entries) >= _FEWEST and any(map(_is_wanted, entries)):
            out |= {entry.start for entry in entries if not _LEANS.search(entry.words)}
    return frozenset(out)


def _leads_to_list(paragraph: Sequence[Stretch]) -> bool:
    """Whether a paragraph announces recommendations: a heading ("What to decide now"), or a line
    that ends in a colon ("The committee should therefore:")."""
    words = paragraph[-1].words.strip()
    if words.endswith(":"):
        return _announces("lines").search(words) is not None
    short = len(paragraph) == 1 and len(words.split()) <= _LONGEST_HEADING
    return short and not _ENDS.search(words) and _announces("headings").search(words) is not None


def _bare(entry: Stretch) -> list[Token]:
    """The tokens of an entry without the number in front of it."""
    text = entry.paragraph.text
    number = number_edit(text, entry.start - entry.paragraph.start, len(text))
    begin = entry.start + (number.end - number.start if number else 0)
    own = [t for t in entry.own if entry.paragraph.at(t) >= begin]
    while own and (own[0].is_punct or own[0].is_space):
        own = own[1:]
    return own


def _is_entry(stretch: Stretch) -> bool:
    """Whether a stretch can be an entry: it says what is to be done, or names it, and tells of
    nothing that is or was."""
    words = stretch.words
    own = _bare(stretch)
    if not own or not _SHORTEST <= len(words.split()) <= _LONGEST or not _ENDS.search(words):
        return False
    if stretch.quoted or words.rstrip('"”’)').endswith("?"):
        return False
    return _is_wanted(stretch) or not any(
        t.tag_ in FINITE
        and t.dep_ in {"ROOT", "conj"}
        and any(c.dep_ in SUBJECTS and c.i < t.i for c in t.children)
        for t in own
    )


def _is_wanted(stretch: Stretch) -> bool:
    """Whether an entry opens with what is to be done ("Require …"), or says that it should be."""
    own = _bare(stretch)
    return bool(own) and (own[0].tag_ == "VB" or _WANTED.search(stretch.words) is not None)
