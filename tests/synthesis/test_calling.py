"""Somebody whom sources call by different given names is called by what they share."""

from __future__ import annotations

from material import DossierOf

from briefgen.text.edits import apply_edits

FIRST = (
    "The bridge at Velmark was closed on Monday, said Ada Bo Holmgren, the head of the harbour "
    "board. Lorries go by Orland. Ms Holmgren said the repair of the bridge would "
    "cost 3 million crowns."
)
SECOND = (
    "Velmark has to wait for its bridge, said Eva Bo Holmgren, the head of the harbour board. "
    "The ferry to Orland runs twice an hour."
)


def test_a_name_that_is_put_in_is_the_one_that_the_brief_has_for_the_person(
    dossier_of: DossierOf,
) -> None:
    alone, both = dossier_of(FIRST), dossier_of(FIRST, SECOND)
    (own,) = (f.statement for f in alone.facts if "3 million" in f.text)
    (fact,) = (f for f in both.facts if "3 million" in f.text)
    assert own.startswith("[Ada Bo Holmgren]")
    assert fact.statement.startswith("[Bo Holmgren]")
    text = both.sources[0].text
    assert apply_edits(text, fact.start, fact.end, fact.edits) == fact.statement
