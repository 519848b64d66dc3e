"""Captions put together to what was said, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from briefgen.analysis import analyse
from briefgen.errors import ReaderError
from briefgen.model.source import Source
from briefgen.readers import read_bytes

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]


def _srt(*captions: str, pause: float = 0.0) -> bytes:
    """Captions of two seconds each, with ``pause`` seconds between them."""
    blocks = []
    for number, text in enumerate(captions):
        start = number * (2 + pause)
        blocks.append(f"{number + 1}\n{_time(start)} --> {_time(start + 2)}\n{text}\n")
    return "\n".join(blocks).encode()


def _time(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{int(seconds) % 60:02},{round(seconds % 1 * 1000):03}"


def _vtt(body: str, header: str = "") -> bytes:
    return f"WEBVTT{header}\n\n{body}\n".encode()


def _said(read: Read, data: bytes, name: str = "talk.srt") -> list[str]:
    return read(data, name).text.split("\n\n")


def test_captions_of_one_speaker_are_one_turn(read: Read) -> None:
    data = _srt(
        "HOLM: Why was the lock", "shut for so\nlong?", "MARSK: The gate <i>had</i> jammed."
    )
    assert _said(read, data) == [
        "HOLM: Why was the lock shut for so long?",
        "MARSK: The gate had jammed.",
    ]


@pytest.mark.parametrize("mark", [">> ", "- ", ">>> "])
def test_a_change_of_speaker_without_a_name_is_nobodys_turn(read: Read, mark: str) -> None:
    data = _srt("HOLM: Why was it shut?", f"{mark}It had jammed.", f"{mark}RASK: Twice, in fact.")
    assert _said(read, data) == [
        "HOLM: Why was it shut?",
        "It had jammed.",
        "RASK: Twice, in fact.",
    ]


def test_voices_are_the_speakers(read: Read) -> None:
    data = _vtt(
        "NOTE made by hand\n\nintro\n00:01.000 --> 00:02.000\n<v.loud Ada Holm>Why was the lock\n\n"
        "00:02.000 --> 00:03.000 align:start\n<v Ada Holm>shut &amp; barred?</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Tor Marsk>It jammed.</v> <v Ada Holm>Twice.</v>\n\n"
        "00:04.000 --> 00:05.000\nThe hearing ends."
    )
    assert _said(read, data, "talk.vtt") == [
        "Ada Holm: Why was the lock shut & barred?",
        "Tor Marsk: It jammed.",
        "Ada Holm: Twice.",
        "The hearing ends.",
    ]


def test_the_header_states_title_and_language(read: Read) -> None:
    body = "00:01.000 --> 00:02.000\nShips pass the lock."
    source = read(_vtt(body, " - Lock hearing\nKind: captions\nLanguage: en-GB"), "talk.vtt")
    assert (source.title, source.language) == ("Lock hearing", "en")
    assert source.text == "Ships pass the lock."


def test_speech_without_speakers_has_paragraphs_at_pauses(read: Read) -> None:
    assert _said(read, _srt("Ships wait", "at sea.", "They pass.", pause=0)) == [
        "Ships wait at sea. They pass."
    ]
    assert _said(read, _srt("Ships wait", "at sea.", "They pass.", pause=3)) == [
        "Ships wait at sea.",
        "They pass.",
    ]


def test_captions_that_roll_up_are_read_once(read: Read) -> None:
    data = _vtt(
        "00:00:01.000 --> 00:00:03.000\nships<00:00:01.500><c> wait</c>\n\n"
        "00:00:03.000 --> 00:00:03.010\nships wait\n\n"
        "00:00:03.010 --> 00:00:05.000\nships wait\nat<00:00:04.000><c> sea</c>\n"
    )
    assert _said(read, data, "talk.vtt") == ["ships wait at sea"]


def test_words_said_twice_stay(read: Read) -> None:
    assert _said(read, _srt("No.", "No.")) == ["No. No."]


def test_sounds_are_left_out_and_what_was_not_understood_is_not(read: Read) -> None:
    data = _srt(
        "[APPLAUSE]", "♪ music ♪", "HOLM: We closed (it) on", "[inaudible]", "and that is it."
    )
    assert _said(read, data) == ["HOLM: We closed (it) on [inaudible] and that is it."]


@pytest.mark.parametrize("name", ["talk", "talk.txt", "talk.vtt"])
def test_captions_are_known_by_what_they_hold(name: str) -> None:
    (source,) = read_bytes(_vtt("00:01.000 --> 00:02.000\nShips pass."), name=name).sources
    assert (source.media_type, source.text) == ("text/vtt", "Ships pass.")


def test_a_file_without_captions_is_a_failure(fail: Fail) -> None:
    assert "no captions" in fail(b"Ships pass the lock again.", "talk.srt").problem


def test_the_analysis_gives_each_turn_to_its_speaker(read: Read, nlp: Language) -> None:
    data = _srt(
        "HOLM: Why was the lock", "shut?", "MARSK: The gate had", "jammed twice.",
        "HOLM: Who decided that?", "MARSK: I did, and I would", "do so again.",
    )  # fmt: skip
    quotes = analyse(read(data, "talk.srt"), nlp).quotes
    assert [(q.speaker.name, q.text) for q in quotes if q.rule == "turn" and q.speaker] == [
        ("Holm", "Why was the lock shut?"),
        ("Marsk", "The gate had jammed twice."),
        ("Holm", "Who decided that?"),
        ("Marsk", "I did, and I would do so again."),
    ]
