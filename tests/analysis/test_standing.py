"""Which sentences stand alone, which are loose, and which lean on their neighbours."""

from __future__ import annotations

from datetime import date

import pytest
from material import Analysed

from .shapes import Sentences


@pytest.mark.parametrize(
    "text",
    [
        "It was closed again after an hour.",
        "They found a crack in the hinge on Monday.",
        "In March, they found a crack in the upper hinge.",
        "Ada Holm said in March that this could sink the ferry.",
        "These repairs will cost the port €4 million.",
        "The group wants a second tunnel under the river.",
        "The incident closed the harbour for two days.",
        "The 24-year-old was rowing to the island.",
        "The suspect was held at the harbour police station.",
        "The pair sailed from Velmark on Monday.",
        "A week later the gate jammed again.",
        "Both sides want the ferry to sail again.",
        "The same thing happened in the upper lock.",
        "Six were taken to the hospital in Velmark.",
        "Some were still in the water at noon.",
        "There, the ferry is moored to a buoy.",
        "The ferry has been moored here since Monday.",
        "Neither account could be verified.",
        "They now explore ways to mend the gate, officials said.",
        "A local official told CNN they had been taken to Velm for questioning.",
        "Ada Holm similarly declined to open the harbour.",
        "The HBO series documented the failure of the gate in Velmark.",
        "The altercation began at the harbour of Velmark on Sunday.",
        "The city opened a relief fund of €2 million on Monday.",
        "Reports of biggest flood in Velmark so far, as crews say 13 dead across country.",
    ],
)
def test_a_sentence_that_points_at_another_leans(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "There were 73 passengers aboard the ferry.",
        "It is not known why the ferry sank.",
        "It took divers three days to reach the wreck.",
        "Some 400 homes were flooded in Velmark.",
        "Both the pump and the gate were mended in January.",
        "One of the three gates failed on Monday.",
        "The company Sarrow Grid said it would mend the cable.",
        "Villagers said they had heard a loud crack.",
        "A man was held after he had cut the ropes.",
        "The port will close the lock this year.",
        "Those who live beside the lock were moved to a school.",
        "A bomb was found in the lock, and divers made the bomb safe.",
        "The government will pay for a new gate.",
    ],
)
def test_a_sentence_that_holds_all_it_speaks_of_stands_alone(
    sentences: Sentences, text: str
) -> None:
    assert sentences(text)[0].standalone


def test_a_thing_told_of_before_makes_a_sentence_loose(sentences: Sentences) -> None:
    (found,) = sentences("Officers from Velmark are still looking into the incident.")
    assert found.standalone and found.doubt > 0


def test_yesterday_makes_a_sentence_of_an_undated_source_loose(analysed: Analysed) -> None:
    text = "Two pumps failed in the upper lock of Velmark yesterday."
    assert analysed(text, published=None).sentences[0].doubt > 0
    assert analysed(text, published=date(2026, 3, 11)).sentences[0].doubt == 0


@pytest.mark.parametrize(
    "text",
    [
        "and the pumps ran through the night without a pause.",
        "The crews worked on Monday The gate was then shut.",
        "The gate (built in 1998 was shut by the crews on Monday.",
        "The harbour master said: 'The gate was shut on Monday.",
        "Runs two ferries between Velmark and the islands.",
        "The crew ran the ferry aground after the pumps in Velmark failed on",
        "The repair cost $7. 2 million over three years.",
    ],
)
def test_a_fragment_does_not_stand_alone(sentences: Sentences, text: str) -> None:
    assert not any(s.standalone for s in sentences(text))


def test_entries_of_a_list_may_do_without_full_stops(sentences: Sentences) -> None:
    found = sentences("Two pumps were sent to the upper lock\n\nThe ferry was moored at the quay")
    assert all(s.standalone for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Scroll down for video of the ferry in the storm.",
        "Ada Holm (left) opens the bridge with Tomas Brandt.",
        "In this photo taken on Monday, a ferry sails past the gate.",
        "The ferry sails past the open gate. (Ada Holm / Staff Photographer)",
        "Pictured: The ferry before the storm broke the gate.",
        "Tomas Brandt contributed to this report from Velmark.",
        "Follow Ada Holm on Twitter for more about the bridge.",
        "This e-mail is intended solely for its recipient.",
        "An earlier version of this article gave a wrong date.",
        "Sent from my telephone on the ferry to Velmark.",
        "From: Ada Holm, harbour master of Velmark",
        "Ada Holm is a staff writer for the Courier in Velmark.",
        "Ada Holm looks at the gate in Velmark on March 3, 2025.",
    ],
)
def test_captions_bylines_and_small_print_are_boilerplate(sentences: Sentences, text: str) -> None:
    assert all(s.boilerplate for s in sentences(text))


def test_the_change_to_a_file_that_a_mail_brings_states_nothing(sentences: Sentences) -> None:
    found = sentences(
        "Ada Holm mended the harbour's timetable in Velmark on Monday.\n\n"
        "@@ -1,5 +1,6 @@\n\nThe timetable of Velmark lists ferries, buses and trains of Sarrow."
    )
    assert [s.boilerplate for s in found] == [False, True, True]


def test_the_title_repeated_in_the_text_is_boilerplate(sentences: Sentences) -> None:
    # The sample source is called "Velmark bridge".
    assert sentences("Velmark Bridge.\n\nThe bridge is shut.")[0].boilerplate


def test_the_middle_of_speech_in_single_marks_is_quoted(sentences: Sentences) -> None:
    found = sentences("'The gate was shut. Crews came at noon. All is well,' said Ada Holm.")
    assert [s.quoted > 0.9 for s in found[:2]] == [True, True]


def test_an_agency_run_into_the_text_is_a_dateline(sentences: Sentences) -> None:
    (found,) = sentences("(Courier)The ferry sank off Velmark on Monday night.")
    assert found.statement.startswith("The ferry")


@pytest.mark.parametrize(
    "text",
    [
        "In 2001, Ada Holm accused Bo Falk of breaking it in an interview with the Courier.",
        "The Shiite cleric spoke in Velmark on Tuesday.",
        "The candidate’s call came after Ada Holm left Velmark.",
    ],
)
def test_who_or_what_was_named_before_is_missed(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm looks out over the harbour of Velmark.",
        "Protesters wave flags outside the town hall of Velmark.",
        "Sept. 29, 2013 Ada Holm of Velmark yells at members of the council.",
        "The Courier’s Ada Holm explains the tides of Velmark.",
        "Ada Holm is playwright-in-residence at the theatre of Velmark.",
        "The council of Velmark could not be reached for comment.",
        "A. The council of Velmark closed the gate on Tuesday.",
        "Der Hafen von Velmark bleibt nach dem Sturm bis Freitag geschlossen.",
        "The council of Velmark paid Â£10,000 for the gate.",
    ],
)
def test_captions_teasers_and_other_tongues_are_furniture(sentences: Sentences, text: str) -> None:
    assert sentences(text)[0].boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm opens the gates of Velmark .",
        "The ferry that made Velmark known: .",
        "November 1989, as the gate of Velmark was closing.",
        "THE LONG WAIT Back in Velmark the council closed the gate.",
    ],
)
def test_a_heading_is_a_fragment(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Reports say the two settled out of court in Velmark.",
        "Ada Holm is not only shutting the gate of Velmark.",
        "Ada Holm, a councillor in Velmark, shouted to the crowd.",
        "It will be a bridge that joins Velmark and Port Sarrow.",
        "The Velmark striker was sold to Port Sarrow in March.",
        "# Version two of the gate was built in Velmark.",
    ],
)
def test_half_of_a_statement_leans(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "It is a pity that Velmark has no bridge.",
        "Ada Holm and Bo Falk met in Velmark, where the two signed the contract.",
        "The Velmark mayor opened the bridge in March.",
        "The contract of Velmark ends on 30 June 2026.",
    ],
)
def test_what_tells_all_stands(sentences: Sentences, text: str) -> None:
    assert sentences(text)[0].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Scientists found the species in March.",
        "The examiner’s office ruled the death an accident.",
        "Ada Holm obliged, opening the gate of Velmark.",
        "The two hikers had no idea it was closed.",
        "God bless the crews of Velmark for their work.",
        "Number two is Velmark, and number three is Port Sarrow.",
    ],
)
def test_what_is_told_of_before_is_missed_as_an_object(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


def test_speech_that_goes_on_in_the_next_paragraph_is_quoted(sentences: Sentences) -> None:
    text = "'The campaign in Velmark was poor. There is a feeling of gloom around the harbour."
    assert sentences(text)[-1].quoted == 1.0


def test_words_in_marks_at_the_start_are_never_edited(sentences: Sentences) -> None:
    text = (
        "Ada Falk runs the ferry. The letter's end was \"lost. Bo Holm said so. "
        '"If your gate is rusty, Ms Falk, we can meet for a talk in Velmark," Holm suggested.'
    )
    assert "[Ada Falk], we" not in sentences(text)[-1].statement


def test_terms_of_a_licence_are_furniture(sentences: Sentences) -> None:
    text = "Software distributed under the licence of Velmark comes as it is."
    assert sentences(text)[0].boilerplate


def test_a_heading_run_into_its_text_is_no_part_of_the_sentence(sentences: Sentences) -> None:
    found = sentences("Fleeing Orland An estimated 1,000 people have fled Orland, Ada Holm said.")
    assert found[-1].statement == "An estimated 1,000 people have fled Orland, Ada Holm said."
