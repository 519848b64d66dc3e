"""Numbers that mean something: value, unit, what is counted, and the hedge in front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import Figure
from briefgen.model.source import Extent
from briefgen.text.numbers import CURRENCIES, NUMBER, is_number_word, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source

_QUALIFIER = re.compile(
    r"(?:(?:could|may|might|would|will) (?:reach|rise to|exceed|be as high as|total) |"
    r"(?:an )?estimated |about |approximately |around |roughly |nearly |almost |some |up to |"
    r"at least |at most |as many as |as much as |as few as |as little as |more than |less than |"
    r"fewer than |no more than |no fewer than |over |under |just over |just under |between |"
    r"only |close to |well over |a further |another )+$",
    re.IGNORECASE,
)
_SCALE_WORDS = {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
_SMALL_WORDS = frozenset(
    """of the a an to in and or that for by with on at from as his her their its which who while after
    before per since when up down but more than against is are was were be been within only""".split()
)
_FEWEST_UNCOUNTED = 20  # a smaller number without noun or unit is a vote, a score or a rank
_CLAUSE_WORDS = frozenset(
    "after before when while because since as during which who that and but although though if".split()
)
_SHORTEST_COUNTS = 3  # words in front of a clause that is cut off
_LONGEST_COUNTS = 13  # words of "what is counted"; a table cell
_NOT_COUNTED = re.compile(
    r"(?:\b(?:no|nos|number|section|chapter|article|page|paragraph|para|figure|table|act|room|route|"
    r"flight|channel|day|phase|level|grade|aged|age|version|report|gate|chapter)\.? ?|#)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,2}[.:]\d{2}(?!\d)")
_CLOCK_AFTER = re.compile(r"^ ?(?:a\.?m\.?|p\.?m\.?|o'clock|hours? (?:on|yesterday))\b|^:\d\d", re.IGNORECASE)
_MONTH_AFTER = re.compile(
    r"^(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b", re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? $", re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"^[- ]years?[- ]old")
_WHOLE = re.compile(r"(?:\b(?:of|the|its|their|all|both|these|those|his|her|our)|['’]s) $", re.IGNORECASE)
_DURATION_AFTER = re.compile(r"^[- ](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b")


class _Found:
    """A number in the text of a source, before it is known what it counts."""

    __slots__ = ("end", "start", "unit", "value")

    def __init__(self, start: int, end: int, value: float, unit: str | None) -> None:
        self.start, self.end, self.value, self.unit = start, end, value, unit


def _unit(match: re.Match[str]) -> str | None:
    currency, unit = match["currency"], match["unit"]
    if currency:
        return CURRENCIES[currency.lower()]
    if unit:
        if unit.lower() in {"%", "per cent", "percent"}:
            return "%"
        return CURRENCIES.get(unit.lower(), unit)
    return None


def _is_counted(text: str, start: int, end: int, number: str, *, plain: bool) -> bool:
    """Whether the number at the extent is an amount: no year, clock, age, label or date."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _NOT_COUNTED.search(before) or _AGE_AFTER.match(after) or _MONTH_AFTER.match(after):
        return False
    if plain and len(number) <= 5 and _WHOLE.search(before):
        return False  # "two of the five gates": the whole is not what is counted
    if plain and re.match(r" votes?\b", after):
        return False
    if re.search(r", $", before) and after[:1] in {",", "."} and plain and number.isdigit() and len(number) <= 2:
        return False  # "Dorrit Pell, 67,"
    if plain and (_DURATION_AFTER.match(after) or _CLOCK_AFTER.match(after)):
        return False
    if plain and _MONTH_BEFORE.search(before) and len(number) <= 4:
        return False
    if plain and re.fullmatch(r"(?:1[5-9]|20)\d\d", number):
        return False
    if plain and re.fullmatch(r"\d{1,2}\.\d{2}", number) and _CLOCK.match(number):
        return False
    return not (after[:1] in {"/", "-", "–"} and after[1:2].isdigit())


def _in_digits(text: str, start: int, end: int) -> Iterator[_Found]:
    for match in NUMBER.finditer(text, start, end):
        scale = match["scale"] or ""
        value = parse_number(f"{match['number']} {scale}")
        if value is None:
            continue
        first = match.start("currency") if match["currency"] else match.start("number")
        unit = _unit(match)
        plain = unit is None and not scale
        if _is_counted(text, first, match.end(), match["number"], plain=plain):
            yield _Found(first, match.end(), value, unit)


def _in_words(paragraph: ParsedParagraph, taken: Sequence[_Found]) -> Iterator[_Found]:
    """ "two people", "twenty-six homes": number words that count a noun."""
    text = paragraph.doc.text
    for token in paragraph.doc:
        if not is_number_word(token.text):
            continue
        if token.dep_ != "nummod" and not _counts_of(token):
            continue
        if not _is_counted(text, token.idx, token.idx + len(token), token.text, plain=True):
            continue
        if token.ent_type_ in {"DATE", "TIME", "ORDINAL"}:
            continue
        start, end = paragraph.at(token), paragraph.end_of(token)
        words = token.text
        nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if nxt is not None and nxt.lower_ in _SCALE_WORDS:
            end, words = paragraph.end_of(nxt), f"{words} {nxt.text}"
        value = parse_number(words)
        if value and not any(f.start < end and start < f.end for f in taken):
            yield _Found(start, end, value, None)


def _counts_of(token: Token) -> bool:
    """ "Two of the five gates"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of" and token.dep_ in {
        "nsubj", "nsubjpass", "dobj", "attr",
    }


def _shortened(words: str) -> str:
    """At most ``_LONGEST_COUNTS`` words, without a clause mark or small word at the end."""
    parts = re.split(r"[,;:()\[\]“”\"—–]", words.strip(" ,;:-–—"))[0].split()[:_LONGEST_COUNTS]
    for n, word in enumerate(parts):
        if n >= _SHORTEST_COUNTS and word.lower() in _CLAUSE_WORDS:
            parts = parts[:n]
            break
    while parts and parts[-1].lower() in _SMALL_WORDS:
        parts.pop()
    return " ".join(parts).rstrip(".")


def _counted(paragraph: ParsedParagraph, found: _Found, sentence: Sentence, text: str) -> str | None:
    """What a number counts, in the words of its source.

    The noun it stands before, on to the end of the short clause ("North Korean troops have
    already been deployed to …"); where it stands before no noun, the words of the clause in
    front of it ("the full repair would cost").
    """
    token = _token_at(paragraph, found.end - 1)
    if token is None:
        return None
    rate = re.match(r" (?:per|a|an|each|for each|for every) [^,.;:]{3,60}", text[found.end : sentence.end])
    if rate and found.unit:
        return _shortened(rate.group())
    head = token.head
    counts_noun = token.dep_ in {"nummod", "quantmod", "compound", "amod", "nmod"} and (
        head.pos_ in {"NOUN", "PROPN"} and head.i > token.i
    )
    if counts_noun or _counts_of(token) or (found.unit is None and _noun_follows(token)):
        return _shortened(text[found.end : sentence.end]) or None
    if found.unit is None and (found.value < _FEWEST_UNCOUNTED or head.pos_ not in {"VERB", "AUX"}):
        return None  # a bare number beside no noun and no verb means nothing on its own
    start = _clause_start(token, paragraph, sentence)
    before = _QUALIFIER.sub("", text[start : found.start])
    words = _last_phrase(before).split()[-_LONGEST_COUNTS:]
    behind = re.match(r" (?:for|of|in|to) [^,.;:]{3,60}", text[found.end : sentence.end])
    if len(words) < 2 and behind:
        return _shortened(behind.group())
    return " ".join(words) or None


def _last_phrase(before: str) -> str:
    """The words in front of a number, from the last comma or other number on, without the small
    words that tied them to it."""
    part = re.split(r"[,;:()“”\"—–]|\d[\d.,]*(?: (?:thousand|million|billion))?", before.strip(" ,;:-–—"))[-1]
    words = part.split()
    while words and words[-1].lower() in _SMALL_WORDS:
        words.pop()
    return " ".join(words)


def _noun_follows(token: Token) -> bool:
    nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return nxt is not None and nxt.pos_ in {"NOUN", "PROPN", "ADJ"} and nxt.tag_ != "NNP"


def _token_at(paragraph: ParsedParagraph, offset: int) -> Token | None:
    span = paragraph.doc.char_span(
        offset - paragraph.start, offset - paragraph.start + 1, alignment_mode="expand"
    )
    return span[-1] if span is not None and len(span) else None


def _clause_start(token: Token, paragraph: ParsedParagraph, sentence: Sentence) -> int:
    """Where the clause around ``token`` starts: the left edge of the subject of its verb."""
    verb = token
    while verb.head.i != verb.i and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"} and child.i < token.i:
            return max(sentence.start, paragraph.at(child.left_edge))
    return max(sentence.start, paragraph.at(verb.left_edge))


def _row_figure(source: Source, sentence: Sentence) -> tuple[_Found, str] | None:
    """The figure of a table row: the first cell that is a number, counted by the first cell."""
    cells = source.text[sentence.start : sentence.end].split(" | ")
    if len(cells) < 2 or any(ch.isdigit() for ch in cells[0]):
        return None
    at = sentence.start + len(cells[0]) + 3
    for cell in cells[1:]:
        match = NUMBER.match(source.text, at, at + len(cell))
        if match and match.end() >= at + len(cell.rstrip()) - 1:
            value = parse_number(f"{match['number']} {match['scale'] or ''}")
            if value is not None:
                return _Found(at, match.end(), value, _unit(match)), cells[0].strip()
        at += len(cell) + 3
    return None


def find_figures(parsed: Parsed, sentences: Sequence[Sentence]) -> list[Figure]:
    """The figures of a source in the order of its text."""
    source = parsed.source
    out: list[Figure] = []
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for paragraph in parsed.paragraphs:
        here = by_paragraph.get(paragraph.number, [])
        if " | " in paragraph.doc.text:
            row = _row_figure(source, _whole(here)) if here else None
            if row:
                out.append(_figure(source, row[0], row[1], _whole(here)))
            continue
        found = list(_in_digits(source.text, paragraph.start, paragraph.end))
        found += list(_in_words(paragraph, found))
        for number in sorted(found, key=lambda f: f.start):
            sentence = next((s for s in here if s.start <= number.start < s.end), None)
            if sentence is None or sentence.boilerplate:
                continue
            counts = _counted(paragraph, number, sentence, source.text)
            if counts and any(ch.isalpha() for ch in counts):
                out.append(_figure(source, number, counts, sentence))
    return out


def _whole(sentences: Sequence[Sentence]) -> Sentence:
    """The sentences of a table row as one."""
    return sentences[0].model_copy(update={"end": sentences[-1].end})


def _figure(source: Source, found: _Found, counts: str, sentence: Sentence) -> Figure:
    qualifier = _QUALIFIER.search(source.text[sentence.start : found.start])
    return Figure(
        id=f"n-{source.id}-{found.start}",
        source=source.id,
        start=found.start,
        end=found.end,
        text=source.text[found.start : found.end],
        paragraph=sentence.paragraph + 1,
        value=found.value,
        unit=found.unit,
        counts=counts,
        qualifier=qualifier.group().strip() if qualifier else None,
        as_of=source.published,
        attribution=sentence.claim.attribution if sentence.claim else None,
        sentence=Extent(start=sentence.start, end=sentence.end),
    )
