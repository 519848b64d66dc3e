"""Items in JSON: speakers, roles, outlets and dates that are not those of the source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier
from briefgen.model.template import FrontMatter
from briefgen.selection import select, speakers_of
from briefgen.verification import Checked, Verdict, verify_brief

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


@pytest.fixture(scope="module")
def brief(seeds_dossier: Dossier) -> Brief:
    """Everything that a brief can hold of the sample sources."""
    return select(seeds_dossier, ASKED).brief


def checked(dossier: Dossier, brief: Brief) -> list[Checked]:
    return verify_brief(brief, dossier.sources, dossier, speakers_of(dossier))


def detail(dossier: Dossier, brief: Brief, kind: str, **changes: Any) -> str:
    """What is wrong with the first item of a kind that has the fields, once they are changed."""
    items = [i for items in brief.slots.values() for i in items if i.kind == kind]
    item = next(i for i in items if all(getattr(i, name) for name in changes))
    changed = item.model_copy(update=changes)
    one = brief.model_copy(update={"slots": {"one": (changed,)}, "sources": ()})
    (found,) = checked(dossier, one)
    assert found.verdict is Verdict.NOT_FOUND
    return found.detail


def test_every_line_of_the_sample_sources_is_found(seeds_dossier: Dossier, brief: Brief) -> None:
    found = checked(seeds_dossier, brief)
    assert {"quote", "fact", "figure", "conflict", "source"} <= {one.kind for one in found}
    assert [one for one in found if one.verdict is Verdict.NOT_FOUND] == []


def test_another_speaker_of_the_sources_is_found(seeds_dossier: Dossier, brief: Brief) -> None:
    names = {q.speaker for q in brief.slots["quotes"]}  # type: ignore[union-attr]
    for quote in brief.slots["quotes"]:
        for name in sorted(names - {getattr(quote, "speaker", None)}):
            changed = quote.model_copy(update={"speaker": name})
            one = brief.model_copy(update={"slots": {"one": (changed,)}, "sources": ()})
            (found,) = checked(seeds_dossier, one)
            assert found.verdict is Verdict.NOT_FOUND, (quote, name)


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("quote", {"role": "mayor of Port Sarrow"}, "is not the role of"),
        ("quote", {"outlet": "Ilde Delta Institute"}, 'outlet: "Ilde Delta Institute"'),
        ("quote", {"published": date(2026, 3, 1)}, 'date: "1 March 2026" where the source has'),
        ("fact", {"attribution": "Marit Halvoorde"}, 'attribution: "Marit Halvoorde"'),
        ("fact", {"outlet": "Northern Ledger Daily"}, "outlet: "),
        ("fact", {"reported_by": 5}, "reported by 5 of"),
        ("figure", {"attribution": "Marit Halvoorde"}, 'attribution: "Marit Halvoorde"'),
        ("figure", {"qualifier": "at least"}, "at least"),
        ("figure", {"as_of": date(2026, 3, 1)}, 'date: "1 March 2026"'),
        ("figure", {"value": 7.0}, "value 7 where the source has"),
        ("story", {"author": "Marit Halvoorde"}, 'author: "Marit Halvoorde"'),
        ("story", {"published": date(2026, 3, 1)}, "date: "),
        ("speaker", {"role": "mayor of Port Sarrow"}, "is not the role of"),
        ("speaker", {"quotes": 9}, "9 quotes where the sources have"),
    ],
)
def test_what_stands_beside_the_words_is_held_against_the_sources(
    seeds_dossier: Dossier, brief: Brief, kind: str, changes: dict[str, Any], told: str
) -> None:
    assert told in detail(seeds_dossier, brief, kind, **changes)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Another title"), ("author", "Marit Halvoorde"), ("published", date(2026, 3, 1))],
)
def test_a_source_that_is_listed_as_what_it_is_not_is_found(
    seeds_dossier: Dossier, brief: Brief, field: str, value: Any
) -> None:
    first, *others = brief.sources
    changed = first.model_copy(update={field: value})
    found = checked(seeds_dossier, brief.model_copy(update={"sources": (changed, *others)}))
    (wrong,) = (one for one in found if one.verdict is Verdict.NOT_FOUND)
    assert (wrong.id, wrong.kind) == ("source-1", "source")
    assert f"{field}: " in wrong.detail
