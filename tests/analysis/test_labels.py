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
        (
            "It became a civil war that observers say has killed nearly 30,000 people.",
            "people killed (civil war)",
        ),
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


@pytest.mark.parametrize(
    "text",
    [
        "Some 20 aircraft searched after the third failure of 2014 in the harbour of Velm.",
        "Army lorries are carrying 3 tonnes of food, fuel and medicine to Velm.",
        "The company lost €5.2 billion.",
        "The share of young people in badly paid jobs is 44%, and this percentage is 44%.",
        "The number of soldiers in the harbour could reach 15,000 by spring.",
        "Velm is among the top ten best ports of the world.",
        "He was shot in front of his flat at 191 Barre Street in Velm.",
        "A bomb of the 2010 war killed 76 people who stood at the quay.",
    ],
)
def test_no_scrap_of_a_sentence_is_a_label(figures: Figures, text: str) -> None:
    labels = [f.label or "" for f in figures(text)]
    scraps = ("2014", "food", "company", "percentage", "soldiers", "best", "Street", "2010")
    assert not any(scrap in label for label in labels for scrap in scraps)


def test_a_whole_without_a_name_is_no_part_of_a_label(figures: Figures) -> None:
    (found, *_) = figures("Two of the five gates did not close.")
    assert found.label == "gates did not close"
