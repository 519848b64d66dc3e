"""Direct and partial quotes: their words, and who said them."""

from __future__ import annotations

import pytest
from material import Analysed

from briefgen.model.dossier import Quote, QuoteKind

from .shapes import OneQuote, Quotes


def speaker(quote: Quote) -> str | None:
    """The name printed beside a quote."""
    return quote.speaker.name if quote.speaker else None


def is_certain(quote: Quote) -> bool:
    """Whether a brief may print the quote with its speaker."""
    return quote.speaker is not None and quote.speaker.certain


# --- where the speaker stands -----------------------------------------------------------------


def test_a_speaker_behind_the_quote_is_found(quote: OneQuote) -> None:
    found = quote("“The bridge will stay closed for a month,” Marta Ellison said.")
    assert speaker(found) == "Marta Ellison"


def test_a_speaker_behind_an_inverted_verb_is_found(quote: OneQuote) -> None:
    found = quote("“The bridge will stay closed for a month,” said Marta Ellison.")
    assert speaker(found) == "Marta Ellison"


def test_a_speaker_before_a_comma_and_the_quote_is_found(quote: OneQuote) -> None:
    found = quote("Marta Ellison said, “The bridge will stay closed for a month.”")
    assert speaker(found) == "Marta Ellison"


def test_a_speaker_before_a_colon_and_the_quote_is_found(quote: OneQuote) -> None:
    found = quote("Marta Ellison said: “The bridge will stay closed for a month.”")
    assert speaker(found) == "Marta Ellison"


def test_a_speaker_between_two_stretches_said_both(quotes: Quotes) -> None:
    found = quotes("“The bridge will stay closed,” Marta Ellison said, “until the cables hold.”")
    assert [speaker(q) for q in found] == ["Marta Ellison", "Marta Ellison"]


def test_a_name_and_a_colon_are_enough(quote: OneQuote) -> None:
    found = quote("Marta Ellison: “The cables are worn through, and the road is closed.”")
    assert speaker(found) == "Marta Ellison"


def test_a_lead_in_that_ends_in_a_colon_speaks_in_the_next_paragraph(quote: OneQuote) -> None:
    found = quote(
        "Marta Ellison spoke on the quay and warned of delays on the bridge:\n\n"
        "“The cables are worn through, and I will not open the road.”"
    )
    assert speaker(found) == "Marta Ellison"


def test_according_to_gives_a_quote_its_speaker(quote: OneQuote) -> None:
    found = quote(
        "According to Marta Ellison, “the cables are worn through and cannot be trusted.”"
    )
    assert speaker(found) == "Marta Ellison"


def test_that_before_the_marks_keeps_the_speaker(quote: OneQuote) -> None:
    found = quote("Marta Ellison said on Monday that “the cables are worn through and will snap”.")
    assert speaker(found) == "Marta Ellison"


def test_a_question_is_attributed(quote: OneQuote) -> None:
    found = quote("“Is anybody listening to us at all?” asked Marta Ellison.")
    assert speaker(found) == "Marta Ellison"


def test_an_exclamation_is_attributed(quote: OneQuote) -> None:
    found = quote("“Get everyone off the bridge now!” shouted Tomas Brandt.")
    assert speaker(found) == "Tomas Brandt"


def test_the_listener_is_not_the_speaker(quote: OneQuote) -> None:
    found = quote("Marta Ellison told Tomas Brandt: “You will pay for the cables yourself.”")
    assert speaker(found) == "Marta Ellison"


def test_the_agent_of_a_passive_is_the_speaker(quote: OneQuote) -> None:
    found = quote("Marta Ellison was told by Tomas Brandt that the cables were “worn and rotten”.")
    assert speaker(found) == "Tomas Brandt"


def test_a_spokesman_is_not_the_person_he_speaks_for(quote: OneQuote) -> None:
    found = quote("“We will not pay for the cables,” said a spokesman for Mayor Ada Holm.")
    assert speaker(found) == "a spokesman for Mayor Ada Holm"


def test_an_organisation_speaks_under_its_name(quote: OneQuote) -> None:
    found = quote(
        "In a statement, the Velmark Bridge Authority said: “The road is closed for now.”"
    )
    assert speaker(found) == "the Velmark Bridge Authority"


# --- speakers who are not named beside the quote ----------------------------------------------


def test_she_is_the_woman_of_the_sentence_before(quote: OneQuote) -> None:
    found = quote(
        "Marta Ellison inspected the bridge on Monday. “The cables are worn through,” she said."
    )
    assert speaker(found) == "Marta Ellison"


def test_he_is_the_man_of_the_sentence_before(quote: OneQuote) -> None:
    found = quote(
        "Tomas Brandt inspected the bridge on Monday. “The cables are worn through,” he said."
    )
    assert speaker(found) == "Tomas Brandt"


def test_the_mention_beside_the_quote_is_the_pronoun(analysed: Analysed) -> None:
    text = "Marta Ellison saw the bridge on Monday. “The cables are worn through,” she said."
    mention = analysed(text).quotes[0].speaker.mention
    assert text[mention.start : mention.end] == "she"


def test_a_title_alone_stands_for_the_person_who_bears_it(quote: OneQuote) -> None:
    found = quote(
        "Transport minister Helga Sorn saw the bridge. “The cables are worn through,” "
        "the minister said."
    )
    assert speaker(found) == "Helga Sorn"


def test_a_title_that_two_people_bear_stands_for_neither(quote: OneQuote) -> None:
    found = quote(
        "Helga Sorn, the transport minister, spoke first. Otto Lind, the finance minister, "
        "followed. “The plan is safe,” the minister said."
    )
    assert speaker(found) not in {"Helga Sorn", "Otto Lind"}


def test_a_title_that_two_people_bear_is_not_certain(quote: OneQuote) -> None:
    found = quote(
        "Helga Sorn, the transport minister, spoke first. Otto Lind, the finance minister, "
        "followed. “The plan is safe,” the minister said."
    )
    assert not is_certain(found)


def test_a_speaker_named_only_in_the_sentence_before_is_found(quote: OneQuote) -> None:
    found = quote("Marta Ellison came to the bridge on Monday. “The cables are worn through.”")
    assert speaker(found) == "Marta Ellison"


def test_a_surname_stands_for_the_full_name(quote: OneQuote) -> None:
    found = quote(
        "Marta Ellison runs the harbour at Velmark. “The cables are worn through,” said Ellison."
    )
    assert speaker(found) == "Marta Ellison"


def test_a_pronoun_of_the_other_gender_is_not_linked(quote: OneQuote) -> None:
    found = quote(
        "Mr Tomas Brandt inspected the bridge on Monday. “The cables are worn through,” she said."
    )
    assert not is_certain(found)


def test_a_pronoun_without_anybody_before_it_is_not_certain(quote: OneQuote) -> None:
    found = quote("“The cables are worn through,” he said. Tomas Brandt left the room.")
    assert not is_certain(found)


def test_a_pronoun_behind_two_people_named_together_is_not_certain(quote: OneQuote) -> None:
    found = quote(
        "Marta Ellison and Ingrid Falk inspected the bridge on Monday. "
        "“The cables are worn through,” she said."
    )
    assert not is_certain(found)


def test_the_title_of_one_of_two_people_settles_a_pronoun(quote: OneQuote) -> None:
    found = quote("Mr Tomas Brandt spoke to Mrs Ada Holm. “We are done with this plan,” she said.")
    assert speaker(found) == "Ada Holm"


def test_a_pronoun_inside_a_quote_tells_nothing_about_its_speaker(quotes: Quotes) -> None:
    found = quotes(
        "“I warned them,” Marta Ellison said. Tomas Brandt disagreed. "
        "“She never called us once,” he said."
    )
    assert speaker(found[1]) == "Tomas Brandt"


def test_the_title_beside_a_shared_surname_tells_who_is_meant(quote: OneQuote) -> None:
    found = quote(
        "Mr Owen Pryce and Mrs Lena Pryce run the ferry. “We lost half of our passengers,” "
        "said Mrs Pryce."
    )
    assert speaker(found) == "Lena Pryce"


def test_a_shared_surname_alone_is_neither_of_two_people(quote: OneQuote) -> None:
    found = quote(
        "Owen Pryce and Lena Pryce run the ferry. “We lost half of our passengers,” said Pryce."
    )
    assert speaker(found) not in {"Owen Pryce", "Lena Pryce"}


def test_a_shared_surname_alone_is_not_certain(quote: OneQuote) -> None:
    found = quote(
        "Owen Pryce and Lena Pryce run the ferry. “We lost half of our passengers,” said Pryce."
    )
    assert not is_certain(found)


def test_officials_are_not_certain_speakers(quote: OneQuote) -> None:
    assert not is_certain(quote("“The bridge will stay closed for a month,” officials said."))


def test_one_resident_is_not_a_certain_speaker(quote: OneQuote) -> None:
    assert not is_certain(quote("“The bridge will stay closed for a month,” one resident said."))


def test_a_spokesman_of_a_named_body_is_certain(quote: OneQuote) -> None:
    found = quote(
        "“The bridge is closed for a month,” a spokesman for the Velmark Bridge Authority said."
    )
    assert is_certain(found)


# --- several quotes, several speakers ---------------------------------------------------------


def test_a_second_quote_in_the_paragraph_goes_on_with_the_speaker(quotes: Quotes) -> None:
    found = quotes("“Nobody is in danger,” said Marta Ellison. “We closed the bridge in time.”")
    assert [speaker(q) for q in found] == ["Marta Ellison", "Marta Ellison"]


def test_a_quote_reopened_in_the_next_paragraph_has_the_same_speaker(quotes: Quotes) -> None:
    found = quotes(
        "Marta Ellison said: “The cables are worn through, and I told them so.\n\n"
        "“Nobody listened to me for three years.”"
    )
    assert [speaker(q) for q in found] == ["Marta Ellison", "Marta Ellison"]


def test_a_quote_reopened_in_the_next_paragraph_names_what_it_continues(quotes: Quotes) -> None:
    first, second = quotes(
        "Marta Ellison said: “The cables are worn through, and I told them so.\n\n"
        "“Nobody listened to me for three years.”"
    )
    assert second.continues == first.id


def test_a_paragraph_that_opens_with_a_quote_goes_on_with_the_speaker(quotes: Quotes) -> None:
    found = quotes(
        "“The cables are worn through, and I told them so,” said Marta Ellison.\n\n"
        "“Nobody listened to me for three years.”"
    )
    assert speaker(found[1]) == "Marta Ellison"


def test_a_quote_behind_another_persons_paragraph_is_not_the_first_speakers(
    quotes: Quotes,
) -> None:
    found = quotes(
        "“The plan is safe,” said Marta Ellison.\n\nTomas Brandt was not convinced.\n\n"
        "“They tested one cable out of forty.”"
    )
    assert speaker(found[1]) != "Marta Ellison"


def test_a_quote_behind_another_persons_sentence_is_not_the_first_speakers(
    quotes: Quotes,
) -> None:
    found = quotes(
        "“The plan is safe,” said Marta Ellison. But Tomas Brandt was not convinced. "
        "“They tested one cable out of forty.”"
    )
    assert speaker(found[1]) != "Marta Ellison"


def test_a_colon_behind_another_name_gives_the_quote_to_that_name(quotes: Quotes) -> None:
    found = quotes(
        "Tomas Brandt said the road would open soon. Marta Ellison was more cautious: "
        "“We have tested one cable out of forty.”"
    )
    assert speaker(found[-1]) == "Marta Ellison"


def test_two_speakers_in_one_paragraph_keep_their_own_words(quotes: Quotes) -> None:
    found = quotes(
        "Marta Ellison said: “The plan is safe.” Tomas Brandt said: “It is not safe at all.”"
    )
    assert [speaker(q) for q in found] == ["Marta Ellison", "Tomas Brandt"]


def test_what_somebody_is_quoted_as_saying_is_theirs(quote: OneQuote) -> None:
    found = quote("Marta Ellison quoted Tomas Brandt as saying: “The cables are fine as they are.”")
    assert speaker(found) != "Marta Ellison"


def test_a_person_named_in_an_aside_is_not_the_speaker(quote: OneQuote) -> None:
    found = quote(
        "Marta Ellison, whose brother Tomas Brandt runs the ferry, said: “The road is closed.”"
    )
    assert speaker(found) == "Marta Ellison"


def test_whoever_agrees_behind_a_quote_has_not_said_it(quote: OneQuote) -> None:
    found = quote(
        "The council called the plan “a reckless gamble with our lives”, and Marta Ellison agreed."
    )
    assert speaker(found) != "Marta Ellison"


def test_whoever_is_described_by_a_quote_has_not_said_it(quote: OneQuote) -> None:
    found = quote("Tomas Brandt, who Marta Ellison said was “a reckless gambler”, did not reply.")
    assert speaker(found) != "Tomas Brandt"


# --- names, roles, affiliations ---------------------------------------------------------------


def test_military_titles_stay_before_the_name(quote: OneQuote) -> None:
    found = quote("“The convoy reached the town before dawn,” said Maj. Gen. Anton Reuss.")
    assert speaker(found) == "Maj. Gen. Anton Reuss"


def test_mr_is_not_printed(quote: OneQuote) -> None:
    found = quote("“The ferry will sail before dawn,” said Mr Tomas Brandt.")
    assert speaker(found) == "Tomas Brandt"


def test_a_role_before_the_name_is_found(quote: OneQuote) -> None:
    found = quote("“The cables are worn through,” said harbour master Marta Ellison.")
    assert found.speaker.role == "harbour master"


def test_a_role_behind_the_name_is_found(quote: OneQuote) -> None:
    found = quote("“The cables are worn through,” Marta Ellison, the harbour master, said.")
    assert found.speaker.role == "harbour master"


def test_somebody_who_acts_in_a_role_is_not_given_it_whole(quote: OneQuote) -> None:
    for said in (
        "Velmark's acting mayor",
        "the acting mayor of Velmark",
        "acting mayor of Velmark",
    ):
        found = quote(f'"The harbour will open again in May," said Ada Holm, {said}.')
        assert found.speaker is not None
        assert found.speaker.role == said.removeprefix("the ")


def test_somebody_without_a_post_is_told_by_whom_they_lost(quote: OneQuote) -> None:
    found = quote('"We need to move on," said Ada Holm, whose sister was on the ferry.')
    assert found.speaker is not None
    assert found.speaker.role == "whose sister was on the ferry"
    found = quote('"We need to move on," said Ada Holm, whose remarks were met with anger.')
    assert found.speaker is not None
    assert found.speaker.role is None


def test_whoever_made_what_a_voice_speaks_in_has_not_said_it(quote: OneQuote) -> None:
    found = quote(
        '"I was 14 years old when I died," Susie narrates in this film of a novel, directed and '
        "written by Peter Holm."
    )
    assert found.speaker is None or found.speaker.name != "Peter Holm"


def test_a_role_behind_an_age_is_found(quote: OneQuote) -> None:
    found = quote("“The cables are worn through,” said Marta Ellison, 54, the harbour master.")
    assert found.speaker.role == "harbour master"


def test_a_role_in_front_of_a_comma_and_the_name_is_found(quote: OneQuote) -> None:
    found = quote("“We will not pay for it,” Velmark’s mayor, Ada Holm, said.")
    assert found.speaker.role == "Velmark’s mayor"


def test_the_body_of_a_role_stands_in_the_sentence_before(quote: OneQuote) -> None:
    found = quote(
        "The Waterway Workers’ Union disputes the inspection. Bo Hestrup, its regional secretary, "
        "said: “Nobody asked us for the keys in January.”"
    )
    assert found.speaker is not None
    assert found.speaker.role == "regional secretary"
    assert found.speaker.affiliation == "Waterway Workers’ Union"


def test_of_two_bodies_neither_is_that_of_a_role(quote: OneQuote) -> None:
    found = quote(
        "The Waterway Workers’ Union disputes what Sarrow Grid told the BBC. Bo Hestrup, its "
        "regional secretary, said: “Nobody asked us for the keys in January.”"
    )
    assert found.speaker is not None
    assert found.speaker.affiliation is None


def test_a_role_does_not_lean_on_a_pronoun(quote: OneQuote) -> None:
    found = quote(
        "Helga Sorn did not answer. Her deputy, Tomas Brandt, said: “The road is closed.”"
    )
    assert not (found.speaker.role or "").lower().startswith("her ")


def test_the_affiliation_is_taken_from_the_role(quote: OneQuote) -> None:
    found = quote(
        "“The cables are worn,” said Marta Ellison, director of the Velmark Bridge Authority."
    )
    assert "Velmark Bridge Authority" in found.speaker.affiliation


def test_the_affiliation_behind_of_is_found(quote: OneQuote) -> None:
    found = quote(
        "“The cables are worn through,” said Marta Ellison of the Velmark Bridge Authority."
    )
    assert "Velmark Bridge Authority" in found.speaker.affiliation


# --- marks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’")],
    ids=["curly", "straight", "guillemets", "German", "British single"],
)
def test_the_words_between_marks_of_any_kind_are_found(
    quote: OneQuote, opening: str, closing: str
) -> None:
    found = quote(f"Marta Ellison said: {opening}The bridge will stay closed.{closing}")
    assert found.text == "The bridge will stay closed."


def test_an_apostrophe_does_not_close_a_single_quote(quote: OneQuote) -> None:
    found = quote("‘We can’t open the road and it isn’t safe,’ said Marta Ellison.")
    assert found.text == "We can’t open the road and it isn’t safe"


def test_a_quote_within_a_quote_stays_in_it(quote: OneQuote) -> None:
    found = quote("“He told me ‘leave it to us’ and nothing happened,” said Marta Ellison.")
    assert found.text == "He told me ‘leave it to us’ and nothing happened"


def test_the_comma_of_the_newspaper_is_not_part_of_the_quote(quote: OneQuote) -> None:
    found = quote("“The bridge will stay closed for a month,” said Marta Ellison.")
    assert found.text == "The bridge will stay closed for a month"


def test_the_full_stop_of_the_speaker_is_part_of_the_quote(quote: OneQuote) -> None:
    found = quote("Marta Ellison said: “The bridge will stay closed for a month.”")
    assert found.text == "The bridge will stay closed for a month."


def test_an_odd_mark_costs_no_other_paragraph(quotes: Quotes) -> None:
    found = quotes(
        "“The road is open,” said Tomas Brandt.\n\nThe crew heard “a loud crack in the night.\n\n"
        "It rained until dawn.\n\n“The bridge will stay closed,” said Marta Ellison."
    )
    assert [speaker(q) for q in found] == ["Tomas Brandt", "Marta Ellison"]


def test_an_inch_mark_costs_no_other_paragraph(quotes: Quotes) -> None:
    found = quotes('The 6" pipe burst.\n\n"The road is safe," said Marta Ellison.')
    assert [q.text for q in found] == ["The road is safe"]


def test_a_mark_never_closed_gives_no_quote(quotes: Quotes) -> None:
    assert not quotes("The crew heard “a loud crack in the night and nobody wrote it down.")


# --- nobody's words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Her novel “The Salt Road” won a prize in Velmark last year.",
        "A film, “A Town Below the Pier”, raised doubts about the cables.",
        "The ferry, nicknamed “Old Bess”, sailed at noon.",
        "The so-called “silent hour” begins at nine.",
        "Velmark’s “Bridge of Sighs” reopened on Monday.",
        "He runs a “bed and breakfast” on the quay.",
    ],
    ids=["book", "film", "nickname", "so-called", "place", "scare quotes"],
)
def test_names_and_titles_are_nobodys_words(quotes: Quotes, text: str) -> None:
    assert not quotes(text)


# --- partial quotes ---------------------------------------------------------------------------


def test_a_fragment_inside_a_sentence_is_a_partial_quote(quote: OneQuote) -> None:
    found = quote("Marta Ellison said the bridge was “worn beyond repair” after forty winters.")
    assert found.kind is QuoteKind.PARTIAL


def test_a_fragment_has_the_speaker_of_its_sentence(quote: OneQuote) -> None:
    found = quote("Marta Ellison said the bridge was “worn beyond repair” after forty winters.")
    assert speaker(found) == "Marta Ellison"


def test_a_fragment_about_somebody_is_not_theirs(quote: OneQuote) -> None:
    found = quote("Marta Ellison said Tomas Brandt was “asleep at the wheel” when it snapped.")
    assert speaker(found) == "Marta Ellison"


def test_a_whole_sentence_in_marks_is_a_direct_quote(quote: OneQuote) -> None:
    found = quote("Marta Ellison said: “The bridge will stay closed for a month.”")
    assert found.kind is QuoteKind.DIRECT


def test_a_fragment_knows_the_sentence_around_it(analysed: Analysed) -> None:
    text = "It rained. Marta Ellison said the bridge was “worn beyond repair”. Nobody was hurt."
    sentence = next(q for q in analysed(text).quotes if q.kind is QuoteKind.PARTIAL).sentence
    assert text[sentence.start : sentence.end] == (
        "Marta Ellison said the bridge was “worn beyond repair”."
    )


# --- reported speech --------------------------------------------------------------------------


def test_reported_speech_behind_that_is_indirect(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison said that the bridge would stay closed until spring.")
    assert found.text == "the bridge would stay closed until spring"


def test_reported_speech_without_that_is_indirect(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison said the bridge would stay closed until spring.")
    assert found.text == "the bridge would stay closed until spring"


def test_according_to_behind_a_sentence_is_indirect(indirect: OneQuote) -> None:
    found = indirect("The bridge will stay closed until spring, according to Marta Ellison.")
    assert (speaker(found), found.text) == (
        "Marta Ellison",
        "The bridge will stay closed until spring",
    )


def test_an_infinitive_behind_a_vow_is_indirect(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison vowed to replace every cable before the winter.")
    assert found.text == "to replace every cable before the winter"


def test_a_question_that_is_reported_is_indirect(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison asked whether the cables had ever been tested under load.")
    assert found.text == "whether the cables had ever been tested under load"


def test_reported_speech_has_its_speaker(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison asked whether the cables had ever been tested under load.")
    assert speaker(found) == "Marta Ellison"


def test_reported_speech_of_officials_is_not_certain(indirect: OneQuote) -> None:
    assert not is_certain(indirect("Officials said the bridge would stay closed until spring."))


def test_reported_speech_holds_no_half_pair_of_marks(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison said the old bridge by the harbour was “safe”.")
    assert found.text.count("“") == found.text.count("”")


def test_the_cue_is_the_verb_as_written(indirect: OneQuote) -> None:
    found = indirect("Marta Ellison warned that the bridge would stay closed until spring.")
    assert found.cue.text == "warned"
