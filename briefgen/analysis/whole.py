"""One source with all the finders of analysis, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis.entities import find_entities
from briefgen.analysis.events import find_events
from briefgen.analysis.figures import find_figures
from briefgen.analysis.foreign import analyse_foreign, is_foreign
from briefgen.analysis.people import People
from briefgen.analysis.pipeline import parse
from briefgen.analysis.quotes import Attributed, find_marked, find_quotes
from briefgen.analysis.quotes.record import record_status
from briefgen.analysis.sentences import SentenceReader
from briefgen.analysis.speakers import SpeakerFinder
from briefgen.model.analysis import Analysis
from briefgen.model.dossier import Quote
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Source


def _quotes(
    source: Source, found: Sequence[Attributed], sentences: Sequence[Sentence]
) -> tuple[Quote, ...]:
    out: list[Quote] = []
    for one in found:
        mark = one.mark
        sentence = next((s for s in sentences if s.start <= mark.start < s.end), None)
        start, end = (sentence.start, sentence.end) if sentence else (mark.start, mark.end)
        out.append(
            Quote(
                id=f"q-{source.id}-{mark.start}-{mark.end}",
                source=source.id,
                start=mark.start,
                end=mark.end,
                text=source.text[mark.start : mark.end],
                paragraph=mark.paragraph + 1,
                kind=one.kind,
                speaker=one.speaker,
                cue=one.cue,
                sentence=Extent(start=start, end=end),
                continues=out[-1].id if mark.continues and out else None,
                confidence=round(one.confidence, 3),
                rule=one.rule,
                record=record_status(source.text[start:end], one.speaker),
                language=source.language,
            )
        )
    return tuple(out)


def analysis_of(source: Source, nlp: Language) -> Analysis:
    """All that can be said about ``source`` alone, with ``nlp``, a spaCy pipeline of English with a
    parser and a name finder; a source in another language is never given to it."""
    if is_foreign(source):
        return analyse_foreign(source)
    parsed = parse(source, nlp)
    people = People(parsed)
    marks = find_marked(source.text, [(p.start, p.end) for p in parsed.paragraphs])
    finder = SpeakerFinder(parsed, people, [(m.outer_start, m.outer_end) for m in marks])
    found = find_quotes(parsed, marks, people, finder)
    sentences = SentenceReader(parsed, marks, people, finder).sentences(found)
    return Analysis(
        source=source,
        sentences=tuple(sentences),
        quotes=_quotes(source, found, sentences),
        figures=tuple(find_figures(parsed, sentences, found)),
        events=tuple(find_events(parsed, sentences, people)),
        entities=tuple(find_entities(parsed, people, sentences)),
    )
