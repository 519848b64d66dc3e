"""What one source says: sentences, quotes, figures, dated events, people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis.pipeline import load, model_name

if TYPE_CHECKING:
    from spacy.language import Language

    from briefgen.model.analysis import Analysis
    from briefgen.model.source import Source

__all__ = ["analyse", "load", "model_name"]


def analyse(source: Source, nlp: Language) -> Analysis:
    """All that can be said about ``source`` alone, with ``nlp``, a spaCy pipeline of English with a
    parser and a name finder; a source in another language is never given to it."""
    # Which model there is can be asked without loading a sixth of a second of rules.
    from briefgen.analysis.whole import analysis_of

    return analysis_of(source, nlp)
