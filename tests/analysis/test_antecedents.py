"""A pronoun gets a name only where nobody else of the source can be meant."""

from __future__ import annotations

import pytest

from .shapes import Quotes, Sentences

_TALKS = "He said that Norland would leave the pact. She flew home. He blamed the harbour office."


def _statements(sentences: Sentences, text: str) -> list[str]:
    return [s.statement for s in sentences(text)]


def test_a_counterpart_tells_which_of_two_is_she(sentences: Sentences) -> None:
    text = f"Water Minister Brano Stein met her counterpart Velk Hoff in Norvik. {_TALKS}"
    _, said, flew, blamed = _statements(sentences, text)
    assert said.startswith("[Velk Hoff] said")
    assert flew.startswith("[Brano Stein] flew")
    assert blamed.startswith("[Velk Hoff] blamed")


def test_given_names_tell_which_of_two_is_he(sentences: Sentences) -> None:
    text = "Water Minister Peter Hoff met Laura Stein in Norvik. She flew home. He stayed there."
    _, flew, stayed = _statements(sentences, text)
    assert flew == "[Laura Stein] flew home."
    assert stayed == "[Peter Hoff] stayed there."


def test_nobody_is_both_he_and_she(sentences: Sentences) -> None:
    text = f"Water Minister Brano Stein met Velk Hoff in Norvik. {_TALKS}"
    for sentence in sentences(text)[1:]:
        assert "[" not in sentence.statement
        assert not sentence.standalone


def test_nobody_is_both_he_and_she_in_different_paragraphs(sentences: Sentences) -> None:
    text = (
        "Brano Stein, the mayor of Norvik, shut the gate. He left at noon.\n\n"
        "Brano Stein spoke again on the quay of Norvik. She left at noon."
    )
    assert all("[" not in s for s in _statements(sentences, text))


@pytest.mark.parametrize(
    "text",
    [
        "“She knew and she did nothing,” Holt said of Health Minister Eva Lund. Lund denied this."
        "\n\nHe called on her to resign.",
        "Brano Holt, the mayor of Norvik, wrote to Health Minister Velka Lund. Lund denied this."
        "\n\nHe called on her to resign.",
        "Water Minister Laura Stein spoke in Norvik. According to Stein, her deputy Paul Rast had "
        "warned Hoff in writing. He later apologised to the court for the tone of his letter.",
        "Brano Holt, the mayor of Norvik, called on Health Minister Velka Lund to go.\n\n"
        "“I will not go,” Lund said. Her deputy, Tor Vik, told the paper that nobody asked.",
    ],
)
def test_a_pronoun_is_left_where_two_may_be_meant(sentences: Sentences, text: str) -> None:
    last = sentences(text)[-1]
    assert "[" not in last.statement
    assert not last.standalone


def test_a_possessive_is_hers_of_whom_the_gender_is_known(sentences: Sentences) -> None:
    text = (
        "Bjarne Holt, the mayor of Norvik, called on Health Minister Eva Lund to go.\n\n"
        "“I will not go,” Lund said. Her deputy, Tor Vik, told the paper that nobody asked."
    )
    assert "Holt" not in sentences(text)[-1].statement


def test_one_person_alone_is_named(sentences: Sentences) -> None:
    text = "Velk Hoff, the mayor of Norvik, shut the gate. He left the town at noon."
    assert sentences(text)[-1].statement == "[Velk Hoff] left the town at noon."


def test_a_speaker_of_whom_two_fit_is_left_without_a_name(quotes: Quotes) -> None:
    found = quotes(
        "Brano Stein, a pilot, met Velk Hoff, a diver, in Norvik. "
        "“Nobody told us about the lock,” he said. “The gate never opened at all,” she said."
    )
    assert [q.speaker.name for q in found if q.speaker] == ["he", "she"]
