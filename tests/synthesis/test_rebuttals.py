"""What one party says and another one denies is told as disputed, with who denies it."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.model.dossier import Dossier, Fact, FactStatus

AROUND = (
    "The ferry Osprey sank off Velmark on Sunday with 40 people on board. Divers are at work near "
    "the harbour of Velmark. Traders in Velmark lost a week of business."
)
CLAIM = (
    "The Velmark Harbour Office said the Osprey did not have a permit to carry lorries on Sundays."
)
ANSWER = (
    "However, the Orland Port Board said the Osprey had been cleared to carry lorries on any day."
)
TIMES = (
    "The Velmark Rescue Centre received the first alert from Orland Ferries at 02.50.",
    "Orland Ferries said its crew notified the Velmark Rescue Centre at 2.15am.",
)


def _fact(dossier: Dossier, words: str) -> Fact:
    return next(fact for fact in dossier.facts if words in fact.text)


def test_the_next_sentence_in_which_another_party_says_the_contrary_disputes_a_claim(
    dossier_of: DossierOf,
) -> None:
    dossier = dossier_of(f"{AROUND}\n\n{CLAIM} {ANSWER}")
    claim, answer = _fact(dossier, "permit"), _fact(dossier, "cleared")
    assert claim.contradicted_by == (answer.id,)
    assert claim.status is FactStatus.DISPUTED
    assert not answer.contradicted_by


def test_it_disputes_what_another_source_reports_of_the_claim(dossier_of: DossierOf) -> None:
    other = (
        "The Osprey did not have a permit to carry lorries when it sank off Velmark on Sunday, "
        "harbour officials have said."
    )
    dossier = dossier_of(f"{AROUND}\n\n{CLAIM} {ANSWER}", f"{other} {AROUND}")
    assert _fact(dossier, "when it sank").contradicted_by == (_fact(dossier, "cleared").id,)


@pytest.mark.parametrize(
    "second",
    [
        "However, the Velmark Harbour Office said the Osprey had been cleared to carry lorries.",
        "However, the Orland Port Board said the Osprey did not have room to carry lorries.",
        "However, the Orland Port Board said the weather had been good on that day.",
    ],
)
def test_no_dispute_is_made_of_one_party_of_agreement_or_of_another_matter(
    second: str, dossier_of: DossierOf
) -> None:
    dossier = dossier_of(f"{AROUND}\n\n{CLAIM} {second}")
    assert not any(fact.contradicted_by for fact in dossier.facts)


def test_a_party_that_disputes_something_is_set_against_who_says_it(
    dossier_of: DossierOf,
) -> None:
    said = "Ada Marsk, the head of Orland Ferries, said the pumps were inspected in January."
    denied = "The Seamen's Union disputes the January inspection."
    dossier = dossier_of(f"{AROUND}\n\n{said}\n\n{denied}")
    assert _fact(dossier, "were inspected").contradicted_by == (_fact(dossier, "disputes").id,)


def test_the_refusal_of_a_wish_disputes_nothing(dossier_of: DossierOf) -> None:
    said = "Ada Marsk, the head of Orland Ferries, said the crew asked for a berth in Velmark."
    denied = "The crew of the Osprey was denied a berth in Velmark, the Harbour Office said."
    dossier = dossier_of(f"{AROUND}\n\n{said}\n\n{denied}")
    assert not any(fact.contradicted_by for fact in dossier.facts)


def test_two_times_for_one_call_dispute_each_other(dossier_of: DossierOf) -> None:
    dossier = dossier_of(f"{AROUND}\n\n{TIMES[0]}", f"{TIMES[1]}\n\n{AROUND}")
    late, early = _fact(dossier, "02.50"), _fact(dossier, "2.15am")
    assert late.contradicted_by == (early.id,) and early.contradicted_by == (late.id,)


@pytest.mark.parametrize(
    "second",
    [
        TIMES[1].replace("2.15am", "2.50am"),  # the same time
        TIMES[1].replace("2.15am", "2.15pm on Monday").replace("notified", "thanked"),
        "Velmark police notified the hospital at 2.15am.",  # another call
    ],
)
def test_other_calls_and_the_same_time_in_other_words_dispute_nothing(
    second: str, dossier_of: DossierOf
) -> None:
    dossier = dossier_of(f"{AROUND}\n\n{TIMES[0]}", f"{second}\n\n{AROUND}")
    assert not any(fact.contradicted_by for fact in dossier.facts)
