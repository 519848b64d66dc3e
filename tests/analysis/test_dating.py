"""Days put beside "yesterday" and "on Tuesday"; the samples are of Wednesday, 11 March 2026."""

from __future__ import annotations

import pytest
from material import Analysed

from .shapes import Sentences


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The gate failed on Tuesday.", "The gate failed on Tuesday [10 March 2026]."),
        (
            "The gate failed on Tuesday night.",
            "The gate failed on Tuesday night [10 March 2026].",
        ),
        ("The gate failed yesterday.", "The gate failed [on 10 March 2026]."),
        ("Yesterday the gate failed.", "[On 10 March 2026] the gate failed."),
        ("But yesterday the gate failed.", "[On 10 March 2026] the gate failed."),
        (
            "The gate failed this morning.",
            "The gate failed [on the morning of 11 March 2026].",
        ),
        ("The gate failed last night.", "The gate failed [on the night of 10 March 2026]."),
        (
            "Ten families spent last night in the town hall.",
            "Ten families spent [the night of 10 March 2026] in the town hall.",
        ),
        (
            "Ada Holm spent yesterday on the quay.",
            "Ada Holm spent [10 March 2026] on the quay.",
        ),
        (
            "The gate failed earlier this morning.",
            "The gate failed earlier [on the morning of 11 March 2026].",
        ),
        (
            "The port will open the gate tonight.",
            "The port will open the gate [on the night of 11 March 2026].",
        ),
        (
            "Last night was the coldest of the winter.",
            "[The night of 10 March 2026] was the coldest of the winter.",
        ),
        ("The gate failed last month.", "The gate failed last month [February 2026]."),
        ("The gate failed last week.", "The gate failed last week [the week of 2 March 2026]."),
        (
            "The port will open the gate by tomorrow.",
            "The port will open the gate by [12 March 2026].",
        ),
        (
            "The port will open the gate on Friday.",
            "The port will open the gate on Friday [13 March 2026].",
        ),
    ],
)
def test_the_day_is_put_beside_a_relative_date(
    sentences: Sentences, text: str, statement: str
) -> None:
    assert [s.statement for s in sentences(text)] == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm said: “We tried to close the gate yesterday.”",
        "Ada Holm said: “We spent last night on the gate.”",
        "The gate was mended after Tuesday's meeting of the port.",
        "Ferries today carry twice as many cars.",
        "The pumps are tested every Tuesday.",
        "In 2019 the gate failed on a Tuesday.",
        "Ada Holm appeared on This Morning with a model of the gate.",
        "The gate failed on Tuesday 3 March 2026.",
        "Ada Holm was given until Friday to mend the gate.",
    ],
)
def test_a_date_is_left_where_it_is_quoted_complete_or_doubtful(
    sentences: Sentences, text: str
) -> None:
    assert [s.statement for s in sentences(text)] == [text]


def test_an_undated_source_resolves_nothing(analysed: Analysed) -> None:
    (found,) = analysed("The gate failed on Tuesday.", published=None).sentences
    assert found.statement == "The gate failed on Tuesday."
