"""Counts that a newer source has replaced."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.analysis import analyse
from briefgen.model.source import Source
from briefgen.synthesis import synthesise

if TYPE_CHECKING:
    from spacy.language import Language

    from briefgen.model.dossier import Dossier

OLD = "At least one person died when the gate of the Ruvel lock gave way on Monday, police said."
NEW = "Two people have died at the Ruvel lock, up from one on Monday, the hospital said."


def _dossier(nlp: Language, *texts: tuple[str, date]) -> Dossier:
    return synthesise(
        [
            analyse(Source(id=f"s{n}", text=text, title=f"Report {n}", published=day), nlp)
            for n, (text, day) in enumerate(texts)
        ]
    )


def test_an_older_toll_is_superseded_by_a_newer_one_that_names_it(nlp: Language) -> None:
    dossier = _dossier(nlp, (OLD, date(2026, 5, 4)), (NEW, date(2026, 5, 5)))
    assert {f.source for f in dossier.facts if f.superseded_by} == {"s0"}


def test_a_toll_of_the_same_day_supersedes_nothing(nlp: Language) -> None:
    dossier = _dossier(nlp, (OLD, date(2026, 5, 4)), (NEW, date(2026, 5, 4)))
    assert not any(f.superseded_by for f in dossier.facts)


def test_an_update_of_something_else_supersedes_nothing(nlp: Language) -> None:
    other = "Two pumps are working at the Ruvel lock, up from one on Monday, the operator said."
    dossier = _dossier(nlp, (OLD, date(2026, 5, 4)), (other, date(2026, 5, 5)))
    assert not any(f.superseded_by for f in dossier.facts)
