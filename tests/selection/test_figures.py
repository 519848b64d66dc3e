"""Which figures a table takes, and how often a line is cited."""

from __future__ import annotations

from datetime import date

from material import DossierOf

from briefgen.model.brief import FactItem, FigureItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select

from .samples import front

TABLE = front(facts={"kind": "fact", "items": 3}, figures={"kind": "figure", "items": 6})


def _table(dossier: Dossier) -> list[FigureItem]:
    items = select(dossier, TABLE).brief.slots["figures"]
    return [item for item in items if isinstance(item, FigureItem)]


def test_a_table_begins_with_the_figures_of_the_facts_above_it(seeds_dossier: Dossier) -> None:
    brief = select(seeds_dossier, TABLE).brief
    told = {f.id: f.figures for f in seeds_dossier.facts}
    labelled = {f.id for f in seeds_dossier.figures if f.label}
    rivals = [{*c.figures, *c.repeats} for c in seeds_dossier.conflicts]
    of_facts = [n for item in brief.slots["facts"] for n in told[item.id] if n in labelled]
    rows = [item.id for item in brief.slots["figures"]]
    first = rows[0]
    assert first in of_facts or any({first, n} <= g for n in of_facts for g in rivals)


def test_a_table_gives_both_sides_of_a_dispute_one_behind_the_other(seeds_dossier: Dossier) -> None:
    rows = [row.text for row in _table(seeds_dossier)]
    for one, other in (("4,200", "3,850"), ("Three", "Two")):
        if one in rows and rows[-1] != one:
            assert rows[rows.index(one) + 1] == other


def test_every_figure_of_a_table_has_a_label(seeds_dossier: Dossier) -> None:
    assert all(row.label for row in _table(seeds_dossier))


def test_a_figure_is_credited_in_a_table_as_in_its_dispute(seeds_dossier: Dossier) -> None:
    wanted = front(
        facts={"kind": "fact", "items": 3},
        figures={"kind": "figure", "items": 6},
        disputed={"kind": "conflict"},
    )
    slots = select(seeds_dossier, wanted).brief.slots
    sides = {side.id: side for item in slots["disputed"] for side in getattr(item, "sides", ())}
    disputed = [row for row in slots["figures"] if isinstance(row, FigureItem) and row.disputed]
    assert disputed and all(sides[row.id] == row for row in disputed)


def test_a_source_that_says_in_words_what_its_table_says_gives_one_row(
    dossier_of: DossierOf,
) -> None:
    dossier = dossier_of(
        "A total of 3,850 people were evacuated in Velmark.\n\nPeople evacuated | 3,850"
    )
    assert len(_table(dossier)) == 1


def test_a_line_cites_as_many_sources_as_it_says_report_it(seeds_dossier: Dossier) -> None:
    facts = select(seeds_dossier, front(facts={"kind": "fact", "items": 12})).brief.slots["facts"]
    assert all(len(f.citations) == f.reported_by for f in facts if isinstance(f, FactItem))


def test_a_figure_is_cited_with_those_sources_alone_that_credit_its_party(
    seeds_dossier: Dossier,
) -> None:
    number = {s.id: n for n, s in enumerate(seeds_dossier.sources, start=1)}
    credited = {(number[f.source], f.start): f.attribution for f in seeds_dossier.figures}
    items = select(seeds_dossier, front(disputed={"kind": "conflict"})).brief.slots["disputed"]
    sides = [side for item in items for side in getattr(item, "sides", ())]
    assert sides
    for side in sides:
        assert {credited[(c.number, c.start)] for c in side.citations} == {side.attribution}


def test_a_table_of_what_sources_agree_on_leaves_disputes_to_their_slot(
    seeds_dossier: Dossier,
) -> None:
    wanted = front(
        facts={"kind": "fact", "items": 3},
        figures={"kind": "figure", "items": 20, "agreed": True},
        disputed={"kind": "conflict", "items": 9},
    )
    slots = select(seeds_dossier, wanted).brief.slots
    disputed = {n for c in seeds_dossier.conflicts for n in (*c.figures, *c.repeats)}
    assert slots["disputed"] and slots["figures"]
    assert disputed.isdisjoint(row.id for row in slots["figures"])


def test_a_count_that_a_newer_source_repeats_is_that_of_the_newer_one(
    dossier_of: DossierOf,
) -> None:
    told = "A total of 1,150 homes in Velmark are without power, {} said."
    around = "The storm reached Velmark on Monday and closed the harbour for 12 hours."
    dossier = dossier_of(
        f"{told.format('the network company')} {around}",
        f"{told.format('the Rescue Agency')} Eight shelters are open in Velmark for 300 people.",
        published=(date(2026, 3, 11), date(2026, 3, 13)),
    )
    (row,) = (row for row in _table(dossier) if row.text == "1,150")
    assert row.as_of == date(2026, 3, 13)
