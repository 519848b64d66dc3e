"""Which quotes say something by themselves, who answers for a matter, what a report is told by."""

from __future__ import annotations

from datetime import date
from typing import Any

from material import DossierOf

from briefgen.model.brief import QuoteItem, StoryItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select

from .samples import front

STORY = (
    'The gate of Velmark failed on Monday. "It is 40 pages long and takes an hour to read," said '
    'Ada Holm, the mayor of Velmark. "The gate will be repaired before the autumn storms," said '
    'Jonas Falk, the transport minister. "Nobody on the quay has seen an engineer since last '
    'year," said Marta Ellison, a spokeswoman for the opposition.'
)


def _speakers(dossier: Dossier, **slot: Any) -> list[str]:
    asked = front(rows={"kind": "quote", "items": 9, **slot})
    rows = select(dossier, asked).brief.slots["rows"]
    return sorted(row.speaker for row in rows if isinstance(row, QuoteItem))


def test_a_quote_that_points_away_stands_aside_for_others(dossier_of: DossierOf) -> None:
    assert _speakers(dossier_of(STORY)) == ["Jonas Falk", "Marta Ellison"]


def test_a_quote_that_points_away_is_told_where_there_is_no_other(dossier_of: DossierOf) -> None:
    only = STORY.split(' "The gate', maxsplit=1)[0]
    assert _speakers(dossier_of(only)) == ["Ada Holm"]


def test_who_answers_for_a_matter_is_parted_from_who_asks(dossier_of: DossierOf) -> None:
    dossier = dossier_of(STORY)
    assert _speakers(dossier, side="answering") == ["Jonas Falk"]
    assert _speakers(dossier, side="asking") == ["Marta Ellison"]


def test_with_a_subject_whoever_it_is_answers(dossier_of: DossierOf) -> None:
    asked = front(rows={"kind": "quote", "items": 9, "side": "answering"})
    rows = select(dossier_of(STORY), asked, focus=["Marta Ellison"]).brief.slots["rows"]
    assert [r.speaker for r in rows if isinstance(r, QuoteItem)] == ["Marta Ellison"]


def test_a_report_is_told_by_its_lead_though_its_toll_has_grown(dossier_of: DossierOf) -> None:
    first = (
        "At least one person died and 40 people were injured when the gate of Velmark failed on "
        "Monday, the city said. The harbour of Velmark was flooded. Traders want money. Schools in "
        "Velmark stayed shut on Tuesday."
    )
    second = (
        "Two people have died, up from one, since the gate of Velmark failed, the agency said. "
        "The agency sent pumps to Velmark. Divers will go down on Friday. Buses ran late there."
    )
    dossier = dossier_of(first, second, published=(date(2026, 3, 10), date(2026, 3, 12)))
    rows = select(dossier, front(rows={"kind": "story", "items": 2})).brief.slots["rows"]
    told = {r.outlet: r for r in rows if isinstance(r, StoryItem)}
    assert told["Outlet 1"].text.startswith("At least one person died")
    assert told["Outlet 1"].updated and not told["Outlet 2"].updated
    newer = told["Outlet 1"].replaced_by
    assert newer is not None and newer.text.startswith("Two people have died")
    assert told["Outlet 2"].replaced_by is None
