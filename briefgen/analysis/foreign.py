"""What of a text in another language than English can be told without grammar: words in marks.

Nothing here knows who spoke, what was counted or what a sentence rests on, and nothing pretends to:
such a source gives a brief no line. That it is a copy of another one is found all the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis.pipeline import parse
from briefgen.analysis.quotes import find_marked
from briefgen.model.analysis import Analysis
from briefgen.model.dossier import Quote, QuoteKind
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from spacy.language import Language

    from briefgen.analysis.pipeline import Parsed
    from briefgen.model.source import Source

ENGLISH = "en"
_FEWEST_WORDS = 4  # of fewer nobody can tell speech from a title
_ENDS = (".", "!", "?", "…", "。", "！", "？")


def is_foreign(source: Source) -> bool:
    """Whether a source is in a language that the parser of English must not be given."""
    return source.language not in {None, ENGLISH}


def analyse_foreign(source: Source) -> Analysis:
    """The quotes of a source by their marks, without speakers."""
    parsed = parse(source, _blank(source.language or ""))
    marks = find_marked(source.text, [(p.start, p.end) for p in parsed.paragraphs])
    sentences = _sentences(parsed)
    quotes = []
    for mark in marks:
        text = source.text[mark.start : mark.end]
        if len(text.split()) < _FEWEST_WORDS:
            continue
        start, end = next(
            ((a, b) for a, b in sentences if a <= mark.start < b), (mark.start, mark.end)
        )
        quotes.append(
            Quote(
                id=f"q-{source.id}-{mark.start}-{mark.end}",
                source=source.id,
                start=mark.start,
                end=mark.end,
                text=text,
                paragraph=mark.paragraph + 1,
                kind=QuoteKind.DIRECT if text.endswith(_ENDS) else QuoteKind.PARTIAL,
                sentence=Extent(start=start, end=end),
                rule="marks",
                language=source.language,
            )
        )
    return Analysis(
        source=source,
        sentences=(),
        quotes=tuple(quotes),
        figures=(),
        events=(),
        entities=(),
    )


def _sentences(parsed: Parsed) -> list[tuple[int, int]]:
    return [
        paragraph.extent(span)
        for paragraph in parsed.paragraphs
        if len(paragraph.doc)
        for span in paragraph.doc.sents
    ]


@cache
def _blank(language: str) -> Language:
    """A pipeline that tells words and sentences apart and no more."""
    import spacy

    try:
        nlp = spacy.blank(language)
    except ImportError:  # a language that spaCy does not know, or only with another library
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp
