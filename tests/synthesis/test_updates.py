"""Counts that a newer source has replaced."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

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


DAY, NEXT_DAY = date(2026, 9, 14), date(2026, 9, 15)
THREE = "Three people were killed in an explosion at the Orvel mill on Monday, police said."


@pytest.mark.parametrize(
    "later",
    [
        "Five people have now died after the explosion at the Orvel mill.",
        "Five people lost their lives in the explosion at the Orvel mill.",
        "The explosion at the Orvel mill took the lives of five people.",
        "The death toll from the explosion at the Orvel mill has risen to five.",
        "Five workers are dead after the explosion at the Orvel mill.",
        "The explosion at the Orvel mill left five dead.",
    ],
)
def test_a_toll_that_has_grown_replaces_the_older_one_however_it_is_worded(
    nlp: Language, later: str
) -> None:
    dossier = _dossier(nlp, (THREE, DAY), (later, NEXT_DAY))
    assert [f.source for f in dossier.facts if f.superseded_by] == ["s0"]


def test_a_bound_of_one_party_gives_way_to_the_later_count_of_another(nlp: Language) -> None:
    first = "At least three people were killed in an explosion at the Orvel mill, police said."
    later = "Five people have died in the explosion at the Orvel mill, the hospital said."
    dossier = _dossier(nlp, (first, DAY), (later, NEXT_DAY))
    assert [f.source for f in dossier.facts if f.superseded_by] == ["s0"]


def test_of_two_new_tolls_neither_is_dropped_and_the_old_one_is_replaced(nlp: Language) -> None:
    dossier = _dossier(
        nlp,
        ("At least three people were killed in an explosion at the Orvel mill.", DAY),
        ("Five people have now died after the explosion at the Orvel mill.", NEXT_DAY),
        ("Four people lost their lives in the Orvel explosion, the ministry said.", NEXT_DAY),
    )
    assert [f.source for f in dossier.facts if f.superseded_by] == ["s0"]
    (conflict,) = dossier.conflicts
    values = {f.value for f in dossier.figures if f.id in conflict.figures}
    assert values == {4, 5}


def test_a_smaller_toll_replaces_none_because_something_fell(nlp: Language) -> None:
    later = "Two people were killed in the explosion at the Orvel mill when its roof fell."
    dossier = _dossier(nlp, (THREE, DAY), (later, NEXT_DAY))
    assert len(dossier.conflicts) == 1
    assert not any(f.superseded_by for f in dossier.facts)
