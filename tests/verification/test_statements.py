"""Statements: what is found, what is found edited, and what is not."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.model.printed import LineKind, PrintedBrief, PrintedLine
from briefgen.verification import Verdict, verify_printed

from .shapes import Held


@pytest.mark.parametrize(
    "line",
    [
        "The repair will cost €45 million.",
        "The repair will cost\u00a0€45 million.",
        "The council will vote on 24 March if the mayor agrees. (Outlet 1)",
        "The repair will cost €45 million. (Outlet 1) (figures disputed)",
        "3. The repair will cost €45 million.",
        "About 4,200 people cross the bridge every day, according to the town hall.",
        "The bridge at Velmark was not closed on Monday, said Marta Ellison, the harbour master.",
    ],
)
def test_a_sentence_of_the_source_is_verbatim(held: Held, line: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.VERBATIM, found


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("Divers found 12 cracks in its cables yesterday.", '"However," left out'),
        ("[Marta Ellison] also wants a second ferry in April.", "[Marta Ellison]"),
        ("The repair will cost €45 million. (see annex)", "is no source's"),
    ],
)
def test_an_edit_that_shows_is_named(held: Held, line: str, how: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.EDITED
    assert how in found.detail


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("The repair will cost €45 billion.", '"billion" where the source has "million"'),
        ("The repair will cost €54 million.", '"54" where the source has "45"'),
        (
            "The bridge at Velmark was closed on Monday, said Marta Ellison, the harbour master.",
            '"not" was left out',
        ),
        (
            "The bridge at Velmark was not closed on Monday, said Ada Marsk, the harbour master.",
            '"Ada Marsk" where the source has "Marta Ellison"',
        ),
        (
            "The bridge at Velmark was not closed on Monday, said Marta Ellison, the mayor.",
            '"mayor" where the source has "harbour master"',
        ),
        ("The council will vote on 24 March.", '"if the mayor agrees" was left out'),
        ("About 4,200 people cross the bridge every day.", '"according to the town hall"'),
        (
            "4,200 people cross the bridge every day, according to the town hall.",
            '"About" is left out in front',
        ),
        ("[Ada Marsk] also wants a second ferry in April.", "[Ada Marsk]"),
        ("The repair will probably cost €45 million.", '"probably" was put in'),
        ("The repair will cost €45 million. (Outlet 2)", '"(Outlet 2)"'),
        ("The repair will cost €45 million. (reported by 2 of 2)", "where it is 1 of 2"),
        ("The repair will cost €45 million. (2 independent sources)", "where it is 1"),
    ],
)
def test_a_change_that_does_not_show_is_found_and_named(held: Held, line: str, detail: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.NOT_FOUND
    assert detail in found.detail


def test_what_is_not_found_comes_with_the_nearest_words(held: Held) -> None:
    (found,) = held("The repair will cost €45 billion.")
    assert found.nearest is not None
    assert (found.nearest.source, found.nearest.paragraph) == ("Story 1", 4)
    assert found.nearest.words == "The repair will cost €45 million."


@pytest.mark.parametrize("unit", ["“", '"a ', "(a) ", "[1] ", "Aa ", "‘a b "])
def test_a_line_that_no_brief_has_takes_no_time(held: Held, unit: str) -> None:
    (found,) = held(unit * 7000)
    assert "too long to be checked" in found.detail


def test_a_heading_of_the_form_says_nothing(held: Held) -> None:
    assert held(PrintedLine("Key points", LineKind.HEADING), "For information") == []


@pytest.mark.parametrize("heading", ["Story 1", "Story 1 …"])
def test_a_heading_may_say_that_the_title_of_its_source_goes_on(held: Held, heading: str) -> None:
    (found,) = held(PrintedLine(heading, LineKind.HEADING))
    assert found.verdict is Verdict.VERBATIM


def test_a_source_that_does_not_say_it_is_found(listed: Held) -> None:
    (right,) = listed("The repair will cost €45 million. [1]")
    (wrong,) = listed("The repair will cost €45 million. [2]")
    (unlisted,) = listed("The repair will cost €45 million. [7]")
    assert right.verdict is Verdict.VERBATIM
    assert wrong.detail == "[2] does not say it; it stands in Story 1"
    assert unlisted.detail == "[7] is not in the list of sources"


def test_a_paraphrase_that_cites_a_source_is_not_found(listed: Held) -> None:
    (found,) = listed("Mending it is going to be expensive for everybody. [1]")
    assert found.verdict is Verdict.NOT_FOUND


def test_the_date_in_front_of_an_event_is_that_of_its_sentence(held: Held) -> None:
    said = "The council will vote on 24 March if the mayor agrees."
    right, wrong = held(f"24 March 2026 {said}", f"25 March 2026 {said}")
    assert right.verdict is not Verdict.NOT_FOUND
    assert wrong.detail == '"25 March 2026" where the source means another day'


def test_a_day_for_which_something_is_announced_is_known(dossier_of: DossierOf) -> None:
    said = "Marta Ellison said the council of Velmark would vote on Friday."
    printed = (f"For 13 March 2026: {said}", f"By 13 March 2026: {said}")
    lines = tuple(PrintedLine(line) for line in printed)
    right, wrong = verify_printed(PrintedBrief(lines), dossier_of(said))
    assert right.verdict is not Verdict.NOT_FOUND
    assert wrong.detail == '"By 13 March 2026" where the source has "for 13 March 2026"'


def test_a_label_in_front_of_what_is_not_found_is_no_change(held: Held) -> None:
    (found,) = held("24 March 2026 The repair will cost €45 billion.")
    assert found.detail == '"billion" where the source has "million"'


# --- own words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "We recommend that nothing is said before the vote.",
        "To: The Minister, room 4.17",
        "Contact Jane Doe, 555 0134",
        "[TO COMPLETE: what is to be decided by 9 May?]",
    ],
)
def test_words_of_the_author_need_no_source(held: Held, line: str) -> None:
    assert {one.verdict for one in held(line)} <= {Verdict.OWN}


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("We expect some 9,000 visitors.", "the figure 9,000 is in no source"),
        ("We should talk to Karel Novak.", 'the name "Karel Novak" is in no source'),
        ("Marta Marsk should be asked.", 'the name "Marta Marsk" is in no source'),
        ("He spoke of “a scandal without an end” here.", "these words are in no source"),
    ],
)
def test_a_figure_a_name_or_a_quotation_in_them_does(held: Held, line: str, detail: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.NOT_FOUND
    assert detail in found.detail


def test_a_figure_in_own_words_comes_with_the_sentence_that_has_it(held: Held) -> None:
    (found,) = held("Mending will be 45 million in all.")
    assert found.verdict is Verdict.OWN
    assert found.nearest is not None
    assert found.nearest.words == "The repair will cost €45 million."
