"""What the opening of news tells, and what of the rest can be placed by whoever has read it."""

from __future__ import annotations

import pytest

from briefgen.model.analysis import Sentence

from .shapes import Sentences

LEAD = "The upper lock of Velmark failed on Monday, and 400 homes were flooded, officials said. "
MIDDLE = (
    "Ada Holm, the harbour master, said that 12 cracks were found in January. The repair will cost "
    "€4 million, according to the port. Divers reported on Wednesday that 3 pumps had stopped. "
    "The council of Velmark voted on Friday to close the lock for 2 weeks. The ministry said on 9 "
    "March that it would pay the port of Velmark 2 million crowns. Falk Lines said on Thursday "
    "that 40 ferries were late. Police in Velmark said that 3 streets were closed until Sunday. "
)
UNPRINTABLE = (
    "Would you cross a river in a boat without a captain? They did it all the same. It was a cold "
    "morning, and nobody knew it yet. That is how this began, as they tell it. It had been a long "
    "winter, and it would be longer still. They had waited for it. Nobody told them. It came when "
    "they had stopped looking out for it, and then it was everywhere. They knew it at once. "
)


def last(found: tuple[Sentence, ...]) -> Sentence:
    return found[-1]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Bo Falk said on Saturday that 30 boats were lost in Velmark.", False),
        ("Bo Falk, a ferryman, said on Saturday that 30 boats were lost in Velmark.", True),
        ("Senator Bo Falk said on Saturday that 30 boats were lost in Velmark.", True),
        ("Ada Holm said on Saturday that 30 boats were lost in Velmark.", True),
    ],
)
def test_a_line_of_news_says_who_somebody_is_or_an_earlier_one_does(
    sentences: Sentences, line: str, plain: bool
) -> None:
    assert last(sentences(LEAD + MIDDLE + line)).loose is not plain


def test_whoever_is_named_in_the_opening_is_known(sentences: Sentences) -> None:
    opening = "Bo Falk and two divers were held in Velmark on Tuesday, police said. "
    line = "Bo Falk said on Saturday that 30 boats were lost in Velmark."
    assert not last(sentences(LEAD + opening + MIDDLE + line)).loose


def test_behind_an_opening_that_tells_nothing_every_line_is_loose(sentences: Sentences) -> None:
    found = sentences(UNPRINTABLE + LEAD + MIDDLE)
    assert all(s.loose or not s.standalone for s in found)
    assert any(not s.loose and s.standalone for s in sentences(LEAD + MIDDLE))


def test_a_lead_may_tell_of_another_thing_and_a_later_line_may_not(sentences: Sentences) -> None:
    line = "Another lock of Velmark failed on Monday, and 400 homes were flooded, officials said. "
    assert sentences(line + MIDDLE)[0].leads
    assert not last(sentences(LEAD + MIDDLE + line)).standalone


def test_a_lead_may_deny_as_talk_does(sentences: Sentences) -> None:
    line = "Officials in Velmark said on Monday that the upper lock didn’t fail. "
    assert sentences(line + MIDDLE)[0].leads


@pytest.mark.parametrize(
    "line",
    [
        "Orland and Velmark agreed on Monday to share the locks of the Ilde, officials said. ",
        "A dispute of shipping lines over the locks of Velmark went back to court on Monday after "
        "judges dismissed appeals by both companies. ",
    ],
)
def test_a_lead_may_agree_and_take_up_what_it_names_itself(sentences: Sentences, line: str) -> None:
    assert sentences(line + MIDDLE)[0].leads


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("The tall suspect is believed to have robbed six shops in Velmark since April. ", False),
        ("The suspect in the robbery of a Velmark shop was held on Monday, police said. ", True),
    ],
)
def test_a_lead_says_what_somebody_is_suspected_of(
    sentences: Sentences, line: str, leads: bool
) -> None:
    assert sentences(line + MIDDLE)[0].leads is leads


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ('"The Upper Lock" star Ada Holm was held in Velmark on Monday, police said. ', True),
        ("Did Ada Holm of Velmark shut the upper lock on Monday, as police said? ", False),
        ("The spokesman, Ada Holm, said Bo Falk would be charged in Velmark on Monday. ", False),
        ("Parents were stunned on Monday after a clerk’s arrest on charges of murder. ", False),
        ("Twenty people are dead and 21 missing after a ferry capsized in Velmark. ", True),
        ("Falk Lines announced on Monday that it’s shutting 3 locks in Velmark. ", True),
        (
            "Ada Holm is expected to visit the locks of Velmark, an official speaking on condition "
            "of anonymity said Thursday. ",
            True,
        ),
    ],
)
def test_a_lead_can_be_stated_and_tells_what_happened(
    sentences: Sentences, line: str, leads: bool
) -> None:
    assert sentences(line + MIDDLE)[0].leads is leads


def test_a_lead_may_stand_behind_an_opening_that_only_leads_up_to_it(sentences: Sentences) -> None:
    found = sentences("It was a long night, even by the standards of the river. " + LEAD + MIDDLE)
    assert [s.leads for s in found[:3]] == [False, True, False]


def test_an_opening_that_tells_of_nobody_in_particular_is_no_lead(sentences: Sentences) -> None:
    line = "Plenty of harbours have a lock, but few of the locks are old. "
    assert not any(s.leads for s in sentences(line + LEAD + MIDDLE)[:1])


@pytest.mark.parametrize(
    ("line", "usable"),
    [
        ("The ferry Ilde leaves the lock in March 2008 after its first journey to Velmark.", False),
        ("The tunnel under the river opens in March 2030, the port of Velmark says.", True),
        ("Ada Holm was speaking to the Courier in Velmark on Monday.", False),
        ("Ada Holm was asked about the lock of Velmark on Monday.", False),
        ("Ada Holm was asked to close the lock of Velmark on Monday.", True),
        ("Ada Holm responded to a question about 3 pumps of Velmark.", False),
        ("Falk Lines came in second with 46 ferries.", False),
        ("Falk Lines came second in a survey of 46 ferry lines in March.", True),
        ("Sgt. Ada Holm said police in Velmark want to know on Monday why she fired.", False),
        ("The lock in question was built in Velmark in 1904.", False),
        ("Even on Monday 3 pumps of the port of Velmark had stopped.", False),
        ("Earlier Former harbour master Ada Holm has died in Velmark at the age of 92.", False),
        ("Divers warned on Monday that this could be the flood of 1904 again.", False),
        ("Ada Holm then repeated that 3 pumps of Velmark had stopped.", False),
        ("Divers found the lock of Port Sarrow, another harbour with 3 bad pumps.", False),
        ("The elder Holm said on Monday that 3 pumps of Velmark had stopped.", False),
        ("Ada Holm left the gate of Velmark 'When she came back it was shut,' she said.", False),
        ("Ada Holm, a diver, has died in Velmark at the age of 92 1.", False),
        ("Thousands were killed, with the port of Velmark putting the toll at 10,000.", False),
        ("Thousands were killed in Velmark in 1904, according to the port.", True),
        ("The ages of 3 pumps of Velmark follow the usual conventions61.", False),
        ("Ada Holm said the “beginning of the end” was a vote in Velmark in 2004.", False),
        ("Divers found on Monday that the pump above had 3 cracks, the port said.", False),
        ("Divers found 3 cracks 10 feet above the lock of Velmark.", True),
        ("A call on 9 March came from the harbour number '' of Velmark.", False),
        ("The spokesman, Bo Falk, said on Monday that 3 pumps had stopped.", False),
        ("The spokesman for the port, Bo Falk, said on Monday that 3 pumps had stopped.", True),
        ("The port of Velmark has 3 pumps (Supplementary Table 7) and 2 locks.", False),
        ("British newspaper the Courier reported on Monday that 3 pumps had stopped.", True),
        ("Instead, Falk said, Holm gave the crew of Velmark 3 bottles on Monday.", False),
    ],
)
def test_captions_talk_and_what_points_away_are_no_lines(
    sentences: Sentences, line: str, usable: bool
) -> None:
    found = last(sentences(LEAD + MIDDLE + line))
    assert (found.standalone and not found.boilerplate) is usable


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("The whole text should be recognised as the body.", False),
        ("The 1st should come in front of the pumps.", False),
        ("The lock of Velmark was shut.", True),
        ("Three pumps have stopped.", True),
        ("Officials said that the water was falling.", True),
    ],
)
def test_a_short_text_states_what_holds_a_name_a_figure_or_a_source(
    sentences: Sentences, line: str, plain: bool
) -> None:
    (found,) = sentences(line)
    assert (found.standalone and not found.loose) is plain


@pytest.mark.parametrize(
    ("line", "strangers"),
    [
        ("The harbour master had worked with Falk on 3 pumps.", ("Bo Falk",)),
        ("The harbour master had worked with the diver Bo Falk on 3 pumps.", ()),
        ("The harbour master had worked with a diver, Bo Falk, on 3 pumps.", ()),
        ("Falk had worked for the harbour master on 3 pumps.", ()),
    ],
)
def test_whoever_is_named_in_passing_is_a_stranger(
    sentences: Sentences, line: str, strangers: tuple[str, ...]
) -> None:
    named = "Bo Falk was held in Velmark on Saturday."
    found = sentences(LEAD + line + " " + MIDDLE + named)
    assert next(s.strangers for s in found if line.startswith(s.statement[:30])) == strangers


def test_what_a_source_calls_for_short_is_told_in_full_first(sentences: Sentences) -> None:
    full = "Ildewater Harbour Lines of Velmark said on Monday that 3 pumps had stopped. "
    short = "In 2019 Ildewater was fined by a court for 3 leaks."
    assert last(sentences(LEAD + MIDDLE + full + short)).strangers == ("Ildewater",)


def test_somebody_told_apart_by_a_place_alone_was_told_of_before(sentences: Sentences) -> None:
    line = "Divers in Velmark said on Monday that they fear the Ilde-based smugglers."
    assert last(sentences(LEAD + MIDDLE + line)).loose


def test_one_of_those_that_the_sentence_before_counts_is_no_line(sentences: Sentences) -> None:
    line = "One lead seal was found by divers in the port of Sarrow in 1998."
    before = "Another 16 lead seals were found by divers in the port of Orland in 1997. "
    assert not last(sentences(LEAD + MIDDLE + before + line)).standalone
    assert last(sentences(LEAD + MIDDLE + line)).standalone


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("The port of Velmark also has 3 pumps that stopped on Tuesday.", False),
        ("The port of Velmark also said that 3 pumps had stopped on Tuesday.", True),
    ],
)
def test_what_is_added_to_something_told_is_loose_unless_somebody_says_so(
    sentences: Sentences, line: str, plain: bool
) -> None:
    assert last(sentences(LEAD + MIDDLE + line)).loose is not plain
