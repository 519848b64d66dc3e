"""What a brief says of its items: sides, fragments, days and roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from material import DossierOf

from briefgen.model.brief import (
    AnyItem,
    ConflictItem,
    EntityItem,
    EventItem,
    FactItem,
    FigureItem,
    QuoteItem,
)
from briefgen.model.dossier import Dossier
from briefgen.selection import select, shortened

from .samples import front


def _slot(dossier: Dossier, *, focus: Sequence[str] = (), **slot: Any) -> tuple[AnyItem, ...]:
    return select(dossier, front(asked=slot), focus=focus).brief.slots["asked"]


def _is_whole(rows: Sequence[AnyItem], dossier: Dossier) -> bool:
    """Whether every dispute that has a row in a table has all its sides there."""
    ids = {row.id for row in rows}
    return all(
        ids.isdisjoint(conflict.figures) or ids.issuperset(conflict.figures)
        for conflict in dossier.conflicts
    )


@pytest.mark.parametrize("items", range(1, 8))
def test_no_side_of_a_dispute_stands_alone_in_a_table(seeds_dossier: Dossier, items: int) -> None:
    rows = _slot(seeds_dossier, kind="figure", items=items)
    assert _is_whole(rows, seeds_dossier)


def test_a_page_limit_takes_all_sides_of_a_dispute(seeds_dossier: Dossier) -> None:
    wanted = front(asked={"kind": "figure", "items": 7, "least": 0})
    selection = select(seeds_dossier, wanted)
    while (less := shortened(selection, "too long")) is not None:
        assert _is_whole(less.brief.slots["asked"], seeds_dossier)
        selection = less


def test_a_page_limit_leaves_the_disputes_that_a_brief_tells_of(seeds_dossier: Dossier) -> None:
    wanted = front(facts={"kind": "fact", "items": 5}, disputed={"kind": "conflict", "items": 5})
    selection = select(seeds_dossier, wanted)
    before = len(selection.brief.slots["disputed"])
    while (less := shortened(selection, "too long")) is not None:
        selection = less
    slots = selection.brief.slots
    marked = [f.id for f in slots["facts"] if isinstance(f, FactItem) and f.status == "disputed"]
    sides = [c for i in slots["disputed"] for c in i.citations]
    told = {
        f.id
        for f in slots["facts"]
        for c in f.citations
        for s in sides
        if c.source == s.source and c.start <= s.start < c.end
    }
    assert 1 <= len(slots["disputed"]) < before
    assert marked and set(marked) <= told


def test_what_is_marked_as_disputed_is_told_beyond_the_budget(seeds_dossier: Dossier) -> None:
    wanted = front(
        figures={"kind": "figure", "items": 14}, disputed={"kind": "conflict", "items": 1}
    )
    slots = select(seeds_dossier, wanted).brief.slots
    marked = {row.conflict for row in slots["figures"] if isinstance(row, FigureItem)} - {None}
    told = {item.id for item in slots["disputed"] if isinstance(item, ConflictItem)}
    assert len(marked) > 1 and marked <= told


def test_part_of_a_sentence_is_printed_within_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The mayor, Ada Holm, pledged support for those who oppose the harbour board, "
        "“a council that closes its own bridges.”"
    )
    (quote,) = _slot(dossier, kind="quote", items=2)
    assert isinstance(quote, QuoteItem)
    assert not quote.parts and quote.sentence.startswith("The mayor, Ada Holm")


def test_what_was_said_last_month_does_not_bear_the_day_of_its_source(
    dossier_of: DossierOf,
) -> None:
    dossier = dossier_of(
        "The mayor, Ada Holm, told the council last month: “The bridge has never been safer.”",
        "The mayor, Ada Holm, told the council: “Nobody will cross the river before Easter.”",
    )
    quotes = _slot(dossier, kind="quote", items=3)
    said = {q.text[:10]: q.said_earlier for q in quotes if isinstance(q, QuoteItem)}
    assert said == {"The bridge": True, "Nobody wil": False}


def test_two_papers_that_quote_more_and_less_of_one_speech_give_one_quote(
    dossier_of: DossierOf,
) -> None:
    more = "“The river took the bridge in one night; this is a wake-up call to the whole council,”"
    less = "“This is really a wake-up call to the whole council,”"
    dossier = dossier_of(f"{more} said Ada Holm, the mayor.", f"{less} said Ada Holm, the mayor.")
    assert len(dossier.quotes) == 2
    assert len(_slot(dossier, kind="quote", items=3, per_speaker=3)) == 1


def test_a_role_that_another_one_says_too_has_no_row(seeds_dossier: Dossier) -> None:
    (who,) = _slot(seeds_dossier, focus=["Rutger Vanstell"], kind="entity", about="focus")
    assert isinstance(who, EntityItem)
    assert [role.text for role in who.roles] == ["chief executive of Ildewater"]


def test_a_date_is_not_said_twice_beside_an_event(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The council of Velmark closed the bridge on Monday.\n\n"
        "The council of Sarrow closed the harbour yesterday."
    )
    events = [e for e in _slot(dossier, kind="event", items=5) if isinstance(e, EventItem)]
    assert {e.date: e.text for e in events} == {
        date(2026, 3, 9): "The council of Velmark closed the bridge on Monday.",
        date(2026, 3, 10): "The council of Sarrow closed the harbour.",
    }


def test_a_denial_is_no_plan(dossier_of: DossierOf) -> None:
    dossier = dossier_of("The port authority of Velmark has no plans to leave the city next year.")
    denied = [fact.model_copy(update={"tense": "future"}) for fact in dossier.facts]
    dossier = dossier.model_copy(update={"facts": tuple(denied)})
    assert denied and _slot(dossier, kind="fact", when="future") == ()


def test_words_asked_for_as_written_are_not_met_by_other_forms(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Engineers repaired the bridge at Velmark on Monday.\n\n"
        "The council of Velmark put the cost of repairing the harbour at €4 million."
    )
    asked = {"kind": "fact", "items": 5, "about": ["repaired"]}
    assert len(_slot(dossier, **asked)) == 2
    denied = dossier_of("The gates of Velmark had never been repaired, said Ada Holm, the mayor.")
    assert denied.facts and not _slot(denied, **asked, as_written=True)
    (only,) = _slot(dossier, **asked, as_written=True)
    assert "repaired" in getattr(only, "text", "")


def test_the_topic_that_every_source_shares_is_the_title(seeds_dossier: Dossier) -> None:
    brief = select(seeds_dossier, front(facts={"kind": "fact"})).brief
    assert brief.title == "The Ilde barrier"
