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
