"""What a writer only holds is not for a brief to state."""

from __future__ import annotations

import pytest

from .shapes import Sentences

REPORT = "The council of Velmark closed the harbour gate on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        "The harbour gate of Velmark is an absurd waste of money.",
        "The council of Velmark has surely closed the harbour gate.",
        "The worst part of all is that Ada Holm closed the gate of Velmark.",
    ],
)
def test_a_judgement_nobody_answers_for_does_not_stand(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[0].standalone


def test_a_judgement_of_somebody_named_stands(sentences: Sentences) -> None:
    text = "Ada Holm, a diver in Velmark, called the harbour gate an absurd waste of money."
    assert sentences(text)[0].standalone


def test_a_report_is_no_column(sentences: Sentences) -> None:
    assert all(s.standalone for s in sentences(REPORT))


def test_a_sigh_in_front_of_a_fact_is_dropped(sentences: Sentences) -> None:
    found = sentences("Sadly, the council of Velmark closed the gate on 3 March 2026.")[0]
    assert found.statement == "The council of Velmark closed the gate on 3 March 2026."
    assert found.standalone
