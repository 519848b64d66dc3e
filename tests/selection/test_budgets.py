"""Budgets hold and nothing is used twice, whatever slots a template declares."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings

from briefgen.model.brief import (
    AnyItem,
    EventItem,
    FactItem,
    FigureItem,
    QuoteItem,
    StoryItem,
)
from briefgen.model.dossier import Dossier
from briefgen.model.template import AuthorSlot, FrontMatter, QuoteSlot
from briefgen.selection import select
from briefgen.text.terms import count_words, terms

from .samples import FRONTS, front

EXAMPLES = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])


def printed(item: AnyItem, dossier: Dossier) -> str:
    """The words of an item that a budget counts: all but those that say who somebody is."""
    match item:
        case FactItem() | EventItem():
            entries = (*dossier.facts, *dossier.events)
            return next(e.statement for e in entries if e.id == item.id)
        case QuoteItem():
            return " ".join(item.parts) or item.sentence
        case FigureItem():
            return f"{item.text} {item.label or item.counts}"
        case StoryItem():
            return f"{item.title} {item.text}"
    raise AssertionError(item)


@given(FRONTS)
@EXAMPLES
def test_no_slot_holds_more_items_than_its_budget(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    filled = select(seeds_dossier, asked).brief.slots
    assert all(len(filled[name]) <= slot.items for name, slot in asked.slots.items())


@given(FRONTS)
@EXAMPLES
def test_no_slot_holds_more_words_than_its_budget(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    filled = select(seeds_dossier, asked).brief.slots
    for name, slot in asked.slots.items():
        if not isinstance(slot, AuthorSlot) and slot.words is not None:
            assert (
                sum(count_words(printed(item, seeds_dossier)) for item in filled[name])
                <= slot.words
            )


@given(FRONTS)
@EXAMPLES
def test_no_item_is_used_twice(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    filled = select(seeds_dossier, asked).brief.slots
    ids = [item.id for items in filled.values() for item in items]
    assert len(ids) == len(set(ids))


@given(FRONTS)
@EXAMPLES
def test_no_sentence_is_stated_twice(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    filled = select(seeds_dossier, asked).brief.slots
    stated = [
        (item.citations[0].source, item.citations[0].start)
        for items in filled.values()
        for item in items
        if isinstance(item, FactItem | EventItem)
    ]
    assert len(stated) == len(set(stated))


@given(FRONTS)
@EXAMPLES
def test_no_speaker_is_quoted_more_often_than_the_slot_allows(
    seeds_dossier: Dossier, asked: FrontMatter
) -> None:
    filled = select(seeds_dossier, asked).brief.slots
    for name, slot in asked.slots.items():
        if isinstance(slot, QuoteSlot):
            speakers = Counter(i.speaker for i in filled[name] if isinstance(i, QuoteItem))
            assert max(speakers.values(), default=0) <= slot.per_speaker


@given(FRONTS)
@EXAMPLES
def test_nothing_used_is_among_what_was_dropped(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    selection = select(seeds_dossier, asked)
    used = {item.id for items in selection.brief.slots.values() for item in items}
    assert used.isdisjoint(one.id for one in selection.dropped)


@given(FRONTS)
@EXAMPLES
def test_the_same_dossier_gives_the_same_brief(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    assert select(seeds_dossier, asked) == select(seeds_dossier, asked)


def test_a_slot_about_a_topic_never_holds_a_fact_off_it(seeds_dossier: Dossier) -> None:
    asked = front(audit={"kind": "fact", "items": 30, "about": ["audit", "power"]})
    items = select(seeds_dossier, asked).brief.slots["audit"]
    assert all({"audit", "power"} & set(terms(item.original)) for item in items)


def test_a_slot_about_a_topic_of_the_sources_is_filled(seeds_dossier: Dossier) -> None:
    asked = front(audit={"kind": "fact", "items": 30, "about": ["audit"]})
    assert select(seeds_dossier, asked).brief.slots["audit"]


def test_a_slot_about_nothing_in_the_sources_stays_empty(seeds_dossier: Dossier) -> None:
    asked = front(none={"kind": "fact", "about": ["zeppelin"]})
    assert select(seeds_dossier, asked).brief.slots["none"] == ()


def test_a_conflict_is_shown_in_one_slot_only(seeds_dossier: Dossier) -> None:
    asked = front(first={"kind": "conflict"}, second={"kind": "conflict"})
    filled = select(seeds_dossier, asked).brief.slots
    assert not {c.id for c in filled["first"]} & {c.id for c in filled["second"]}


def test_what_is_dropped_is_recorded_with_its_reason(seeds_dossier: Dossier) -> None:
    dropped = select(seeds_dossier, front(one={"kind": "fact", "items": 40, "words": 30})).dropped
    assert "no room in the budgets of the template" in {one.reason for one in dropped}
