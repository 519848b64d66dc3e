"""What one source states and another denies: both are told, and neither is a copy of the other."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.model.brief import FactItem
from briefgen.model.dossier import Dossier, FactStatus
from briefgen.model.template import FrontMatter
from briefgen.selection import select

SAME = (
    "The Orland bridge was built in 1998 and carries 4,000 lorries a day between Dorrin and Orland."
)
PAIRS = [
    (
        "The Velmark parliament approved the Orland rail bill on Wednesday by 61 votes to 40.",
        "The Velmark parliament rejected the Orland rail bill on Wednesday by 61 votes to 40.",
    ),
    (
        "Fire chief Olaf Rask said the sprinklers in the solvent store had failed.",
        "Fire chief Olaf Rask said the sprinklers in the solvent store had worked.",
    ),
    (
        "The Velmark government has paid 12 million crowns to the families of the miners.",
        "The Velmark government has not paid 12 million crowns to the families of the miners.",
    ),
    (
        "Prosecutors have charged the former Orland mayor, Nils Ek, with fraud.",
        "Prosecutors have cleared the former Orland mayor, Nils Ek, of fraud.",
    ),
]


def _pair(dossier: Dossier, one: str, two: str) -> list[FactStatus]:
    return [f.status for f in dossier.facts if f.text in {one, two}]


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_the_contrary_is_disputed_and_supports_nothing(
    dossier_of: DossierOf, one: str, two: str
) -> None:
    dossier = dossier_of(f"{one}\n\n{SAME}", f"{two}\n\n{SAME}")
    assert _pair(dossier, one, two) == [FactStatus.DISPUTED, FactStatus.DISPUTED]
    by_text = {f.text: f for f in dossier.facts}
    assert by_text[one].contradicted_by == (by_text[two].id,)
    assert not by_text[one].support and not by_text[two].support


def test_texts_that_contradict_each_other_are_no_copies(dossier_of: DossierOf) -> None:
    one, two = (" ".join([SAME, *column]) for column in zip(*PAIRS, strict=True))
    assert not dossier_of(one, two).syndication
    assert dossier_of(one, one).syndication


def test_a_brief_tells_both_sides_one_behind_the_other(dossier_of: DossierOf) -> None:
    one, two = PAIRS[1]
    dossier = dossier_of(f"{one}\n\n{SAME}", f"{two}\n\n{SAME}")
    front = FrontMatter.model_validate(
        {"name": "trial", "slots": {"facts": {"kind": "fact", "items": 4}}}
    )
    items = [i for i in select(dossier, front).brief.slots["facts"] if isinstance(i, FactItem)]
    places = [n for n, item in enumerate(items) if item.original in {one, two}]
    assert len(places) == 2 and places[1] == places[0] + 1
    assert all(items[n].contradicted_by for n in places)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Police said on Monday that Nils Ek may have taken 40 crowns from the Orland miners.",
            "Police said on Monday that Nils Ek has not taken 40 crowns from the Orland miners.",
        ),
        (
            "It is not known whether the Orland bridge was closed on Wednesday.",
            "The Orland bridge was closed on Wednesday.",
        ),
        (
            "The Orland council opened the old Dorrin bridge in March.",
            "The Velmark council closed the new harbour of Sarrow in April.",
        ),
    ],
)
def test_what_is_only_supposed_or_of_another_thing_contradicts_nothing(
    dossier_of: DossierOf, one: str, two: str
) -> None:
    assert not any(f.contradicted_by for f in dossier_of(one, two).facts)


def test_a_figure_of_what_another_source_denies_is_in_no_table(dossier_of: DossierOf) -> None:
    one, two = PAIRS[2]
    dossier = dossier_of(f"{one}\n\n{SAME}", f"{two}\n\n{SAME}")
    front = FrontMatter.model_validate(
        {"name": "trial", "slots": {"figures": {"kind": "figure", "items": 4}}}
    )
    items = select(dossier, front).brief.slots["figures"]
    assert items and not any("12 million" in item.text for item in items if item.kind == "figure")


def test_what_holds_only_from_somebodys_end_is_no_contradiction(dossier_of: DossierOf) -> None:
    one, two = PAIRS[1]
    limited = two.replace("said the", "said that from his end the")
    dossier = dossier_of(f"{one}\n\n{SAME}", f"{limited}\n\n{SAME}")
    front = FrontMatter.model_validate(
        {"name": "trial", "slots": {"facts": {"kind": "fact", "items": 4}}}
    )
    items = [i for i in select(dossier, front).brief.slots["facts"] if isinstance(i, FactItem)]
    (told,) = (item for item in items if item.original == one)
    assert told.see_also and not told.contradicted_by
