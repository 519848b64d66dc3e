"""Sentences: what is dropped and added so that they stand alone, and what marks them."""

from __future__ import annotations

import pytest

from briefgen.model.analysis import Tense

from .shapes import Sentences


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("However, the gate failed again.", "The gate failed again."),
        ("Meanwhile, the ferry kept sailing.", "The ferry kept sailing."),
        ("But the gate failed again.", "The gate failed again."),
        ("In addition, the pumps failed.", "The pumps failed."),
        ("The mayor also closed the road.", "The mayor closed the road."),
    ],
)
def test_a_connective_is_dropped(sentences: Sentences, text: str, statement: str) -> None:
    assert [s.statement for s in sentences(text)] == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "So far 40 boats have sunk.",
        "But for the pumps the lower town would have drowned.",
        "So many boats sank that the harbour was closed.",
        "Yet another gate failed in January.",
        "Then the gate was closed for good.",
    ],
)
def test_a_word_that_carries_meaning_is_no_connective(sentences: Sentences, text: str) -> None:
    assert [s.statement for s in sentences(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "4.2 The mayor closed the harbour in January.",
        "(a) The mayor closed the harbour in January.",
        "1. The mayor closed the harbour in January.",
    ],
)
def test_the_number_of_a_paragraph_is_dropped(sentences: Sentences, text: str) -> None:
    assert sentences(text)[-1].statement == "The mayor closed the harbour in January."


@pytest.mark.parametrize(
    "text",
    [
        "12 Velmark residents were hurt in the fall.",
        "18 Norwegian sailors were rescued in the fog.",
        "15 people were hurt in the fall.",
        "12 Harbour Street was flooded in January.",
    ],
)
def test_a_number_that_counts_is_never_dropped(sentences: Sentences, text: str) -> None:
    assert [s.statement for s in sentences(text)] == [text]


def test_a_pronoun_gives_way_to_the_name_in_square_brackets(sentences: Sentences) -> None:
    found = sentences("Marta Ellison checked the gate. She found a crack in the hinge.")
    assert found[1].statement == "[Marta Ellison] found a crack in the hinge."


def test_a_possessive_pronoun_gives_way_to_the_name(sentences: Sentences) -> None:
    found = sentences("Marta Ellison checked the gate. Her crew found a crack in the hinge.")
    assert found[1].statement == "[Marta Ellison’s] crew found a crack in the hinge."


def test_a_pronoun_behind_a_connective_gives_way_to_the_name(sentences: Sentences) -> None:
    found = sentences("Marta Ellison checked the gate. However, she found a crack in the hinge.")
    assert found[1].statement == "[Marta Ellison] found a crack in the hinge."


def test_a_pronoun_for_two_people_named_together_is_left(sentences: Sentences) -> None:
    found = sentences("Tomas Brandt and Owen Falk met on Monday. He left early for the pier.")
    assert found[1].statement == "He left early for the pier."


def test_a_sentence_with_an_unresolved_pronoun_does_not_stand_alone(sentences: Sentences) -> None:
    (found,) = sentences("She found a crack in the upper hinge on Monday.")
    assert not found.standalone


@pytest.mark.parametrize(
    "text",
    ["It was closed again after an hour.", "This surprised the crews.", "They found a crack."],
)
def test_a_sentence_that_points_back_does_not_stand_alone(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


def test_an_it_that_points_forward_stands_alone(sentences: Sentences) -> None:
    assert sentences("It remains unclear why the gate failed.")[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Read more: how the gate works in a storm",
        "This article was updated on Monday to add a name.",
        "All rights reserved by the Velmark Herald.",
        "Subscribe to our newsletter today.",
        "HARBOUR REPORT 2026",
        "By Tomas Brandt",
        "Homes without power | 1,150",
    ],
)
def test_furniture_is_boilerplate(sentences: Sentences, text: str) -> None:
    assert all(s.boilerplate for s in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "The gate failed on Tuesday.",
        "The gate jammed on Tuesday.",
        "The mayor closed the harbour on Monday.",
        "No homes were lost in the flood.",
    ],
)
def test_a_plain_statement_is_not_boilerplate(sentences: Sentences, text: str) -> None:
    assert not any(s.boilerplate for s in sentences(text))


def test_hedges_are_found(sentences: Sentences) -> None:
    (found,) = sentences("The gate reportedly failed and about 40 boats may have sunk.")
    assert found.hedges == ("reportedly", "about", "may")


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The committee will vote on the plan.", Tense.FUTURE),
        ("The gate had been tested before the storm.", Tense.PAST),
        ("The gate is open.", Tense.CURRENT),
    ],
)
def test_a_sentence_has_its_place_in_time(sentences: Sentences, text: str, tense: Tense) -> None:
    assert sentences(text)[0].tense is tense


def test_reported_speech_makes_a_sentence_the_claim_of_its_speaker(sentences: Sentences) -> None:
    (found,) = sentences("Marta Ellison said the bridge would be closed for two weeks.")
    assert found.claim.attribution == "Marta Ellison"


@pytest.mark.parametrize(
    "text",
    [
        "Insurgents in the capital have attacked the staff of Velmark Radio, killing two people.",
        "The explosions hit the capital on Monday and appeared to show the reach of the rebels.",
    ],
)
def test_what_is_done_and_what_shows_something_is_nobodys_claim(
    sentences: Sentences, text: str
) -> None:
    assert sentences(text)[0].claim is None


def test_a_quote_of_two_sentences_is_not_cut_in_two(sentences: Sentences) -> None:
    found = sentences("“We are ready. We have pumps,” said Marta Ellison. The road is open.")
    assert [s.statement for s in found] == [
        "“We are ready. We have pumps,” said Marta Ellison.",
        "The road is open.",
    ]
