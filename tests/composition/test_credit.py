"""Who answers for a line."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.composition.filters import cite, credit
from briefgen.text.phrasebook import phrasebook


def _item(**changes: Any) -> dict[str, Any]:
    item = {
        "text": "The bridge was closed.",
        "status": "attributed",
        "attribution": None,
        "outlet": "Velmark Herald",
        "reported_by": 1,
        "out_of": 4,
    }
    return {**item, **changes}


def test_a_line_of_one_of_several_sources_carries_its_outlet() -> None:
    assert credit(phrasebook("en"), _item()) == r" \(Velmark Herald\)"


def test_a_line_that_several_sources_state_says_how_many() -> None:
    item = _item(status="established", reported_by=3)
    assert credit(phrasebook("en"), item) == r" \(3 independent sources\)"
    assert credit(phrasebook("uk"), item) == r" \(3 незалежні джерела\)"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "disputed"},
        {"status": "unverified"},
        {"contradicted_by": ("the mayor",)},
        {"see_also": ("the mayor",)},
    ],
)
def test_a_line_that_is_in_doubt_says_of_how_many(changes: dict[str, Any]) -> None:
    item = _item(reported_by=3, **changes)
    assert credit(phrasebook("en"), item) == r" \(reported by 3 of 4\)"


@pytest.mark.parametrize(
    "changes",
    [
        {"out_of": 1},
        {"attribution": "the mayor"},
        {"status": "established", "reported_by": 2, "out_of": 2},
        {"outlet": None},
        {"text": "The Herald has seen the report."},
    ],
    ids=["only source", "names a party", "both of two sources", "unknown outlet", "names itself"],
)
def test_a_line_that_needs_no_credit_has_none(changes: dict[str, Any]) -> None:
    assert credit(phrasebook("en"), _item(**changes)) == ""


def test_citations_are_in_the_order_of_their_numbers_and_apart():
    places = [{"number": number, "paragraph": 2} for number in (6, 5, 6)]
    assert cite({"id": "f-1", "citations": places}) == "[@5:2#f-1] [@6:2#f-1]"
