"""What becomes of several sources together."""

from __future__ import annotations

from datetime import date

import pytest
from material import DossierOf

from briefgen.model.dossier import Dossier, Entity, Fact, FactStatus

EARLIER, LATER = date(2026, 3, 10), date(2026, 3, 12)

WIRE = (
    "The old harbour bridge at Velmark was closed on Monday after divers found cracks in two of "
    "its cables. Marta Ellison, the harbour master, said the road would stay shut until the "
    "cables had been replaced. Buses will use the northern ferry until the end of the month."
)
OTHER = (
    "Traders on the quay are angry. They say they lost a week of business. The town council will "
    "meet on Friday to talk about money for the shops along the waterfront and the fish market."
)


def apart(first: str, second: str) -> tuple[str, str]:
    """Two texts with different stories around them, so that neither is a copy of the other."""
    return (
        f"{first} Traders on the quay are angry. They lost a week of business and want money.",
        f"{second} It rained all night in Velmark. School buses ran late and shops stayed shut.",
    )


def fact(dossier: Dossier, words: str) -> Fact:
    """The one fact of a dossier that holds ``words``."""
    (found,) = (f for f in dossier.facts if words in f.text)
    return found


def people(dossier: Dossier) -> list[Entity]:
    """The people of a dossier."""
    return [e for e in dossier.entities if e.kind == "person"]


# --- copies and support -----------------------------------------------------------------------


def test_copies_of_one_text_form_a_group(dossier_of: DossierOf) -> None:
    dossier = dossier_of(WIRE, f"{WIRE} More on this story tomorrow.", OTHER)
    assert [set(group.sources) for group in dossier.syndication] == [{"a", "b"}]


def test_the_longest_copy_stands_first(dossier_of: DossierOf) -> None:
    dossier = dossier_of(WIRE, f"{WIRE} More on this story tomorrow.")
    assert dossier.syndication[0].sources[0] == "b"


def test_a_copy_cut_by_a_third_is_still_a_copy(dossier_of: DossierOf) -> None:
    dossier = dossier_of(WIRE, WIRE[: len(WIRE) * 2 // 3])
    assert [set(group.sources) for group in dossier.syndication] == [{"a", "b"}]


def test_different_texts_are_no_copies(dossier_of: DossierOf) -> None:
    assert not dossier_of(WIRE, OTHER).syndication


def test_a_fact_that_two_independent_sources_state_is_established(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        f"Divers found deep cracks in two cables of the Velmark bridge on Monday. {OTHER}",
        "Deep cracks in two cables of the Velmark bridge were found by divers on Monday. "
        "The mayor was on holiday at the time and came back by train in the night.",
    )
    assert fact(dossier, "ivers").status is FactStatus.ESTABLISHED


def test_an_established_fact_cites_the_other_source(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        f"Divers found deep cracks in two cables of the Velmark bridge on Monday. {OTHER}",
        "Deep cracks in two cables of the Velmark bridge were found by divers on Monday. "
        "The mayor was on holiday at the time and came back by train in the night.",
    )
    found = fact(dossier, "ivers")
    assert {found.source, *(s.source for s in found.support)} == {"a", "b"}


def test_a_copy_establishes_nothing(dossier_of: DossierOf) -> None:
    dossier = dossier_of(WIRE, f"{WIRE} More on this story tomorrow.")
    assert not [f for f in dossier.facts if f.status is FactStatus.ESTABLISHED]


def test_a_copied_fact_is_stated_once(dossier_of: DossierOf) -> None:
    dossier = dossier_of(WIRE, f"{WIRE} More on this story tomorrow.")
    assert len([f for f in dossier.facts if "divers found cracks" in f.text]) == 1


def test_a_copied_quote_is_kept_once(dossier_of: DossierOf) -> None:
    text = f"{WIRE} “The cables were rotten through and through,” said Marta Ellison."
    dossier = dossier_of(text, f"{text} More on this story tomorrow.")
    assert len([q for q in dossier.quotes if "rotten" in q.text and q.kind == "direct"]) == 1


def test_another_number_is_no_support(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 people were evacuated from the lower town of Velmark on Monday.",
            "About 3,850 people were evacuated from the lower town of Velmark on Monday.",
        )
    )
    assert not [f for f in dossier.facts if f.status is FactStatus.ESTABLISHED]


def test_a_denial_is_no_support(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "The bridge authority of Velmark inspected the northern cables in January.",
            "The bridge authority of Velmark never inspected the northern cables in January.",
        )
    )
    assert not [f for f in dossier.facts if f.status is FactStatus.ESTABLISHED]


def test_a_hedged_fact_that_nobody_answers_for_is_unverified(dossier_of: DossierOf) -> None:
    dossier = dossier_of("The northern cables of the bridge had reportedly never been tested.")
    assert dossier.facts[0].status is FactStatus.UNVERIFIED


def test_a_fact_of_one_source_is_attributed(dossier_of: DossierOf) -> None:
    dossier = dossier_of("Divers found deep cracks in two cables of the bridge on Monday.")
    assert dossier.facts[0].status is FactStatus.ATTRIBUTED


# --- conflicts --------------------------------------------------------------------------------


def test_different_counts_of_one_thing_are_a_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 residents were evacuated from the lower town.",
            "Some 3,850 residents were evacuated from the lower town.",
        )
    )
    values = {f.value for f in dossier.figures if f.id in dossier.conflicts[0].figures}
    assert values == {4200, 3850}


def test_the_newest_source_of_a_conflict_stands_first(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 residents were evacuated from the lower town.",
            "Some 3,850 residents were evacuated from the lower town.",
        ),
        published=(EARLIER, LATER),
    )
    newest = next(f for f in dossier.figures if f.id == dossier.conflicts[0].figures[0])
    assert newest.source == "b"


def test_a_fact_with_a_contested_figure_is_disputed(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 residents were evacuated from the lower town.",
            "Some 3,850 residents were evacuated from the lower town.",
        )
    )
    told = {f.status for f in dossier.facts if "evacuated" in f.text}
    assert told == {FactStatus.DISPUTED}


def test_the_same_count_is_no_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 residents were evacuated from the lower town.",
            "Some 4,200 residents were evacuated from the lower town.",
        )
    )
    assert not dossier.conflicts


def test_an_update_is_no_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "Police said 26 residents were injured in the lower town.",
            "Police said 31 residents were injured in the lower town, up from 26.",
        ),
        published=(EARLIER, LATER),
    )
    assert not dossier.conflicts


@pytest.mark.parametrize(
    ("bound", "count"),
    [("At least 18", "26"), ("Up to 60", "45"), ("More than 200", "230"), ("Fewer than 90", "70")],
)
def test_a_bound_leaves_room_for_a_count_within_it(
    dossier_of: DossierOf, bound: str, count: str
) -> None:
    dossier = dossier_of(
        *apart(
            f"{bound} residents were injured in the lower town.",
            f"{count} residents were injured in the lower town.",
        )
    )
    assert not dossier.conflicts


def test_a_bound_conflicts_with_a_count_outside_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "At least 18 residents were injured in the lower town.",
            "12 residents were injured in the lower town.",
        )
    )
    assert len(dossier.conflicts) == 1


def test_figures_for_different_things_are_no_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "About 4,200 residents were evacuated from the lower town.",
            "Some 3,850 sandbags were laid along the northern quay.",
        )
    )
    assert not dossier.conflicts


def test_different_units_are_no_conflict(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "The repair of the bridge cables will cost €45 million.",
            "The repair of the bridge cables will cost $50 million.",
        )
    )
    assert not dossier.conflicts


def test_a_copy_conflicts_with_nothing(dossier_of: DossierOf) -> None:
    text = f"{WIRE} About 4,200 residents were evacuated from the lower town."
    dossier = dossier_of(text, text.replace("4,200", "3,850"))
    assert not dossier.conflicts


# --- people -----------------------------------------------------------------------------------


def test_one_person_in_two_sources_is_one_entity(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Marta Ellison closed the bridge on Monday.", "Marta Ellison opened the ferry on Tuesday."
    )
    assert [(p.name, p.sources) for p in people(dossier)] == [("Marta Ellison", ("a", "b"))]


def test_the_role_from_one_source_reaches_the_quotes_of_another(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "Marta Ellison, the harbour master, closed the bridge on Monday.",
            "“The cables are worn through and through,” said Marta Ellison.",
        )
    )
    assert dossier.quotes[0].speaker.role == "harbour master"


def test_a_surname_in_one_source_is_the_full_name_of_another(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "Marta Ellison closed the bridge on Monday.",
            "“The cables are worn through and through,” said Mrs Ellison.",
        )
    )
    assert dossier.quotes[0].speaker.name == "Marta Ellison"


def test_two_people_of_one_surname_stay_two(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        "Marta Ellison closed the bridge on Monday.", "Otto Ellison opened the ferry on Tuesday."
    )
    assert {p.name for p in people(dossier)} == {"Marta Ellison", "Otto Ellison"}


def test_the_same_words_of_two_speakers_are_both_kept(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        *apart(
            "“The cables are worn through and must go,” said Marta Ellison.",
            "“The cables are worn through and must go,” said Tomas Brandt.",
        )
    )
    assert {q.speaker.name for q in dossier.quotes} == {"Marta Ellison", "Tomas Brandt"}


# --- the order of things ----------------------------------------------------------------------


def test_facts_come_best_first(seeds_dossier: Dossier) -> None:
    saliences = [f.salience for f in seeds_dossier.facts]
    assert saliences == sorted(saliences, reverse=True)


def test_events_come_oldest_first(seeds_dossier: Dossier) -> None:
    days = [e.date for e in seeds_dossier.events]
    assert days == sorted(days)


def test_ids_are_unique_within_a_dossier(seeds_dossier: Dossier) -> None:
    ids = [
        x.id
        for kind in ("quotes", "facts", "figures", "events", "conflicts", "entities")
        for x in getattr(seeds_dossier, kind)
    ]
    assert len(ids) == len(set(ids))


def test_no_sources_give_an_empty_dossier(dossier_of: DossierOf) -> None:
    assert not dossier_of().facts


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Marta Ellingsdotir", "Marta Ellingsdottir", 1),
        ("Marta Ellingsdotir", "Maria Ellingsdottir", 2),  # another given name
        ("Marta Andersen", "Marta Anderson", 2),  # another letter
        ("Marta Holm", "Marta Holme", 2),  # a short name
    ],
)
def test_one_name_in_two_spellings_is_one_person(
    dossier_of: DossierOf, first: str, second: str, count: int
) -> None:
    told = "{}, the harbour master, said the road would stay shut until the cables were replaced."
    dossier = dossier_of(*apart(told.format(first), told.format(second)))
    assert len([p for p in people(dossier) if p.name.startswith("Mar")]) == count


def test_of_two_spellings_the_usual_one_is_printed(dossier_of: DossierOf) -> None:
    told = '"The road stays shut until the cables are replaced," said {}, the harbour master.'
    one, two = apart(told.format("Marta Ellingsdottir"), told.format("Marta Ellingsdotir"))
    dossier = dossier_of(one, f"{two} Marta Ellingsdotir left. Marta Ellingsdotir slept.")
    assert {q.speaker.name for q in dossier.quotes if q.speaker} == {"Marta Ellingsdotir"}


def test_two_posts_in_two_spellings_are_two_people(dossier_of: DossierOf) -> None:
    first = "Marta Ellingsdotir, the harbour master, said the road would stay shut all week."
    second = "Marta Ellingsdottir, a retired bus driver, said she had heard the water first."
    found = people(dossier_of(*apart(first, second)))
    assert len([p for p in found if p.name.startswith("Marta")]) == 2
