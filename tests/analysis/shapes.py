"""The shapes of the fixtures that give what is found in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from briefgen.model.analysis import Sentence
from briefgen.model.dossier import Figure, Quote

Quotes = Callable[[str], Sequence[Quote]]
OneQuote = Callable[[str], Quote]
Figures = Callable[[str], Sequence[Figure]]
OneFigure = Callable[[str], Figure]
Dates = Callable[..., list[tuple[date, str]]]
Sentences = Callable[[str], Sequence[Sentence]]
