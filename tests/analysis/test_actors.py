"""Who does what a dated sentence tells."""

from __future__ import annotations

import pytest
from material import Analysed

WHO = (
    "Marta Ellison, the harbour master of Velmark, met Bo Lund, the mayor of Velmark.\n\n"
    "The Velmark Harbour Board owns the gate.\n\n"
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Marta Ellison closed the Velmark gate on 4 February 2026.", ["Marta Ellison"]),
        ("The harbour master, Marta Ellison, met Bo Lund on 4 February 2026.", ["Marta Ellison"]),
        ("Marta Ellison and Bo Lund met on 4 February 2026.", ["Marta Ellison", "Bo Lund"]),
        (
            "The inquiry was opened by the Velmark Harbour Board on 4 February 2026.",
            ["the Velmark Harbour Board"],
        ),
        ("A court ordered Bo Lund to pay by 4 May 2026.", ["Bo Lund"]),
        ("Residents said Bo Lund resigned on 4 February 2026.", ["Bo Lund"]),
        ("4 May 2026: public hearing of Bo Lund, mayor of Velmark.", ["Bo Lund"]),
        (
            "The water was let out by the national weather service on 4 February 2026.",
            ["national weather service"],
        ),
        ("Another board voted on 4 February 2026.", []),
        ("Its regional council voted on 4 February 2026.", []),
        ("The second, a diver aged 40, died on 4 February 2026.", []),
        (
            "The ferry company Orland Lines closed its pier on 4 February 2026.",
            ["Orland Lines"],
        ),
        ("The town council was dissolved on 4 February 2026.", []),
        ("A decision on the return to the Lower Quay is expected on 4 May 2026.", []),
        ("The gate was shown to Marta Ellison on 4 February 2026.", []),
        ("Bo Lund’s house was flooded on 4 February 2026.", []),
        ("Divers inspected the gate in Port Sarrow on 4 February 2026.", []),
    ],
)
def test_who_acts_is_the_subject_or_stands_behind_by(
    analysed: Analysed, words: str, names: list[str]
) -> None:
    (event,) = analysed(WHO + words).events
    assert list(event.names) == names


def test_who_acts_by_a_pronoun_has_the_name_put_in(analysed: Analysed) -> None:
    told = analysed("Water Minister Laura Stein spoke in Norvik. She resigned on 4 February 2026.")
    assert [e.names for e in told.events] == [("Laura Stein",)]
