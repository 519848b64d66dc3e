"""Finished text is what every later stage relies on."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.finish import finish_text

_ODD = st.sampled_from(
    list("\n\r\t \x0b\x0c\x00\u200b\ufeff\u00ad\u2028\u2029•\u0301ﬁ\u202e-a.A1\uf0b7")
)
_TEXT = st.lists(st.one_of(_ODD, st.characters()), max_size=60).map("".join)


@given(_TEXT)
def test_finishing_twice_changes_nothing(text: str) -> None:
    once = finish_text(text)
    assert finish_text(once) == once


@given(_TEXT)
def test_finished_text_keeps_its_promises(text: str) -> None:
    done = finish_text(text)
    assert unicodedata.is_normalized("NFC", done)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} for c in done if c != "\n")
    assert not re.search(r"\n\n\n|(?<!\n)\n(?!\n)|  | \n|\n | $|^ ", done)
    assert done == done.strip("\n ")


@pytest.mark.parametrize(
    ("found", "finished"),
    [
        ("one\r\ntwo\r\n\r\nthree", "one two\n\nthree"),
        ("a\u00a0b \t c", "a b c"),
        ("e\u0301te\u0301", "été"),
        ("\ufeffze\u200bro wid\u00adth", "zero width"),
        ("ﬁnal oﬃce", "final office"),
        ("one\n\n* * *\n\ntwo", "one\n\ntwo"),
        ("• first\n\n\uf0b7 second", "first\n\nsecond"),
        ("page one\fpage two", "page one\n\npage two"),
        ("", ""),
    ],
)
def test_text_is_tidied(found: str, finished: str) -> None:
    assert finish_text(found) == finished
