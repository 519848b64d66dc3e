"""What a brief tells already is not told again in other words."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.selection import select
from briefgen.selection.told import Told
from selection.samples import front

AWARD = "Velmark Port awarded 273,328 shares worth €199 million to its chairman, a filing shows."


@pytest.mark.parametrize(
    ("told", "words", "held"),
    [
        (AWARD, "The chairman of Velmark Port was handed 273,328 shares on 3 February.", True),
        (AWARD, "The chairman of Velmark Port was handed 300,000 shares on 3 February.", False),
        (AWARD, "The chairman of Velmark Port was not awarded 273,328 shares.", False),
        (AWARD, "Traders on the fish market want money for 273,328 lost customers.", False),
        (
            "Police arrested a clerk of the port on suspicion of putting a bomb in the lock.",
            "A 22-year-old clerk of the port was arrested after a bomb went off in the lock.",
            True,
        ),
        (
            "Police arrested a clerk of the port on suspicion of putting a bomb in the lock.",
            "Four clerks of the port were arrested after a bomb went off in the lock.",
            False,
        ),
        (
            "The suspect, Bo Falk, remains at large and may have fled the island, police said.",
            "Falk may have fled the island, according to police.",
            True,
        ),
        (
            "More than 20 states of Orland allow wine and last year Velmark legalised its sale.",
            "More than 20 states of Orland allow wine and in 2014 Velmark legalised sale.",
            True,
        ),
        (
            "The city lost contact with a ferry on its way to Sarrow.",
            "The city has lost contact with the Ilde 59 ferry to Sarrow.",
            True,
        ),
        (
            "Ada Holm refused to answer a raft of charges before the harbour council of Velmark.",
            "Ada Holm refused to answer 77 charges before the harbour council of Velmark.",
            True,
        ),
        (
            "Ada Holm refused to answer 76 charges before the harbour council of Velmark.",
            "Ada Holm refused to answer 77 charges before the harbour council of Velmark.",
            False,
        ),
    ],
)
def test_a_line_that_an_earlier_one_holds_is_told(told: str, words: str, held: bool) -> None:
    brief = Told()
    brief.add(told)
    assert brief.holds(words) is held


@pytest.mark.parametrize(
    ("lead", "held"),
    [
        (
            "Velmark Port’s chairman was handed shares worth €199 million, a record, on Friday.",
            True,
        ),
        ("Velmark Port’s board awarded shares to its chairman by 11 votes to 4.", False),
        ("The chairman of Velmark Port will stand for mayor of the city in the autumn.", False),
    ],
)
def test_the_lead_of_another_source_on_the_same_news_is_told(lead: str, held: bool) -> None:
    brief = Told()
    brief.add(AWARD)
    brief.add_lead(AWARD)
    assert brief.holds_story(lead) is held


FOUND = "Search teams have found four large parts of the Orland jet on the sea bed, officials said."


@pytest.mark.parametrize(
    ("lead", "exactly", "held"),
    [
        (
            "Orlandian sonar has detected four massive parts of a plane on the ocean floor.",
            True,
            True,
        ),
        (
            "Orlandian sonar has detected six massive parts of a plane on the ocean floor.",
            True,
            False,
        ),
        ("Divers of Orland have filmed four seals on the sandbanks of Sarrow.", True, False),
    ],
)
def test_the_same_news_in_other_words_is_told(lead: str, exactly: bool, held: bool) -> None:
    brief = Told()
    brief.add_lead(FOUND)
    assert brief.holds_story(lead, exactly=exactly) is held


LOCK = (
    "A girl who fell from a ferry near Sarrow was found after two days on a sandbank.",
    'A girl survived the fall after "walking for a couple of days" along the dunes, police said.',
)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (
            'Sheriff Bo Falk said Monday morning that the girl had been "walking for two days."',
            True,
        ),
        ("The girl fell from a ferry on March 9 and survived, according to her aunt.", True),
        ("Sheriff Bo Falk said Monday that the girl had been walking for nine days.", False),
        ("The girl did not fall from a ferry, according to her aunt.", False),
        ("The girl was taken to a hospital by a fisherman, police said.", False),
    ],
)
def test_a_line_that_several_tell_between_them_is_told(words: str, held: bool) -> None:
    brief = Told()
    for line in LOCK:
        brief.add(line)
    assert brief.holds_most(words) is held


def test_the_life_of_somebody_is_told_only_where_a_brief_is_about_them(
    dossier_of: DossierOf,
) -> None:
    life = "Born on 30 July 1979 in Orland, Maya Narsen studied law at the University of Velmark."
    dossier = dossier_of(
        "Three people died when the harbour wall of Velmark fell on Monday, the police said. "
        "Maya Narsen, a reporter of Velmark Radio, was killed by a stone.\n\n" + life
    )
    wanted = front(facts={"kind": "fact", "items": 9}, events={"kind": "event", "items": 9})

    def told(*focus: str) -> set[str]:
        slots = select(dossier, wanted, focus=focus).brief.slots
        return {getattr(item, "text", "") for items in slots.values() for item in items}

    assert life not in told()
    assert life in told("Maya Narsen")
