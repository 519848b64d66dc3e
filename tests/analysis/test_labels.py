"""What a figure is called in a table: words of its sentence, or nothing."""

from __future__ import annotations

import re

import pytest

from .shapes import Figures, OneFigure


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "About 4,200 people were evacuated from the lower town.",
            "people evacuated from the lower town",
        ),
        ("A total of 1,150 homes were without power on Wednesday.", "homes without power"),
        ("Up to 600 businesses may have been damaged.", "businesses may have been damaged"),
        (
            "Three of the barrier's five gates did not close.",
            "gates did not close (of the barrier's five)",
        ),
        ("Police arrested 40 protesters.", "protesters arrested"),
        ("The Velmark mine employs 1,200 workers.", "workers (the Velmark mine employs)"),
        (
            "Vanstell put the cost of repairing the barrier at €45 million.",
            "cost of repairing the barrier",
        ),
        ("The city would open a relief fund of €2 million.", "relief fund (the city would open)"),
        ("The full repair will cost €45 million.", "full repair (will cost)"),
        ("The surge reached 3.4 metres.", "surge"),
        (
            "Army engineers will place 900 metres of flood wall.",
            "flood wall (army engineers will place)",
        ),
        ("The bridge carries 4,000 lorries a day.", "lorries a day (the bridge carries)"),
        ("Homes without power | 1,150", "Homes without power"),
    ],
)
def test_a_label_is_a_phrase_of_the_sentence(figure: OneFigure, text: str, label: str) -> None:
    assert figure(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        "The gate would protect the city only against surges of up to 2.8 metres.",
        "They are 40 pages long.",
        "Two officials said the call came later.",
        "Pumping may take at least five more days.",
        "Of the 28 pumps sent to the city, 22 are working.",
        "The union fears that 40 people were killed.",
        "Some 300 others moved out.",
        "In all 50 of them were lost.",
    ],
)
def test_where_the_words_give_no_clear_phrase_there_is_no_label(
    figures: Figures, text: str
) -> None:
    assert not [f.label for f in figures(text) if f.label]


def test_a_denial_stays_in_the_label(figures: Figures) -> None:
    (found,) = figures("Four gates were not inspected in the harbour.")
    assert found.label is None or "not" in found.label


def test_another_year_stays_in_the_label(figures: Figures) -> None:
    (found,) = figures("Almost 2,500 miners were killed in accidents in 2010.")
    assert found.label is None or "in 2010" in found.label


@pytest.mark.parametrize(
    "text",
    [
        "Every day 50 people are killed on the roads.",
        "Some 300 boats are sunk annually in the harbour.",
        "The fund pays $2,000 per month to each family.",
    ],
)
def test_a_rate_is_never_called_a_count(figures: Figures, text: str) -> None:
    rate = re.compile(r"\b(?:every day|annually|per month)\b", re.IGNORECASE)
    assert all(f.label is None or rate.search(f.label) for f in figures(text))
