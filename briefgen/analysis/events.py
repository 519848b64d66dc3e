"""Sentences that tell what happens on a date: which of their dates it is, and at what time."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.analysis.actors import Actors
from briefgen.analysis.clocked import is_heading, opening_in, time_of
from briefgen.analysis.dates import Dated, dates_in, looks_ahead, resolve
from briefgen.analysis.daytime import time_beside
from briefgen.analysis.entries import entry_edits
from briefgen.analysis.occurrence import Hold, bound_of, hold_of, is_only_announced
from briefgen.analysis.phrases import verb_over
from briefgen.model.dossier import Edit, Event, Precision
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Span

    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.model.analysis import Sentence
    from briefgen.model.dossier import Introduction
    from briefgen.model.source import Source

_PART_OF_DAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|last night)\b", re.IGNORECASE)
_OPENING = 3  # sentences in which the main thing is dated
_SLACK = 2  # days after its date in which a text still says "opens on Friday" of the day
_EXACTNESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
_UNTIL = re.compile(r"\buntil (?:at least |about |around )?$")


def find_events(parsed: Parsed, sentences: Sequence[Sentence], people: People) -> list[Event]:
    """The sentences that tell what happens on a resolved date, in the order of the text."""
    source = parsed.source
    out: list[Event] = []
    told = [s for s in sentences if not s.boilerplate]
    night, actors = _Night(parsed, told), Actors(parsed, people)
    for sentence in told:
        words = source.text[sentence.start : sentence.end]
        paragraph = parsed.paragraphs[sentence.paragraph]
        found = dates_in(paragraph, sentence.start, words, source.published)
        found += _parts_of_days(words, source.published)
        # "until at least 15 March" is when something ends, and nothing that happens.
        found = [d for d in found if not _UNTIL.search(words[: d.start])]
        found = [d for d in found if not _is_over(d, paragraph, sentence, source.published)]
        best = _best(found, paragraph, sentence.start)
        if best is None and sentence.advises:
            best = _aimed_at(found, paragraph, sentence.start)
        timed = None if found else night.dated(sentence, words, paragraph)
        chosen = best or ((timed, None) if timed else None)
        if chosen is None:
            continue
        dated, bound = chosen
        at = _span_of(dated, paragraph, sentence.start)
        ahead = source.published is not None and dated.day > source.published
        if bound is None and ahead and at is not None and is_only_announced(at):
            bound = "for"
        happened = _event(source, sentence, words, dated, bound, inferred=timed is not None)
        names = actors.of(at.root, paragraph, sentence.edits) if at is not None else ()
        out.append(happened.model_copy(update={"names": names}))
    return out


class _Night:
    """The part of a day on which the main thing of a source was, for times without a day."""

    def __init__(self, parsed: Parsed, told: Sequence[Sentence]) -> None:
        self._parsed = parsed
        rows = []
        for sentence in told[:_OPENING]:
            words = parsed.source.text[sentence.start : sentence.end]
            paragraph = parsed.paragraphs[sentence.paragraph]
            rows.append(
                (words, dates_in(paragraph, sentence.start, words, parsed.source.published))
            )
        self._opening = opening_in(rows)
        self._from = told[0].paragraph if told else 0

    def dated(self, sentence: Sentence, words: str, paragraph: ParsedParagraph) -> Dated | None:
        """The time of day in a sentence as a date of that day, where it can be no other one."""
        if self._opening is None:
            return None
        found = time_of(sentence, words, paragraph, self._opening)
        if found is None or self._is_elsewhere(sentence, paragraph):
            return None
        clock, start = found
        return Dated(self._opening.day, Precision.DAY, clock, start, start + len(clock), "clock")

    def _is_elsewhere(self, sentence: Sentence, paragraph: ParsedParagraph) -> bool:
        """Whether another day is named in front in the paragraph, or in a heading above."""
        published = self._parsed.source.published
        above = [p.text for p in self._parsed.paragraphs[self._from : paragraph.number]]
        before = paragraph.text[: max(0, sentence.start - paragraph.start)]
        texts = [*filter(is_heading, above), before]
        days = {d.day for text in texts for d in resolve(text, published)}
        return self._opening is None or bool(days - {self._opening.day})


def _parts_of_days(words: str, published: date | None) -> list[Dated]:
    """The days of "this morning" and "last night"."""
    if published is None:
        return []
    return [
        Dated(
            published - timedelta(days=match.group().lower().startswith("last")),
            Precision.DAY,
            match.group(),
            match.start(),
            match.end(),
            "part",
        )
        for match in _PART_OF_DAY.finditer(words)
    ]


def _is_over(
    dated: Dated, paragraph: ParsedParagraph, sentence: Sentence, published: date | None
) -> bool:
    """Whether a date lies behind its source and hangs on a verb that does not: "The mayor is
    looking back at the fire of 1998" tells of no 1998."""
    if published is None or dated.words.lower().startswith(("since ", "from ")):
        return False
    token = paragraph.token_at(sentence.start + dated.start)
    if token is None or looks_ahead(token) is not True:
        return False
    match dated.precision:
        case Precision.DAY:
            return (published - dated.day).days > _SLACK
        case Precision.MONTH:
            return (dated.day.year, dated.day.month) < (published.year, published.month)
        case _:
            return dated.day.year < published.year


def _event(
    source: Source,
    sentence: Sentence,
    words: str,
    best: Dated,
    bound: str | None,
    *,
    inferred: bool = False,
) -> Event:
    own = entry_edits(source.text, sentence.start, sentence.end, best.words)
    edits = sentence.edits if not own else _beside(sentence.edits, own)
    return Event(
        id=f"e-{source.id}-{sentence.start}",
        source=source.id,
        start=sentence.start,
        end=sentence.end,
        text=words,
        paragraph=sentence.paragraph + 1,
        date=best.day,
        precision=best.precision,
        expression=best.words,
        bound=bound,
        time=best.words if inferred else time_beside(words, best.start, best.end),
        inferred=inferred,
        statement=apply_edits(source.text, sentence.start, sentence.end, edits),
        edits=edits,
        introductions=tuple(
            i for i in sentence.introductions if not own or _is_behind(i, max(e.end for e in own))
        ),
    )


def _is_behind(introduction: Introduction, offset: int) -> bool:
    return introduction.edit is None or introduction.edit.start >= offset


def _beside(edits: tuple[Edit, ...], own: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """``own`` edits, and of the others those that do not touch them."""
    last = max(edit.end for edit in own)
    return (*own, *(edit for edit in edits if edit.start >= last))


def _aimed_at(
    found: list[Dated], paragraph: ParsedParagraph, start: int
) -> tuple[Dated, str | None] | None:
    """The date by which something recommended is to be done: "an inspection, to be finished by
    30 April"."""
    for dated in found:
        words = _span_of(dated, paragraph, start)
        if words is not None and any(c.lower_ == "to" for c in verb_over(words.root).lefts):
            return dated, bound_of(words)
    return None


def _best(
    found: list[Dated], paragraph: ParsedParagraph, start: int
) -> tuple[Dated, str | None] | None:
    """The date of what the sentence tells, which starts at ``start``, with what bounds it: of
    those that hold on to it most firmly the first of the most exact ones. None where every date
    belongs to something else."""
    best: tuple[Hold, int, int] | None = None
    chosen: tuple[Dated, str | None] | None = None
    for number, dated in enumerate(found):
        words = _span_of(dated, paragraph, start)
        hold = hold_of(words) if words is not None else None
        if words is None or hold is None:
            continue
        rank = (hold, _EXACTNESS[dated.precision], number)
        if best is None or rank < best:
            best, chosen = rank, (dated, bound_of(words))
    return chosen


def _span_of(dated: Dated, paragraph: ParsedParagraph, start: int) -> Span | None:
    """The words of a date of the sentence that starts at ``start``."""
    begin = start + dated.start - paragraph.start
    words = paragraph.doc.char_span(begin, begin + len(dated.words), alignment_mode="expand")
    return words if words is not None and len(words) else None
