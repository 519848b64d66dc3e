"""What several sources tell of one minute is one event."""

from __future__ import annotations

import pytest
from material import DossierOf

LEAD = "The gate of Velmark failed in the early hours of Tuesday 10 March 2026, {} said.\n\n"
LOGGED = LEAD.format("the agency") + (
    "Orland Ferries has said publicly that it gave the alert at 02.15; the tug crew heard it."
)


def _told(dossier_of: DossierOf, other: str) -> list[tuple[str | None, int]]:
    """The times of what was at a quarter past two, each with how many sources bear it out."""
    dossier = dossier_of(LOGGED, LEAD.format("the harbour board") + other)
    timed = [event for event in dossier.events if "15" in (event.time or "")]
    return [(event.time, 1 + len(event.support)) for event in timed]


@pytest.mark.parametrize(
    "other",
    [
        "Orland Ferries said its control room alerted the Velmark rescuers at 3.15am.",
        "Orland Ferries said its control room shut the inner lock of Velmark at 2.15am.",
        "Velmark Hospital said its control room alerted the Velmark surgeons at 2.15am.",
    ],
)
def test_another_time_deed_or_doer_is_another_event(dossier_of: DossierOf, other: str) -> None:
    assert [sources for _, sources in _told(dossier_of, other)] == [1, 1]
