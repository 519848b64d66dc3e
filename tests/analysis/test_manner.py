"""How a text is told decides what of it is fact: news, columns, descriptions, records, tears."""

from __future__ import annotations

import pytest
from material import Analysed

from .shapes import Sentences

NEWS = (
    "Officials in Velmark said on Tuesday that the lock had failed. Ada Holm, the harbour master, "
    "said that 12 cracks were found in January. The repair will cost €4 million, according to the "
    "port. Bo Falk told the council that 40 ferries were late on Monday. The council voted on "
    "Friday to close the lock. Holm warned that the gate may fail again in April. Divers reported "
    "that 3 pumps had stopped. The ministry said on 9 March that it would pay. "
)
DESCRIPTION = (
    "The yacht Sea Holm glitters in the bay of Velmark. A piano stands in the hall. Guests dine on "
    "the deck. The cabins are wide and bright. A lift of glass climbs through the middle. The crew "
    "wears white. The pool gleams at night. The Velmark bar serves wine from the islands. "
    "The bay lies to the north. The walls are of oak. A library fills the stern. "
)
COLUMN = (
    "We have waited long enough for a new gate. Why should the port pay? My neighbours have had "
    "enough of it. You would not believe the noise. The council must act before the winter. "
    "Velmark can count on its ferries. How long will our children wait? "
)


def standing(sentences: Sentences, text: str) -> bool:
    """Whether the last sentence of a text may be printed."""
    return sentences(text)[-1].standalone


@pytest.mark.parametrize(
    ("before", "last", "stands"),
    [
        (COLUMN, "The gate of Port Sarrow cost 40 million crowns in 1998.", False),
        (COLUMN, "Ada Holm, a diver, said that the gate cost 40 million crowns.", True),
        (DESCRIPTION, "The lounge of the Velmark yacht looks like a palace.", False),
        (DESCRIPTION, "The yacht of Ada Holm has 12 cabins.", False),
        (NEWS, "Port Sarrow lies below the sea and looks like a bowl.", False),
        (NEWS, "Ada Holm is the harbour master of Velmark.", True),
        (NEWS, "Police in Velmark are hunting a diver.", True),
        (NEWS, "Police released a picture of a diver.", False),
        (NEWS, "Ada Holm needs to tell Velmark the truth in 2026.", False),
        (NEWS, "CLOSE Ada Holm was born in Velmark in 1964.", False),
    ],
)
def test_what_nobody_answers_for_is_told_by_its_text(
    sentences: Sentences, before: str, last: str, stands: bool
) -> None:
    assert standing(sentences, before + last) is stands


def test_in_a_record_of_entries_the_present_tense_tells_facts(sentences: Sentences) -> None:
    entries = [f"{n}. The port of Velmark keeps ferry {n} in a good state." for n in range(1, 10)]
    found = [s for s in sentences("\n\n".join(entries)) if "ferry" in s.statement]
    assert len(found) == len(entries) and all(s.standalone for s in found)


def test_of_news_what_reads_as_part_of_its_article_is_loose(sentences: Sentences) -> None:
    found = sentences(NEWS + "Ada Holm said on Tuesday that Velmark won’t wait.")
    assert found[-1].loose and found[-1].standalone
    assert not found[1].loose


def test_sentences_torn_by_stray_full_stops_do_not_stand(sentences: Sentences) -> None:
    torn = (
        "Divers in Velmark found the. cracks in January. Ada Holm was seen off the coast of. "
        "Velmark on Monday. The. ferry was closed on Tuesday. Bo Falk was met by. "
        "Ada Holm in Velmark on Friday."
    )
    assert not any(s.standalone for s in sentences(torn))


@pytest.mark.parametrize(
    "text",
    [
        "'Frightened': Ada Holm left the gate of Velmark on Monday.",
        "Ada Holm is greeted by miners in Velmark.",
        "Falk is congratulated by his team-mates after the race in Velmark.",
        "Grey bars show divers with seven or more finds in Velmark.",
        "Justices dismiss law restricting ferries in Velmark.",
        "Small group of donors pushes for ferries in Velmark.",
        "Holm, while five in a hundred voters prefer Falk.",
        "handbag Ada Holm owns is worth €4 million.",
    ],
)
def test_captions_and_headlines_state_nothing(sentences: Sentences, text: str) -> None:
    assert not any(s.standalone for s in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "The North Velmark city was followed by Port Sarrow.",
        "The 19-year-old Scot rowed to Velmark.",
        "The actor, 41, rowed to Velmark in May.",
        "It was flying from Velmark to Port Sarrow when it fell.",
        "Currently, there are two: Ada Holm and Bo Falk.",
        "Ada Holm told the Ledger that had changed nothing.",
        "Of the €4 million, half will go to Velmark.",
        "Each report lists the pumps of Velmark.",
    ],
)
def test_a_stand_in_for_a_name_leans(sentences: Sentences, text: str) -> None:
    assert not sentences(text)[-1].standalone


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm met Bo Falk in Velmark on Thursday.",  # the source is of a Wednesday
        "Ada Holm will meet Bo Falk in Velmark on Wednesday.",
    ],
)
def test_a_weekday_that_may_be_another_has_no_date(analysed: Analysed, text: str) -> None:
    (found,) = analysed(text).sentences
    assert "2026" not in found.statement and found.doubt > 0


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm built ferries in Velmark. With her film, Bo shows the ferries of Velmark.",
        "Ada Holm and Bo Holm rowed to Velmark. They saw Bo Holm with his sister.",
        "Kim Holm rowed to Velmark. The socialist said he would win in Velmark.",
    ],
)
def test_no_name_is_put_where_another_may_be_meant(sentences: Sentences, text: str) -> None:
    assert "[" not in sentences(text)[-1].statement


def test_a_surname_taken_for_a_place_is_somebodys(sentences: Sentences) -> None:
    text = (
        "A sniper in Velmark shot at Maya Augusta and wounded Bo Falk. Augusta fell on air. "
        "He was taken to Velmark."
    )
    assert "[Bo Falk]" not in sentences(text)[-1].statement


REPORTED = "Ada Holm, a diver, said that the gate cost 40 million crowns."


@pytest.mark.parametrize(
    "end",
    [
        "Mia Brandt is a professor of law at Velmark University.",
        "Mia Brandt, a member of our board of contributors, is director of the Ilde Institute.",
        "The opinions expressed in this commentary are solely those of Bo Falk.",
        "Bo Falk edits the Courier. His opinions are his own.",
    ],
)
def test_a_signed_column_holds_no_facts_but_what_others_say(sentences: Sentences, end: str) -> None:
    told = "The gate of Port Sarrow cost 40 million crowns in 1998."
    found = {s.statement: s.standalone for s in sentences(f"{NEWS}{told} {REPORTED}\n\n{end}")}
    assert not found[told] and found[REPORTED]


def test_letters_to_a_paper_are_opinion(sentences: Sentences) -> None:
    told = "The gate of Port Sarrow cost 40 million crowns in 1998."
    assert not standing(sentences, f"LETTERS. {NEWS}{told}")


def test_whoever_a_report_is_about_has_not_written_it(sentences: Sentences) -> None:
    told = "The gate of Port Sarrow cost 40 million crowns in 1998."
    end = "Ada Holm is a professor of law at Velmark University."
    assert {s.statement: s.standalone for s in sentences(f"{NEWS}{told}\n\n{end}")}[told]


@pytest.mark.parametrize(
    ("last", "stands"),
    [
        ("A slip of Ada Holm could be mined for gaffes in Velmark.", False),
        ("If Velmark is to pay, Ada Holm faces the council.", False),
        ("No one in Velmark should be above the law of Ada Holm.", False),
        ("First class passengers of Velmark Ferries are used to good food.", False),
        ("Ada Holm could face up to six years in prison.", True),
    ],
)
def test_what_could_be_is_no_fact_unless_it_is_counted(
    sentences: Sentences, last: str, stands: bool
) -> None:
    assert standing(sentences, NEWS + last) is stands
