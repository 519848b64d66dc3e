"""What has changed since the last report of a series."""

from __future__ import annotations

from datetime import date

import pytest
from material import DossierOf

from briefgen.model.brief import AnyItem, ChangeItem, FactItem
from briefgen.model.dossier import Dossier
from briefgen.model.manifest import Manifest, SourceRecord
from briefgen.selection import recorded, select

from .samples import front

MONDAY = (
    "About 3,850 people were evacuated from the Lower Quay of Velmark on Monday, the agency said. "
    "The ferry from Velmark to Port Sarrow was cancelled for the first time in nine years."
)
TUESDAY = (
    "Some 4,200 people were evacuated from the Lower Quay of Velmark by Tuesday, the agency said. "
    "The council of Velmark approved a relief fund of two million crowns on Tuesday."
)
SERIES = front(
    facts={"kind": "fact", "items": 9},
    changes={"kind": "change", "items": 9},
).model_copy(update={"series": True})
NEWS = front(fresh={"kind": "fact", "items": 9, "new": True})


def manifest_of(dossier: Dossier, number: int = 3) -> Manifest:
    """The record of a report on a dossier."""
    brief = select(dossier, SERIES).brief
    return Manifest(
        briefgen="0",
        model="",
        template="trial",
        template_sha256="",
        number=number,
        as_of=date(2026, 3, 10),
        sources=tuple(
            SourceRecord(id=s.id, title=s.title, path=s.path, sha256=s.sha256, media_type="")
            for s in dossier.sources
        ),
        items=recorded(brief, dossier),
    )


@pytest.fixture(scope="module")
def monday(dossier_of: DossierOf) -> Dossier:
    """What was known at the time of the last report."""
    return named(dossier_of(MONDAY), "old")


@pytest.fixture(scope="module")
def tuesday(dossier_of: DossierOf) -> Dossier:
    """What is known now, from another source."""
    return named(dossier_of(TUESDAY), "new")


def named(dossier: Dossier, name: str) -> Dossier:
    """The dossier of one source with another id, as another file would have."""
    known = dossier.sources[0].id
    text = dossier.model_dump_json().replace(f'"{known}"', f'"{name}"')
    text = text.replace(f"-{known}-", f"-{name}-")
    return Dossier.model_validate_json(text)


def changes(items: tuple[AnyItem, ...], kind: str) -> list[ChangeItem]:
    return [item for item in items if isinstance(item, ChangeItem) and item.change == kind]


def test_the_first_report_is_no_1_and_compares_nothing(monday: Dossier) -> None:
    brief = select(monday, SERIES).brief
    assert (brief.number, brief.earlier, brief.slots["changes"]) == (1, None, ())


def test_a_report_counts_on_from_the_last_one(monday: Dossier, tuesday: Dossier) -> None:
    brief = select(tuesday, SERIES, previous=manifest_of(monday)).brief
    assert brief.number == 4
    assert brief.earlier and brief.earlier.number == 3


def test_the_number_can_be_given(tuesday: Dossier) -> None:
    assert select(tuesday, SERIES, number=7).brief.number == 7


def test_a_figure_that_was_another_says_what_the_last_report_had(
    monday: Dossier, tuesday: Dossier
) -> None:
    items = select(tuesday, SERIES, previous=manifest_of(monday)).brief.slots["changes"]
    (change,) = changes(items, "figure")
    assert change.figure and change.figure.value == 4200
    assert (change.was, change.report) == (("About 3,850",), 3)
    assert [place.source for place in change.citations] == ["new"]


def test_what_no_source_states_any_more_is_told(monday: Dossier, tuesday: Dossier) -> None:
    items = select(tuesday, SERIES, previous=manifest_of(monday)).brief.slots["changes"]
    assert any("ferry from Velmark" in item.text for item in changes(items, "gone"))


def test_only_what_the_last_report_lacks_is_new(monday: Dossier, tuesday: Dossier) -> None:
    items = select(tuesday, NEWS, previous=manifest_of(monday)).brief.slots["fresh"]
    assert any("relief fund" in item.text for item in items if isinstance(item, FactItem))
    again = named(monday, "another copy")
    assert select(again, NEWS, previous=manifest_of(monday)).brief.slots["fresh"] == ()


def test_nothing_has_changed_where_the_sources_are_the_same(monday: Dossier) -> None:
    assert select(monday, SERIES, previous=manifest_of(monday)).brief.slots["changes"] == ()
