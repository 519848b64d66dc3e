"""Nothing is said twice: dates, empty sections, sources that are not cited; and coverage is not
what bodies publish themselves."""

from __future__ import annotations

import pytest
from material import DossierOf

import briefgen
from briefgen.model.dossier import Dossier

AROUND = (
    "The bridge at Velmark was closed on Monday, said Marta Ellison, the harbour master. Lorries "
    "from Orland go by ferry. The council of Velmark voted by 9 votes to 4 to repair the bridge."
)


def _made(dossier: Dossier, template: str) -> str:
    brief = briefgen.select(dossier, template)
    return briefgen.write(brief, template, format="md").decode()


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        (
            "Divers from Orland will inspect the bridge of Velmark on 20 March.",
            "- Divers from Orland will inspect the bridge of Velmark on **20 March**.",
        ),
        (
            "Divers from Orland will inspect the bridge of Velmark on Friday.",
            "- **13 March 2026:** Divers from Orland will inspect the bridge of Velmark on Friday.",
        ),
        (
            "Marta Ellison said divers would inspect the bridge of Velmark on Friday.",
            "- **For 13 March 2026:** Marta Ellison said divers would inspect the bridge",
        ),
    ],
)
def test_a_date_is_said_once(sentence: str, printed: str, dossier_of: DossierOf) -> None:
    assert printed in _made(dossier_of(f"{AROUND} {sentence}"), "sitrep")


def test_empty_sections_of_a_situation_report_are_one_line(dossier_of: DossierOf) -> None:
    text = _made(
        dossier_of("The bridge at Velmark is closed, said Marta Ellison of Orland."), "sitrep"
    )
    assert "Impact\n" not in text and "Planned\n" not in text
    assert "the impact in figures, actions, plans" in text
    assert text.count("; see the sources.") <= 3


def test_a_source_that_is_not_cited_says_so(dossier_of: DossierOf) -> None:
    text = _made(dossier_of(AROUND, AROUND), "info-note")
    assert text.count("Read, not cited.") == 1 and text.count("Cited: paragraph") == 1


def _named(dossier: Dossier, *publishers: str) -> Dossier:
    named = zip(dossier.sources, publishers, strict=True)
    sources = tuple(s.model_copy(update={"publisher": name}) for s, name in named)
    return dossier.model_copy(update={"sources": sources})


def test_what_a_body_publishes_itself_is_no_coverage(dossier_of: DossierOf) -> None:
    other = (
        "The Orland ferry carries 400 lorries a day, said Per Lund, its captain. Fares rose in May."
    )
    said = "“We have waited for this bridge for ten years,” Marta Ellison, its keeper, said."
    dossier = _named(
        dossier_of(f"{AROUND}\n\n{said}", other), "Velmark Harbour Institute", "The Orland Times"
    )
    text = _made(dossier, "media-brief")
    top = text[: text.index("## Quote of the day")]
    rest = text[text.index("## Releases and documents") :]
    assert "The Orland Times" in top and "Velmark Harbour Institute" not in top
    assert "**Velmark Harbour Institute, 11 March 2026:**" in rest
    (row,) = (line for line in rest.splitlines() if line.startswith("| Marta Ellison"))
    assert "Institute" not in row


def test_only_bodies_are_told_of_where_no_medium_reports(dossier_of: DossierOf) -> None:
    dossier = _named(dossier_of(AROUND), "Velmark Harbour Institute")
    text = _made(dossier, "media-brief")
    assert "Releases and documents" not in text and "No report was found" not in text


def test_words_said_earlier_carry_when(dossier_of: DossierOf) -> None:
    said = (
        "Nils Ek, the head of Orland Ferries, told the council of Velmark last month: “The bridge "
        "is in the best condition of its life and will stand for years.”"
    )
    text = _made(dossier_of(f"{AROUND}\n\n{said}"), "info-note")
    assert "(Outlet 1, 11 March 2026; said “last month”)" in text


def test_when_something_else_was_is_not_when_it_was_said(dossier_of: DossierOf) -> None:
    said = (
        "“The bridge is in the best condition of its life and will stand for years,” Nils Ek, the "
        "head of Orland Ferries since it was sold last month, told the council of Velmark."
    )
    assert "said “" not in _made(dossier_of(f"{AROUND}\n\n{said}"), "info-note")


def test_undated_events_stand_in_the_order_of_their_sources(dossier_of: DossierOf) -> None:
    first = "The council of Velmark closed the bridge on Sunday, said Marta Ellison of Orland."
    dossier = dossier_of(f"{AROUND} {first}", "The ferry of Ostrava sank on Friday off Velmark.")
    bare = tuple(s.model_copy(update={"published": None}) for s in dossier.sources)
    text = _made(dossier.model_copy(update={"sources": bare, "events": ()}), "chronology")
    _, _, listed = text.partition("In the order of the sources")
    numbers = [line.split("#source-")[1][0] for line in listed.splitlines() if "#source-" in line]
    assert numbers == sorted(numbers) and "Without a full date: " in text
