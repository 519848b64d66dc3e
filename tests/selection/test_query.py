"""What is asked for, and what is about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import DossierOf

from briefgen.model.brief import FactItem
from briefgen.model.dossier import Dossier, Entity, EntityKind
from briefgen.selection import Topics, select

from .samples import front

MAYOR = Entity(
    id="p1", name="Ottilie Dahlgaard", kind=EntityKind.PERSON, aliases=("Dahlgaard", "the mayor")
)
AGENCY = Entity(id="o1", name="Velmark Civil Protection Agency", kind=EntityKind.ORGANISATION)
UNION = Entity(id="o2", name="Dockers Union", kind=EntityKind.ORGANISATION)


def about(topic: str, text: str, *entities: Entity) -> bool:
    """Whether a text is about a topic beyond doubt."""
    return Topics.of([topic], entities).match(text)


def share(topic: str, text: str) -> float:
    """How far a text is about a topic."""
    return Topics.of([topic]).share(text)


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", ["Dahlgaard", "dahlgaard", "Ottilie Dahlgaard", "the mayor"])
@pytest.mark.parametrize(
    "text",
    [
        "The money is there, said the mayor, Ottilie Dahlgaard.",
        "Dahlgaard said the money is there.",
        "The money is there, the mayor said.",
    ],
)
def test_any_name_of_a_person_finds_every_other(topic: str, text: str) -> None:
    assert about(topic, text, MAYOR)


def test_a_name_finds_its_own_form_without_entities() -> None:
    assert about("Dahlgaard", "The money is there, said the mayor, Ottilie Dahlgaard.")


def test_a_name_finds_nobody_else() -> None:
    assert not about("Dahlgaard", "The bridge stays closed, said Marta Ellison.", MAYOR)


def test_initials_find_the_name() -> None:
    assert about("VCPA", "The Velmark Civil Protection Agency warned of more rain.", AGENCY)


def test_a_name_finds_its_initials() -> None:
    assert about("Velmark Civil Protection Agency", "More rain will come, the VCPA said.", AGENCY)


def test_initials_of_two_letters_stand_for_nothing() -> None:
    assert not about("DU", "The Dockers Union wants an answer.", UNION)


# --- kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("casualties", "Two people died when the pier fell."),
        ("casualties", "The death toll rose to four."),
        ("Casualties", "Eleven dockers were wounded."),
        ("drones", "An unmanned aircraft fell into the harbour."),
        ("investigation", "An audit of the bridge was ordered."),
    ],
)
def test_a_topic_finds_what_is_a_kind_of_it(topic: str, text: str) -> None:
    assert about(topic, text)


def test_a_kind_does_not_find_its_topic() -> None:
    assert not about("wounded", "Casualties were feared.")


def test_a_topic_does_not_find_what_is_no_kind_of_it() -> None:
    assert share("casualties", "The council votes on the money.") == 0


# --- words together and apart -----------------------------------------------------------------


def test_words_apart_count_less_than_words_together() -> None:
    together = share("harbour gate", "The harbour gate failed.")
    apart = share("harbour gate", "The gate was shut by those who run the old harbour.")
    assert together > apart > 0


def test_half_of_the_words_count_less_than_all_of_them_apart() -> None:
    apart = share("harbour gate", "The gate was shut by those who run the old harbour.")
    assert apart > share("harbour gate", "The gate was shut.") > 0


def test_less_than_half_of_the_words_count_for_nothing() -> None:
    assert share("harbour gate repair", "The gate was shut.") == 0


@pytest.mark.parametrize(
    "text",
    [
        "The gate was shut.",
        "The gate was shut by those who run the old harbour.",
        "The gate of the harbour failed.",
    ],
)
def test_words_apart_or_in_another_order_are_no_strict_match(text: str) -> None:
    assert not about("harbour gate", text)


def test_a_small_gap_is_still_a_match() -> None:
    assert about("not confirmed", "The cause has not yet been confirmed.")


def test_a_small_word_of_the_topic_must_stand_there() -> None:
    assert not about("not confirmed", "The cause has been confirmed.")


def test_another_form_of_a_word_is_a_match() -> None:
    assert about("evacuation", "The street was evacuated.")


@given(st.text(max_size=40), st.text(max_size=80))
def test_a_strict_match_is_a_whole_share(topic: str, text: str) -> None:
    if about(topic, text):
        assert share(topic, text) == 1


@given(st.text(max_size=40), st.text(max_size=80))
def test_a_share_is_a_part_of_one(topic: str, text: str) -> None:
    assert 0 <= share(topic, text) <= 1


# --- several topics, or none ------------------------------------------------------------------


def test_the_topics_that_a_text_is_about_are_named_as_asked_for() -> None:
    topics = Topics.of(["Casualties", "audit", "union"])
    assert topics.matched("Two people died, the audit says.") == ("Casualties", "audit")


def test_a_text_about_more_of_the_topics_is_lifted_higher() -> None:
    topics = Topics.of(["audit", "union"])
    assert topics.lift(0.1, "The union read the audit.") > topics.lift(0.1, "The union met.")


def test_a_text_about_a_topic_is_lifted_above_any_other() -> None:
    topics = Topics.of(["audit"])
    assert topics.lift(-0.3, "The audit is out.") > topics.lift(1.3, "The union met.")


def test_of_two_texts_about_a_topic_the_more_salient_stays_in_front() -> None:
    topics = Topics.of(["audit"])
    assert topics.lift(0.4, "The audit is out.") > topics.lift(0.3, "An audit was made.")


@pytest.mark.parametrize("phrases", [[], [""], ["  ", "…"]])
def test_empty_topics_are_left_out(phrases: list[str]) -> None:
    topics = Topics.of(phrases)
    assert not topics
    assert (topics.share("The gate"), topics.lift(0.5, "The gate")) == (0.0, 0.5)


# --- slots about something --------------------------------------------------------------------


@pytest.mark.parametrize("topic", ["audit", "gate", "casualties", "Dahlgaard", "relief fund"])
def test_a_slot_about_something_holds_nothing_else(seeds_dossier: Dossier, topic: str) -> None:
    asked = front(facts={"kind": "fact", "items": 30, "about": [topic]})
    items = select(seeds_dossier, asked).brief.slots["facts"]
    topics = Topics.of([topic], seeds_dossier.entities)
    assert items
    assert all(topics.match(item.original) for item in items if isinstance(item, FactItem))


@pytest.mark.parametrize("kind", ["fact", "event", "figure", "quote", "story"])
def test_a_slot_about_what_no_source_tells_stays_empty(seeds_dossier: Dossier, kind: str) -> None:
    asked = front(slot={"kind": kind, "items": 5, "about": ["volcano"]})
    assert select(seeds_dossier, asked).brief.slots["slot"] == ()


@given(topic=st.sampled_from(["audit", "union", "gate"]), words=st.integers(10, 200))
def test_a_focus_brings_nothing_into_a_slot_about_something_else(
    seeds_dossier: Dossier, topic: str, words: int
) -> None:
    asked = front(facts={"kind": "fact", "items": 8, "words": words, "about": [topic]})
    items = select(seeds_dossier, asked, focus=["relief fund"]).brief.slots["facts"]
    topics = Topics.of([topic], seeds_dossier.entities)
    assert all(topics.match(item.original) for item in items if isinstance(item, FactItem))


def test_a_focus_on_a_surname_brings_the_full_name_to_the_front(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Divers found deep cracks in two cables of the Velmark bridge on Monday.\n\n"
        "The harbour master, Marta Ellison, has known of the cracks since January.\n\n"
        "Traders on the fish market want money for the week they lost."
    )
    facts = front(facts={"kind": "fact", "items": 1})
    (item,) = select(dossier, facts, focus=["Ellison"]).brief.slots["facts"]
    assert isinstance(item, FactItem) and "Marta Ellison" in item.text
