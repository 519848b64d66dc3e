"""Where the paragraphs of a text are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.paragraphs import ParagraphIndex, paragraphs


def test_a_blank_line_parts_paragraphs() -> None:
    text = "The pier is shut.\n\nThe ferry sails."
    assert [text[a:b] for a, b in paragraphs(text)] == ["The pier is shut.", "The ferry sails."]


def test_the_paragraph_of_an_offset_is_counted_from_one() -> None:
    text = "The pier is shut.\n\nThe ferry sails."
    assert ParagraphIndex(text).number(text.index("ferry")) == 2


@given(st.text())
def test_paragraphs_hold_everything_but_white_space(text: str) -> None:
    kept = "".join(text[a:b] for a, b in paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(alphabet="ab \n\t\r"))
def test_no_paragraph_has_white_space_at_its_edges(text: str) -> None:
    assert all(text[a:b] == text[a:b].strip() for a, b in paragraphs(text))
