"""Every line of a dossier comes from its source, whatever the source holds."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material import SHARED
from spacy.language import Language

from briefgen.analysis import analyse
from briefgen.model.dossier import Dossier
from briefgen.model.source import Extent, Source
from briefgen.readers import read_all
from briefgen.synthesis import synthesise
from briefgen.text.edits import apply_edits

# Words and marks of news prose in any order: what real text may do to the rules, and more.
_PIECES = [
    *["“", "”", '"', "‘", "’", "«", "»", "„", "(", ")", "—", ":", ",", ".", "?", "\n\n", " | "],
    *["Marta Ellison", "Tomas Brandt", "the minister", "she", "he", "said", "According to", "told"],
    *["that", "the bridge", "was closed", "on Tuesday", "24 March", "in 1998", "€45 million"],
    *[
        "0000-00-00",
        "2026-02-30",
        "29 February",
        "May 99",
        "9999-12-31",
        "99 years ago",
        "next May",
    ],
    *["4,200 people", "However,", "up to", "2.8 metres", "1.", "Mr", "Gen.", "officials", "warned"],
]
PROSE = st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join)
NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def misplaced(dossier: Dossier) -> Iterator[str]:
    """Everything in a dossier whose words are not those of its span, or whose edits do not lead
    to what it states."""
    texts = {source.id: source.text for source in dossier.sources}
    for kind in ("quotes", "facts", "figures", "events"):
        for one in getattr(dossier, kind):
            if texts[one.source][one.start : one.end] != one.text or not one.text:
                yield f"{one.id}: {one.text!r} is not what its span holds"
    for stated in (*dossier.facts, *dossier.events):
        replayed = apply_edits(texts[stated.source], stated.start, stated.end, stated.edits)
        if replayed != stated.statement:
            yield f"{stated.id}: {replayed!r} is not {stated.statement!r}"
    for quote in dossier.quotes:
        if quote.cue and texts[quote.source][quote.cue.start : quote.cue.end] != quote.cue.text:
            yield f"{quote.id}: the cue is not what its span holds"
        inside: list[Extent] = [quote.sentence]
        inside += [quote.speaker.mention] if quote.speaker else []
        if any(not 0 <= x.start < x.end <= len(texts[quote.source]) for x in inside):
            yield f"{quote.id}: its sentence or mention lies outside the source"


def test_the_sample_sources_are_quoted_word_for_word(seeds_dossier: Dossier) -> None:
    assert not list(misplaced(seeds_dossier))


def test_the_sample_sources_give_facts_quotes_figures_and_events(seeds_dossier: Dossier) -> None:
    assert all(
        (seeds_dossier.facts, seeds_dossier.quotes, seeds_dossier.figures, seeds_dossier.events)
    )


def test_quotes_of_the_sample_sources_stand_between_marks(seeds_dossier: Dossier) -> None:
    texts = {source.id: source.text for source in seeds_dossier.sources}
    before = {
        texts[q.source][: q.start].rstrip()[-1:]
        for q in seeds_dossier.quotes
        if q.kind != "indirect"
    }
    assert before <= set('“"«„‘')


@given(PROSE)
@settings(max_examples=60)
def test_any_prose_is_quoted_word_for_word(nlp: Language, prose: str) -> None:
    source = Source(id="any", text=unicodedata.normalize("NFC", prose.strip()), title="Any")
    assert not list(misplaced(synthesise([analyse(source, nlp)])))


@given(NOISE)
@settings(max_examples=40)
def test_any_characters_are_quoted_word_for_word(nlp: Language, noise: str) -> None:
    source = Source(id="any", text=unicodedata.normalize("NFC", noise.strip()), title="Any")
    assert not list(misplaced(synthesise([analyse(source, nlp)])))


def test_the_shared_samples_are_quoted_word_for_word(nlp: Language) -> None:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no shared samples: {folder} is not there")
    sources = read_all([folder]).sources
    assert not list(misplaced(synthesise([analyse(source, nlp) for source in sources])))


def test_a_sample_of_labelled_articles_is_quoted_word_for_word(nlp: Language) -> None:
    gold = SHARED / "bench" / "quotes" / "dev.jsonl"
    if not gold.is_file():
        pytest.skip(f"no labelled articles: {gold} is not there")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()[::14]]
    sources = [Source(id=row["id"], text=row["text"], title=row["title"]) for row in rows]
    assert not list(misplaced(synthesise([analyse(source, nlp) for source in sources])))


def test_the_printed_name_of_a_speaker_stands_where_it_is_said_to(seeds_dossier: Dossier) -> None:
    texts = {s.id: s.text for s in seeds_dossier.sources}
    named = [q for q in seeds_dossier.quotes if q.speaker and q.speaker.named]
    assert named
    assert all(
        texts[q.source][q.speaker.named.start : q.speaker.named.end] == q.speaker.name
        for q in named
    )
