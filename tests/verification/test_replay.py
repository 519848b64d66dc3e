"""A brief held against its sources: a clean one is found whole, and no change goes unseen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from material import DossierOf

from briefgen.model.brief import AnyItem, Brief, FigureItem
from briefgen.model.dossier import Dossier, Edit
from briefgen.model.source import Extent
from briefgen.model.template import FrontMatter
from briefgen.selection import select
from briefgen.verification import Checked, Verdict, verify_brief, verify_dossier

ASKED = FrontMatter.model_validate(
    {
        "name": "trial",
        "slots": {
            "quotes": {"kind": "quote", "items": 12, "per_speaker": 3},
            "facts": {"kind": "fact", "items": 12},
            "events": {"kind": "event", "items": 6},
            "figures": {"kind": "figure", "items": 6},
            "conflicts": {"kind": "conflict", "items": 4},
            "stories": {"kind": "story", "items": 6},
            "speakers": {"kind": "speaker", "items": 8},
        },
    }
)
STORY = (
    "The bridge at Velmark was not closed on Monday, said Marta Ellison, the harbour master.\n\n"
    "However, divers found 12 cracks in its cables yesterday.\n\n"
    "“We will not open the road,” Marta Ellison said, “and we shall not pay for it.”\n\n"
    "The repair of the bridge at Velmark will cost €45 million. Marta Ellison also wants a second "
    "ferry in April.\n\n"
    "The council will vote on 24 March. Ellison called the delay “a gift to the fishmongers” "
    "of the market."
)


@pytest.fixture(scope="module")
def told(dossier_of: DossierOf) -> Dossier:
    """The dossier of one short story."""
    return dossier_of(STORY)


# By the identity of a dossier, which is kept with what was made of it: selected once, and held
# against its sources hundreds of times.
_MADE: dict[int, tuple[Dossier, Brief]] = {}


def brief_of(dossier: Dossier) -> Brief:
    """Everything that a brief can hold of a dossier."""
    if id(dossier) not in _MADE:
        _MADE[id(dossier)] = dossier, select(dossier, ASKED).brief
    return _MADE[id(dossier)][1]


def items_of(dossier: Dossier, kind: str) -> list[AnyItem]:
    """The items of one kind in the brief of a dossier."""
    return [i for items in brief_of(dossier).slots.values() for i in items if i.kind == kind]


def gates_of(dossier: Dossier) -> FigureItem:
    """How many gates did not close, from a table of all figures."""
    asked = FrontMatter.model_validate(
        {"name": "trial", "slots": {"figures": {"kind": "figure", "items": 60}}}
    )
    rows = select(dossier, asked).brief.slots["figures"]
    figures = (row for row in rows if isinstance(row, FigureItem))
    return next(f for f in figures if f.label and "did not close" in f.label)


def checked(dossier: Dossier, item: AnyItem) -> Checked:
    """One item held against the sources of a dossier."""
    brief = brief_of(dossier).model_copy(update={"slots": {"one": (item,)}})
    (found,) = verify_brief(brief, dossier.sources)
    return found


def lost(dossier: Dossier, item: AnyItem, **changes: Any) -> bool:
    """Whether an item is not found once some of its fields are changed."""
    assert checked(dossier, item).verdict is not Verdict.NOT_FOUND
    return checked(dossier, item.model_copy(update=changes)).verdict is Verdict.NOT_FOUND


# --- what is clean ----------------------------------------------------------------------------


def test_every_line_of_the_sample_sources_is_found(seeds_dossier: Dossier) -> None:
    found = verify_brief(brief_of(seeds_dossier), seeds_dossier.sources)
    assert found
    assert [one for one in found if one.verdict is Verdict.NOT_FOUND] == []


def test_every_entry_of_the_sample_dossier_is_found(seeds_dossier: Dossier) -> None:
    found = verify_dossier(seeds_dossier)
    assert {one.kind for one in found} == {"fact", "event", "quote", "figure"}
    assert [one for one in found if one.verdict is Verdict.NOT_FOUND] == []


def test_every_line_of_a_transcript_is_found(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "HOLM: Why was the lock of the harbour shut?\n\n"
        "MARSK: The gate had jammed twice before.\n\nHOLM: Who decided to close the gate?\n\n"
        "MARSK: I did, and I would do so again tomorrow."
    )
    found = verify_brief(brief_of(dossier), dossier.sources)
    assert "quote" in {one.kind for one in found}
    assert [one for one in found if one.verdict is Verdict.NOT_FOUND] == []


def test_a_sentence_as_it_stands_is_verbatim(told: Dossier) -> None:
    plain = [f for f in items_of(told, "fact") if not getattr(f, "edits", ())]
    assert checked(told, plain[0]).verdict is Verdict.VERBATIM


def test_an_edited_sentence_names_its_edits(told: Dossier) -> None:
    edited = [f for f in items_of(told, "fact") if getattr(f, "edits", ())]
    found = checked(told, edited[0])
    assert found.verdict is Verdict.EDITED and found.detail


# --- what is printed --------------------------------------------------------------------------

# The fields of each kind of item that a template prints from a source.
PRINTED = [
    ("fact", "text"),
    ("fact", "original"),
    ("fact", "attribution"),
    ("event", "text"),
    ("event", "original"),
    ("event", "expression"),
    ("quote", "text"),
    ("quote", "sentence"),
    ("quote", "speaker"),
    ("quote", "role"),
    ("figure", "text"),
    ("figure", "counts"),
    ("figure", "qualifier"),
    ("figure", "attribution"),
    ("conflict", "counts"),
    ("story", "title"),
    ("story", "text"),
    ("speaker", "name"),
    ("speaker", "role"),
]


@pytest.mark.parametrize(("kind", "field"), PRINTED)
def test_a_changed_word_is_found_wherever_it_is_printed(
    seeds_dossier: Dossier, kind: str, field: str
) -> None:
    printed = [item for item in items_of(seeds_dossier, kind) if getattr(item, field)]
    assert printed
    for item in printed:
        words = str(getattr(item, field)).split(" ")
        words[-1] = "marzipan"
        assert lost(seeds_dossier, item, **{field: " ".join(words)}), item


@st.composite
def corruptions(draw: st.DrawFn, text: str) -> str:
    """``text`` with one word changed, lost, doubled or put in, or one digit changed."""
    words = text.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    numbers = [n for n, ch in enumerate(text) if ch.isdigit()]
    how = draw(st.sampled_from(["change", "lose", "double", "put in", *["digit"] * bool(numbers)]))
    if how == "digit":
        n = draw(st.sampled_from(numbers))
        return text[:n] + str((int(text[n]) + 1) % 10) + text[n + 1 :]
    instead = {"change": ["marzipan"], "lose": [], "double": [words[at]] * 2}
    words[at : at + 1] = instead.get(how, ["not", words[at]])
    return " ".join(words)


@given(st.data())
def test_no_change_of_a_printed_sentence_goes_unseen(
    seeds_dossier: Dossier, data: st.DataObject
) -> None:
    kinds = [*items_of(seeds_dossier, "fact"), *items_of(seeds_dossier, "event")]
    item = data.draw(st.sampled_from(kinds))
    field = data.draw(st.sampled_from(["text", "original"]))
    before = str(getattr(item, field))
    after = data.draw(corruptions(before))
    assume(after != before)
    assert lost(seeds_dossier, item, **{field: after})


@given(st.data())
def test_no_change_of_a_quoted_word_goes_unseen(
    seeds_dossier: Dossier, data: st.DataObject
) -> None:
    quote: Any = data.draw(
        st.sampled_from([q for q in items_of(seeds_dossier, "quote") if getattr(q, "parts", ())])
    )
    n = data.draw(st.integers(0, len(quote.parts) - 1))
    after = data.draw(corruptions(quote.parts[n]))
    assume(after != quote.parts[n])
    parts = (*quote.parts[:n], after, *quote.parts[n + 1 :])
    assert lost(seeds_dossier, quote, parts=parts, text=parts[0])


@given(st.data())
def test_no_change_of_a_sentence_around_a_fragment_goes_unseen(
    told: Dossier, data: st.DataObject
) -> None:
    (quote,) = (q for q in items_of(told, "quote") if not getattr(q, "parts", ()))
    before = str(getattr(quote, "sentence", ""))
    after = data.draw(corruptions(before))
    assume(after != before)
    assert lost(told, quote, sentence=after)


@pytest.fixture(scope="module")
def split(dossier_of: DossierOf) -> Dossier:
    """The dossier of a quote whose parts stand around an attribution."""
    return dossier_of(
        "“We will not open the bridge,” Marta Ellison said, “and we shall not pay for the week.”"
    )


def split_quote(split: Dossier) -> Any:
    """The one quote of such a dossier."""
    (quote,) = items_of(split, "quote")
    return quote


def test_a_lost_not_within_a_quote_is_found(split: Dossier) -> None:
    quote = split_quote(split)
    assert lost(split, quote, parts=("We will open the bridge", quote.parts[1]))


def test_a_not_lost_between_two_parts_is_found(split: Dossier) -> None:
    quote = split_quote(split)
    assert lost(split, quote, parts=("We will", "open the bridge", quote.parts[1]), text="We will")


def test_a_quote_that_lacks_its_last_part_is_found(split: Dossier) -> None:
    quote = split_quote(split)
    assert lost(split, quote, parts=quote.parts[:1])


def test_the_parts_of_a_quote_in_another_order_are_found(split: Dossier) -> None:
    quote = split_quote(split)
    assert lost(split, quote, parts=quote.parts[::-1], text=quote.parts[1])


def test_a_quote_cut_at_its_front_with_its_place_is_found(split: Dossier) -> None:
    quote = split_quote(split)
    place = quote.citations[0]
    moved = place.model_copy(update={"start": place.start + len("We will not ")})
    assert lost(
        split,
        quote,
        citations=(moved,),
        parts=("open the bridge", quote.parts[1]),
        text="open the bridge",
    )


def test_a_fragment_that_does_not_say_where_its_sentence_stands_is_found(told: Dossier) -> None:
    (quote,) = (q for q in items_of(told, "quote") if not getattr(q, "parts", ()))
    assert lost(told, quote, sentence_at=None)


def test_a_figure_of_one_side_of_a_conflict_is_held_against_its_source(
    seeds_dossier: Dossier,
) -> None:
    conflict: Any = items_of(seeds_dossier, "conflict")[0]
    first = conflict.sides[0].model_copy(update={"text": "999"})
    assert lost(seeds_dossier, conflict, sides=(first, *conflict.sides[1:]))


@pytest.mark.parametrize(
    "changes",
    [
        {"label": "gates did close (of the five)"},
        {"label_at": ()},
        {"label": "gates closed"},
    ],
)
def test_a_label_of_other_words_than_those_of_its_places_is_found(
    seeds_dossier: Dossier, changes: dict[str, Any]
) -> None:
    figure = gates_of(seeds_dossier)
    assert lost(seeds_dossier, figure, **changes)


def test_a_label_that_leaves_out_a_denial_is_found(seeds_dossier: Dossier) -> None:
    figure = gates_of(seeds_dossier)
    text = next(s.text for s in seeds_dossier.sources if s.id == figure.citations[0].source)
    at = text.index("gates did not close", figure.citations[0].start)
    places = (Extent(start=at, end=at + 5), Extent(start=at + 14, end=at + 19))
    assert lost(seeds_dossier, figure, label="gates close", label_at=places)


def test_a_date_that_is_not_that_of_its_words_is_found(seeds_dossier: Dossier) -> None:
    asked = FrontMatter.model_validate(
        {"name": "trial", "slots": {"events": {"kind": "event", "items": 30}}}
    )
    events: list[Any] = list(select(seeds_dossier, asked).brief.slots["events"])
    dated = [event for event in events if "March" in event.expression]
    assert dated
    assert all(
        lost(seeds_dossier, event, date=event.date.replace(day=28, month=month))
        for event in dated
        for month in (3, 4)
    )


# --- edits ------------------------------------------------------------------------------------


def edited(told: Dossier, phrase: str, replacement: str, reason: str = "name") -> Checked:
    """The first fact of the story with one edit, and printed as that edit leads to."""
    (fact,) = (f for f in items_of(told, "fact") if "was not closed" in getattr(f, "text", ""))
    place = fact.citations[0]
    text = told.sources[0].text
    start = text.index(phrase)
    edit = Edit.model_validate(
        {
            "start": start,
            "end": start + len(phrase),
            "replacement": replacement,
            "reason": reason,
        }
    )
    sentence = text[place.start : place.end]
    printed = sentence.replace(phrase, replacement)
    changes = {"text": printed, "original": sentence, "edits": (edit,)}
    return checked(told, fact.model_copy(update=changes))


def test_a_name_of_the_source_in_brackets_is_allowed(told: Dossier) -> None:
    assert edited(told, "The bridge", "[Marta Ellison]").verdict is Verdict.EDITED


@pytest.mark.parametrize(
    ("phrase", "replacement", "reason", "detail"),
    [
        ("The bridge", "The ferry", "name", "without square brackets"),
        ("Monday", "Monday in panic", "resolved", "without square brackets"),
        ("The bridge", "[Ada Marsk]", "name", "in no source"),
        ("The bridge", "[Mart]", "name", "in no source"),
        ("Monday", "Monday [Ada Marsk 2026]", "resolved", "in no source"),
        ("Monday", "Monday [9 March 2026]", "name", "in no source"),
        ("not ", "", "connective", "left out"),
        ("was not closed on", "", "clause", "left out"),
        ("was not closed", "[Marta Ellison]", "name", "left out"),
    ],
)
def test_an_edit_that_none_may_make_is_found(
    told: Dossier, phrase: str, replacement: str, reason: str, detail: str
) -> None:
    found = edited(told, phrase, replacement, reason)
    assert found.verdict is Verdict.NOT_FOUND
    assert detail in found.detail


def test_an_edit_that_leaves_out_a_number_is_found(told: Dossier) -> None:
    (fact,) = (f for f in items_of(told, "fact") if "€45" in getattr(f, "text", ""))
    start = told.sources[0].text.index(" €45 million")
    edit = Edit(start=start, end=start + len(" €45 million"), replacement="", reason="clause")
    assert lost(told, fact, text="The repair of the bridge at Velmark will cost.", edits=(edit,))


def test_an_edit_outside_its_sentence_is_found(told: Dossier) -> None:
    found = edited(told, "divers found", "")
    assert (found.verdict, found.detail) == (
        Verdict.NOT_FOUND,
        "an edit lies outside its sentence or within another",
    )


@given(st.data())
def test_an_edit_put_into_another_is_found(seeds_dossier: Dossier, data: st.DataObject) -> None:
    facts = [f for f in items_of(seeds_dossier, "fact") if getattr(f, "edits", ())]
    fact: Any = data.draw(st.sampled_from(facts))
    wide = [e for e in fact.edits if e.end > e.start]
    assume(wide)
    edit = data.draw(st.sampled_from(wide))
    assert lost(seeds_dossier, fact, edits=(*fact.edits, edit))


@given(st.data())
def test_an_edit_that_is_not_recorded_is_found(seeds_dossier: Dossier, data: st.DataObject) -> None:
    facts = [f for f in items_of(seeds_dossier, "fact") if getattr(f, "edits", ())]
    fact: Any = data.draw(st.sampled_from(facts))
    n = data.draw(st.integers(0, len(fact.edits) - 1))
    assert lost(seeds_dossier, fact, edits=(*fact.edits[:n], *fact.edits[n + 1 :]))


# --- sources ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["fact", "event", "quote", "figure", "story"])
def test_a_line_whose_source_was_not_given_says_so(seeds_dossier: Dossier, kind: str) -> None:
    items = tuple(items_of(seeds_dossier, kind))
    brief = brief_of(seeds_dossier).model_copy(update={"slots": {"one": items}})
    assert {(one.verdict, one.detail) for one in verify_brief(brief, [])} == {
        (Verdict.NOT_FOUND, "its source was not given")
    }


def test_a_speaker_that_no_source_names_is_found(seeds_dossier: Dossier) -> None:
    speaker: Any = items_of(seeds_dossier, "speaker")[0]
    assert lost(seeds_dossier, speaker, name=speaker.name[:-1])


@pytest.mark.parametrize("kind", ["fact", "quote", "figure", "story"])
def test_a_changed_sentence_of_origin_is_seen(told: Dossier, kind: str) -> None:
    first, *_ = items_of(told, kind)
    place = first.citations[0]
    assert place.sentence
    wrong = place.model_copy(update={"sentence": place.sentence.replace("e", "a")})
    assert lost(told, first, citations=(wrong, *first.citations[1:]))
