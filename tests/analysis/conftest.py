"""Quotes, figures, dates and sentences of a text, ready to compare."""

from __future__ import annotations

from datetime import date

import pytest
from material import PUBLISHED, Analysed

from briefgen.model.dossier import Figure, Quote, QuoteKind

from .shapes import Dates, Figures, OneFigure, OneQuote, Quotes, Sentences


@pytest.fixture(scope="session")
def quotes(analysed: Analysed) -> Quotes:
    """The direct and partial quotes of a text, in order."""
    return lambda text: [q for q in analysed(text).quotes if q.kind is not QuoteKind.INDIRECT]


@pytest.fixture(scope="session")
def quote(quotes: Quotes) -> OneQuote:
    """The only direct or partial quote of a text."""

    def only(text: str) -> Quote:
        (one,) = quotes(text)
        return one

    return only


@pytest.fixture(scope="session")
def indirect(analysed: Analysed) -> OneQuote:
    """The only stretch of reported speech of a text."""

    def only(text: str) -> Quote:
        (one,) = (q for q in analysed(text).quotes if q.kind is QuoteKind.INDIRECT)
        return one

    return only


@pytest.fixture(scope="session")
def figures(analysed: Analysed) -> Figures:
    """The figures of a text, in order."""
    return lambda text: analysed(text).figures


@pytest.fixture(scope="session")
def figure(figures: Figures) -> OneFigure:
    """The only figure of a text."""

    def only(text: str) -> Figure:
        (one,) = figures(text)
        return one

    return only


@pytest.fixture(scope="session")
def dates(analysed: Analysed) -> Dates:
    """The dates of the events of a text, each with its precision."""

    def of(text: str, *, published: date | None = PUBLISHED) -> list[tuple[date, str]]:
        return [(e.date, e.precision.value) for e in analysed(text, published=published).events]

    return of


@pytest.fixture(scope="session")
def sentences(analysed: Analysed) -> Sentences:
    """The sentences of a text, in order."""
    return lambda text: analysed(text).sentences
