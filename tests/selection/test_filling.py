"""Slots hold what adds to the brief, from more than one side."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from material import DossierOf

from briefgen.model.brief import AnyItem, FactItem, QuoteItem
from briefgen.model.dossier import Dossier, Fact
from briefgen.model.source import Source
from briefgen.model.template import FrontMatter
from briefgen.selection import select

from .samples import FRONTS, front

TEXT = (
    "The harbour gate of Velmark failed on Monday night.",
    "The harbour gate had passed every inspection since a refit in January.",
    "Traders on the fish market want money for a week without customers.",
    "Schools will open an hour later until the ferry has another boat.",
)


def made(*rows: tuple[str, float, str | None], sources: int = 1) -> Dossier:
    """A dossier of statements with their salience and who says so, one paragraph each; several
    ``sources`` take turns."""
    texts = ["" for _ in range(sources)]
    facts = []
    for n, (statement, salience, attribution) in enumerate(rows):
        of = n % sources
        start = len(texts[of])
        texts[of] += statement + "\n\n"
        facts.append(
            Fact(
                id=f"f{n}",
                source=f"s{of}",
                start=start,
                end=start + len(statement),
                text=statement,
                statement=statement,
                paragraph=n // sources + 1,
                salience=salience,
                attribution=attribution,
                leads=start == 0 and sources > 1,
            )
        )
    return Dossier(
        sources=tuple(
            Source(id=f"s{n}", text=text, title=" ".join(texts)) for n, text in enumerate(texts)
        ),
        facts=tuple(sorted(facts, key=lambda f: -f.salience)),
    )


def chosen(dossier: Dossier, items: int) -> list[str]:
    """The facts in a brief of so many, by id, in order."""
    asked = front(facts={"kind": "fact", "items": items})
    return [item.id for item in select(dossier, asked).brief.slots["facts"]]


def unattributed(*saliences: float) -> Dossier:
    """The first sample statements with these saliences."""
    return made(*((text, worth, None) for text, worth in zip(TEXT, saliences, strict=False)))


def test_the_most_salient_fact_comes_first() -> None:
    assert chosen(unattributed(0.3, 0.5, 0.9, 0.4), 1) == ["f2"]


def test_what_tells_the_main_thing_again_falls_behind_what_is_new() -> None:
    assert chosen(unattributed(0.9, 0.62, 0.6), 2) == ["f0", "f2"]


def test_what_tells_the_main_thing_again_stays_where_it_matters_much_more() -> None:
    assert chosen(unattributed(0.9, 0.85, 0.1), 2) == ["f0", "f1"]


def test_without_the_main_thing_the_same_sentence_is_taken() -> None:
    assert chosen(unattributed(0.0, 0.62, 0.6), 1) == ["f1"]


def test_an_earlier_slot_counts_as_told() -> None:
    asked = front(first={"kind": "fact", "items": 1}, second={"kind": "fact", "items": 1})
    slots = select(unattributed(0.9, 0.62, 0.6), asked).brief.slots
    assert [item.id for item in slots["second"]] == ["f2"]


def test_the_same_in_other_words_is_left_out_though_there_is_room() -> None:
    again = "On Monday night the harbour gate of Velmark failed."
    dossier = made((TEXT[0], 0.9, None), (again, 0.8, None))
    selection = select(dossier, front(facts={"kind": "fact", "items": 5}))
    assert [item.id for item in selection.brief.slots["facts"]] == ["f0"]
    assert [d.reason for d in selection.dropped] == ["says what another item says"]


def test_one_source_does_not_fill_the_brief() -> None:
    dossier = made(
        ("Divers found deep cracks in both cables.", 0.90, None),
        ("Traders want money for a lost week.", 0.50, None),
        ("Engineers measured rust under the paint.", 0.52, None),
        ("Schools open an hour later now.", 0.10, None),
        sources=2,
    )
    # f0 and f2 are of one source, f1 and f3 of the other.
    assert chosen(dossier, 2) == ["f0", "f1"]


@pytest.mark.parametrize(("attribution", "second"), [("Ina Holt", "f3"), (None, "f2")])
def test_one_voice_does_not_fill_the_brief(attribution: str | None, second: str) -> None:
    """The same statements with and without somebody who says the first three."""
    dossier = made(
        ("Divers found deep cracks in both cables.", 0.90, attribution),
        ("Engineers measured rust under the paint.", 0.70, attribution),
        ("Welders left the eastern pier unfinished.", 0.56, attribution),
        ("Traders want money for a lost week.", 0.53, None),
    )
    assert chosen(dossier, 3) == ["f0", "f1", second]


@pytest.mark.parametrize("items", [1, 2, 3])
def test_a_longer_list_begins_like_a_shorter_one(seeds_dossier: Dossier, items: int) -> None:
    assert chosen(seeds_dossier, 8)[:items] == chosen(seeds_dossier, items)


def test_equal_facts_keep_their_order() -> None:
    assert chosen(
        made(
            ("Divers found deep cracks.", 0.5, None),
            ("Traders want money.", 0.5, None),
            sources=2,
        ),
        2,
    ) == ["f0", "f1"]


@given(FRONTS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_dossier_gives_the_same_brief(seeds_dossier: Dossier, asked: FrontMatter) -> None:
    assert select(seeds_dossier, asked) == select(seeds_dossier, asked)


def test_facts_in_the_order_of_the_text_are_the_same_facts(seeds_dossier: Dossier) -> None:
    def facts(order: str) -> list[FactItem]:
        asked = front(facts={"kind": "fact", "items": 8, "order": order})
        items: tuple[AnyItem, ...] = select(seeds_dossier, asked).brief.slots["facts"]
        return [item for item in items if isinstance(item, FactItem)]

    by_text, by_salience = facts("text"), facts("salience")
    assert {f.id for f in by_text} == {f.id for f in by_salience}
    places = [(f.citations[0].source, f.citations[0].start) for f in by_text]
    assert places == sorted(places)


def test_everybody_is_quoted_once_before_anybody_twice(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "“The cables of the bridge are worn through and we cannot open it,” said Marta Ellison, "
        "the harbour master.\n\n“Every diver who saw them told us the same thing in January,” "
        "said Marta Ellison.\n\n“My stall has had no customers for a week, and nobody at "
        "the town hall will say when the bridge opens,” said Giles Marsk, a trader."
    )
    asked = front(quotes={"kind": "quote", "items": 2, "per_speaker": 2})
    items = select(dossier, asked).brief.slots["quotes"]
    assert sorted(q.speaker for q in items if isinstance(q, QuoteItem)) == [
        "Giles Marsk",
        "Marta Ellison",
    ]


def test_a_topic_that_a_story_is_about_is_no_gap(seeds_dossier: Dossier) -> None:
    asked = front(top={"kind": "story", "items": 3})
    brief = select(seeds_dossier, asked, focus=["barrier", "submarines"]).brief
    assert brief.unanswered == ("submarines",)


def loosened(dossier: Dossier, *ids: str) -> Dossier:
    """The dossier with those facts as part of a piece of news."""
    loose = {"loose": True, "doubt": 0.6}
    facts = tuple(f.model_copy(update=loose if f.id in ids else {}) for f in dossier.facts)
    return dossier.model_copy(update={"facts": facts})


LOOSE = made((TEXT[0], 0.9, None), (TEXT[1], 0.5, None), (TEXT[2], 0.4, None))


def test_what_reads_as_part_of_its_article_is_left_out_and_said_so() -> None:
    asked = front(facts={"kind": "fact", "items": 3})
    selection = select(loosened(LOOSE, "f0"), asked)
    assert [item.id for item in selection.brief.slots["facts"]] == ["f1", "f2"]
    assert {d.id: d.reason for d in selection.dropped}["f0"] == "reads as part of its article"


@pytest.mark.parametrize(("doubt", "told"), [(0.5, ["f0"]), (0.6, [])])
def test_where_nothing_else_is_left_one_is_told_at_most(doubt: float, told: list[str]) -> None:
    loose = {"loose": True, "doubt": doubt}
    facts = tuple(f.model_copy(update=loose) for f in LOOSE.facts)
    assert chosen(LOOSE.model_copy(update={"facts": facts}), 3) == told


@pytest.mark.parametrize(("deep", "told"), [(0, ["f0"]), (900, [])])
def test_the_only_line_is_told_where_it_stands_near_the_beginning(
    deep: int, told: list[str]
) -> None:
    """A line from the middle of a text of which nothing else is told is understood by nobody."""
    filling = ("The gulls went on as they do. " * 100)[:deep]
    dossier = made((TEXT[0], 0.9, None))
    (source,), (fact,) = dossier.sources, dossier.facts
    moved = dossier.model_copy(
        update={
            "sources": (source.model_copy(update={"text": filling + source.text + filling}),),
            "facts": (fact.model_copy(update={"start": deep, "end": deep + len(fact.text)}),),
        }
    )
    assert chosen(moved, 3) == told
    asked = select(moved, front(facts={"kind": "fact"}), focus=["harbour"]).brief.slots["facts"]
    assert [item.id for item in asked] == ["f0"]


def test_of_short_texts_two_are_told_all_the_same() -> None:
    facts = tuple(f.model_copy(update={"loose": True, "doubt": 0.45}) for f in LOOSE.facts)
    assert chosen(LOOSE.model_copy(update={"facts": facts}), 3) == ["f0", "f1"]


@pytest.mark.parametrize(("deep", "told"), [(0, ["f0", "f1"]), (1200, ["f0"])])
def test_a_line_from_further_down_is_told_where_something_leads_to_it(
    deep: int, told: list[str]
) -> None:
    dossier = made((TEXT[0], 0.9, None), ("A choir of 40 singers rehearses in Ilde.", 0.8, None))
    (source,) = dossier.sources
    first, second = dossier.facts
    at = second.start + deep
    text = source.text[: second.start] + "The gulls went on. " * (deep // 19) + " " * (deep % 19)
    moved = dossier.model_copy(
        update={
            "sources": (
                source.model_copy(
                    update={"text": text + source.text[second.start :], "title": "Story"}
                ),
            ),
            "facts": (
                first,
                second.model_copy(update={"start": at, "end": at + len(second.text)}),
            ),
        }
    )
    assert chosen(moved, 2) == told


def test_what_is_asked_for_is_told_though_it_reads_as_part_of_its_article() -> None:
    dossier = loosened(LOOSE, "f0")
    about = front(facts={"kind": "fact", "items": 3, "about": ["Velmark"]})
    assert [item.id for item in select(dossier, about).brief.slots["facts"]] == ["f0"]
    plain = front(facts={"kind": "fact", "items": 3})
    focused = select(dossier, plain, focus=["Velmark"]).brief.slots["facts"]
    assert "f0" in [item.id for item in focused]


def test_what_rests_on_the_lead_is_told_behind_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Customs officers destroyed bottles of spirits in Velmark on Monday.\n\n"
        "Customs officer Ada Holm said that the bottles, 4,000 in all and worth 90,000 crowns, had "
        "been confiscated over two years in Velmark and Port Sarrow.\n\n"
        "Ada Holm said the port of Velmark would search 300 boats in April."
    )
    resting = [f for f in dossier.facts if f.rests_on is not None]
    assert [f.text.count("bottles") for f in resting] == [1]
    items = select(dossier, front(facts={"kind": "fact", "items": 3})).brief.slots["facts"]
    texts = [item.text for item in items if isinstance(item, FactItem)]
    places = [n for n, text in enumerate(texts) if "bottles" in text]
    assert "destroyed" in texts[places[0]] and "confiscated" in texts[places[1]]
