"""Numbers that mean something: value, unit, what is counted, and the hedge in front."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.amounts import Amount, counts_part, find_amounts, unit_of
from briefgen.analysis.asserted import is_asserted
from briefgen.analysis.labels import Label, label_of, label_of_row
from briefgen.analysis.phrases import verb_over
from briefgen.analysis.tolls import is_bare_toll
from briefgen.model.dossier import Figure
from briefgen.model.source import Extent
from briefgen.text.numbers import CURRENCIES, NUMBER, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.analysis.quotes import Attributed
    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source

_QUALIFIER = re.compile(
    r"(?<!\w)(?:(?:could|may|might|would|will) (?:reach|rise to|exceed|be as high as|total) |"
    r"(?:an )?estimated |about |approximately |around |roughly |nearly |almost |some |up to |"
    r"at least |at most |as many as |as much as |as few as |as little as |more than |less than |"
    r"fewer than |no more than |no fewer than |over |under |just over |just under |between |"
    r"only |close to |well over |a further |another )+$",
    re.IGNORECASE,
)
_TONE = re.compile(r"\bonly\b ?", re.IGNORECASE)  # what the reporter makes of a number
_ENTRY = re.compile(r"\d+(?:\.\d+)*[.)]? ")
_PRONOUN = re.compile(r"(?:it|they|he|she|i|we|you|who|this|that|his|her|their|its|our)\b", re.I)
_FEWEST_UNCOUNTED = 20  # a smaller number without noun or unit is a vote, a score or a rank
_CLAUSE_END = re.compile(r",(?!\d)|[;:()\[\]“”\"—–]|[.!?](?=[\s”\"’]|$)")
_SHORTEST_COUNTS = 3  # words in front of a clause that is cut off
_LONGEST_COUNTS = 13  # words of "what is counted"; a table cell


def _shortened(words: str) -> str:
    """At most ``_LONGEST_COUNTS`` words, without a clause mark or small word at the end."""
    clause = _CLAUSE_END.split(words.strip(" ,;:-–—"))[0]
    parts = clause.split()[:_LONGEST_COUNTS]
    numbered = next((n for n, word in enumerate(parts) if n and word[:1].isdigit()), len(parts))
    parts = parts[:numbered]
    for n, word in enumerate(parts):
        if n >= _SHORTEST_COUNTS and word.lower() in lexicon.words("figures.toml", "clause"):
            if _joins_names(parts, n):
                continue
            parts = parts[:n]
            break
    while parts and parts[-1].lower() in lexicon.words("figures.toml", "small"):
        parts.pop()
    return " ".join(parts).rstrip(".")


def _joins_names(words: list[str], at: int) -> bool:
    """Whether the word at ``at`` joins two names of one phrase ("from the Lower Quay and Tanners'
    Row"), and no clause ("in Gaza and Israel said …")."""
    if words[at].lower() not in {"and", "or"} or not words[at - 1][:1].isupper():
        return False
    behind = list(dropwhile(lambda word: word[:1].isupper(), words[at + 1 :]))
    named = len(behind) < len(words) - at - 1
    return named and (not behind or behind[0].lower() in lexicon.words("figures.toml", "small"))


def _counted(
    paragraph: ParsedParagraph, found: Amount, sentence: Sentence, text: str
) -> str | None:
    """What a number counts, in the words of its source.

    The noun it stands before, on to the end of the short clause ("North Korean troops have
    already been deployed to …"); where it stands before no noun, the words of the clause in
    front of it ("the full repair would cost").
    """
    token = paragraph.token_at(found.end - 1)
    if token is None:
        return None
    rate = re.match(
        r" (?:per|a|an|each|for each|for every) [^,.;:]{3,60}", text[found.end : sentence.end]
    )
    if rate and found.unit:
        return _shortened(rate.group())
    head = token.head
    counts_noun = token.dep_ in {"nummod", "quantmod", "compound", "amod", "nmod"} and (
        head.pos_ in {"NOUN", "PROPN"} and head.i > token.i
    )
    if counts_noun or counts_part(token) or (found.unit is None and _noun_follows(token)):
        return _shortened(text[found.end : sentence.end]) or None
    if not text[found.end - 1].isdigit() and found.value == 0:
        return _shortened(text[found.end : sentence.end]) or None
    start = _clause_start(token, paragraph, sentence)
    before = _QUALIFIER.sub("", text[start : found.start])
    bare = found.unit is None and is_bare_toll(text, found.start, found.end)
    if found.unit is None and not bare and not _is_toll(before):
        governor = head.head if head.pos_ == "ADP" else head
        if found.value < _FEWEST_UNCOUNTED or governor.pos_ not in {"VERB", "AUX"}:
            return None  # a bare number beside no noun and no verb means nothing on its own
    if bare and not _is_toll(before):
        return _shortened(text[found.end : sentence.end]) or None
    words = _last_phrase(before).split()[-_LONGEST_COUNTS:]
    behind = re.match(r" (?:for|of|in|to) [^,.;:]{3,60}", text[found.end : sentence.end])
    if behind and (len(words) < 2 or _is_of_another(before)):
        return _shortened(behind.group())
    return " ".join(words) or None


def _is_toll(before: str) -> bool:
    """Whether the words in front of a number say that it is a toll ("the death toll rose to")."""
    words = re.findall(r"[^\W\d_]+", before.lower())[-_LONGEST_COUNTS:]
    return bool(lexicon.words("figures.toml", "tolls") & set(words))


def _is_of_another(before: str) -> bool:
    """ "$13 billion in insured losses and $20 billion": the words between belong to the first."""
    return re.search(r"\d[\d.,]*(?: \w+)? (?:in|of|for) [^\d,;:.]+ and $", before) is not None


def _last_phrase(before: str) -> str:
    """The words in front of a number, from the last comma or other number on, without the small
    words that tied them to it."""
    part = re.split(
        r"[,;:()“”\"—–]|\d[\d.,]*(?: (?:thousand|million|billion))?", before.strip(" ,;:-–—")
    )[-1]
    words = part.split()
    while words and words[-1].lower() in lexicon.words("figures.toml", "small"):
        words.pop()
    return " ".join(words)


def _noun_follows(token: Token) -> bool:
    nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return nxt is not None and nxt.pos_ in {"NOUN", "PROPN", "ADJ"} and nxt.tag_ != "NNP"


def _clause_start(token: Token, paragraph: ParsedParagraph, sentence: Sentence) -> int:
    """Where the clause around ``token`` starts: the left edge of the subject of its verb."""
    verb = verb_over(token)
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"} and child.i < token.i:
            return max(sentence.start, paragraph.at(child.left_edge))
    return max(sentence.start, paragraph.at(verb.left_edge))


_HEAD_UNIT = re.compile(r"\(([^()]+)\)\s*$")
_SCALE_AT_END = re.compile(r"^(.*?) ?(thousand|million|billion)?$")


def _row_figure(source: Source, sentence: Sentence, head: list[str]) -> Figure | None:
    """The figure of a table row: the first cell that is a number, counted by the first cell.
    ``head`` are the cells of the head row, which may state a unit ("Cost (€ million)")."""
    cells = source.text[sentence.start : sentence.end].split(" | ")
    if len(cells) < 2 or any(ch.isdigit() for ch in cells[0]):
        return None
    if not any(ch.isalpha() for ch in cells[0]):
        return None  # an empty cell: what is counted stands further up, or nowhere
    at = sentence.start + len(cells[0]) + 3
    for n, cell in enumerate(cells[1:], start=1):
        match = NUMBER.match(source.text, at, at + len(cell))
        if match and match.end() >= at + len(cell.rstrip()):
            stated = _HEAD_UNIT.search(head[n]) if n < len(head) else None
            found = _in_cell(match, at, stated[1] if stated else "")
            counts = cells[0].strip() + (f" ({stated[1]})" if stated and not unit_of(match) else "")
            label = label_of_row(source.text, sentence.start, cells[0], counts)
            return _figure(source, found, counts, sentence, label) if found else None
        at += len(cell) + 3
    return None


def _head_row(row: str, above: list[str]) -> list[str]:
    """The cells of the head row: those of ``row`` where it holds no numbers, else ``above``."""
    cells = row.split(" | ")
    return above if any(ch.isdigit() for cell in cells[1:] for ch in cell) else cells


def _in_cell(match: re.Match[str], start: int, head_unit: str) -> Amount | None:
    """The amount in a cell, in the unit of its column; None where that unit is not understood."""
    as_written = parse_number(f"{match['number']} {match['scale'] or ''}")
    if as_written is None:
        return None
    if not head_unit or unit_of(match):
        return Amount(start, match.end(), as_written, unit_of(match))
    stated = _SCALE_AT_END.match(head_unit.strip())
    unit, scale = (stated[1].strip(), stated[2]) if stated else (head_unit, None)
    code = "%" if unit in {"%", "per cent"} else CURRENCIES.get(unit.lower())
    if code is None:
        return None
    return Amount(start, match.end(), as_written * (parse_number(f"1 {scale or ''}") or 1), code)


def find_figures(
    parsed: Parsed, sentences: Sequence[Sentence], quotes: Sequence[Attributed]
) -> list[Figure]:
    """The figures of a source in the order of its text; ``quotes`` tell who gives each."""
    source = parsed.source
    out: list[Figure] = []
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    head: list[str] = []
    for paragraph in parsed.paragraphs:
        here = by_paragraph.get(paragraph.number, [])
        if " | " in paragraph.text:
            head = _head_row(paragraph.text, head)
            row = _row_figure(source, _whole(here), head) if here else None
            out += [row] if row else []
            continue
        head = []
        for number in find_amounts(source.text, paragraph):
            around = next((s for s in here if s.start <= number.start < s.end), None)
            if around is None or around.boilerplate or _is_numbering(number, around):
                continue
            if not is_asserted(
                source.text[around.start : around.end],
                number.start - around.start,
                number.end - around.start,
            ):
                continue
            counts = _counted(paragraph, number, around, source.text)
            if counts and any(ch.isalpha() for ch in counts):
                year = source.published.year if source.published else None
                label = label_of(paragraph, number, around, source.text, year)
                figure = _figure(source, number, counts, around, label)
                said_by = _said_by(figure, around, quotes, source.text)
                out.append(figure.model_copy(update={"attribution": said_by}))
    return out


_JOINS = re.compile(r"\b(?:and|but)\b")


def _said_by(
    figure: Figure, sentence: Sentence, quotes: Sequence[Attributed], text: str
) -> str | None:
    """Who gives a figure: whoever says the words around it. Of "police said 40, while the union
    said 65" each has its own; a sentence that is no quote is its subject's, and so is what the
    subject does before it speaks: "Holm put the cost at €45 million and promised …"."""
    here = [q for q in quotes if q.speaker and q.cue and q.mark.start < sentence.end]
    here = [q for q in here if sentence.start < q.mark.end]
    around = [q for q in here if q.mark.start <= figure.start < q.mark.end]
    if around:
        inner = min(around, key=lambda q: q.mark.end - q.mark.start)
        return _named(inner.speaker.name) if inner.speaker else None
    # "Rescuers looking for 40 people say …": in what the reporter says of them, it is nobody's.
    joined = all(
        q.cue and figure.end <= q.cue.start and _JOINS.search(text[figure.end : q.cue.start])
        for q in here
    )
    others = any(q.speaker and q.speaker.name != figure.attribution for q in here)
    return figure.attribution if joined and not others else None


def _named(speaker: str) -> str | None:
    """The speaker, unless only a pronoun tells who it is ("they", "his rival"): beside a figure,
    in a table, nobody can tell. The number of an entry ("3.1 Ada Holm") is no part of a name."""
    name = _ENTRY.sub("", speaker)
    return None if _PRONOUN.match(name) else name


def _is_numbering(number: Amount, sentence: Sentence) -> bool:
    """Whether a number is that of the paragraph ("4.2 The minister …")."""
    return any(
        edit.reason == "numbering" and edit.start <= number.start < edit.end
        for edit in sentence.edits
    )


def _whole(sentences: Sequence[Sentence]) -> Sentence:
    """The sentences of a table row as one."""
    return sentences[0].model_copy(update={"end": sentences[-1].end})


def _figure(
    source: Source, found: Amount, counts: str, sentence: Sentence, label: Label | None
) -> Figure:
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
        counts_follow=source.text[found.end : sentence.end].lstrip().startswith(counts),
        label=label.text if label else None,
        label_at=label.at if label else (),
        qualifier=_TONE.sub("", qualifier.group()).strip() or None if qualifier else None,
        as_of=source.published,
        attribution=_named(sentence.claim.attribution) if sentence.claim else None,
        sentence=Extent(start=sentence.start, end=sentence.end),
    )
