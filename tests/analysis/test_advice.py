"""Lists of what a source recommends."""

from __future__ import annotations

import pytest
from material import Analysed

MEMO = (
    "The barrier of Velmark failed on 9 March 2026 and the harbour was flooded.\n\n"
    "{heading}\n\n"
    "Require the operator to hand over its logs by 27 March 2026.\n\n"
    "Commission an inspection of all gates, to be finished by 30 April 2026.\n\n"
    "An official of the ministry said on Tuesday that no money had been set aside."
)


def _advised(analysed: Analysed, text: str) -> list[str]:
    return [s.statement for s in analysed(text).sentences if s.advises]


@pytest.mark.parametrize(
    "heading", ["What to decide now", "Recommendations", "The committee should therefore:"]
)
def test_entries_below_what_announces_them_are_recommended(
    analysed: Analysed, heading: str
) -> None:
    assert _advised(analysed, MEMO.format(heading=heading)) == [
        "Require the operator to hand over its logs by 27 March 2026.",
        "Commission an inspection of all gates, to be finished by 30 April 2026.",
    ]


def test_numbers_of_entries_are_dropped(analysed: Analysed) -> None:
    text = "Recommendations\n\n1. Repair the gate of Velmark.\n\n2. Pay the traders on the quay."
    assert _advised(analysed, text) == [
        "Repair the gate of Velmark.",
        "Pay the traders on the quay.",
    ]


@pytest.mark.parametrize("heading", ["What happened", "Background"])
def test_orders_below_any_other_heading_are_nobodys_advice(
    analysed: Analysed, heading: str
) -> None:
    assert not _advised(analysed, MEMO.format(heading=heading))


def test_what_is_told_below_such_a_heading_is_no_advice(analysed: Analysed) -> None:
    text = (
        "Recommendations\n\nThe auditors met the mayor of Velmark on Monday.\n\n"
        "The mayor of Velmark refused to pay on Tuesday."
    )
    assert not _advised(analysed, text)


def test_what_is_recommended_has_the_day_by_which_it_is_to_be_done(analysed: Analysed) -> None:
    events = analysed(MEMO.format(heading="What to decide now")).events
    asked = {e.text.split()[0]: (e.bound, e.date.isoformat()) for e in events if e.bound}
    assert asked == {"Require": ("by", "2026-03-27"), "Commission": ("by", "2026-04-30")}
