"""Transcripts, interviews, and the terms on which words were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import analyse
from briefgen.model.dossier import RecordStatus
from briefgen.model.source import Source

if TYPE_CHECKING:
    from spacy.language import Language

    from briefgen.model.dossier import Quote


def _quotes(nlp: Language, text: str) -> list[Quote]:
    return list(analyse(Source(id="s1", text=text, title="Test"), nlp).quotes)


def test_each_turn_of_a_transcript_is_its_speakers(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "HOLM: Why was the lock shut?\n\nMARSK: The gate had jammed twice.\n\n"
        "HOLM: Who decided that?\n\nMARSK: I did, and I would do so again.",
    )
    turns = [(q.speaker.name, q.text) for q in found if q.rule == "turn" and q.speaker]
    assert turns == [
        ("Holm", "Why was the lock shut?"),
        ("Marsk", "The gate had jammed twice."),
        ("Holm", "Who decided that?"),
        ("Marsk", "I did, and I would do so again."),
    ]


def test_a_surname_alone_stands_for_the_full_label_of_an_interview(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "Petra Amble: Why the delay?\n\nGiles Marsk: Because we listened to them.\n\n"
        "Marsk: Every single morning, in fact.",
    )
    assert [q.speaker.name for q in found if q.speaker] == [
        "Petra Amble",
        "Giles Marsk",
        "Giles Marsk",
    ]


def test_fields_with_colons_are_no_transcript(nlp: Language) -> None:
    text = "Date: Monday the fourth\n\nPlace: Town hall of Ruvel\n\nChair: Ada Holm"
    assert not [q for q in _quotes(nlp, text) if q.rule == "turn"]


def test_anonymity_is_background(nlp: Language) -> None:
    (quote,) = [
        q
        for q in _quotes(
            nlp,
            "“There is no money left for the lock,” said an official at the ministry, who spoke on "
            "condition of anonymity.",
        )
        if q.kind == "direct"
    ]
    assert quote.record is RecordStatus.BACKGROUND


def test_words_of_a_named_speaker_are_on_the_record(nlp: Language) -> None:
    (quote,) = _quotes(nlp, "“The lock is safe to use again,” said Ada Holm, the harbour master.")
    assert quote.record is RecordStatus.ON_RECORD


def test_what_was_said_off_the_record_says_so(nlp: Language) -> None:
    found = _quotes(nlp, "“The lock was never safe to use,” Ada Holm said off the record.")
    assert found[0].record is RecordStatus.OFF_RECORD


def test_a_press_release_with_a_lead_in_gives_the_quote_to_its_speaker(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "Commenting on the reopening of the Ruvel lock, harbour master Ada Holm said:\n\n"
        "“This is a good day for every skipper on the river. We thank the crews.”",
    )
    assert [(q.speaker.name, q.kind) for q in found if q.speaker] == [("Ada Holm", "direct")]


def test_a_mark_lost_in_text_recognition_costs_no_other_paragraph(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "The lock is closed,” said Ada Holm, the harbour master.\n\n"
        "“The crews will work through the night,” said Tom Rask, an engineer.",
    )
    direct = [(q.text, q.speaker.name) for q in found if q.kind == "direct" and q.speaker]
    assert direct == [("The crews will work through the night", "Tom Rask")]


def test_the_turns_of_a_hearing_with_titles_and_parties_are_found(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "MS. HOLM (River Party): When was the gate last tested?\n\n"
        "MR. RASK: In March, by two of our divers.\n\n"
        "MS. HOLM (River Party): And before that?",
    )
    turns = [q.text for q in found if q.rule == "turn"]
    assert turns[0] == "When was the gate last tested?"
    assert len(turns) == 3


def test_the_headings_of_minutes_are_no_speakers(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "Present: Ada Holm, Tor Rask.\n\nApologies: Eva Lind sent hers from Ruvel.\n\n"
        "Decision: The Board decided to close the gate.\n\n"
        "Chair: We will close it in spring.\n\nRASK: The crews need time for that.\n\n"
        "Chair: They will have it.\n\nDecision: The Board decided to test the lock.\n\n"
        "Action: Tor Rask will write to the crews.",
    )
    turns = [q.speaker.name for q in found if q.rule == "turn" and q.speaker]
    assert turns == ["Chair", "Tor Rask", "Chair"]


def test_a_word_that_is_defined_is_no_speaker(nlp: Language) -> None:
    found = _quotes(
        nlp,
        "HOLM: Why was the lock shut?\n\nMARSK: The gate had jammed twice.\n\n"
        "MUSH: A porridge of maize that is boiled in water.\n\nHOLM: Who decided that?\n\n"
        "MARSK: I did, and I would do so again.",
    )
    assert {q.speaker.name for q in found if q.speaker} == {"Holm", "Marsk"}
