"""Figures: the value, what it counts, its hedge; and numbers that are no figures."""

from __future__ import annotations

import pytest

from .shapes import Figures, OneFigure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("About 4,200 people were evacuated from the lower town.", 4200),
        ("The repair will cost €45 million.", 45e6),
        ("The work would cost £3.4bn.", 3.4e9),
        ("Three gates failed during the storm.", 3),
        ("Waves of up to 2.8 metres hit the pier.", 2.8),
        ("The council raised 62% of the money.", 62),
        ("Unemployment stands at 7.5 per cent.", 7.5),
        ("Nearly 1.5 million people live on the coast.", 1.5e6),
        ("Homes without power | 1,150", 1150),
    ],
)
def test_a_figure_has_the_value_that_its_words_say(
    figure: OneFigure, text: str, value: float
) -> None:
    assert figure(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The repair will cost €45 million.", "EUR"),
        ("The fund holds $2.1 billion for repairs.", "USD"),
        ("Waves of up to 2.8 metres hit the pier.", "metres"),
        ("The council raised 62% of the money.", "%"),
        ("Unemployment stands at 7.5 per cent.", "%"),
        ("Turnout fell by 12 percentage points in Velmark.", "percentage points"),
        ("Three gates failed during the storm.", None),
    ],
)
def test_a_figure_has_the_unit_of_its_words(figure: OneFigure, text: str, unit: str | None) -> None:
    assert figure(text).unit == unit


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("About 4,200 people were evacuated from the lower town.", "About"),
        ("At least 18 people were injured in the fall.", "At least"),
        ("Waves of up to 2.8 metres hit the pier.", "up to"),
        ("As many as 300 boats sank in the harbour.", "As many as"),
        ("Fewer than 200 homes have power again.", "Fewer than"),
        ("No fewer than 55 cracks were counted.", "No fewer than"),
        ("Losses could reach €80 million by spring.", "could reach"),
        ("Nearly 1.5 million people live on the coast.", "Nearly"),
        ("Three gates failed during the storm.", None),
        ("The new rules cover five gates at the harbour.", None),
        ("The gift brings the total of the group to $20 million.", None),
    ],
)
def test_a_figure_keeps_its_hedge(figure: OneFigure, text: str, qualifier: str | None) -> None:
    assert figure(text).qualifier == qualifier


def test_a_figure_counts_the_noun_behind_it(figure: OneFigure) -> None:
    assert figure("Three gates failed during the storm.").counts.startswith("gates")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Some 4,200 people were evacuated from the Lower Quay and Tanners' Row, police said.",
            "people were evacuated from the Lower Quay and Tanners' Row",
        ),
        (
            "At least 40 people were hurt in Velmark and Port Sarrow said it was shocked.",
            "people were hurt in Velmark",
        ),
        ("At least 40 people were hurt in Velmark and two died.", "people were hurt in Velmark"),
    ],
)
def test_of_two_places_none_is_left_out(figure: OneFigure, text: str, counts: str) -> None:
    assert figure(text).counts == counts


def test_money_counts_what_the_clause_in_front_says(figure: OneFigure) -> None:
    assert "repair will cost" in figure("The repair will cost €45 million.").counts


def test_the_row_of_a_table_counts_its_first_cell(figure: OneFigure) -> None:
    assert figure("Homes without power | 1,150").counts == "Homes without power"


def test_the_row_of_a_table_has_the_unit_of_the_head_or_is_left_out(figures: Figures) -> None:
    found = figures("Measure | Cost (€ million)\n\nNew drives for the gates | 31")
    assert {(f.value, f.unit) for f in found} <= {(31e6, "EUR"), (31, "EUR million")}


def test_what_is_counted_does_not_run_into_the_next_sentence(figures: Figures) -> None:
    found = figures("“It is 40 pages long and dull. I would like to know who read it,” she said.")
    assert not [f for f in found if ". I" in (f.counts or "")]


def test_the_head_of_a_table_is_no_figure(figures: Figures) -> None:
    assert len(figures("Item | Count\n\nHomes without power | 1,150")) == 1


def test_who_gives_a_figure_is_kept(figure: OneFigure) -> None:
    found = figure("Marta Ellison said 250 sandbags were laid on the quay.")
    assert found.attribution == "Marta Ellison"


def test_the_first_of_two_counts_does_not_cut_the_second_in_half(figures: Figures) -> None:
    first = figures("Some 2,000 volunteers filled 9,000 sandbags.")[0]
    assert not first.counts.endswith(" 9")


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened in 1998 and was repainted in 2023.",
        "The alarm rang at 02.50 and the crew left.",
        "The crew left the quay at 3.50am.",
        "It happened at 2:15 pm.",
        "Dorrit Pell, 67, lost her house.",
        "A 67-year-old man was hurt.",
        "Section 4 sets out the rules for the harbour.",
        "Bus No. 4 stopped at the bridge.",
        "The vote is on 30 June 2026.",
        "The vote is on June 30.",
        "Figure 3 shows the flow.",
        "The committee voted 7-2 for the plan.",
        "He was jailed for 12 years over the fraud.",
        "The plan covers 2026-2028.",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(figures: Figures, text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council employs twenty-six divers in the harbour.",
        "Divers found forty-one loose bolts in the tower.",
        "Two hundred and fifty boats sank in the harbour.",
        "Two hundred fifty boats sank in the harbour.",
        "Sarrow Grid restored power to two thousand homes.",
    ],
)
def test_a_number_in_several_words_is_whole_or_left_out(figures: Figures, text: str) -> None:
    whole = {
        "twenty-six": 26,
        "forty-one": 41,
        "Two hundred and fifty": 250,
        "Two hundred fifty": 250,
        "two thousand": 2000,
    }
    value = next(v for words, v in whole.items() if words in text)
    assert {f.value for f in figures(text)} <= {value}


@pytest.mark.parametrize(
    "text",
    [
        "One in five homes was flooded.",
        "1 in 8 homes was flooded.",
        "Three-quarters of the homes are dry.",
    ],
)
def test_a_share_in_words_does_not_become_a_count(figures: Figures, text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("The bridge is 240 m long.", 240),
        ("The sea rose 2 m on Monday.", 2),
        ("The river rose to 1.4 m above the quay wall.", 1.4),
    ],
)
def test_m_behind_a_space_is_never_a_million(figures: Figures, text: str, metres: float) -> None:
    assert {f.value for f in figures(text)} <= {metres}


def test_m_behind_money_is_a_million(figure: OneFigure) -> None:
    assert figure("Losses of $3m were reported.").value == 3e6


@pytest.mark.parametrize(
    "text", ["The plant covers 3,5 hectares.", "It held 12,5 tonnes of grain."]
)
def test_a_decimal_comma_does_not_cut_a_number_in_two(figures: Figures, text: str) -> None:
    assert {f.value for f in figures(text)} <= {3.5, 12.5}


@pytest.mark.parametrize(
    "text", ["The town lost 3,000–4,000 trees.", "Between 300 and 400 homes were flooded."]
)
def test_the_upper_end_of_a_range_is_not_stated_as_a_plain_count(
    figures: Figures, text: str
) -> None:
    assert not [f for f in figures(text) if f.value in {400, 4000} and f.qualifier is None]


def test_the_number_of_a_paragraph_is_no_figure(figures: Figures) -> None:
    assert not figures("2.1 The harbour master received the first call before the storm.")


def test_the_name_of_an_aircraft_is_no_figure(figures: Figures) -> None:
    assert [f.value for f in figures("Boeing 737 jets carried 150 people.")] == [150]


@pytest.mark.parametrize(
    "text",
    [
        "If the dam breaks, 40,000 people will lose their homes.",
        "If the dam breaks after the rain, 40,000 people will lose their homes.",
        "Unless the dam holds, 40,000 people will lose their homes.",
        "Some 40,000 people would lose their homes if the dam broke.",
        "It is not true that the drug killed 14 people, the ministry said.",
        "The dam did not kill 14 workers in April, the ministry said.",
        "The ministry denied that the drug killed 14 people.",
        "There is no truth in reports that 14 people were killed.",
        "Reports that 14 people were killed are false, the ministry said.",
    ],
)
def test_a_number_that_is_denied_or_under_a_condition_is_no_figure(
    figures: Figures, text: str
) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fire killed 40 people, and more may die if the wind turns.", 40),
        ("The wall did not hold, and 300 farmers asked for help.", 300),
        ("Asked if he knew the mill, the mayor said 30 people worked there.", 30),
        ("The owner denied all blame after 14 workers were killed.", 14),
        ("Not only were 60 houses lost in the flood.", 60),
    ],
)
def test_a_number_beside_a_denial_or_a_condition_is_a_figure(
    figure: OneFigure, text: str, value: float
) -> None:
    assert figure(text).value == value


def test_a_claimed_number_is_that_of_the_party_that_claims_it(figure: OneFigure) -> None:
    found = figure("Medex claims that some 30 doctors refused to give the drug.")
    assert found.attribution == "Medex"


def test_a_figure_in_quoted_denial_is_none(figures: Figures) -> None:
    assert not figures("He said the report that 12 trains had stopped was 'a lie from the start'.")


@pytest.mark.parametrize("speaker", ["They", "Her rival"])
def test_who_gives_a_figure_is_named_or_left_open(figures: Figures, speaker: str) -> None:
    (found,) = figures(f"{speaker} said that 40 pumps had stopped in Velmark.")
    assert found.attribution is None
