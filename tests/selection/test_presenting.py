"""A brief tells once who somebody is: where it names them first, in the order of its pages."""

from __future__ import annotations

from material import DossierOf

from briefgen.model.brief import FactItem
from briefgen.model.dossier import Dossier
from briefgen.selection import as_printed, select, shortened
from briefgen.verification import Verdict, verify_brief

from .samples import front

STORY = (
    "The Ilde barrier failed on 10 March 2026 and 4,200 people were moved to shelters.\n\n"
    "“I owe them an answer,” Rutger Vanstell, Ildewater’s chief executive, told reporters.\n\n"
    "Vanstell put the cost of the Ilde barrier at €45 million.\n\n"
    "Vanstell said 12 divers would look at the five gates of the Ilde barrier on 14 March 2026."
)
TOLD = "[Rutger Vanstell, Ildewater’s chief executive]"


def lines(dossier: Dossier, order: tuple[str, ...] = ()) -> dict[str, list[str]]:
    asked = front(
        cost={"kind": "fact", "items": 1, "about": ["cost"]},
        gates={"kind": "fact", "items": 1, "about": ["divers"]},
    )
    slots = select(dossier, asked, order=order).brief.slots
    return {n: [i.text for i in items if isinstance(i, FactItem)] for n, items in slots.items()}


def test_who_somebody_is_is_told_once(dossier_of: DossierOf) -> None:
    found = lines(dossier_of(STORY))
    assert found["cost"][0].startswith(TOLD)
    assert found["gates"][0].startswith("[Rutger Vanstell] said")


def test_the_first_place_is_the_first_on_the_page(dossier_of: DossierOf) -> None:
    found = lines(dossier_of(STORY), order=("gates", "cost"))
    assert found["gates"][0].startswith(TOLD)
    assert found["cost"][0].startswith("[Rutger Vanstell] put")


def test_the_next_line_tells_it_where_the_first_has_gone(dossier_of: DossierOf) -> None:
    asked = front(all={"kind": "fact", "items": 5})
    selection = select(dossier_of(STORY), asked)
    while following := shortened(selection, "no room"):
        selection = following
        words = " ".join(i.text for i in selection.brief.slots["all"] if isinstance(i, FactItem))
        assert words.count(TOLD) == ("Vanstell" in words)


def test_what_is_added_is_proven(dossier_of: DossierOf) -> None:
    dossier = dossier_of(STORY)
    brief = select(dossier, front(all={"kind": "fact", "items": 5})).brief
    assert any(TOLD in i.text for i in brief.slots["all"] if isinstance(i, FactItem))
    checked = verify_brief(brief, dossier.sources, dossier)
    assert all(c.verdict is not Verdict.NOT_FOUND for c in checked)


def test_another_role_is_not(dossier_of: DossierOf) -> None:
    dossier = dossier_of(STORY + "\n\nBo Falk, the mayor of Sarrow, closed the bridge.")
    brief = select(dossier, front(all={"kind": "fact", "items": 5})).brief
    item = next(i for i in brief.slots["all"] if isinstance(i, FactItem) and TOLD in i.text)
    wrong = "[Rutger Vanstell, the mayor of Sarrow]"
    edits = [
        e.model_copy(update={"replacement": wrong}) if e.reason == "role" else e for e in item.edits
    ]
    other = item.model_copy(update={"text": item.text.replace(TOLD, wrong), "edits": tuple(edits)})
    changed = brief.model_copy(update={"slots": {"all": (other,)}})
    found = verify_brief(changed, dossier.sources, dossier)[0]
    assert found.verdict is Verdict.NOT_FOUND


def test_slots_are_ordered_as_the_page_prints_them() -> None:
    body = "{% for f in two %}{{ f.text }}{% endfor %} {{ one }}"
    assert as_printed(["one", "two", "three"], body) == ("two", "one", "three")
