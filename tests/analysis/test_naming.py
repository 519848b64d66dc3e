"""Names in square brackets, where the source leaves no doubt about who is meant."""

from __future__ import annotations

import pytest

from .shapes import Sentences

MAYOR = "Ottilie Dahlgaard, the mayor of Port Sarrow, opened the bridge in 1998. "


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ms Dahlgaard said the toll would stay.", "[Ottilie Dahlgaard] said the toll would stay."),
        ("The mayor praised the crews.", "The mayor [Ottilie Dahlgaard] praised the crews."),
        ("But she praised the crews.", "[Ottilie Dahlgaard] praised the crews."),
    ],
)
def test_who_is_meant_is_named_in_full(sentences: Sentences, text: str, statement: str) -> None:
    assert sentences(MAYOR + text)[-1].statement == statement


@pytest.mark.parametrize(
    "text",
    [
        "“Dahlgaard shut the gate,” a diver told the harbour police of Velmark.",
        "Ottilie Dahlgaard said Dahlgaard Park would stay open.",
        "The Dahlgaard family owns two ferries in Velmark.",
        "The deputy mayor praised the crews.",
    ],
)
def test_a_name_is_left_where_nothing_is_missing_or_certain(
    sentences: Sentences, text: str
) -> None:
    assert sentences(MAYOR + text)[-1].statement == text


def test_of_the_relatives_of_somebody_he_is_that_somebody(sentences: Sentences) -> None:
    text = "Sgt. Bo Falk shut the gate. Relatives of Boldon said he moved to Velmark recently."
    assert "[" not in sentences(text)[-1].statement


def test_a_surname_that_two_bear_is_left(sentences: Sentences) -> None:
    text = "Ada Holm, a diver, met Erik Holm, a pilot, in Velmark. Holm closed the gate."
    assert sentences(text)[-1].statement == "Holm closed the gate."


def test_an_order_to_a_firm_is_no_full_name(sentences: Sentences) -> None:
    text = "Require Ildewater to hand over the logs.\n\nIldewater says that two gates failed."
    assert sentences(text)[-1].statement == "Ildewater says that two gates failed."


def test_a_pronoun_bound_in_its_own_sentence_is_left(sentences: Sentences) -> None:
    text = "Tomas Brandt came ashore. A man was seen on the quay before he cut the ropes."
    assert sentences(text)[-1].statement.endswith("before he cut the ropes.")


def test_whoever_speaks_of_a_man_is_not_that_man(sentences: Sentences) -> None:
    text = "Ada Holm, a diver, came ashore. Tomas Brandt had cut the ropes, she said."
    assert sentences(text)[-1].statement == "Tomas Brandt had cut the ropes, she said."
    assert not sentences(text)[-1].standalone


def test_a_body_called_by_its_last_word_is_named_in_full(sentences: Sentences) -> None:
    text = "Ada Holm works for the Velmark Harbour Agency. The agency runs two ferries."
    assert sentences(text)[-1].statement == "The [Velmark Harbour Agency] runs two ferries."


def test_a_body_of_which_there_are_two_is_left(sentences: Sentences) -> None:
    text = "The Velmark Harbour Agency met the Sarrow Port Agency. The agency runs two ferries."
    assert sentences(text)[-1].statement == "The agency runs two ferries."


def test_a_pronoun_whose_person_is_named_further_on_is_left(sentences: Sentences) -> None:
    text = (
        "Tomas Brandt, a pilot, came ashore. Now that he is safe, Falk will hear Brandt in Velmark."
    )
    assert "[Tomas Brandt] is safe" not in sentences(text)[-1].statement


@pytest.mark.parametrize(
    "text",
    [
        "The girl fell ill in the surgery of Dr Ada Holm in Velmark. She died on 3 January.",
        "Sami Falk moved to Velmark, where he is supported by his sister. Her home was searched.",
    ],
)
def test_a_pronoun_is_left_where_somebody_without_a_name_may_be_meant(
    sentences: Sentences, text: str
) -> None:
    last = sentences(text)[-1]
    assert "[" not in last.statement
    assert not last.standalone


def test_a_pronoun_behind_the_name_itself_is_left(sentences: Sentences) -> None:
    text = "Holm’s words came as she and her crew left the harbour of Velmark."
    assert sentences("Ada Holm, a diver, sails. " + text)[-1].statement.count("Ada Holm") < 2


def test_a_title_used_before_the_full_name_is_somebody_elses(sentences: Sentences) -> None:
    text = (
        "Mr Falk spoke in Velmark on Monday. Ada Falk was in the hall. "
        "Mr Falk has made the case before. But his remarks were warmer in Port Sarrow."
    )
    assert "Ada" not in sentences(text)[-1].statement


def test_a_pronoun_that_opens_a_sentence_looks_out_of_it(sentences: Sentences) -> None:
    text = "He added a note of caution, should Falk attempt a return to the gate of Velmark."
    assert not sentences(text)[0].standalone


def test_a_name_of_several_given_names_is_put_in_whole(sentences: Sentences) -> None:
    text = (
        "Her father Matthew Lee Williamson and Christopher Arthur Neville Kent have both been "
        "charged with the theft of a ferry. Kent, 46, was granted bail in Velm on Wednesday."
    )
    assert sentences(text)[-1].statement.startswith("[Christopher Arthur Neville Kent], 46,")


def test_whoever_is_told_of_as_a_person_is_named_in_full(sentences: Sentences) -> None:
    text = (
        "“Now is the time,” said Don Fowler, who led the port from 1995 to 1997.\n\n"
        "Fowler said he expects the harbour of Velm to open again in May."
    )
    assert sentences(text)[-1].statement.startswith("[Don Fowler] said")


def test_he_who_is_spoken_of_before_a_name_is_not_that_name(sentences: Sentences) -> None:
    text = (
        "Many remember how shocked his fans were when he was arrested in 1994 in the slayings of "
        "his wife, Nicole Holm, and her friend Ronald Falk.\n\n"
        "He was acquitted of the murder charges in October 1995."
    )
    assert "Falk" not in sentences(text)[-1].statement


def test_a_body_whose_officer_acts_gets_its_full_name(sentences: Sentences) -> None:
    text = (
        "The Velmark Harbour Agency was founded in 1998. The Agency's duty officer received the "
        "first call at 02.50."
    )
    told = "The [Velmark Harbour Agency]'s duty officer received the first call at 02.50."
    assert sentences(text)[-1].statement == told
