"""What the built-in templates say where the sources say little."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from briefs import TEMPLATES
from material import DossierOf

from briefgen import workflow
from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
from briefgen.model.brief import FactItem
from briefgen.model.dossier import Dossier, FactStatus
from briefgen.writers.wording import texts

SHORT = "The bridge at Velmark was closed on Monday, said Marta Ellison, the harbour master."


def _text(name: str, dossier_of: DossierOf, language: str) -> str:
    template = load_template(find_template(name, Path()))
    dossier = dossier_of(SHORT)
    bare = [s.model_copy(update={"publisher": None, "published": None}) for s in dossier.sources]
    dossier = dossier.model_copy(update={"sources": tuple(bare)})
    wishes = workflow.Wishes(template=name, language=language)
    brief = workflow.make_selection(dossier, template, wishes).brief
    return "\n".join(texts(compose(brief, template)))


@pytest.mark.parametrize("language", ["en", "de", "uk"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_nil_line_is_printed_without_its_markup(
    name: str, language: str, dossier_of: DossierOf
) -> None:
    assert "[~" not in _text(name, dossier_of, language)


@pytest.mark.parametrize("name", TEMPLATES)
def test_sources_without_outlet_or_date_are_not_named_by_other_words(
    name: str, dossier_of: DossierOf
) -> None:
    text = _text(name, dossier_of, "en")
    assert "(Story 1)" not in text and "the source\n" not in text


def _brief(name: str, dossier: Dossier, **changes: Any) -> str:
    template = load_template(find_template(name, Path()))
    brief = workflow.make_selection(dossier, template, workflow.Wishes(template=name)).brief
    slots = {**brief.slots, **changes.pop("slots", {})}
    brief = brief.model_copy(update={**changes, "slots": slots})
    return "\n".join(texts(compose(brief, template)))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_nil_line_says_what_was_not_found_and_leads_to_the_sources(name: str) -> None:
    nils = re.findall(r"\bN(?:o|othing|obody)\b[^.:{}”\"]*(?:found|see)\b[^.]*\.", _source(name))
    nils = [line for line in nils if not line.endswith("No.")]  # since report No. 3
    assert all(re.search(r"found .*; see the sources\.$", line) for line in nils), nils


def test_a_profile_with_a_marked_line_says_that_it_is_marked(dossier_of: DossierOf) -> None:
    said = "The harbour master runs the docks."
    for status, told in (("attributed", "points in dispute"), ("disputed", "What is")):
        fact = FactItem(id="f", text=said, original=said, status=FactStatus(status))
        text = _brief("profile", dossier_of(SHORT), slots={"recent": (fact,), "unsure": ()})
        assert told in text and ("figures disputed" in text) == (status == "disputed")


@pytest.mark.parametrize("name", ["info-note", "media-brief", "one-pager"])
def test_a_brief_of_undated_sources_says_so_above_them(name: str, dossier_of: DossierOf) -> None:
    dossier = dossier_of(SHORT, "The ferry of Ostrava sank on Tuesday, the police said.")
    bare = [s.model_copy(update={"published": None}) for s in dossier.sources]
    text = _brief(name, dossier.model_copy(update={"sources": tuple(bare)}))
    assert "undated" in text.split("Sources\n")[0]


def _source(name: str) -> str:
    return find_template(name, Path()).joinpath("template.md.j2").read_text(encoding="utf-8")


def test_what_a_profile_lacks_is_told_in_one_line(dossier_of: DossierOf) -> None:
    text = _brief("profile", dossier_of(SHORT))
    assert len(re.findall("see the sources", text)) == 1
    assert "earlier years, " in text and "Role and career" not in text


def test_a_chronology_has_no_section_on_dates_that_do_not_differ(dossier_of: DossierOf) -> None:
    assert "Dated differently" not in _brief("chronology", dossier_of(SHORT))
