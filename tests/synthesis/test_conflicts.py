"""Figures that contradict each other, and figures that only look as if they did."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import DossierOf

EARLIER, LATER = date(2026, 3, 10), date(2026, 3, 12)
AROUND = (
    "Traders on the quay in Velmark are angry. They lost a week of business and want money.",
    "It rained all night in Velmark. School buses ran late and shops near the quay stayed shut.",
)


def _pair(first: str, second: str) -> tuple[str, str]:
    return f"{first} {AROUND[0]}", f"{second} {AROUND[1]}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "About 4,200 people were evacuated from Velmark after the flood.",
            "Evacuations stand at 3,850 in Velmark after the flood, the agency said.",
        ),
        ("The blast in Velmark left 12 dead.", "The explosion killed 15 people in Velmark."),
        (
            "The death toll of the bus crash in Velmark rose to 15.",
            "Twelve people were killed in the bus crash in Velmark.",
        ),
        (
            "Police arrested 40 protesters in Velmark on Friday.",
            "Some 55 protesters were detained in Velmark on Friday.",
        ),
        (
            "The storm left 2,300 homes in Velmark without power.",
            "Some 1,900 homes were without power in Velmark.",
        ),
        (
            "The Velmark mine employs 1,200 workers.",
            "The mine at Velmark employs 900 workers, the union said.",
        ),
        (
            "Three people were killed in an explosion at the Orvel mill, police said.",
            "No one was killed in the explosion at the Orvel mill, the owners said.",
        ),
        (
            "After the explosion at the Orvel mill 900 people were told to leave their homes.",
            "The fire that followed the explosion at the Orvel mill grew and 1,200 were evacuated.",
        ),
        (
            "Three people died when a bus left the road in Velmark. 40 pupils were on the bus.",
            "A bus with a school class left the road in Velmark. 44 pupils were on the bus.",
        ),
        (
            "Three people were killed in an explosion at the Orvel mill, police said.",
            "Five workers are dead after the explosion at the Orvel mill.",
        ),
    ],
)
def test_one_count_in_different_words_is_a_conflict(
    dossier_of: DossierOf, first: str, second: str
) -> None:
    assert len(dossier_of(*_pair(first, second)).conflicts) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Three people were killed in an explosion at the Orvel mill, police said.",
            "No workers were killed in the explosion at the Orvel mill.",
        ),
        (
            "Three people were killed in an explosion at the Orvel mill, police said.",
            "No one was hurt in the explosion at the Kareth depot, the owners said.",
        ),
        ("3 people were killed in Kareth.", "5 people were killed in Odrin."),
        ("Twelve people were killed in Velmark.", "Three firefighters were killed in Velmark."),
        ("Twelve people were injured in Velmark.", "Three people were killed in Velmark."),
        ("Twelve people were killed in Velmark.", "Another five people were killed in Velmark."),
        ("About 4,200 people fled Velmark.", "Officials said 4,187 people fled Velmark."),
        (
            "Twelve people were killed in the flood in Velmark.",
            "The flood in Velmark in 1998 killed 30 people.",
        ),
        (
            "Twelve people were killed in Velmark on Monday.",
            "Ten people were killed in Velmark on Tuesday.",
        ),
        (
            "Up to 60 people may have been killed in Velmark.",
            "Seventy people were killed in Velmark.",
        ),
        (
            "Every year 50 people are killed on the roads of Velmark.",
            "On Friday 12 people were killed on a road in Velmark.",
        ),
        (
            "Between 40 and 60 people were injured in Velmark.",
            "In Velmark 70 people were injured.",
        ),
        (
            "Unemployment in Velmark was 7.2 percent in March.",
            "Unemployment in Velmark was 6.8 percent in April.",
        ),
    ],
)
def test_counts_of_other_people_places_or_times_are_no_conflict(
    dossier_of: DossierOf, first: str, second: str
) -> None:
    assert not dossier_of(*_pair(first, second)).conflicts


def test_two_speakers_of_one_source_are_in_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Police said 40 people were injured in Velmark, while the union said 65 people were hurt."
    )
    (conflict,) = dossier.conflicts
    parties = {f.attribution for f in dossier.figures if f.id in conflict.figures}
    assert parties == {"Police", "the union"}


def test_a_toll_that_has_grown_since_is_an_update(dossier_of: DossierOf) -> None:
    texts = _pair(
        "Twelve people were killed in the fire in Velmark.",
        "The fire in Velmark killed 15 people.",
    )
    dossier = dossier_of(*texts, published=(EARLIER, LATER))
    assert not dossier.conflicts
    assert {f.source for f in dossier.facts if f.superseded_by} == {"a"}


def test_a_toll_of_the_same_day_is_a_conflict(dossier_of: DossierOf) -> None:
    texts = _pair(
        "Twelve people were killed in the fire in Velmark.",
        "The fire in Velmark killed 15 people.",
    )
    assert len(dossier_of(*texts, published=(LATER, LATER)).conflicts) == 1


def test_two_authorities_keep_their_tolls(dossier_of: DossierOf) -> None:
    texts = _pair(
        "The hospital said twelve people were killed in the fire in Velmark.",
        "The fire in Velmark killed 15 people, the coast guard said.",
    )
    assert len(dossier_of(*texts, published=(EARLIER, LATER)).conflicts) == 1


@given(counts=st.lists(st.integers(min_value=20, max_value=90), min_size=2, max_size=4))
def test_a_figure_is_in_one_conflict_at_most(dossier_of: DossierOf, counts: list[int]) -> None:
    texts = [
        f"A total of {count} people were injured in the fire in Velmark. Report {n} of the town "
        f"{'gives no cause' if n % 2 else 'speaks of a gas leak'} and ends with number {n * 7}."
        for n, count in enumerate(counts)
    ]
    dossier = dossier_of(*texts)
    used = [f for c in dossier.conflicts for f in (*c.figures, *c.repeats)]
    assert len(used) == len(set(used))
