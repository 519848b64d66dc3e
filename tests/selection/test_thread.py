"""What follows from what a brief has told, and what it is called by."""

from __future__ import annotations

from briefgen.model.dossier import Dossier, Fact
from briefgen.model.source import Source
from briefgen.selection import select

from .samples import front

GATE = "The harbour gate of Velmark failed on Monday night, and the market was flooded."
PUMPS = "Engineers in Velmark say that new pumps would cost the harbour €4 million a year."
TAX = "The senate of Orland is expected to raise the tax on wine on Wednesday."
OFFICES = "Bo Falk had promised to move the customs offices to Sarrow."
FILLING = "x" * 2000 + "\n\n"
ASKED = front(first={"kind": "fact", "items": 1}, rest={"kind": "fact", "items": 9})


def fact(source: Source, words: str, salience: float, **more: object) -> Fact:
    """``words`` of a source as a fact."""
    start = source.text.index(words)
    return Fact.model_validate(
        {
            "id": f"f-{source.id}-{start}",
            "source": source.id,
            "start": start,
            "end": start + len(words),
            "text": words,
            "statement": words,
            "paragraph": 1,
            "salience": salience,
            **more,
        }
    )


def told(dossier: Dossier) -> list[str]:
    """The statements of a brief in order."""
    slots = select(dossier, ASKED).brief.slots
    return [item.text for name in ("first", "rest") for item in slots[name] if item.kind == "fact"]


GATES = Source(id="s1", text=f"{GATE} {PUMPS}", title="Gate fails")
TAXES = Source(id="s2", text=f"{TAX} {OFFICES}", title="A tax on wine")
FIRST = fact(GATES, GATE, 1.0, leads=True)


def test_of_another_matter_the_lead_is_told_and_no_more() -> None:
    facts = (FIRST, fact(TAXES, OFFICES, 0.9), fact(TAXES, TAX, 0.5, leads=True))
    assert told(Dossier(sources=(GATES, TAXES), facts=facts)) == [GATE, TAX]


def test_another_side_of_the_matter_is_opened_by_the_lead_of_its_source() -> None:
    lead = "Traders of the market in Velmark asked parliament for €3 million on Wednesday."
    later = "Bo Falk, who sells fish, says that nobody came for a week."
    traders = Source(id="s2", text=f"{lead} {later}", title="Traders")
    facts = (FIRST, fact(traders, later, 0.9), fact(traders, lead, 0.5, leads=True))
    assert told(Dossier(sources=(GATES, traders), facts=facts)) == [GATE, lead, later]


def test_another_matter_whose_lead_cannot_be_told_is_left_out() -> None:
    lead = fact(TAXES, TAX, 0.5, leads=True, loose=True, doubt=0.9)
    facts = (FIRST, fact(TAXES, OFFICES, 0.9), lead)
    assert told(Dossier(sources=(GATES, TAXES), facts=facts)) == [GATE]


def test_what_goes_on_from_what_is_told_needs_no_lead() -> None:
    report = Source(id="s2", text=f"{TAX} {PUMPS}", title="A tax on wine")
    lead = fact(report, TAX, 0.5, leads=True, loose=True, doubt=0.9)
    facts = (FIRST, fact(report, PUMPS, 0.9), lead)
    assert told(Dossier(sources=(GATES, report), facts=facts)) == [GATE, PUMPS]


def test_what_a_source_tells_first_stands_first() -> None:
    costs = "Divers say that the harbour gate of Velmark will cost €9 million in the spring."
    source = Source(id="s1", text=f"{GATE} {PUMPS} {costs}", title="Gate fails")
    facts = (fact(source, GATE, 1.0), fact(source, costs, 0.9), fact(source, PUMPS, 0.5))
    assert told(Dossier(sources=(source,), facts=facts)) == [GATE, PUMPS, costs]


def test_of_several_sources_none_is_opened_by_its_middle() -> None:
    long = Source(id="s2", text=FILLING + OFFICES, title="Customs")
    facts = (fact(long, OFFICES, 0.9), fact(GATES, GATE, 0.4))
    assert told(Dossier(sources=(GATES, long), facts=facts))[:1] == [GATE]


def test_somebody_named_in_passing_has_been_told_of() -> None:
    text = f"{GATE} Police in Velmark had worked with Falk on the market flooded on Monday."
    source = Source(id="s1", text=text, title="Gate fails")
    passing = text.removeprefix(f"{GATE} ")
    one = fact(source, GATE, 1.0, leads=True)
    other = fact(source, passing, 0.9, strangers=("Bo Falk",))
    assert told(Dossier(sources=(source,), facts=(one, other))) == [GATE]
    known = source.model_copy(update={"title": "Gate that Falk built fails"})
    assert told(Dossier(sources=(known,), facts=(one, other))) == [GATE, passing]


def test_a_brief_is_called_by_the_source_that_opens_it() -> None:
    brief = select(Dossier(sources=(TAXES, GATES), facts=(FIRST,)), ASKED).brief
    assert brief.title == "Gate fails"


def test_a_brief_of_sources_without_titles_is_called_by_its_opening() -> None:
    text = f"It was a cold night, and nobody on the quay was asleep. {GATE}"
    source = Source(
        id="s1", text=text, title="It was a cold night, and nobody on the quay was asleep"
    )
    opening = fact(source, GATE, 1.0)
    brief = select(Dossier(sources=(source,), facts=(opening,)), ASKED).brief
    assert brief.title.startswith("The harbour gate of Velmark failed on Monday night")


def test_of_many_sources_what_matters_little_and_old_matters_far_off_are_not_told() -> None:
    little = "The harbour of Velmark sells postcards of the gate to visitors."
    far = "Sailors of Velmark founded a choir last year."
    near = "Divers warned last year that the gate of the harbour in Velmark needs new hinges."
    source = Source(id="s3", text=f"{FILLING}{little} {far} {near}", title="The gate")
    asked = front(
        first={"kind": "fact", "items": 1},
        past={"kind": "fact", "items": 9, "when": "past"},
        rest={"kind": "fact", "items": 9},
    )
    facts = (
        FIRST,
        fact(source, little, 0.1),
        fact(source, far, 0.5, tense="past"),
        fact(source, near, 0.4, tense="past"),
    )
    brief = select(Dossier(sources=(GATES, TAXES, source), facts=facts), asked).brief
    told = {
        name: [i.text for i in items if i.kind == "fact"] for name, items in brief.slots.items()
    }
    assert told["first"] == [GATE]
    assert told["past"] == [near]
    assert little not in told["rest"]


def test_a_line_that_later_ones_hold_is_left_out_again() -> None:
    warrant = "A warrant was issued for Bo Falk on a charge of murder in Velmark."
    fuller = "The harbour police of Velmark have a warrant for Bo Falk, 29, of Sarrow, for murder."
    source = Source(id="s1", text=f"{GATE} {warrant} {fuller}", title="Gate fails")
    rows = ((GATE, 1.0), (warrant, 0.9), (fuller, 0.8))
    facts = tuple(fact(source, words, salience) for words, salience in rows)
    assert told(Dossier(sources=(source,), facts=facts)) == [GATE, fuller]
