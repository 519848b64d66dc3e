"""Quoted stretches that are nobody's words: titles of works, names, scare quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from briefgen.analysis.quotes.grammar import QuotedParagraph

_NAMED = {"called", "named", "titled", "entitled", "dubbed", "nicknamed", "headlined", "termed"}
_SMALL_WORDS = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "is",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "de",
    "la",
    "vs",
    "v",
}


def looks_like_title(words: list[str]) -> bool:
    """Whether every word of weight is capitalised, as in the title of a work."""
    weighty = [w for w in words if w.lower() not in _SMALL_WORDS and w[:1].isalpha()]
    return len(words) >= 2 and bool(weighty) and all(w[:1].isupper() for w in weighty)


def follows_preposition(quoted: QuotedParagraph, n: int) -> bool:
    """Whether the stretch stands behind "on", "in", "of": the name of a programme or a book, even
    with a cue behind it ("… on "Harbour Hour," she said")."""
    start, _ = quoted.spans[n]
    return start > 0 and quoted.doc[start - 1].pos_ in {"ADP", "DET"}


def is_nobodys(quoted: QuotedParagraph, n: int) -> bool:
    """Whether the stretch number ``n`` is a name, a title or a scare quote.

    A stretch in capitals is a title; one behind "so-called" or "the film" is a name; one that
    ends the sentence it stands in, or has a cue beside it, is left to the rules for speakers.
    """
    start, _ = quoted.spans[n]
    mark = quoted.marks[n]
    text = quoted.text_of(mark)
    words = text.split()
    if not any(ch.isalpha() for ch in text):
        return True
    if len(words) > 8:
        return False
    if start and quoted.doc[start - 1].lower_ in _NAMED and quoted.doc[start - 1].tag_ == "VBN":
        return True  # "a book called "…""
    if (
        len(words) <= 6
        and looks_like_title([w.strip(".,!?") for w in words])
        and text[-1:] not in "!?"
    ):
        return True
    naming = lexicon.words("quotes/cues.toml", "naming")
    before = [t for t in quoted.doc[max(0, start - 2) : start] if not t.is_punct]
    return len(words) <= 5 and bool(before) and before[-1].lower_ in naming


def is_heading(label: str) -> bool:
    """Whether a label says what stands behind it ("Decision", "Apologies"), and not who speaks."""
    words = label.lower().rstrip(".").split()
    headings = lexicon.words("quotes/cues.toml", "headings")
    return bool(words) and (
        " ".join(words) in headings or {words[0], words[-1]} & headings != set()
    )
