"""What many tests share: the language model, loaded once, and sources made from a few words."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import settings
from material import PUBLISHED, SEEDS, Analysed, DossierOf
from spacy.language import Language

from briefgen.analysis import analyse, load, model_name
from briefgen.model.analysis import Analysis
from briefgen.model.dossier import Dossier
from briefgen.model.source import Source
from briefgen.readers import read_all
from briefgen.synthesis import synthesise

# A test makes what it looks at; those of the cache turn it on. Commands in processes of their own
# inherit this.
os.environ["BRIEFGEN_CACHE_MEGABYTES"] = "0"
# The same examples on every run and on every machine, however slow it is.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once for all tests."""
    return load(model_name())


@pytest.fixture(scope="session")
def analysed(nlp: Language) -> Analysed:
    """The analysis of a text: ``analysed("…", published=date(…))``; undated with None."""

    def of(text: str, *, published: date | None = PUBLISHED) -> Analysis:
        source = Source(id="story", text=text, title="Velmark bridge", published=published)
        return analyse(source, nlp)

    return of


@pytest.fixture(scope="session")
def dossier_of(nlp: Language) -> DossierOf:
    """The dossier of several texts, whose sources are named a, b, c …; ``published`` gives the
    dates of the first ones, the others bear that of the sample day."""

    def of(*texts: str, published: tuple[date, ...] = (), marking: str | None = None) -> Dossier:
        dates = (*published, *[PUBLISHED] * (len(texts) - len(published)))
        sources = [
            Source(
                id="abcdefgh"[n],
                text=text,
                title=f"Story {n + 1}",
                publisher=f"Outlet {n + 1}",
                published=day,
                marking=marking if n == 0 else None,
            )
            for n, (text, day) in enumerate(zip(texts, dates, strict=True))
        ]
        return synthesise([analyse(source, nlp) for source in sources])

    return of


@pytest.fixture(scope="session")
def seeds_dossier(nlp: Language) -> Dossier:
    """The dossier of the sample sources of the project."""
    intake = read_all([SEEDS])
    assert not intake.failures
    return synthesise([analyse(source, nlp) for source in intake.sources])
