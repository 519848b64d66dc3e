"""What Word wants to be told of words in other scripts: their fonts, languages and direction.

Word finds the font of Chinese characters by itself; letters that join, stack or run from right to
left are a kind of their own for it, which a run must name. That and the direction of a paragraph
depend on the words, so that no style can know it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from docx.oxml.ns import qn

from briefgen.text.bidi import levels
from briefgen.text.scripts import (
    COMPLEX,
    EAST_ASIAN,
    Script,
    direction,
    east_asian_language,
    is_right_to_left,
    is_western,
    script_of,
    scripts,
)
from briefgen.writers.docx.xml import Element, put, w

# Fonts of every Windows; Word on other systems has one like it.
_EAST_ASIAN_FONTS = {
    "ja": "Yu Gothic",
    "ko": "Malgun Gothic",
    "zh": "Microsoft YaHei",
    "zh-hk": "Microsoft JhengHei",
    "zh-tw": "Microsoft JhengHei",
}
_COMPLEX_FONTS = {
    Script.ARABIC: "Arial",
    Script.HEBREW: "Arial",
    Script.INDIC: "Nirmala UI",
    Script.THAI: "Leelawadee UI",
    Script.SOUTH_EAST: "Leelawadee UI",
}
_LANGUAGES = {Script.ARABIC: "ar", Script.HEBREW: "he", Script.INDIC: "hi", Script.THAI: "th"}
_NUMBERS = frozenset({"EN", "AN"})


@dataclass(frozen=True, slots=True)
class Scripts:
    """The fonts and languages of a document for East Asian and for complex scripts; empty where it
    has none of these."""

    east_asian_font: str = ""
    east_asian: str = ""
    complex_font: str = ""
    complex: str = ""


def found_in(texts: Iterable[str], language: str) -> Scripts:
    """What a document of ``texts`` needs; of several scripts of a kind the most frequent one is
    the document's."""
    counts: Counter[Script] = Counter()
    for text in texts:
        counts += scripts(text)
    asian = east_asian_language((), language)
    if not asian and not EAST_ASIAN.isdisjoint(counts):
        asian = _east_asian(counts)
    stacked = [script for script, _ in counts.most_common() if script in COMPLEX]
    return Scripts(
        _EAST_ASIAN_FONTS.get(asian.lower(), _EAST_ASIAN_FONTS.get(asian[:2].lower(), "")),
        asian,
        _COMPLEX_FONTS[stacked[0]] if stacked else "",
        _LANGUAGES.get(stacked[0], "") if stacked else "",
    )


def _east_asian(counts: Counter[Script]) -> str:
    sample = "".join(
        letter * counts[script]
        for letter, script in (("一", Script.HAN), ("ア", Script.KANA), ("가", Script.HANGUL))
    )
    return east_asian_language((sample,)) or "zh"


def set_scripts(parts: Iterable[Element], language: str) -> None:
    """Tell Word of every paragraph in ``parts`` which of its words are complex, and which way it
    runs."""
    fallback = "rtl" if is_right_to_left(language) else "ltr"
    for part in parts:
        for paragraph in cast(Iterator[Element], part.iter(qn("w:p"))):
            texts = cast(list[Element], list(paragraph.iter(qn("w:t"))))
            text = "".join(t.text or "" for t in texts)
            if fallback == "rtl" or not is_western(text):
                _set_paragraph(paragraph, texts, text, fallback)


def _set_paragraph(paragraph: Element, texts: Sequence[Element], text: str, fallback: str) -> None:
    base = int(direction(text, fallback) == "rtl")
    if base:
        put(_properties(paragraph, "w:pPr"), w("bidi"))
    kinds = _kinds(text, base)
    at = 0
    for t in texts:
        size = len(t.text or "")
        _part_run(t, kinds[at : at + size])
        at += size


def _kinds(text: str, base: int) -> list[str]:
    """Of each character the property that its run must have: "rtl", "cs" or none."""
    return [
        "rtl"
        if level % 2 or (level and unicodedata.bidirectional(letter) in _NUMBERS)
        else "cs"
        if script_of(letter) in COMPLEX
        else ""
        for letter, level in zip(text, levels(text, base), strict=True)
    ]


def _part_run(t: Element, kinds: Sequence[str]) -> None:
    """One run for each stretch of one kind in place of the run around ``t``."""
    run = cast(Element, t.getparent())
    if not any(kinds):
        return
    pieces = list(_stretches(t.text or "", kinds))
    for kind, piece in pieces[:-1]:
        copy = deepcopy(run)
        run.addprevious(copy)
        _tell(copy, kind, piece)
    _tell(run, *pieces[-1])


def _stretches(text: str, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind, group in groupby(zip(kinds, text, strict=True), key=lambda pair: pair[0]):
        yield kind, "".join(letter for _, letter in group)


def _tell(run: Element, kind: str, text: str) -> None:
    next(run.iter(qn("w:t"))).text = text
    if kind:
        put(_properties(run, "w:rPr"), w(kind))


def _properties(element: Element, name: str) -> Element:
    """The properties of a paragraph or run, which come first in it."""
    found = cast(Element | None, element.find(qn(name)))
    if found is None:
        found = w(name.removeprefix("w:"))
        element.insert(0, found)
    return found
