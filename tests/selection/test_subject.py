"""Whom a brief is about, what they say themselves, and who stands beside them."""

from __future__ import annotations

from typing import Any

import pytest
from material import DossierOf

from briefgen.model.brief import AnyItem, Brief, EntityItem, FactItem, QuoteItem
from briefgen.model.dossier import Dossier
from briefgen.selection import select

from .samples import front

NEWS = (
    "Marit Halvoorde, the mayor of Velmark, closed the harbour gate on Monday. “We will not open "
    "the gate again before every cable is tested,” Halvoorde said in Velmark. “The mayor has left "
    "the traders alone for a whole week,” said Bo Hestrup, the regional secretary of the union. "
    "Halvoorde and Bo Hestrup met at the town hall of Velmark on Tuesday to talk about money. The "
    "fish market lost four million crowns in the week after the gate failed."
)
LATER = (
    "Marit Halvoorde, the chair of the inquiry, heard eleven witnesses on Wednesday. The inquiry "
    "will report in June, the ministry said in a statement."
)


@pytest.fixture(scope="module")
def news(dossier_of: DossierOf) -> Dossier:
    """Two stories on one person, the second one newer."""
    return dossier_of(NEWS, LATER)


def filled(dossier: Dossier, focus: list[str], **slots: dict[str, Any]) -> Brief:
    """The brief of these slots for a focus."""
    return select(dossier, front(**slots), focus=focus).brief


def of_slot(dossier: Dossier, focus: list[str], **slot: Any) -> tuple[AnyItem, ...]:
    """The items of one slot for a focus."""
    return filled(dossier, focus, asked=slot).slots["asked"]


def entities(items: tuple[AnyItem, ...]) -> list[EntityItem]:
    return [item for item in items if isinstance(item, EntityItem)]


def test_a_person_is_told_with_each_role_and_the_words_that_state_it(news: Dossier) -> None:
    texts = {source.id: source.text for source in news.sources}
    (item,) = entities(of_slot(news, ["Halvoorde"], kind="entity", about="focus"))
    assert item.name == "Marit Halvoorde"
    assert {role.text for role in item.roles} == {"mayor of Velmark", "chair of the inquiry"}
    places = [(role.text, place) for role in item.roles for place in role.citations]
    assert all(texts[p.source][p.start : p.end] == text for text, p in places)


def test_a_town_that_was_once_taken_for_a_person_is_none(news: Dossier) -> None:
    people = of_slot(news, [], kind="entity", kinds=["person"])
    assert {e.name for e in entities(people)} == {"Marit Halvoorde", "Bo Hestrup"}


def test_quotes_by_the_focus_are_those_of_the_subject(news: Dossier) -> None:
    items = of_slot(news, ["Marit Halvoorde"], kind="quote", by="focus")
    assert [q.speaker for q in items if isinstance(q, QuoteItem)] == ["Marit Halvoorde"]


def test_quotes_by_others_are_those_of_everybody_else(news: Dossier) -> None:
    items = of_slot(news, ["Marit Halvoorde"], kind="quote", by="others")
    assert [q.speaker for q in items if isinstance(q, QuoteItem)] == ["Bo Hestrup"]


def test_a_body_speaks_by_whoever_holds_a_role_in_it(news: Dossier) -> None:
    items = of_slot(news, ["the union"], kind="quote", by="focus")
    assert [q.speaker for q in items if isinstance(q, QuoteItem)] == ["Bo Hestrup"]


def test_facts_about_the_focus_name_the_subject(news: Dossier) -> None:
    items = of_slot(news, ["Marit Halvoorde"], kind="fact", items=9, about="focus")
    assert items
    assert all("Halvoorde" in item.text for item in items if isinstance(item, FactItem))


def test_who_stands_beside_the_subject_is_told_with_the_sentence(news: Dossier) -> None:
    (item,) = entities(
        of_slot(news, ["Marit Halvoorde"], kind="entity", kinds=["person"], beside="focus")
    )
    assert item.name == "Bo Hestrup"
    assert item.fact is not None
    assert "Bo Hestrup met at the town hall" in item.fact.text


AGENCY = (
    "The Velmark Harbour Agency closed the ferry route of the Osprey Line on Monday. The Agency "
    "told the Osprey Line to repair the ramp before Friday. Holm Flight 20 brought divers of the "
    "Osprey Line to Velmark on Tuesday, the Velmark Harbour Agency said. The company’s Merlin 300 "
    "engine failed twice in a week of storms."
)


def test_each_body_stands_beside_the_subject_once_and_by_its_whole_name(
    dossier_of: DossierOf,
) -> None:
    items = of_slot(
        dossier_of(AGENCY), ["Osprey Line"], kind="entity", kinds=["organisation"], beside="focus"
    )
    assert [e.name for e in entities(items)] == ["Velmark Harbour Agency"]


def test_a_statement_beside_the_subject_carries_who_denies_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The Osprey Line said its control room alerted the Velmark Harbour Agency at 2.15am. The "
        "fish market of Velmark lost four million crowns in the week after the storm.",
        "The Velmark Harbour Agency’s duty officer received the first notification from the ferry "
        "operator, the Osprey Line, at 02.50. School buses ran late and shops stayed shut.",
    )
    denied = {fact.text for fact in dossier.facts if fact.contradicted_by}
    items = of_slot(dossier, ["Osprey Line"], kind="entity", beside="focus", items=9)
    told = [e.fact for e in entities(items) if e.fact and e.fact.original in denied]
    assert told
    assert all(fact.contradicted_by for fact in told)


def test_what_a_body_did_in_an_earlier_year_is_of_its_past(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "The Osprey Line of Velmark closed its ferry route to the islands on Monday.\n\nThe Osprey "
        "Line, which began sailings in 2001 and carries 40,000 people a month, said it was "
        "reviewing the order.\n\nTraders on the quay want money."
    )
    items = of_slot(dossier, ["Osprey Line"], kind="fact", about="focus", when="past")
    assert ["2001" in item.text for item in items if isinstance(item, FactItem)] == [True]


def test_a_role_is_told_of_the_outlet_that_is_cited_for_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(NEWS, f"{NEWS} More on this story tomorrow.")
    outlets = {source.id: source.publisher for source in dossier.sources}
    (item,) = entities(of_slot(dossier, ["Halvoorde"], kind="entity", about="focus"))
    assert [[outlets[p.source] for p in role.citations] for role in item.roles] == [
        [role.outlet] for role in item.roles
    ]


def test_without_a_focus_nothing_is_about_it(news: Dossier) -> None:
    assert of_slot(news, [], kind="fact", about="focus") == ()
    assert len(of_slot(news, [], kind="quote", by="others")) == 2


def test_a_template_may_take_the_person_most_mentioned_as_its_subject(news: Dossier) -> None:
    asked = front(who={"kind": "entity", "about": "focus"}).model_copy(
        update={"subject": "most_mentioned"}
    )
    brief = select(news, asked).brief
    assert brief.subject == ("Marit Halvoorde",)
    assert brief.title == "Marit Halvoorde"
