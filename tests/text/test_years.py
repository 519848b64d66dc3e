"""What a text tells of earlier years."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.text.years import Years


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("The bridge of Velmark was closed in 2019.", True),
        ("A 2019 audit warned that the cables of Velmark were worn.", True),
        ("A 2019 report of the State Audit Office on the bridge found twelve cracks.", True),
        ("The port’s 2019 safety report, published in full, found twelve cracks.", True),
        ("In a 2019 study, divers counted twelve cracks.", True),
        ("Divers warned in a 2019 report that the cables were worn.", True),
        ("Ada Holm asked why the 2019 audit had never been sent to the port.", False),
        ("Ada Holm quoted from the 2019 audit on Monday.", False),
        ("The 2019 champion, Ada Holm, said the bridge was safe.", False),
        ("A 2025 audit warned that the cables of Velmark were worn.", False),
    ],
)
def test_what_was_in_an_earlier_year_is_told_from_what_is_said_of_it_now(
    text: str, earlier: bool
) -> None:
    assert Years([text], date(2026, 3, 11)).names_earlier(text) is earlier
