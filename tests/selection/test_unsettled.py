"""A slot that asks for what is open takes what is not known, and what is said and denied."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.model.brief import FactItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select, shortened
from selection.samples import front

LEAD = (
    "At least four people died when the ferry Osprey sank off Velmark on Tuesday with 40 people on "
    "board, the Velmark coastguard said."
)
REST = (
    "Ada Marsk, the harbour master of Velmark, said the search would go on until Friday. "
    "Divers from Orland came to Velmark on Wednesday with two boats. "
    "The Velmark lifeboat crew took 12 people to the hospital in Orland."
)


def _open(dossier_of: DossierOf, sentence: str) -> list[str]:
    dossier = dossier_of(f"{LEAD}\n\n{REST}\n\n{sentence}")
    asked = front(gaps={"kind": "fact", "open": True, "items": 6})
    items = select(dossier, asked).brief.slots["gaps"]
    return [item.text for item in items if isinstance(item, FactItem)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The cause of the sinking of the Osprey remains unexplained.",
        "It remains unclear why the ferry Osprey sank off Velmark.",
        "There has been no sign of the log book of the ferry Osprey.",
        "The engine of the ferry Osprey has yet to be found.",
        "The Velmark coastguard has not confirmed how many people were on board the Osprey.",
    ],
)
def test_what_is_not_known_is_found(sentence: str, dossier_of: DossierOf) -> None:
    assert sentence in _open(dossier_of, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It remains unclear whether they will ever pay for it.",  # whoever they are
        "The police in Velmark had not found the thieves of the Osprey last year.",
        "The bakery in Velmark, whose owner has not been found, sold 12 loaves on Monday.",
        "The Osprey has not sailed to Orland on any Sunday since Velmark built the pier.",
        "Ada Marsk declined to comment further on the Osprey.",
        "There was no sign of the ferry Osprey until divers found it off Velmark.",
    ],
)
def test_what_is_no_gap_or_points_elsewhere_is_not(sentence: str, dossier_of: DossierOf) -> None:
    assert not _open(dossier_of, sentence)


def test_a_denial_stands_behind_what_it_denies(dossier_of: DossierOf) -> None:
    told = _open(
        dossier_of,
        "Nils Ek, the head of Orland Ferries, said the pumps were inspected in January.\n\n"
        "The Seamen's Union disputes the January inspection.",
    )
    assert [text.split()[-1] for text in told] == ["January.", "inspection."]


def test_of_a_dispute_that_is_told_only_the_denial_is_added(dossier_of: DossierOf) -> None:
    claim = (
        "Nils Ek, the head of Orland Ferries, said the pumps of the Osprey were inspected in May."
    )
    denial = "The Seamen's Union disputes the May inspection of the pumps."
    dossier = dossier_of(f"{claim} {REST} {denial}")
    asked = front(
        told={"kind": "fact", "items": 1, "about": ["inspected"]},
        gaps={"kind": "fact", "open": True, "items": 6},
    )
    slots = select(dossier, asked).brief.slots
    (told,) = (item for item in slots["told"] if isinstance(item, FactItem))
    assert told.contradicted_by
    assert [item.text for item in slots["gaps"] if isinstance(item, FactItem)] == [denial]


def test_what_nobody_knows_the_cause_of_stays_and_no_side_goes_alone(
    seeds_dossier: Dossier,
) -> None:
    asked = front(gaps={"kind": "fact", "open": True, "items": 8})
    selection = select(seeds_dossier, asked)
    told = {f.id: f.contradicted_by for f in seeds_dossier.facts}
    left = []
    while (less := shortened(selection, "no room")) is not None:
        selection = less
        rows = selection.brief.slots["gaps"]
        left = [row.text for row in rows if isinstance(row, FactItem)]
        ids = {row.id for row in rows}
        assert all(ids.issuperset(told[one]) for one in ids if told[one])
    assert len(left) == 1 and "cause of the failure is not known" in left[0]


def test_of_a_dispute_that_a_table_tells_in_full_no_line_is_left_for_long(
    seeds_dossier: Dossier,
) -> None:
    asked = front(
        rows={"kind": "figure", "items": 9, "about": ["evacuated"]},
        disputed={"kind": "conflict", "items": 4, "about": ["evacuated"]},
    )
    before = select(seeds_dossier, asked)
    assert before.brief.slots["disputed"] and len(before.brief.slots["rows"]) == 2
    after = shortened(before, "no room")
    assert after is not None and not after.brief.slots["disputed"]
    assert after.brief.slots["rows"] == before.brief.slots["rows"]
