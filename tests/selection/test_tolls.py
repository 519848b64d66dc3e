"""Who came to harm stands in every brief, and at the head of its figures."""

from __future__ import annotations

from datetime import date

from material import DossierOf

from briefgen.model.brief import FactItem, FigureItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select

from .samples import front

WRECK = """\
A ferry with 90 people on board sank off Velmark on Monday, the Velmark coastguard said.

Divers from the Velmark coastguard found the bow of the Osprey near the harbour of Holm on Tuesday.

Velmark’s transport ministry said the Osprey Line had no licence for the route to Holm.

Bo Hestrup, the head of the Osprey Line, promised a full account of the loss of the ferry.

The Osprey Line carries 40,000 people a month between Velmark and the islands of the north.

As the search went on, bad weather kept the boats in the harbour.

Twelve bodies have been recovered from the sea off Velmark."""


def told(dossier: Dossier, items: int = 2) -> list[str]:
    slot = {"kind": "fact", "items": items, "words": 120}
    slots = select(dossier, front(facts=slot)).brief.slots
    return [item.text for item in slots["facts"] if isinstance(item, FactItem)]


def test_a_short_brief_on_a_disaster_tells_how_many_died(dossier_of: DossierOf) -> None:
    assert any("Twelve bodies" in line for line in told(dossier_of(WRECK)))


def test_the_toll_does_not_open_the_brief(dossier_of: DossierOf) -> None:
    assert "Twelve bodies" not in told(dossier_of(WRECK))[0]


def test_a_toll_that_is_told_is_not_told_again(dossier_of: DossierOf) -> None:
    other = f"{WRECK}\n\nDivers of the Velmark coastguard found 12 bodies in the bow of the Osprey."
    assert sum("bodies" in line for line in told(dossier_of(other), items=3)) == 1


def test_the_toll_of_an_old_disaster_is_not_lifted(dossier_of: DossierOf) -> None:
    old = WRECK.replace("Twelve bodies have been", "In 1994 twelve bodies were")
    assert not any("twelve bodies" in line for line in told(dossier_of(old)))


def test_what_might_have_killed_is_no_toll(dossier_of: DossierOf) -> None:
    feared = WRECK.replace(
        "Twelve bodies have been recovered from the sea off Velmark",
        "Such a wreck could kill twelve people in a month",
    )
    assert not any("could kill" in line for line in told(dossier_of(feared)))


def test_the_same_dead_are_counted_in_one_row(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        WRECK,
        "Rescuers worked all night. Only 12 bodies were found floating in the harbour of Velmark "
        "by the crews of the tugs. Traders on the quay want money for the market they lost.",
        published=(date(2026, 3, 10), date(2026, 3, 10)),
    )
    slots = select(dossier, front(figures={"kind": "figure", "items": 9})).brief.slots
    rows = [item for item in slots["figures"] if isinstance(item, FigureItem)]
    assert [row.value for row in rows].count(12) == 1
    assert not any((row.qualifier or "").lower() == "only" for row in rows)
