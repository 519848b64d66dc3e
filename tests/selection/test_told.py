"""What a brief tells already."""

from __future__ import annotations

from briefgen.selection.told import Told

LEAD = "Three of the five gates did not close, and the Lower Quay and Tanners’ Row were flooded."


def test_a_denial_in_one_clause_is_none_of_the_other() -> None:
    told = Told()
    told.add(LEAD)
    assert told.holds("Water flooded the Lower Quay and Tanners’ Row.")


def test_the_contrary_of_a_clause_is_not_told() -> None:
    told = Told()
    told.add(LEAD)
    assert not told.holds("Three of the five gates did close.")
