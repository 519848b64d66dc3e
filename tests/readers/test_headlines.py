"""A headline is cut from a lead where a clause ends."""

from __future__ import annotations

import pytest

from briefgen.text.clauses import headline_from


@pytest.mark.parametrize(
    ("lead", "headline"),
    [
        (
            "PORT SARROW (VPW) — At least one person died and about 4,200 people were evacuated"
            " after the Ilde tidal barrier failed to close during a storm surge.",
            "At least one person died and about 4,200 people were evacuated",
        ),
        (
            "The committee voted on Friday. It will meet again next week.",
            "The committee voted on Friday",
        ),
        (
            "(CNN)Six Minnesota men have been charged with terrorism in a criminal complaint"
            " unsealed Monday, the latest Westerners accused of traveling to Syria.",
            "Six Minnesota men have been charged with terrorism in a criminal complaint unsealed"
            " Monday",
        ),
        (
            "Interior Minister Marit Halvoorde, who visited a shelter at the hall, ordered every"
            " copy of the audit out of every drawer before the cabinet meets next week.",
            "Interior Minister Marit Halvoorde ordered every copy of the audit out of every drawer",
        ),
        (
            "NEWPORT NEWS, Va. - In a tradition he has kept for 40 years, Rep. Robert Scott threw"
            " open his back yard for a cookout, a ritual that opened the political season again.",
            "Rep. Robert Scott threw open his back yard for a cookout",
        ),
        (
            "Twin blasts at the army's headquarters rocked the capital on Wednesday, setting off"
            " hours of fires in the compound, state-run media and witnesses said.",
            "Twin blasts at the army's headquarters rocked the capital on Wednesday",
        ),
        (
            "VELM/PORT SARROW, Indonesia Search teams hunting for the wreck of a ferry that sank"
            " with 162 people on board have found four"
            " large parts of the hull on the sea bed, officials said.",
            "Search teams have found four large parts of the hull",
        ),
        (
            "A nurse working nights at the old brick hospital of Velmark that burnt down in the"
            " storm was honoured at the town hall.",
            "A nurse was honoured",
        ),
        (
            "A grey ferry named Velmark Star (once the Osprey), painted, mended and painted once"
            " more by the boys of the harbour school of Velm.",
            "A grey ferry named Velmark Star (once the Osprey), painted, mended …",
        ),
        ("Loading ...\n\nThe harbour of Velm was shut.", "The harbour of Velm was shut"),
        ("Short text", "Short text"),
        ("", ""),
    ],
)
def test_the_lead_is_cut_where_it_still_says_something(lead: str, headline: str) -> None:
    assert headline_from(lead) == headline


def test_no_headline_ends_in_a_comma_or_conjunction() -> None:
    text = (
        "Boats, trains, planes, lorries, ferries, trams, carts, prams, bikes, sleds and skis are, "
    )
    assert not headline_from(text * 3).endswith((",", " and", " are"))
