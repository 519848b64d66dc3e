"""Sentences that state one fact in other words, and whose word it then is."""

from __future__ import annotations

import pytest
from material import DossierOf
from spacy.language import Language

from briefgen.analysis import analyse
from briefgen.model.dossier import Dossier, Fact, FactStatus
from briefgen.model.source import Source
from briefgen.synthesis import synthesise

BEFORE = "Traders on the quay in Velmark are angry. They lost a week of business and want money."
BEHIND = "It rained all night in Velmark. School buses ran late and shops stayed shut."


def _dossier(dossier_of: DossierOf, first: str, second: str) -> Dossier:
    return dossier_of(f"{first} {BEFORE}", f"{BEHIND} {second}")


def _supported(dossier: Dossier) -> list[Fact]:
    return [fact for fact in dossier.facts if fact.support]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Three people were killed when a gas tank blew up at the Velmark shipyard.",
            "A gas tank exploded at the Velmark shipyard, and three people died.",
        ),
        (
            "The Velmark council approved the new ferry timetable on Thursday.",
            "On Thursday the council of Velmark approved a new timetable for the ferry.",
        ),
        (
            "Divers found deep cracks in two cables of the Velmark bridge.",
            "The bridge was shut after divers found deep cracks in two cables of the Velmark "
            "bridge, a day before the spring market.",
        ),
    ],
)
def test_one_fact_in_other_words_is_established(
    dossier_of: DossierOf, first: str, second: str
) -> None:
    found = _supported(_dossier(dossier_of, first, second))
    assert [fact.status for fact in found] == [FactStatus.ESTABLISHED]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The Velmark council approved the new ferry timetable on Thursday.",
            "The Velmark council approved the new ferry timetable on Friday.",
        ),
        (
            "The Velmark council approved the new ferry timetable.",
            "The Velmark council may approve the new ferry timetable.",
        ),
        (
            "The Velmark council approved the new ferry timetable.",
            "The Velmark council reportedly approved the new ferry timetable.",
        ),
        (
            "Ada Holm was pronounced dead at the harbour of Velmark.",
            "Tomas Holm was pronounced dead at the harbour of Velmark.",
        ),
        (
            "The price of ferry tickets in Velmark rose sharply in the spring.",
            "The price of ferry tickets in Velmark fell sharply in the spring.",
        ),
    ],
)
def test_another_day_person_direction_or_doubt_is_no_support(
    dossier_of: DossierOf, first: str, second: str
) -> None:
    dossier = _dossier(dossier_of, first, second)
    assert not [f for f in dossier.facts if f.status is FactStatus.ESTABLISHED]


def test_a_claim_that_two_outlets_report_stays_the_word_of_its_party(
    dossier_of: DossierOf,
) -> None:
    dossier = _dossier(
        dossier_of,
        "The harbour office said the cables of the Velmark bridge were tested in January.",
        "The cables of the Velmark bridge were tested in January, the harbour office said.",
    )
    (fact,) = _supported(dossier)
    assert fact.status is FactStatus.ATTRIBUTED
    assert "harbour office said" in fact.statement


def test_where_one_source_only_quotes_a_party_the_wording_with_the_party_is_kept(
    dossier_of: DossierOf,
) -> None:
    dossier = _dossier(
        dossier_of,
        "The cables of the northern Velmark bridge were tested in January by two divers.",
        "The cables of the northern Velmark bridge were tested in January by two divers, "
        "police said.",
    )
    (fact,) = _supported(dossier)
    assert fact.attribution is not None
    assert fact.status is FactStatus.ATTRIBUTED


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "One person was killed when a gas tank exploded at the Velmark shipyard.",
            "Three people were killed when a gas tank exploded at the Velmark shipyard.",
        ),
        (
            "No one was killed when a gas tank exploded at the Velmark shipyard.",
            "Three people were killed when a gas tank exploded at the Velmark shipyard.",
        ),
        (
            "Divers found one deep crack in a cable of the Velmark bridge.",
            "Divers found three deep cracks in a cable of the Velmark bridge.",
        ),
        (
            "Three people were hurt when a gas tank exploded at the Velmark shipyard and five "
            "people died.",
            "Three people died when a gas tank exploded at the Velmark shipyard and five people "
            "were hurt.",
        ),
        (
            "Divers found deep cracks in two cables of the Velmark bridge.",
            "It is false that divers found deep cracks in two cables of the Velmark bridge.",
        ),
    ],
)
def test_different_counts_and_denials_are_not_one_fact(
    dossier_of: DossierOf, first: str, second: str
) -> None:
    assert not _supported(_dossier(dossier_of, first, second))


@pytest.mark.parametrize("publisher", ["Orvel Mining", "Orvel Water Board"])
def test_what_a_party_says_in_its_own_cause_is_not_established(
    nlp: Language, publisher: str
) -> None:
    text = f"{publisher} passed every inspection of its plant in Velmark last year."
    dossier = synthesise(
        [
            analyse(Source(id=name, text=f"{text} {more}", title=name, publisher=who), nlp)
            for name, who, more in (("a", publisher, BEFORE), ("b", "The Gazette", BEHIND))
        ]
    )
    assert {fact.status for fact in dossier.facts if text in fact.text} == {FactStatus.ATTRIBUTED}


def test_his_bond_is_not_her_bond(dossier_of: DossierOf) -> None:
    dossier = _dossier(
        dossier_of,
        "Police in Velmark held a man on Monday. His bond was set at 100,000 crowns there.",
        "Police in Velmark held a woman on Monday. Her bond was set at 100,000 crowns there.",
    )
    assert not [fact for fact in _supported(dossier) if "bond" in fact.text]


def test_whoever_credits_somebody_else_is_not_cited_for_a_claim(dossier_of: DossierOf) -> None:
    first = "Some 4,200 people were evacuated from the Velmark shipyard, {} said."
    second = "About 4,200 people were evacuated from the Velmark shipyard, {} said."
    told = {
        other: len(
            _supported(_dossier(dossier_of, first.format("city hall"), second.format(other)))
        )
        for other in ("city hall", "the registrars of the city")
    }
    assert told == {"city hall": 1, "the registrars of the city": 0}
