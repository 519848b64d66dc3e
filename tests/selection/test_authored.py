"""What a person writes for an author slot: lists, rows, tables, and what is told of them."""

from __future__ import annotations

import pytest

from briefgen.errors import SettingsError
from briefgen.model.brief import Brief
from briefgen.model.template import AuthorSlot
from briefgen.selection import authored, misjudged, remarks

from .samples import front

OPTIONS = AuthorSlot(kind="author", columns={"option": "Option", "cost": "Cost"})
TEXT = AuthorSlot(kind="author")


def test_a_list_of_texts_becomes_a_list() -> None:
    assert authored("lines", TEXT, ["One.", "Two,\nstill two."]).text == (
        "- One.\n- Two,\n  still two."
    )


def test_rows_are_told_by_their_columns_whatever_their_capitals() -> None:
    rows = authored("options", OPTIONS, [{"Option": "Wait", "COST": "None"}]).rows
    assert rows == ({"option": "Wait", "cost": "None"},)


def test_a_plain_entry_of_rows_is_the_first_column() -> None:
    assert authored("options", OPTIONS, ["Wait"]).rows == ({"option": "Wait", "cost": ""},)


def test_rows_may_be_written_as_a_table() -> None:
    table = "| Option | Cost |\n|---|---|\n| Wait | none |\n| Act | \\| |"
    assert authored("options", OPTIONS, table).rows == (
        {"option": "Wait", "cost": "none"},
        {"option": "Act", "cost": "|"},
    )


def test_a_wrong_column_is_told_with_the_nearest_right_one() -> None:
    with pytest.raises(SettingsError, match=r'options: there is no column "costs".*"cost"'):
        authored("options", OPTIONS, [{"costs": "1"}])


def test_prose_where_rows_are_wanted_is_told_with_an_example() -> None:
    with pytest.raises(SettingsError, match="options: is a list of rows"):
        authored("options", OPTIONS, "We could wait.")


def test_a_choice_is_one_of_those_there_are() -> None:
    slot = AuthorSlot(kind="author", choices=("UK", "US"))
    assert authored("order", slot, "US").text == "US"
    with pytest.raises(SettingsError, match='order: "USA" is not one of UK, US'):
        authored("order", slot, "USA")


def brief_of(text: str, **slot: object) -> tuple[Brief, object]:
    fields = {"kind": "author", **slot}
    fm = front(judgement=fields)
    given = authored("judgement", AuthorSlot.model_validate(fields), text)
    return Brief(template="trial", title="", author={"judgement": given}), fm


def test_more_than_the_page_has_room_for_is_told() -> None:
    brief, fm = brief_of("- a b\n- c d\n- e f", items=2, words=4)
    assert list(remarks(brief, fm)) == [  # type: ignore[arg-type]
        "judgement: has 3 entries, where the page has room for 2",
        "judgement: has 9 words, where the page has room for 4",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We have high confidence that it will very likely fail.",
        "It is unlikely to hold, and we are confident of that.",
    ],
)
def test_how_likely_and_how_sure_in_one_sentence_is_told(text: str) -> None:
    brief, fm = brief_of(text, judgement=True)
    assert any("make it two" in wrong for wrong in misjudged(brief, fm))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "It will very likely fail. We have high confidence in this.",
        "It is likely to fail. “I am confident that it is unlikely,” said the owner.",
        "The report gives investors confidence.",
    ],
)
def test_how_likely_and_how_sure_in_two_sentences_is_well(text: str) -> None:
    brief, fm = brief_of(text, judgement=True)
    assert list(misjudged(brief, fm)) == []  # type: ignore[arg-type]


def test_terms_of_both_rows_of_the_scale_are_told() -> None:
    brief, fm = brief_of("It is likely. The other is improbable.", judgement=True)
    assert ["“likely” and “improbable”" in w for w in misjudged(brief, fm)] == [True]  # type: ignore[arg-type]
