"""Where the samples are, and the shapes of the fixtures that make sources of a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from briefgen.model.analysis import Analysis
from briefgen.model.dossier import Dossier

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
SHARED = PROJECT.parent / "shared"
# The day on which sample texts are published: a Wednesday.
PUBLISHED = date(2026, 3, 11)

Analysed = Callable[..., Analysis]
DossierOf = Callable[..., Dossier]
