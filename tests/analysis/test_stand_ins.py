"""Who is told by an order alone, and where an earlier count stood."""

from __future__ import annotations

import pytest

from .shapes import Sentences


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The second, a man aged 81, died in hospital on the night of 11 March.",
            "A [second] man aged 81 died in hospital on the night of 11 March.",
        ),
        (
            "Another victim, a boy of 12, was found in the harbour of Velmark on 11 March.",
            "A boy of 12 was found in the harbour of Velmark on 11 March.",
        ),
    ],
)
def test_who_it_was_takes_the_place_of_an_order(sentences: Sentences, text: str, told: str) -> None:
    lead = "Two people died when the gate of Velmark failed on 10 March, the agency said. "
    assert sentences(lead + text)[-1].statement == told


@pytest.mark.parametrize(
    "text",
    [
        "The second, the mayor said, was a man aged 81.",
        "The second, a gate of steel, which had been closed, failed at Velmark.",
    ],
)
def test_what_does_not_say_who_it_was_stays(sentences: Sentences, text: str) -> None:
    assert sentences(text)[-1].statement == text


def test_the_report_of_an_earlier_count_is_left_out(sentences: Sentences) -> None:
    (only,) = sentences("Two people have died, up from one in report no. 3.")
    assert only.statement == "Two people have died, up from one."


def test_a_number_in_front_of_a_paragraph_is_no_sentence_before_it(sentences: Sentences) -> None:
    (only,) = sentences(
        "7.2 A decision on the return of residents to Velmark is expected on Monday."
    )
    assert only.standalone
