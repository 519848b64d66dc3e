"""Sentences that point at what was said before, in ways that no list of words alone tells."""

from __future__ import annotations

import pytest

from .shapes import Sentences


@pytest.mark.parametrize(
    "text",
    [
        "The Velmark Institute estimates that it would cost 40 million crowns.",
        "Prosecutors say they were involved in two thefts in Velmark in 2024.",
        "The average rise was 3 per cent in Velmark in 2025, it says.",
        "It was so exact that Ada Holm could plot every trip of 2025.",
        "It is expected to show a rise of 3 per cent in Velmark in 2026.",
        "Ada Holm gave Velmark’s Bo Falk a lift and gave them 40 crowns in 2024.",
        "Two sailors of the Velmark ferry were killed at each location in 2024.",
        "That dislike of Ada Holm could cost the Velmark party 40 seats.",
        "Ada Holm disputed that sum, saying the port of Velmark paid 40 crowns in 2024.",
        "In 2012, a similar strategy failed in Velmark.",
        "All three candidates said in Velmark in 2025 that they would pay.",
        "Ada Holm responded by naming 12 firms in Velmark in 2025.",
        "Sixty years prior, Velmark was signed away by Bo Falk.",
        "Velmark was signed away just as swiftly by Bo Falk in 1954.",
        "Then 40 crowns were paid to Ada Holm in Velmark.",
        "Meanwhile the court in Velmark reversed 10 cases of 18.",
        "In one, Ada Holm tells 40 voters in Velmark of her youth.",
        "At the time, Ada Holm sided with 12 farmers of Velmark.",
        "In the same debate, Ada Holm asked Bo Falk for 40 crowns.",
        "Ada Holm was arrested in Velmark at 8.45 p.m. that same day.",
        "Velmark charged Ada Holm 40 crowns at the same rate.",
    ],
)
def test_what_points_away_does_not_stand_alone(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "The Velmark Ferry Company said it would open two lines in 2026.",
        "Officials in Velmark said they found the body of a diver on Tuesday.",
        "It was reported in 2025 that Ada Holm had left Velmark.",
        "It is expected that Velmark will pay 40 million crowns in 2026.",
        "Ada Holm’s plan for Velmark is similar to that of Bo Falk in 2012.",
        "Ada Holm responded to 12 letters from Velmark in 2025.",
        "All three gates of the Velmark lock failed on Tuesday.",
        "Velmark pays 40 crowns for each ferry.",
    ],
)
def test_what_is_told_within_the_sentence_points_nowhere(sentences: Sentences, text: str) -> None:
    assert sentences(text)[0].standalone


def test_a_woman_is_not_named_by_a_man(sentences: Sentences) -> None:
    found = sentences(
        "Police in Velmark held both Danny Holm and Stefan Falk in 2024. She has since had 40 "
        "operations and lives in Velmark."
    )[1]
    assert "Danny" not in found.statement


def test_whoever_speaks_of_her_is_somebody_else(sentences: Sentences) -> None:
    found = sentences(
        "Ada Holm was thought to be ill in Velmark, but her 40 lectures of 2025 were good, he said."
    )[0]
    assert not found.standalone


@pytest.mark.parametrize(
    "text",
    [
        "Sony only delayed this,' said Ada Holm on Tuesday in Velmark.",
        "Ada Holm said that because of the two numbers in Velmark (the last one was 132.17)",
        "Senator from Velmark says he cannot allow 40 ferries.",
        "Ferries rose above 20C. In Velmark, up to 10 fish were seen by Ada Holm.",
        "The regional centres in Velmark The S.E.C. said it would look at 40 of them.",
        "Holm;Batiment Le Velmark;40 Avenue is a test of 2025.",
    ],
)
def test_torn_lines_do_not_stand(sentences: Sentences, text: str) -> None:
    assert not any(s.standalone for s in sentences(text))


def test_a_name_is_not_cut_at_its_abbreviated_part(sentences: Sentences) -> None:
    (found,) = sentences("Velmark learned on Tuesday that 37-year-old Karni Bt. Holm had died.")
    assert found.statement.endswith("Karni Bt. Holm had died.")


@pytest.mark.parametrize(
    "text",
    [
        "Because of an editing error, an article on 25 April about Ada Holm misstated her age.",
        "A telephone number of Ada Holm in Velmark rang unanswered on Wednesday.",
        "1 of 20 Show Caption Ada Holm waved to Velmark in 1989.",
        "Q: Why did the Velmark gate fail in 2026?",
        "A: The mainstream in Velmark says that 40 gates are a disaster. Bo Falk agrees on 12.",
    ],
)
def test_corrections_captions_and_answers_of_nobody_are_furniture(
    sentences: Sentences, text: str
) -> None:
    assert all(s.boilerplate for s in sentences(text))


def test_the_surname_of_somebody_never_named_in_full_comes_later(sentences: Sentences) -> None:
    named, bare = sentences(
        "Ada Holm, a diver, closed the Velmark gate on Tuesday. Brandt told Velmark that 40 "
        "ferries were late."
    )
    assert bare.standalone and bare.loose and not named.loose


def test_whoever_speaks_is_somebody_though_taken_for_a_place(sentences: Sentences) -> None:
    found = sentences(
        "Asked by Ada Holm about the claims, Georgia said there was “a degree of truth” in them. "
        "But she said she had ruled Velmark as part of an administration."
    )
    assert "[Ada Holm]" not in found[-1].statement


def test_a_surname_taken_for_a_place_stands_between_a_pronoun_and_a_name(
    sentences: Sentences,
) -> None:
    found = sentences(
        "Gunmen attacked a crew in Velmark, killing the correspondent Maya Naser and injuring the "
        "bureau chief Hosein Mortada. Naser came under fire while on air. He was shot by a sniper."
    )
    assert "[Hosein Mortada]" not in found[-1].statement


def test_what_hangs_on_an_if_alone_is_no_sentence(sentences: Sentences) -> None:
    found = sentences("According to the White House, only if the President of Velmark says it is.")
    assert not any(s.standalone for s in found)
