"""What goes into a brief, and how it is described."""

from __future__ import annotations

from datetime import date

import pytest
from material import DossierOf

from briefgen.errors import SettingsError
from briefgen.model.brief import FactItem, QuoteItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select
from briefgen.text.terms import terms

from .samples import front

FACTS = front(facts={"kind": "fact", "items": 5})
QUOTES = front(quotes={"kind": "quote", "items": 50, "per_speaker": 50})


def marked(dossier: Dossier, *markings: str | None) -> Dossier:
    """The dossier with these markings on its sources."""
    sources = [
        s.model_copy(update={"marking": m}) for s, m in zip(dossier.sources, markings, strict=True)
    ]
    return dossier.model_copy(update={"sources": tuple(sources)})


@pytest.fixture(scope="module")
def two_sources(dossier_of: DossierOf) -> Dossier:
    """A dossier of two short stories."""
    return dossier_of(
        "Divers found deep cracks in two cables of the Velmark bridge on Monday.",
        "Traders on the fish market of Velmark want money for the week they lost.",
    )


# --- focus ------------------------------------------------------------------------------------


def test_a_focus_brings_the_facts_about_it_to_the_front(seeds_dossier: Dossier) -> None:
    items = select(seeds_dossier, FACTS, focus=["audit"]).brief.slots["facts"]
    assert "audit" in terms(items[0].original)


def test_a_focus_changes_what_is_chosen(seeds_dossier: Dossier) -> None:
    without = select(seeds_dossier, FACTS).brief.slots
    assert select(seeds_dossier, FACTS, focus=["audit"]).brief.slots != without


def test_the_focus_is_named_in_the_brief(seeds_dossier: Dossier) -> None:
    assert select(seeds_dossier, FACTS, focus=["audit"]).brief.focus == ("audit",)


# --- quotes -----------------------------------------------------------------------------------


def test_a_quote_without_a_certain_speaker_is_never_chosen(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "“The bridge will stay closed for a whole month,” officials said. “We were never told "
        "about the cracks in the cables,” he said."
    )
    assert select(dossier, QUOTES).brief.slots["quotes"] == ()


def test_indirect_speech_is_never_chosen_as_a_quote(seeds_dossier: Dossier) -> None:
    quotes = select(seeds_dossier, QUOTES).brief.slots["quotes"]
    assert {q.form for q in quotes if isinstance(q, QuoteItem)} <= {"direct", "partial"}


def test_every_part_of_a_quote_stands_in_its_source(seeds_dossier: Dossier) -> None:
    texts = {s.id: s.text for s in seeds_dossier.sources}
    quotes = [
        q for q in select(seeds_dossier, QUOTES).brief.slots["quotes"] if isinstance(q, QuoteItem)
    ]
    assert all(part in texts[q.citations[0].source] for q in quotes for part in q.parts)


def test_the_parts_around_an_attribution_are_one_quote(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "“The cables of the bridge are worn,” Marta Ellison said, “and we shall not open it soon.”"
    )
    (item,) = select(dossier, QUOTES).brief.slots["quotes"]
    assert item.parts == ("The cables of the bridge are worn", "and we shall not open it soon.")


# --- what a brief says of itself --------------------------------------------------------------


def test_a_brief_is_as_of_its_newest_source(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Divers found deep cracks in two cables.",
        "Traders on the market want money.",
        published=(date(2026, 3, 9), date(2026, 3, 14)),
    )
    assert select(dossier, FACTS).brief.as_of == date(2026, 3, 14)


def test_the_day_of_issue_can_be_given(two_sources: Dossier) -> None:
    brief = select(two_sources, FACTS, issued=date(2026, 4, 1)).brief
    assert brief.issued == date(2026, 4, 1)


def test_the_title_can_be_given(two_sources: Dossier) -> None:
    assert select(two_sources, FACTS, title="The bridge").brief.title == "The bridge"


def test_sources_are_numbered_from_one(two_sources: Dossier) -> None:
    assert [s.number for s in select(two_sources, FACTS).brief.sources] == [1, 2]


def test_every_item_cites_a_source_of_the_brief(seeds_dossier: Dossier) -> None:
    brief = select(seeds_dossier, FACTS).brief
    numbers = {s.number for s in brief.sources}
    items = [i for i in brief.slots["facts"] if isinstance(i, FactItem)]
    assert all(i.citations and {c.number for c in i.citations} <= numbers for i in items)


def test_a_copy_is_named_as_the_copy_of_another_source(dossier_of: DossierOf) -> None:
    text = "Divers found deep cracks in two cables of the Velmark bridge on Monday morning."
    brief = select(dossier_of(f"{text} More later.", text), FACTS).brief
    assert [s.copy_of for s in brief.sources] == [None, 1]


# --- author slots -----------------------------------------------------------------------------

AUTHORED = front(
    purpose={"kind": "author", "prompt": "Why this note?"},
    advice={"kind": "author", "required": False},
)


def test_an_answer_fills_its_author_slot(two_sources: Dossier) -> None:
    brief = select(two_sources, AUTHORED, answers={"purpose": "To inform."}).brief
    assert brief.author["purpose"].text == "To inform."


def test_an_author_slot_without_an_answer_stays_empty(two_sources: Dossier) -> None:
    assert select(two_sources, AUTHORED).brief.author["purpose"].text is None


def test_an_author_slot_is_never_filled_from_the_sources(two_sources: Dossier) -> None:
    assert select(two_sources, AUTHORED).brief.slots == {}


# --- marking ----------------------------------------------------------------------------------


def test_a_brief_bears_the_highest_marking_of_its_sources(two_sources: Dossier) -> None:
    dossier = marked(two_sources, "OFFICIAL", "SECRET")
    assert select(dossier, FACTS).brief.marking == "SECRET"


def test_a_higher_marking_can_be_asked_for(two_sources: Dossier) -> None:
    dossier = marked(two_sources, "TLP:GREEN", None)
    assert select(dossier, FACTS, marking="TLP:RED").brief.marking == "TLP:RED"


def test_a_marking_below_that_of_a_source_is_refused(two_sources: Dossier) -> None:
    dossier = marked(two_sources, "TLP:AMBER", None)
    with pytest.raises(SettingsError, match="TLP:AMBER"):
        select(dossier, FACTS, marking="TLP:CLEAR")


def test_markings_of_two_schemes_are_refused(two_sources: Dossier) -> None:
    dossier = marked(two_sources, "TLP:AMBER", "OFFICIAL")
    with pytest.raises(SettingsError, match="cannot be compared"):
        select(dossier, FACTS)


def test_unmarked_sources_give_the_marking_asked_for(two_sources: Dossier) -> None:
    assert select(two_sources, FACTS, marking="OFFICIAL").brief.marking == "OFFICIAL"


def test_unmarked_sources_give_an_unmarked_brief(two_sources: Dossier) -> None:
    assert select(two_sources, FACTS).brief.marking is None


def test_a_marking_in_small_letters_is_no_lower(two_sources: Dossier) -> None:
    dossier = marked(two_sources, "secret", "OFFICIAL")
    assert select(dossier, FACTS).brief.marking.upper() == "SECRET"


def test_a_copy_is_not_cited_beside_its_original(seeds_dossier: Dossier) -> None:
    wanted = front(people={"kind": "entity", "items": 12}, roles={"kind": "entity", "items": 12})
    brief = select(seeds_dossier, wanted).brief
    copies = {s.number: s.copy_of for s in brief.sources if s.copy_of}
    items = [item for items in brief.slots.values() for item in items]
    cited = [
        {c.number for c in one.citations}
        for item in items
        for one in (item, *getattr(item, "roles", ()))
    ]
    assert copies and cited
    assert not [c for c in cited for copy, original in copies.items() if {copy, original} <= c]
