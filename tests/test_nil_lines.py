"""What the built-in templates say where the sources say little."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefs import TEMPLATES
from material import DossierOf

from briefgen import workflow
from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
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
